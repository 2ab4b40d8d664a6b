"""Rows that would come in, in words: what a preview shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from chaotou.core.projects.importing.table import Fault, Table
from chaotou.core.projects.importing.targets import Kind, Target
from chaotou.core.quantities import show
from chaotou.ui.templatetags.show import DASH, name

TEN_THOUSAND = Decimal(10) ** 4


@dataclass(frozen=True)
class Line:
    """A row of the preview: its number in the sheet, a text for each field."""

    row: int
    cells: list[str]


@dataclass(frozen=True)
class FaultLine:
    """A fault with the column's letter and heading."""

    fault: Fault
    letter: str
    heading: str


def shown(table: Table, targets: Iterable[Target], words: Mapping[str, Mapping[Any, str]]) -> Iterator[Line]:
    """Each row in words; `words` gives, by field, names for codes and keys."""
    used = [target for target in targets if target.code in table.values]
    for place, row in enumerate(table.rows):
        texts = [_text(table.values[one.code][place], one, words.get(one.code, {})) for one in used]
        yield Line(row, texts)


def heads(table: Table, targets: Iterable[Target]) -> list[str]:
    """The heads of the preview: fields in their order, amounts with the unit they are shown in."""
    used = [target for target in targets if target.code in table.values]
    in_unit = gettext("{field}（万元）")
    return [in_unit.format(field=name(one)) if one.kind is Kind.AMOUNT else name(one) for one in used]


def _text(value: object, target: Target, words: Mapping[Any, str]) -> str:
    if value is None or value == "":
        return DASH
    if isinstance(value, Decimal):
        return show(value / TEN_THOUSAND, 2) if target.kind is Kind.AMOUNT else f"{value.normalize():f}"
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    return value.isoformat() if isinstance(value, date) else words.get(value, str(value))


def fault_lines(faults: Iterable[Fault], headings: Sequence[str]) -> list[FaultLine]:
    """Faults by row, errors before warnings of one row."""
    ordered = sorted(faults, key=lambda fault: (fault.row, not fault.is_error, fault.column or 0))
    return [
        FaultLine(fault, letter(fault.column), "" if fault.column is None else headings[fault.column])
        for fault in ordered
    ]


def letter(column: int | None) -> str:
    """A column as spreadsheets name it: 0 is A, 26 is AA."""
    if column is None:
        return ""
    first, rest = divmod(column, 26)
    return (letter(first - 1) if first else "") + chr(ord("A") + rest)
