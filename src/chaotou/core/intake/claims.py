"""Claim: one figure that a report states, with its place in the text; what a person accepts or rejects."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal

from chaotou.core.periods import Period
from chaotou.core.quantities import json_number


@dataclass(frozen=True)
class Comparison:
    """How many percentage points ahead of (or, negative, behind) a place or a pace."""

    against: str
    diff_pp: Decimal | None


@dataclass(frozen=True)
class Claim:
    """One indicator in one period. Growth and points are as printed (7.5 is 7.5 %); offsets count
    characters of the text."""

    kind: str
    indicator: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    quote: str
    entity: str | None = None
    code: str | None = None
    period: Period | None = None
    period_text: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    bound: str = "exact"
    growth_pct: Decimal | None = None
    growth_pp: Decimal | None = None
    growth_pp_of: str | None = None
    compared_with: str | tuple[str, ...] | None = None
    diff_pp: Decimal | None = None
    compared: tuple[Comparison, ...] = ()
    rank: int | None = None
    rank_scope: str | None = None
    rank_of: str | None = None
    value_low: Decimal | None = None
    value_high: Decimal | None = None
    facet: str | None = None
    times: Decimal | None = None
    times_base: str | None = None
    from_value: Decimal | None = None
    parent: str | None = None
    plan: str | None = None
    comparison: str | None = None
    owner: str | None = None

    def as_json(self) -> dict[str, object]:
        """A plain dict: numbers as int or float, the period in its canonical form, `compared` as {with,
        diff_pp}."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return json_number(value)
    if isinstance(value, Period):
        return str(value)
    if isinstance(value, Comparison):
        return {"with": value.against, "diff_pp": _plain(value.diff_pp)}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
