"""What was undertaken and what was reported: a target, a series, and by when a figure is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chaotou.core.figures import UPPER_BOUNDS, floats
from chaotou.core.pace import EVEN_MONTH, PaceCurve
from chaotou.core.panel import Numbers, Panel
from chaotou.core.periods import Period, months_closed
from chaotou.core.zone.vocabulary import Basis, Bound, Frequency, TargetKind

NONE = -1
"""The month ordinal of what has not been reported."""
MONTHS_BETWEEN = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.YEAR: 12}


def is_upper(kind: TargetKind, bound: Bound) -> bool:
    """Whether less is better: an upper limit or a rank."""
    return kind in (TargetKind.AT_MOST, TargetKind.RANK) or bound in UPPER_BOUNDS


@dataclass(frozen=True)
class Target:
    """What is to be reached by the end of a period; base units, fractions for growth and shares, places
    for ranks.

    `value` and `base` (the level a growth is counted from, where the series does not hold it) are one
    number, or one a body for `standings_of`.
    """

    kind: TargetKind
    period: Period
    value: Numbers
    bound: Bound = Bound.AT_LEAST
    curve: PaceCurve = EVEN_MONTH
    base: Numbers = None

    @property
    def is_upper(self) -> bool:
        return is_upper(self.kind, self.bound)

    @property
    def limit(self) -> Bound:
        return Bound.AT_MOST if self.is_upper else Bound.AT_LEAST


@dataclass(frozen=True)
class Series:
    """One indicator as reported by one body or many: levels, and growth as published (fractions) with its
    basis.

    Cumulative levels are year to date. `percent` marks ratios that are shown in %, whose lead is a
    difference in points. `bases` runs parallel to the months and is read for one body only.
    """

    levels: Panel
    growth: Panel | None = None
    bases: tuple[Basis | None, ...] = ()
    cumulative: bool = True
    frequency: Frequency = Frequency.MONTH
    percent: bool = False

    @classmethod
    def single(
        cls,
        first: int,
        levels: Numbers,
        growth: Numbers = None,
        bases: Sequence[Basis | None] = (),
        *,
        cumulative: bool = True,
        frequency: Frequency = Frequency.MONTH,
        percent: bool = False,
    ) -> Series:
        """The series of one body from month ordinal `first` on; `growth` and `bases` as long."""
        published = Panel.of(("",), first, floats(growth)[None]) if growth is not None else None
        level = Panel.of(("",), first, floats(levels)[None])
        return cls(level, published, tuple(bases), cumulative, frequency, percent)


def reporting_period(month: int, *, cumulative: bool, frequency: Frequency) -> Period:
    """The period a figure that closes with the month (an ordinal) is reported for.

    From January on where it accumulates, else the month, quarter or year that ends with it.
    """
    if cumulative:
        return Period(month, month).to_date()
    return Period(month + 1 - MONTHS_BETWEEN[frequency], month)


def latest_closed(on: date) -> int:
    """The ordinal of the last month that has wholly passed when the day `on` has ended."""
    month = Period.month(on.year, on.month)
    return month.latest - 1 + months_closed(month, on)


def next_due(latest: int, frequency: Frequency) -> int:
    """The closing month of the figure after one that closes with `latest`; January waits for February."""
    after = latest + MONTHS_BETWEEN[frequency]
    return after + 1 if frequency is Frequency.MONTH and after % 12 == 0 else after


def latest_due(closed: int, frequency: Frequency) -> int:
    """The last month by `closed` for which a figure is due; January is reported with February."""
    between = MONTHS_BETWEEN[frequency]
    due = (closed + 1) // between * between - 1
    return due - 1 if frequency is Frequency.MONTH and due % 12 == 0 else due
