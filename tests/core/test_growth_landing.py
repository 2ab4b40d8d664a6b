"""Landings of growth: what has closed is known, so that only the rest of the year is open."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.forecast import Landing, Method
from chaotou.core.growth_landing import REST_FLOOR, REST_SPREAD, growing
from chaotou.core.panel import Floats
from chaotou.core.periods import month_ordinal

JANUARY = month_ordinal(2020, 1)
STUDENT_90_OF_TWO, STUDENT_90_OF_ONE = 1.886, 3.078
NAN = np.nan


def series(*years: Sequence[float]) -> Floats:
    """Cumulative levels of whole years from their months."""
    return np.concatenate([np.cumsum(year) for year in years])


def growth_of(levels: Floats) -> Floats:
    rates = np.full(levels.shape, NAN)
    rates[12:] = levels[12:] / levels[:-12] - 1
    return rates


def landed(growth: Floats, levels: Floats, year: int, month: int, end_month: int = 12) -> Landing:
    at = month_ordinal(year, month)
    cut = at - JANUARY + 1
    return growing([growth[:cut]], [levels[:cut]], JANUARY, [at], end_month=end_month).one(0)


def width(made: Landing) -> float:
    assert made.high is not None
    assert made.low is not None
    return made.high - made.low


def test_steady_growth_is_carried_with_the_floor_of_what_is_open() -> None:
    levels = series([10] * 12, [11] * 12, [12.1] * 12, [13.31] * 12)
    made = landed(growth_of(levels), levels, 2023, 6)
    assert made.method is Method.GROWTH_TO_DATE
    assert made.expected == pytest.approx(0.1)
    assert made.share_usually_done == pytest.approx(0.5)
    assert made.high == pytest.approx(0.1 + REST_FLOOR * 0.5)


def test_without_past_years_the_open_months_are_ten_points_uncertain() -> None:
    rates = np.full(12, 0.08)
    made = landed(rates, np.full(12, NAN), 2020, 9)
    assert made.share_usually_done == pytest.approx(0.75)
    assert made.low == pytest.approx(0.08 - REST_SPREAD * 0.25)


def test_a_growth_near_nothing_is_not_certain() -> None:
    assert width(landed(np.zeros(12), np.full(12, NAN), 2020, 6)) == pytest.approx(2 * REST_SPREAD * 0.5)


def test_a_start_that_swings_does_not_widen_a_rest_that_repeats() -> None:
    """The first half swings between 10 and 20, the second is 30 or a little more every year."""
    halves = [(10.0, 30.0), (20.0, 31.0), (12.0, 30.0), (20.0, 31.0)]
    levels = series(*[[first / 6] * 6 + [rest / 6] * 6 for first, rest in halves])
    made = landed(growth_of(levels), levels, 2023, 6)
    assert made.method is Method.USUAL_REST
    assert made.years_used == 3
    assert made.expected == pytest.approx((20 + 91 / 3) / 42 - 1)
    missed = np.sqrt((0.5**2 + 1 + 0.5**2) / 3) / 42
    assert made.high - made.expected == pytest.approx(STUDENT_90_OF_TWO * missed)  # type: ignore[operator]


def test_published_growth_counts_for_the_months_that_have_closed() -> None:
    levels = series([10] * 12, [15] * 6 + [10] * 6, [9] * 6 + [10] * 6, [10] * 12)
    rates = growth_of(levels)
    rates[41] = 0.04
    made = landed(rates, levels, 2023, 6)
    assert made.method is Method.USUAL_REST
    share = 54 / 114
    assert made.expected == pytest.approx(share * 0.04 + 60 / 114 - (1 - share))


def test_the_last_month_of_the_period_is_its_own_landing() -> None:
    levels = series([10] * 12, [11] * 12)
    assert landed(growth_of(levels), levels, 2021, 12).method is Method.COMPLETE
    half = landed(growth_of(levels), levels, 2021, 6, end_month=6)
    assert half.low == half.high == pytest.approx(0.1)


def test_without_any_growth_there_is_no_landing() -> None:
    made = landed(np.full(12, NAN), series([10] * 12), 2020, 6)
    assert made.method is Method.NONE
    assert made.expected is None


@given(st.lists(st.floats(1, 100), min_size=36, max_size=36), st.floats(-0.5, 0.5))
def test_an_assumed_or_least_width_shrinks_as_the_year_closes(flows: list[float], rate: float) -> None:
    """One past year of levels and no past growth: nothing is measured, so that only what is open counts."""
    levels = series(flows[:12], flows[12:24])
    rates = np.full(24, NAN)
    rates[12:] = rate
    widths = [width(landed(rates, levels, 2021, month)) for month in range(1, 13)]
    assert all(later <= earlier + 1e-12 for earlier, later in zip(widths, widths[1:], strict=False))
    assert widths[-1] == 0


@given(st.lists(st.floats(1, 100), min_size=48, max_size=48), st.integers(1, 12))
def test_a_growth_lies_in_its_interval(flows: list[float], month: int) -> None:
    levels = np.cumsum(np.reshape(flows, (-1, 12)), axis=1).ravel()
    made = landed(growth_of(levels), levels, 2023, month)
    assert made.low is not None
    assert made.expected is not None
    assert made.high is not None
    assert made.low <= made.expected <= made.high
