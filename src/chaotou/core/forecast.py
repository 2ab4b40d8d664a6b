"""Where a year will land: the expected full-year figure from the year to date, with an 80 % interval.

The main method explains itself: "by June 47.8 % of the year is usually done". Everything works on many
bodies at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from chaotou.core.figures import floats
from chaotou.core.panel import Codes, Floats, Whole
from chaotou.core.past_years import STUDENT_90, PastYears, beside, counted, others, over, rms, row_mean

FLOOR = 0.05
"""Least half-width as a share of the landing; it shrinks with the share of the year already done."""
ONE_YEAR_SPREAD = 0.20
"""Half-width with one past year, where no error can be measured; shrinks likewise."""
PACE_SPREAD = 0.40
"""Half-width with no past year; shrinks likewise."""
CARRIED_SPREAD = 0.10
"""Half-width of a carried value without past years, as a share of it; shrinks with the months left."""


class Method(StrEnum):
    """By what a landing was found."""

    NONE = "none"  # nothing reported, or nothing to project from
    COMPLETE = "complete"  # the period has been reported to its end
    SEASONAL_SHARE = "seasonal_share"  # the usual share of the year done by this month, over past years
    LAST_YEAR_SHARE = "last_year_share"  # the same from one past year
    PACE = "pace"  # no past year: the plan's own course
    PAST_REMAINDER = "past_remainder"  # nothing yet this year: what past years still brought
    CARRIED = "carried"  # a level or rate that does not add up: the latest one
    GROWTH_TO_DATE = "growth_to_date"  # a growth: the rest of the year grows as what has closed
    USUAL_REST = "usual_rest"  # a growth: the rest of the year brings what past years' rests brought


METHODS = tuple(Method)


@dataclass(frozen=True)
class Landing:
    """One body's landing with what is needed to explain it; numbers are None where there is no forecast.

    `share_usually_done` is a fraction; `error` is the mean absolute relative error of the method when
    each past year is forecast from the others, of a growth the mean absolute one; None where too few years
    allow none.
    """

    expected: float | None
    low: float | None
    high: float | None
    method: Method
    share_usually_done: float | None
    years_used: int
    error: float | None


@dataclass(frozen=True)
class Landings:
    """Landings of many bodies: parallel arrays, `method` being indices into `METHODS`."""

    expected: Floats
    low: Floats
    high: Floats
    method: Codes
    share_usually_done: Floats
    years_used: Whole
    error: Floats

    def moved(self, by: Floats) -> Landings:
        """The same landings with an amount added that is already certain."""
        return replace(self, expected=self.expected + by, low=self.low + by, high=self.high + by)

    def one(self, index: int) -> Landing:
        return Landing(
            expected=_known(self.expected[index]),
            low=_known(self.low[index]),
            high=_known(self.high[index]),
            method=METHODS[self.method[index]],
            share_usually_done=_known(self.share_usually_done[index]),
            years_used=int(self.years_used[index]),
            error=_known(self.error[index]),
        )


def landings(
    year_to_date: ArrayLike,
    first: int,
    reported: ArrayLike,
    *,
    end_month: int = 12,
    planned: ArrayLike | None = None,
) -> Landings:
    """Landings of cumulative series at the end of `end_month` of the year each was last reported in.

    `year_to_date[body, month]` begins at month ordinal `first`; `reported[body]` is the month ordinal to
    forecast from (-1: none). `planned[body]` is the share of the plan due by then, used where no past
    year is known (default: even months). Expected is the figure so far / the mean share usually done by
    this month in up to five past years. The interval comes from forecasting each past year by the others,
    widened by Student's t, never narrower than FLOOR x what is not yet done, and never below what is
    already reported: cumulative flows do not fall. A negative figure so far is not forecast.
    """
    years = beside(floats(year_to_date), first, np.asarray(reported, dtype=np.int64), end_month)
    due = (end_month - years.months_left) / end_month if planned is None else floats(planned)
    chosen = _from_plan(years, due)
    for better in (_seasonal(years), _from_nothing(years), _complete(years)):
        chosen = _choose(chosen, better)
    return _bounded(chosen, years.now)


def landing(
    year_to_date: ArrayLike, first: int, reported: int, *, end_month: int = 12, planned: float | None = None
) -> Landing:
    """The landing of one series of months; see `landings`."""
    due = None if planned is None else [planned]
    return landings([floats(year_to_date)], first, [reported], end_month=end_month, planned=due).one(0)


def carried(values: ArrayLike, first: int, reported: ArrayLike, *, end_month: int = 12) -> Landings:
    """Landings of levels, ratios and rates, which do not add up: the latest value, carried to the end month.

    The interval comes from how far the same months of past years lay from their end months, in the
    values' own unit; the least half-width is FLOOR x the value x the share of the year that is left.
    """
    years = beside(floats(values), first, np.asarray(reported, dtype=np.int64), end_month)
    change = years.by_end - years.by_month
    count = counted(~np.isnan(change))
    left = np.abs(years.now) * years.months_left / end_month
    spread = np.maximum(STUDENT_90[count] * rms(change), FLOOR * left)
    spread = np.where(count > 0, spread, CARRIED_SPREAD * left)
    spread = np.where(years.months_left == 0, 0.0, spread)
    method = np.where(years.months_left == 0, _code(Method.COMPLETE), _code(Method.CARRIED))
    method = np.where(np.isnan(years.now), _code(Method.NONE), method).astype(np.int8)
    unknown = np.full(years.now.shape, np.nan)
    return Landings(years.now, years.now - spread, years.now + spread, method, unknown, count, unknown)


@dataclass(frozen=True)
class HeldBack:
    """How landings of past years did, made from months 1 to 11 with nothing later known; fractions."""

    error: float
    plan_error: float
    coverage: float
    forecasts: int


def held_back_error(year_to_date: ArrayLike, first: int, *, past_years: int = 2) -> HeldBack:
    """Mean absolute percentage error of the landing on held-back months, beside that of the even plan.

    Every year with at least `past_years` before it is forecast from each of its months 1 to 11, using
    nothing later; `coverage` is how often the 80 % interval held the year's figure. NaN where nothing can
    be held back.
    """
    cells = floats(year_to_date).reshape(-1, np.shape(year_to_date)[-1])
    latest = first + cells.shape[1] - 1
    january = -(-first // 12) * 12 + 12 * past_years
    starts = [year + month for year in range(january, latest - 10, 12) for month in range(11)]
    tried = [_tried(cells, first, start) for start in starts]
    if not tried:
        return HeldBack(np.nan, np.nan, np.nan, 0)
    error, plan, held = (np.concatenate(parts) for parts in zip(*tried, strict=True))
    return HeldBack(_mean(error), _mean(plan), _mean(held), int((~np.isnan(error)).sum()))


def _tried(cells: Floats, first: int, start: int) -> tuple[Floats, Floats, Floats]:
    actual = cells[:, start // 12 * 12 + 11 - first]
    made = landings(cells, first, np.full(len(cells), start))
    even = cells[:, start - first] * 12 / (start % 12 + 1)
    known = ~np.isnan(made.expected) & (actual > 0)
    held = np.where(known, actual, np.nan)
    error, plan = (np.abs(guess / held - 1) for guess in (made.expected, even))
    return error, plan, np.where(known, (made.low <= actual) & (actual <= made.high), np.nan)


def _seasonal(years: PastYears) -> Landings:
    done = np.where(years.usable, over(years.by_month, years.by_end), np.nan)
    count, usual = counted(years.usable), row_mean(done)
    error = over(done, others(done)) - 1
    measured = np.maximum(STUDENT_90[np.maximum(count - 1, 0)] * rms(error), FLOOR * (1 - usual))
    spread = np.where(count >= 2, measured, ONE_YEAR_SPREAD * (1 - usual))
    method = np.where(count >= 2, _code(Method.SEASONAL_SHARE), _code(Method.LAST_YEAR_SHARE))
    expected = np.where((years.now > 0) & (usual > 0), over(years.now, usual), np.nan)
    return _landings(expected, spread, method, usual, count, row_mean(np.abs(error)))


def _from_plan(years: PastYears, due: Floats) -> Landings:
    expected = np.where((years.now > 0) & (due > 0), over(years.now, due), np.nan)
    unknown, method = np.full(expected.shape, np.nan), np.full(expected.shape, _code(Method.PACE))
    none = np.zeros(expected.shape, np.int64)
    return _landings(expected, PACE_SPREAD * (1 - due), method, unknown, none, unknown)


def _from_nothing(years: PastYears) -> Landings:
    remainder = np.where(years.usable, years.by_end - years.by_month, np.nan)
    count, usual = counted(years.usable), row_mean(remainder)
    measured = STUDENT_90[np.maximum(count - 1, 0)] * rms(remainder - others(remainder))
    spread = np.where(count >= 2, over(measured, usual), ONE_YEAR_SPREAD)
    expected = np.where((years.now == 0) & (count > 0), usual, np.nan)
    unknown, method = np.full(expected.shape, np.nan), np.full(expected.shape, _code(Method.PAST_REMAINDER))
    return _landings(expected, np.maximum(spread, FLOOR), method, unknown, count, unknown)


def _complete(years: PastYears) -> Landings:
    now = np.where(years.months_left == 0, years.now, np.nan)
    unknown, method = np.full(now.shape, np.nan), np.full(now.shape, _code(Method.COMPLETE))
    none = np.zeros(now.shape, np.int64)
    return _landings(now, np.zeros(now.shape), method, np.ones(now.shape), none, unknown)


def _bounded(landing: Landings, now: Floats) -> Landings:
    """Nothing lands below what is already reported; without a forecast there is no method, only NONE."""
    low, expected, high = (np.maximum(cells, now) for cells in (landing.low, landing.expected, landing.high))
    method = np.where(np.isnan(expected), _code(Method.NONE), landing.method).astype(np.int8)
    usual = np.where(np.isnan(expected), np.nan, landing.share_usually_done)
    return Landings(expected, low, high, method, usual, landing.years_used, landing.error)


def _landings(
    expected: Floats, spread: Floats, method: Whole, usual: Floats, count: Whole, error: Floats
) -> Landings:
    """A landing with its interval: expected / (1 + spread) to expected x (1 + spread)."""
    width = 1 + np.maximum(spread, 0)
    return Landings(expected, expected / width, expected * width, method.astype(np.int8), usual, count, error)


def _choose(usual: Landings, better: Landings) -> Landings:
    """`better` where it gives a number, else `usual`."""
    take = ~np.isnan(better.expected)
    fields = [(getattr(better, name), getattr(usual, name)) for name in Landings.__dataclass_fields__]
    return Landings(*[np.where(take, ours, theirs) for ours, theirs in fields])


def _mean(cells: Floats) -> float:
    known = cells[~np.isnan(cells)]
    return float(known.mean()) if known.size else np.nan


def _code(method: Method) -> int:
    return METHODS.index(method)


def _known(number: float) -> float | None:
    return None if np.isnan(number) else float(number)
