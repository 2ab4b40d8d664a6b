"""Where the growth of a cumulative figure will land: what has closed is known, only the rest is open.

    growth of the year = s x growth to date + (1 - s) x growth of the rest

with s the share of last year's total that had come by this month. So the interval narrows as the year closes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from chaotou.core.figures import floats
from chaotou.core.forecast import METHODS, Landings, Method
from chaotou.core.panel import Floats, Whole
from chaotou.core.past_years import STUDENT_90, PastYears, beside, counted, others, over, rms, row_mean

REST_FLOOR = 0.02
"""Least half-width of the growth of the rest, a fraction: two points."""
REST_SPREAD = 0.10
"""Half-width of the growth of the rest without past years: ten points."""


@dataclass(frozen=True)
class _Guess:
    """One way to say the growth of the year: its half-width, past years used, and mean error on them."""

    expected: Floats
    spread: Floats
    years: Whole
    error: Floats


def growing(
    growth: ArrayLike, levels: ArrayLike, first: int, reported: ArrayLike, *, end_month: int = 12
) -> Landings:
    """Landings of the growth (fractions) of cumulative series at the end of `end_month`.

    Both arrays are [body, month] from month ordinal `first`; `reported` as for `forecast.landings`. Two
    guesses of the rest are tried on past years: it grows as what has closed, or it brings the mean of what
    past years' rests brought. The one with the narrower 80 % interval is taken, Student's t widening both for
    few years. `share_usually_done` is s, by months where last year's levels are not known.
    """
    at = np.asarray(reported, dtype=np.int64)
    rates = beside(floats(growth), first, at, end_month)
    base = beside(floats(levels), first, at, end_month)
    closed = _closed(base, end_month)
    steady, usual = _steady(rates, closed), _usual(rates, base, closed)
    better = usual.spread < steady.spread
    picked = [
        np.where(better, getattr(usual, name), getattr(steady, name)) for name in _Guess.__dataclass_fields__
    ]
    method = np.where(better, _code(Method.USUAL_REST), _code(Method.GROWTH_TO_DATE))
    return _landed(rates, closed, _Guess(*picked), method)


def _closed(base: PastYears, end_month: int) -> Floats:
    """The share of last year's total that had come by the month reported."""
    known = np.where(base.usable[:, 0], over(base.by_month[:, 0], base.by_end[:, 0]), np.nan)
    by_months = (end_month - base.months_left) / end_month
    return np.where(np.isnan(known), by_months, np.minimum(known, 1.0))


def _steady(rates: PastYears, closed: Floats) -> _Guess:
    """The rest grows as what has closed: how far past years' growth still moved is the error."""
    moved = rates.by_end - rates.by_month
    years = counted(~np.isnan(moved))
    measured = np.maximum(STUDENT_90[years] * rms(moved), REST_FLOOR * (1 - closed))
    spread = np.where(years > 0, measured, REST_SPREAD * (1 - closed))
    return _Guess(rates.now, spread, years, row_mean(np.abs(moved)))


def _usual(rates: PastYears, base: PastYears, closed: Floats) -> _Guess:
    """The rest brings the mean of past rests; each is forecast from the others. Two past years at least."""
    rests = np.where(base.usable, base.by_end - base.by_month, np.nan)
    years, total = counted(base.usable), np.where(base.usable[:, 0], base.by_end[:, 0], np.nan)
    missed = over(rests - others(rests), np.broadcast_to(total[:, None], rests.shape))
    measured = np.maximum(STUDENT_90[np.maximum(years - 1, 0)] * rms(missed), REST_FLOOR * (1 - closed))
    brought = over(row_mean(rests), total) - (1 - closed)
    return _Guess(closed * rates.now + brought, measured, years, row_mean(np.abs(missed)))


def _landed(rates: PastYears, closed: Floats, guess: _Guess, method: Whole) -> Landings:
    done, unknown = rates.months_left == 0, np.isnan(rates.now)
    expected = np.where(done, rates.now, guess.expected)
    spread = np.where(done, 0.0, guess.spread)
    code = np.where(done, _code(Method.COMPLETE), method)
    code = np.where(unknown, _code(Method.NONE), code).astype(np.int8)
    share = np.where(done | unknown, np.nan, closed)
    error = np.where(done | unknown, np.nan, guess.error)
    return Landings(expected, expected - spread, expected + spread, code, share, guess.years, error)


def _code(method: Method) -> int:
    return METHODS.index(method)
