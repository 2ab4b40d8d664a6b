"""A review sheet marked: points by rule or by judgement, two columns, averages over those who may mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from inspect import signature
from typing import Any

import numpy as np

from chaotou.core.evaluation.sheet import as_amount, bound, is_number
from chaotou.core.issues import Message
from chaotou.core.naming import Named
from chaotou.core.quantities import round_half_up
from chaotou.core.zone.review_specs import ReviewSheetSpec, SheetItemSpec
from chaotou.core.zone.vocabulary import Direction

PLACES = 2
"""Points are kept to a hundredth."""

Marks = Mapping[str, Decimal]
"""Points by item."""


def points(item: SheetItemSpec, value: Decimal | None) -> Decimal:
    """The points a computed item earns at a value, from 0 to its full points; 0 without a value."""
    if item.rule is None or value is None:
        return Decimal(0)
    rule = item.rule.rule
    shares = rule.share(np.array([float(value)]), **_arguments(item))
    share = float(np.clip(shares[0], bound(None, rule.floor, 0.0), 1.0))
    return round_half_up(max(share, 0.0) * float(item.points), PLACES)


def _arguments(item: SheetItemSpec) -> dict[str, Any]:
    """The rule's keys as it takes them; all its amounts are written out, which the zone's rules check."""
    assert item.rule is not None
    keys = item.rule.keys
    given = {name: getattr(keys, name) for name in type(keys).model_fields}
    found = {name: _number(value) for name, value in given.items()}
    wanted = signature(item.rule.rule.share).parameters
    if "lower" in wanted:
        found["lower"] = np.array([item.direction is Direction.LOWER])
    if "full" in wanted:
        found["full"] = np.array([float(item.points)])
    return found


def _number(value: Any) -> Any:
    if not is_number(value):
        return value
    return np.array([float(as_amount(value).number or 0)])


def computed(sheet: ReviewSheetSpec, values: Mapping[str, Decimal | None]) -> dict[str, Decimal]:
    """The points of all items that a rule computes, from values by indicator."""
    return {item.code: points(item, values.get(item.reads or "")) for item in sheet.items if item.rule}


def faults(sheet: ReviewSheetSpec, marks: Mapping[str, Decimal | None]) -> Iterator[tuple[str, Message]]:
    """What is wrong with marks by item: every item wants points from 0 to its full points."""
    for item in sheet.items:
        mark, name = marks.get(item.code), Named(item.name, item.english)
        if mark is None:
            yield item.code, Message("“{name}”还没有评分。", {"name": name})
        elif not (mark.is_finite() and 0 <= mark <= item.points):
            params = {"name": name, "points": f"{item.points.normalize():f}"}
            yield item.code, Message("“{name}”应在 0 到 {points} 分之间。", params)


def total(marks: Marks) -> Decimal:
    return sum(marks.values(), Decimal(0))


@dataclass(frozen=True)
class Ballot:
    """A member's opinion: marks of both columns, vetoes raised, the vote; `aside` who does not take part."""

    member: str
    aside: bool = False
    given: bool = False
    marks: Marks = field(default_factory=dict)
    rechecked: Marks = field(default_factory=dict)
    vetoes: frozenset[str] = frozenset()
    vote: str = ""

    @property
    def counts(self) -> bool:
        return self.given and not self.aside

    @property
    def held(self) -> dict[str, Decimal]:
        """The points that count: the second column where there is one, else the first."""
        return {**self.marks, **self.rechecked}

    @property
    def first(self) -> Decimal:
        return total(self.marks)

    @property
    def second(self) -> Decimal | None:
        """The total with what was re-checked; None where nothing was."""
        return total(self.held) if self.rechecked else None


@dataclass(frozen=True)
class ItemMean:
    """An item's mean points in the first column and as they count; None before any opinion."""

    item: SheetItemSpec
    first: Decimal | None
    held: Decimal | None


@dataclass(frozen=True)
class Totals:
    """Means over the opinions that count; the order of opinions does not matter."""

    opinions: int
    first: Decimal | None
    held: Decimal | None
    items: tuple[ItemMean, ...]


def totals(sheet: ReviewSheetSpec, ballots: Iterable[Ballot]) -> Totals:
    """The means of a sheet: who stood aside or has not given an opinion does not count."""
    counted = [ballot for ballot in ballots if ballot.counts]
    items = tuple(
        ItemMean(
            item,
            mean(ballot.marks.get(item.code, Decimal(0)) for ballot in counted),
            mean(ballot.held.get(item.code, Decimal(0)) for ballot in counted),
        )
        for item in sheet.items
    )
    first = mean(ballot.first for ballot in counted)
    return Totals(len(counted), first, mean(total(ballot.held) for ballot in counted), items)


def mean(values: Iterable[Decimal]) -> Decimal | None:
    found = list(values)
    return sum(found, Decimal(0)) / len(found) if found else None
