"""Plausibility of figures as data (operations.md §5.3): what deserves a second look, never a correction.

Each check is elementwise and true where something is suspicious; a missing figure is never suspicious here.
What cannot be right at all is `impossible`, of one figure as it is recorded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from chaotou.core.figures import floats, growth, single_months
from chaotou.core.issues import Issue, Level, Message, Place
from chaotou.core.panel import Numbers, Truths, Whole
from chaotou.core.periods import Period
from chaotou.core.zone.vocabulary import Measure, Status

GROWTH_NEEDS_NOTE = 0.50
"""A year-on-year change beyond this fraction, up or down, needs a note."""
JUMP = 2.0
"""An average month this many times that of the period before, or its reverse, deserves a second look."""
FEW = 10
"""Counts that differ by fewer than this do not jump."""
EARLIEST = 1980
"""The first year whose figures are recorded; development zones began in 1984."""
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


def jump(value: Numbers, before: Numbers, few: float = 0.0) -> Truths:
    """Whether a positive level is more than twice, or less than half, of a positive one it is held against.

    Levels that differ by `few` or less never jump.
    """
    have, usual = floats(value), floats(before)
    beyond = (have > JUMP * usual) | (usual > JUMP * have)
    return np.asarray((have > 0) & (usual > 0) & beyond & (np.abs(have - usual) > few))


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


WHOLE = (Measure.COUNT, Measure.RANK)
"""What is counted in whole numbers."""
NEVER_NEGATIVE = (Measure.STOCK, Measure.RANK)


@dataclass(frozen=True)
class Entered:
    """One figure as somebody records it: `absence` is the reason for no value, empty for none."""

    measure: Measure
    cumulative: bool
    period: Period
    value: Decimal | None = None
    growth: Decimal | None = None
    absence: str = ""
    status: str = Status.PRELIMINARY


def impossible(figure: Entered, today: date) -> list[Issue]:
    """What cannot be right about a figure recorded on a day: errors, each at the field it is about."""
    faults = (*_said_wrong(figure), *_wrong_time(figure, today), *_value_wrong(figure))
    return [Issue(Level.ERROR, Place("", path=field), message) for wrong, field, message in faults if wrong]


Fault = tuple[bool, str, Message]


def _said_wrong(figure: Entered) -> Iterator[Fault]:
    has_value, is_absent = figure.value is not None, bool(figure.absence)
    nothing = not (has_value or is_absent or figure.growth is not None)
    yield nothing, "value", Message("请填数值、同比，或空缺的原因。")
    yield has_value and is_absent, "value", Message("有数值就没有空缺原因，请只填一项。")


def _wrong_time(figure: Entered, today: date) -> Iterator[Fault]:
    begun, ended = figure.period.starts_on <= today, figure.period.ends_on <= today
    estimated, ancient = figure.status == Status.ESTIMATED, figure.period.first_year < EARLIEST
    yield ancient, "period", Message("不填 {year} 年以前的数据，请核对期间。", {"year": EARLIEST})
    yield not begun, "period", Message("这一期还没有开始。")
    yield begun and not ended and not estimated, "period", Message("这一期还没有结束，只能填预计数。")


def _value_wrong(figure: Entered) -> Iterator[Fault]:
    value = figure.value
    if value is None:
        return
    broken = figure.measure in WHOLE and value != value.to_integral_value()
    yield broken, "value", Message("个数和位次须为整数。")
    yield value < 0 and figure.measure in NEVER_NEGATIVE, "value", Message("这项指标不会是负数。")
    started_late = figure.cumulative and not figure.period.is_year_to_date
    yield started_late, "period", Message("这项指标按累计填报，期间须从1月起。")
