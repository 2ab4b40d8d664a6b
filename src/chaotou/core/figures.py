"""The arithmetic of figures: months from year-to-date, growth, share, attainment, gap, need, contribution.

Every function works elementwise on arrays (months on the last axis) and on single numbers alike. Ratios
are fractions (0.10 is 10 %); what ends in `_points` is in percentage points. NaN is missing. A refusal is
a reason code, never a number.
"""

from __future__ import annotations

from decimal import Decimal
from enum import IntEnum
from functools import reduce
from typing import NamedTuple

import numpy as np

from chaotou.core.panel import Codes, Floats, Numbers, Truths
from chaotou.core.zone.vocabulary import Bound

UPPER_BOUNDS = (Bound.AT_MOST, Bound.RANK_AT_MOST)
DIGITS = 12
"""Significant digits that survive the way through floats, as in quantities.round_half_up."""


class Reason(IntEnum):
    """Why a figure is a number, or why it is refused (source: assessment.md §4.3, base zero or negative)."""

    OK = 0
    MISSING = 1
    ZERO_BASE = 2
    NEGATIVE_BASE = 3
    TURNED_POSITIVE = 4  # 扭亏
    TURNED_NEGATIVE = 5  # 由盈转亏
    ZERO_TARGET = 6
    NO_TIME_LEFT = 7


class Derived(NamedTuple):
    """Values and, cell by cell, a `Reason`; a value is NaN exactly where its reason is not OK."""

    value: Floats
    reason: Codes


class SingleMonths(NamedTuple):
    """Single months, and which February cells stand for January and February together."""

    value: Floats
    merged: Truths


def floats(values: Numbers) -> Floats:
    """Any numbers as float64; None becomes NaN, and so does infinity: it is no figure."""
    cells = np.array(values, dtype=np.float64)
    cells[~np.isfinite(cells)] = np.nan
    return cells


def decimal_of(value: float | Floats) -> Decimal | None:
    """One float as a Decimal of at most 12 significant digits, without float noise; None for NaN."""
    number = float(value)
    if np.isnan(number):
        return None
    snapped = Decimal(f"{number + 0.0:.{DIGITS}g}")
    return snapped.quantize(Decimal(1)) if snapped == snapped.to_integral_value() else snapped


def _reasons(*refusals: tuple[Truths, Reason]) -> Codes:
    """Cell by cell the first refusal that holds, else OK."""
    holds, codes = [holds for holds, _ in refusals], [int(reason) for _, reason in refusals]
    return np.select(holds, codes, int(Reason.OK)).astype(np.int8)


def _derived(value: Floats, reason: Codes) -> Derived:
    """Close a calculation: what overflowed had a base of nearly zero; what is refused has no number."""
    overflowed = (reason == Reason.OK) & ~np.isfinite(value)
    reason = np.where(overflowed, Reason.ZERO_BASE, reason).astype(np.int8)
    return Derived(np.where(reason == Reason.OK, value, np.nan), reason)


def _ratio(over: Floats, under: Floats) -> Floats:
    with np.errstate(all="ignore"):
        return np.asarray(over / under, dtype=np.float64)


def _missing(*cells: Floats) -> Truths:
    return reduce(np.logical_or, [np.isnan(cell) for cell in cells])


def _aligned(*values: Numbers) -> tuple[Floats, ...]:
    return np.broadcast_arrays(*[floats(value) for value in values])


def single_months(year_to_date: Numbers, first: int = 0) -> SingleMonths:
    """Single months of a cumulative series: month = cumulative - previous cumulative (operations.md §5.3).

    `year_to_date[..., month]` begins at month ordinal `first`. Where January is not published, the
    February cell is the two-month figure and is marked. A month whose predecessor is missing is NaN.
    """
    cells = floats(year_to_date)
    month = (first + np.arange(cells.shape[-1])) % 12
    before = np.concatenate([np.full_like(cells[..., :1], np.nan), cells[..., :-1]], axis=-1)
    before = np.where(month == 0, 0.0, before)
    merged = (month == 1) & np.isnan(before) & ~np.isnan(cells)
    return SingleMonths(np.where(merged, cells, cells - before), merged)


def year_to_date(single: Numbers, first: int = 0, merged: Numbers = False) -> Floats:
    """Cumulative January..month of single months, the inverse of `single_months` with the same `merged`
    marks.

    A missing month leaves the rest of its year missing, unless it is a January merged into its February.
    """
    cells = floats(single)
    marks = np.broadcast_to(np.asarray(merged, bool), cells.shape)
    absorbed = np.concatenate([marks[..., 1:], np.zeros_like(marks[..., :1])], axis=-1)
    lead, tail = first % 12, -(first + cells.shape[-1]) % 12
    edges = [(0, 0)] * (cells.ndim - 1) + [(lead, tail)]
    years = np.pad(np.where(absorbed, 0.0, cells), edges, constant_values=np.nan)
    if lead == 1:  # the series begins in February, which may hold the January before it
        years[..., 0] = np.where(marks[..., 0], 0.0, np.nan)
    total = np.cumsum(years.reshape(*cells.shape[:-1], -1, 12), axis=-1).reshape(years.shape)
    return np.where(absorbed, np.nan, total[..., lead : lead + cells.shape[-1]])


