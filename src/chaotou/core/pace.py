"""Pace 序时进度: the share of a plan due by a month, and the lead or lag against it in points."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from chaotou.core.figures import floats
from chaotou.core.issues import Issue, Level, Message, Place
from chaotou.core.panel import Floats, Truths
from chaotou.core.periods import Period, months_closed


class CurveKind(StrEnum):
    EVEN_MONTHS = "even_months"
    EVEN_DAYS = "even_days"
    CUSTOM = "custom"


@dataclass(frozen=True)
class PaceCurve:
    """A plan over its year. `points` of a custom curve are (months passed, cumulative share), from (0, 0) on.

    A plan that begins in April has `first_month=4`: its months are April to December, evenly spread.
    """

    kind: CurveKind = CurveKind.EVEN_MONTHS
    points: tuple[tuple[float, float], ...] = ()
    first_month: int = 1

    @classmethod
    def monthly(cls, shares: Sequence[ArrayLike]) -> PaceCurve:
        """A custom curve of cumulative shares, fractions, at the end of January, February and so on."""
        return cls.through((month, float(floats(share))) for month, share in enumerate(shares, start=1))

    @classmethod
    def dated(cls, points: Iterable[tuple[tuple[int, int], float]]) -> PaceCurve:
        """A custom curve through ((month, day), cumulative share) points, straight between them."""
        return cls.through((_months_passed(date(2023, *day)), share) for day, share in points)

    @classmethod
    def through(cls, points: Iterable[tuple[float, float]]) -> PaceCurve:
        """A custom curve through (months passed, cumulative share) points, straight between them."""
        return cls(CurveKind.CUSTOM, ((0.0, 0.0), *points))

    def check(self, place: Place) -> list[Issue]:
        """What is wrong with the curve: shares outside 0..1, falling, not reaching 1; dates out of order."""
        found = [message for wrong, message in self._faults() if wrong]
        return [Issue(Level.ERROR, place, message, _HINT) for message in found]

    def _faults(self) -> list[tuple[bool, Message]]:
        if self.kind is not CurveKind.CUSTOM:
            wrong = not 1 <= self.first_month <= 12
            return [(wrong, Message("计划起始月份 {month} 不在 1 至 12 之间。", {"month": self.first_month}))]
        months, shares = (np.array(axis) for axis in zip(*self.points, strict=True))
        return [
            (bool((np.diff(months) <= 0).any()), Message("进度曲线的时点须由先到后。")),
            (bool((months > 12).any()), Message("进度曲线的时点须在一年之内。")),
            (bool((shares < 0).any() or (shares > 1).any()), Message("进度曲线的累计占比须在 0 与 1 之间。")),
            (bool((np.diff(shares) < 0).any()), Message("进度曲线的累计占比不能下降。")),
            (not bool(shares[-1] == 1), Message("进度曲线最后须达到 1（全年完成）。")),
        ]


_HINT = Message("请写累计占比，例如 3 月末 0.25、6 月末 0.5、9 月末 0.75、12 月末 1。")
EVEN_MONTHS = PaceCurve()
EVEN_DAYS = PaceCurve(CurveKind.EVEN_DAYS)


def pace(months_closed: ArrayLike, curve: PaceCurve = EVEN_MONTHS, year: ArrayLike = 2023) -> Floats:
    """The share of the plan due when `months_closed` months (0..12) have closed, a fraction; elementwise.

    Even by month: months closed / 12, as four published sets have it to the last digit (operations.md §2.1).
    Even by day: days passed / days of the year, for which `year` says whether it is a leap year.
    """
    closed = np.clip(floats(months_closed), 0, 12)
    if curve.kind is CurveKind.EVEN_MONTHS:
        before = curve.first_month - 1
        return np.clip((closed - before) / (12 - before), 0, 1)
    if curve.kind is CurveKind.EVEN_DAYS:
        leap = (_leap(year) & (closed >= 2)).astype(np.float64)
        return (np.interp(closed, np.arange(13), _DAYS_PASSED) + leap) / (365 + _leap(year))
    months, shares = zip(*curve.points, strict=True)
    return np.asarray(np.interp(closed, months, shares))


def pace_on(on: date, curve: PaceCurve = EVEN_MONTHS) -> float:
    """The share of the plan due when the day `on` has ended, for boards within a month.

    An even-month plan moves only as months close; the other curves move every day.
    """
    if curve.kind is CurveKind.EVEN_MONTHS:
        return float(pace(months_closed(Period.year(on.year), on), curve))
    if curve.kind is CurveKind.EVEN_DAYS:
        return on.timetuple().tm_yday / (366 if isleap(on.year) else 365)
    return float(pace(_months_passed(on), curve))


def _months_passed(day: date) -> float:
    return day.month - 1 + day.day / monthrange(day.year, day.month)[1]


def pace_gap(attainment: ArrayLike, pace: ArrayLike) -> Floats:
    """Lead (+) or lag (-) in percentage points: 100 x (attainment - pace) (operations.md §2.1)."""
    return 100 * (floats(attainment) - floats(pace))


_DAYS_PASSED = np.array([0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365], dtype=np.float64)


def _leap(year: ArrayLike) -> Truths:
    years = np.asarray(year)
    return np.asarray((years % 4 == 0) & ((years % 100 != 0) | (years % 400 == 0)))
