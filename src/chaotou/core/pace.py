"""Pace 序时进度: the share of a plan due by a month, and the lead or lag against it in points."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from chaotou.core.figures import floats
from chaotou.core.issues import Issue, Level, Message, Place
from chaotou.core.panel import Floats
from chaotou.core.periods import Period, months_closed
from chaotou.core.zone.vocabulary import Pace

A_YEAR = Period.year(2023)


@dataclass(frozen=True)
class PaceCurve:
    """How a plan is spread over its period.

    `points` of a custom curve are (months passed, cumulative share) from (0, 0) on, straight between
    them. An even plan needs none; one that begins in April is a plan whose period is April to December.
    """

    kind: Pace = Pace.EVEN_MONTH
    points: tuple[tuple[float, float], ...] = ()

    @classmethod
    def monthly(cls, shares: Sequence[ArrayLike]) -> PaceCurve:
        """A custom curve of cumulative shares, fractions, at the ends of the months in turn."""
        return cls.through((month, float(floats(share))) for month, share in enumerate(shares, start=1))

    @classmethod
    def dated(cls, points: Iterable[tuple[tuple[int, int], float]]) -> PaceCurve:
        """A custom curve over a year through ((month, day), cumulative share) points."""
        return cls.through((_months_passed(date(2023, *day), A_YEAR), share) for day, share in points)

    @classmethod
    def through(cls, points: Iterable[tuple[float, float]]) -> PaceCurve:
        """A custom curve through (months passed, cumulative share) points."""
        return cls(Pace.CUSTOM, ((0.0, 0.0), *points))

    def check(self, place: Place, period: Period = A_YEAR) -> list[Issue]:
        """What is wrong with a custom curve: shares outside 0..1, falling, short of 1; points disordered."""
        faults = self._faults(period.months) if self.kind is Pace.CUSTOM else []
        return [Issue(Level.ERROR, place, message, _HINT) for wrong, message in faults if wrong]

    def _faults(self, months: int) -> list[tuple[bool, Message]]:
        when, shares = (np.array(axis) for axis in zip(*self.points, strict=True))
        return [
            (bool((np.diff(when) <= 0).any()), Message("进度曲线的时点须由先到后。")),
            (bool(when[-1] > months), Message("进度曲线的时点不能晚于目标期末。")),
            (bool((shares < 0).any() or (shares > 1).any()), Message("进度曲线的累计占比须在 0 与 1 之间。")),
            (bool((np.diff(shares) < 0).any()), Message("进度曲线的累计占比不能下降。")),
            (bool(shares[-1] != 1), Message("进度曲线最后须达到 1（全部完成）。")),
        ]


def is_monthly_course(shares: Sequence[ArrayLike]) -> bool:
    """Whether these are the cumulative shares, fractions, of a year's twelve months."""
    return len(shares) == 12 and not PaceCurve.monthly(shares).check(Place(""))


_HINT = Message("请写累计占比，例如 3 月末 0.25、6 月末 0.5、9 月末 0.75、12 月末 1。")
EVEN_MONTH = PaceCurve()
EVEN_DAY = PaceCurve(Pace.EVEN_DAY)


def pace(months_closed: ArrayLike, curve: PaceCurve = EVEN_MONTH, period: Period = A_YEAR) -> Floats:
    """The share of the plan due when `months_closed` months of its period have closed, a fraction;
    elementwise.

    Even by month: months closed / 12, as four published sets have it to the last digit (operations.md §2.1).
    Even by day: days passed / days of the period, so that it must be known which year it is.
    """
    closed = np.clip(floats(months_closed), 0, period.months)
    if curve.kind is Pace.EVEN_MONTH:
        return np.asarray(closed / period.months)
    if curve.kind is Pace.EVEN_DAY:
        days = [(month.starts_on - period.starts_on).days for month in _months_and_next(period)]
        return np.asarray(np.interp(closed, np.arange(len(days)), days) / days[-1])
    when, shares = zip(*curve.points, strict=True)
    return np.asarray(np.interp(closed, when, shares))


def pace_on(on: date, curve: PaceCurve = EVEN_MONTH, period: Period | None = None) -> float:
    """The share of the plan due when the day `on` has ended, for boards within a month; by default of its
    year.

    An even-month plan moves only as months close; the other curves move every day.
    """
    plan = period or Period.year(on.year)
    if curve.kind is Pace.EVEN_MONTH:
        return float(pace(months_closed(plan, on), curve, plan))
    if curve.kind is Pace.EVEN_DAY:
        passed = ((on - plan.starts_on).days + 1) / ((plan.ends_on - plan.starts_on).days + 1)
        return min(max(passed, 0.0), 1.0)
    return float(pace(_months_passed(on, plan), curve, plan))


def pace_gap(attainment: ArrayLike, pace: ArrayLike) -> Floats:
    """Lead (+) or lag (-) in percentage points: 100 x (attainment - pace) (operations.md §2.1)."""
    return 100 * (floats(attainment) - floats(pace))


def _months_and_next(period: Period) -> list[Period]:
    return [Period(month, month) for month in range(period.first, period.latest + 2)]


def _months_passed(day: date, period: Period) -> float:
    whole = Period.month(day.year, day.month).first - period.first
    return whole + day.day / monthrange(day.year, day.month)[1]
