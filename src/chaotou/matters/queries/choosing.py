"""What the forms of matters offer and look up: organizations, enterprises, matters chosen in a list."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from chaotou.core.issues import Message, Refusal
from chaotou.enterprises.models import Enterprise
from chaotou.matters.models import Matter
from chaotou.matters.queries.sight import matters
from chaotou.organization.models import Organization, Person
from chaotou.ui.templatetags.show import name


def organizations_named(codes: Sequence[str] | None = None) -> list[tuple[str, str]]:
    """Code and name of each organization, of these codes in their order where some are given. One query."""
    rows = Organization.objects.all() if codes is None else Organization.objects.filter(code__in=codes)
    found = {row.code: (row.code, name(row)) for row in rows}
    return list(found.values()) if codes is None else [found[code] for code in codes if code in found]


def matters_chosen(reader: Person, codes: Sequence[str]) -> list[Matter]:
    """The matters of these codes that the reader knows of, in order. One query and what sight costs."""
    return list(matters(reader).filter(code__in=codes).order_by("code"))


def enterprise_named(text: str) -> int | None:
    """The key of the enterprise with this name or credit code; None for nothing typed.

    `Refusal` where there is none, or more than one.
    """
    typed = text.strip()
    if not typed:
        return None
    found = Enterprise.objects.filter(Q(name=typed) | Q(credit_code=typed.upper()), merged_into=None)
    keys = list(found.values_list("pk", flat=True)[:2])
    if len(keys) == 1:
        return keys[0]
    what = Message("企业库里没有“{name}”。") if not keys else Message("企业库里有不止一家“{name}”。")
    raise Refusal(
        Message(what.template, {"name": typed}), Message("请填全称或统一社会信用代码，或先在企业库登记。")
    )
