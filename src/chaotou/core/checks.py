"""Plausibility of figures as data (operations.md §5.3): what deserves a second look, never a correction.

Each check is elementwise and true where something is suspicious; a missing figure is never suspicious here.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from chaotou.core.figures import floats, growth, single_months
from chaotou.core.panel import Numbers, Truths, Whole

GROWTH_NEEDS_NOTE = 0.50
"""A year-on-year change beyond this fraction, up or down, needs a note."""
MISMATCH_POINTS = 0.5
"""Published growth and growth of levels may differ by this many points without a comparable-scope tick."""
OPPOSITE_POINTS = 10.0
"""Output up while electricity is down by more than this many points is contrary."""
SLIPS = (4, 8)
"""Powers of ten by which units slip: 万 and 亿."""


class Check(StrEnum):
    """The names of the checks, for findings and their words."""

    FALLING = "falling"
    SAME_AS_LAST_MONTH = "same_as_last_month"
    PARTS_DO_NOT_ADD = "parts_do_not_add"
    PART_EXCEEDS_WHOLE = "part_exceeds_whole"
    LARGE_CHANGE = "large_change"
    LEVEL_GROWTH_MISMATCH = "level_growth_mismatch"
    UNIT_SLIP = "unit_slip"
    CONTRARY = "contrary"


def falling(year_to_date: ArrayLike, first: int = 0) -> Truths:
    """Cumulative months below the month before them within a year: a cumulative figure must not fall."""
    months = single_months(year_to_date, first)
    january = (first + np.arange(np.shape(year_to_date)[-1])) % 12 == 0
    return np.asarray((months.value < 0) & ~january)


def same_as_last_month(values: ArrayLike) -> Truths:
    """Months that repeat the figure of the month before, other than zero, along the last axis."""
    cells = floats(values)
    repeats = np.zeros(cells.shape, dtype=bool)
    repeats[..., 1:] = (cells[..., 1:] == cells[..., :-1]) & (cells[..., 1:] != 0)
    return repeats


def parts_do_not_add(parts: ArrayLike, whole: Numbers, tolerance: float = 0.005) -> Truths:
    """Whether parts (first axis), all known, miss their whole by more than `tolerance` of it."""
    total, outer = floats(parts).sum(axis=0), floats(whole)
    return np.asarray(np.abs(total - outer) > tolerance * np.abs(outer))


def part_exceeds_whole(part: Numbers, whole: Numbers) -> Truths:
    """Whether a part is above its whole: exports above trade, tax above revenue."""
    return np.asarray(floats(part) > floats(whole))


def large_change(growth_yoy: Numbers) -> Truths:
    """Whether a growth, a fraction, lies beyond 50 % up or down."""
    return np.asarray(np.abs(floats(growth_yoy)) > GROWTH_NEEDS_NOTE)


def level_growth_mismatch(published: Numbers, of_levels: Numbers) -> Truths:
    """Whether published growth and the growth of two levels, fractions, differ by more than half a point."""
    points = 100 * np.abs(floats(published) - floats(of_levels))
    return np.asarray(np.round(points, 9) > MISMATCH_POINTS)


def growth_contradicts_levels(current: Numbers, base: Numbers, published: Numbers) -> Truths:
    """Whether two levels contradict the growth stated of them by more than half a point."""
    return level_growth_mismatch(published, growth(current, base).value)


def unit_slip(value: Numbers, reference: Numbers) -> Whole:
    """The power of ten by which a figure seems to have slipped against a reference (last year's): 0, ±4
    or ±8.

    Suspicious is a ratio within a factor of about three of 10^4 or 10^8.
    """
    have, usual = np.abs(floats(value)), np.abs(floats(reference))
    with np.errstate(all="ignore"):
        power = np.log10(have / usual)
    found = np.zeros(power.shape, dtype=np.int64)
    for slip in (*SLIPS, *(-slip for slip in SLIPS)):
        found = np.where(np.abs(power - slip) < 0.5, slip, found)
    return found


def contrary(output_growth: Numbers, electricity_growth: Numbers) -> Truths:
    """Whether output grows while electricity lies more than ten points below it."""
    output, electricity = floats(output_growth), floats(electricity_growth)
    return np.asarray((output > 0) & (electricity < 0) & (100 * (output - electricity) > OPPOSITE_POINTS))