def growth(current: Numbers, base: Numbers) -> Derived:
    """Growth = current / base - 1, a fraction; for what was not published, since published growth is stored.

    Refused with its reason where the base is zero or negative, or where the sign turned (assessment.md §4.3).
    """
    now, then = _aligned(current, base)
    reason = _reasons(
        (_missing(now, then), Reason.MISSING),
        (then == 0, Reason.ZERO_BASE),
        ((then < 0) & (now > 0), Reason.TURNED_POSITIVE),
        (then < 0, Reason.NEGATIVE_BASE),
        (now < 0, Reason.TURNED_NEGATIVE),
    )
    return _derived(_ratio(now, then) - 1, reason)


def growth_yoy(levels: Numbers) -> Derived:
    """Growth of every month on the same month a year before; the first 12 months are MISSING."""
    cells = floats(levels)
    base = np.full_like(cells, np.nan)
    base[..., 12:] = cells[..., :-12]
    return growth(cells, base)


def implied_base(level: Numbers, growth: Numbers) -> Derived:
    """The level a year before that a level and its growth imply: level / (1 + growth).

    33.03 at +10 % implies 30.03 (operations.md §5.3). A fall of 100 % or more implies none.
    """
    now, rate = _aligned(level, growth)
    reason = _reasons(
        (_missing(now, rate), Reason.MISSING),
        (rate == -1, Reason.ZERO_BASE),
        (rate < -1, Reason.NEGATIVE_BASE),
    )
    return _derived(_ratio(now, 1 + rate), reason)


def level_target(base: Numbers, growth: Numbers) -> Floats:
    """The level a growth target asks for: base x (1 + growth) (operations.md §5.4)."""
    return floats(base) * (1 + floats(growth))


def share(part: Numbers, whole: Numbers) -> Derived:
    """Share = part / whole, a fraction; refused without a positive whole.

    A share above 1 is left as it is: across scopes it happens (assessment.md §4.3), and the checks flag it.
    """
    inner, outer = _aligned(part, whole)
    reason = _reasons(
        (_missing(inner, outer), Reason.MISSING),
        (outer == 0, Reason.ZERO_BASE),
        (outer < 0, Reason.NEGATIVE_BASE),
    )
    return _derived(_ratio(inner, outer), reason)


def attainment(actual: Numbers, target: Numbers, bound: Bound = Bound.AT_LEAST) -> Derived:
    """How much of its target a figure has reached, a fraction (完成率).

    At least: actual / target; a target of zero is reached (1) by what is not below zero, and otherwise
    refused. At most: 1 when kept, else target / actual, so that over-keeping an upper limit earns nothing
    (F1, F7 of assessment.md §4.1). A negative target has no such ratio, except that a kept upper limit is
    still 1.
    """
    have, want = _aligned(actual, target)
    if bound in UPPER_BOUNDS:
        return _kept(have, want)
    reason = _reasons(
        (_missing(have, want), Reason.MISSING),
        ((want == 0) & (have < 0), Reason.ZERO_TARGET),
        (want < 0, Reason.NEGATIVE_BASE),
    )
    return _derived(np.where(want == 0, 1.0, _ratio(have, want)), reason)


def _kept(have: Floats, limit: Floats) -> Derived:
    kept = have <= limit
    reason = _reasons((_missing(have, limit), Reason.MISSING), (~kept & (limit < 0), Reason.NEGATIVE_BASE))
    return _derived(np.where(kept, 1.0, _ratio(limit, have)), reason)


def gap_to_target(target: Numbers, expected: Numbers) -> Floats:
    """Gap = target - expected full year (operations.md §5.4); negative where the target will be passed."""
    return floats(target) - floats(expected)


def needed_per_month(target: Numbers, cumulative: Numbers, months_left: Numbers) -> Derived:
    """(target - cumulative) / months left, in the figure's unit a month (operations.md §5.4).

    Negative where the target is passed already; refused when no month is left.
    """
    want, have, left = _aligned(target, cumulative, months_left)
    reason = _reasons((_missing(want, have, left), Reason.MISSING), (left <= 0, Reason.NO_TIME_LEFT))
    return _derived(_ratio(want - have, left), reason)


def contribution_points(part: Numbers, part_base: Numbers, whole_base: Numbers) -> Derived:
    """Points of the whole's growth that a part brings (拉动): 100 x (part - its base) / the whole's base."""
    value, reason = share(floats(part) - floats(part_base), whole_base)
    return Derived(100 * value, reason)


def contribution_share(part: Numbers, part_base: Numbers, whole: Numbers, whole_base: Numbers) -> Derived:
    """Share of the whole's increase that a part brings (贡献率); refused where the whole did not grow."""
    return share(floats(part) - floats(part_base), floats(whole) - floats(whole_base))
