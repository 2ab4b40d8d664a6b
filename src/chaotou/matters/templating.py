"""The template of a table of matters: a column for each field, a leaf with the words that a cell may hold."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from chaotou.core.matters.importing import columns_of, is_required
from chaotou.core.projects.importing.targets import Kind, Target
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.formats.workbook import Leaf, bound
from chaotou.ui.templatetags.show import listed, name


def template(kind: KindSpec, organizations: list[tuple[str, str]]) -> bytes:
    """The workbook to fill in; `organizations` (code, name) are those for which the person registers."""
    columns = columns_of(kind)
    head = [f"{name(one)} *" if is_required(one, kind) else name(one) for one in columns]
    notes = [gettext("一行一件。带 * 的必填；日期写成 2024-08-20；哪些词可以填，见“可填的词”。")]
    words = [gettext("列"), gettext("可填的词")]
    return bound(
        [
            Leaf(gettext("导入{kind}").format(kind=name(kind)), notes, head),
            Leaf(gettext("可填的词"), [], words, _words(columns, organizations)),
        ]
    )


def _words(columns: tuple[Target, ...], organizations: list[tuple[str, str]]) -> Iterator[list[str]]:
    for one in columns:
        for word in _allowed(one, organizations):
            yield [name(one), word]


def _allowed(target: Target, organizations: list[tuple[str, str]]) -> list[str]:
    match target.kind:
        case Kind.CHOICE:
            return [name(choice) for choice in target.choices]
        case Kind.FLAG:
            return [listed([gettext("是"), gettext("否")])]
        case Kind.DATE:
            return ["2024-08-20"]
        case Kind.ORGANIZATION:
            return [name for _code, name in organizations]
    return []
