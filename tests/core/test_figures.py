"""The arithmetic of figures: the published cases to the last digit, and the properties that always hold."""

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.figures import (
    Reason,
    attainment,
    contribution_points,
    contribution_share,
    decimal_of,
    gap_to_target,
    growth,
    growth_yoy,
    implied_base,
    level_target,
    needed_per_month,
    share,
    single_months,
    year_to_date,
)
from chaotou.core.panel import Floats
from chaotou.core.quantities import round_half_up
from chaotou.core.zone.vocabulary import Bound

amounts = st.floats(0.01, 1e9)
rates = st.floats(-0.9, 10)
flows = st.lists(st.lists(st.floats(0, 1e6), min_size=12, max_size=12), min_size=1, max_size=4)
NAN = math.nan


def percent(fraction: Floats, places: int = 2) -> Decimal:
    return round_half_up(100 * float(fraction), places)


def test_revenue_of_33_03_at_ten_percent_implies_30_03_the_year_before() -> None:
    assert round_half_up(float(implied_base("33.03", "0.10").value), 2) == Decimal("30.03")


def test_the_zones_share_of_the_citys_product_is_9_57_percent() -> None:
    assert percent(share(480, "5015.06").value) == Decimal("9.57")


def test_the_remainder_of_the_city_is_xuyi() -> None:
    assert decimal_of(gap_to_target("2586.64", "2302.92")) == Decimal("283.72")


def test_trade_of_three_quarters_agrees_with_its_stated_share() -> None:
    assert round_half_up(207.5 + 100.6 + 5.7, 1) == Decimal("313.8")
    assert percent(share("207.5", "313.8").value, 1) == Decimal("66.1")


def test_started_projects_at_plan_are_93_56_percent_of_those_started() -> None:
    assert percent(share(305, 326).value) == Decimal("93.56")


@pytest.mark.parametrize(("done", "stated", "target"), [(701, 0.8686, 807), (2820.96, 0.6948, 4060)])
def test_a_stated_attainment_gives_back_its_target(done: float, stated: float, target: float) -> None:
    assert float(share(done, stated).value) == pytest.approx(target, rel=1e-3)


@pytest.mark.parametrize(
    ("now", "then", "reason"),
    [
        (NAN, 1, Reason.MISSING),
        (1, NAN, Reason.MISSING),
        (math.inf, 1, Reason.MISSING),
        (1, 0, Reason.ZERO_BASE),
        (0, 0, Reason.ZERO_BASE),
        (5, -2, Reason.TURNED_POSITIVE),
        (0, -2, Reason.NEGATIVE_BASE),
        (-1, -2, Reason.NEGATIVE_BASE),
        (-1, 2, Reason.TURNED_NEGATIVE),
        (1, 1e-320, Reason.ZERO_BASE),
    ],
)
def test_an_undefined_growth_is_a_reason_and_no_number(now: float, then: float, reason: Reason) -> None:
    value, why = growth(now, then)
    assert why == reason
    assert np.isnan(value)


@given(st.floats(), st.floats())
def test_growth_is_a_finite_number_exactly_when_it_is_not_refused(now: float, then: float) -> None:
    value, reason = growth(now, then)
    assert bool(np.isfinite(value)) == (reason == Reason.OK)


@given(amounts, rates)
def test_the_growth_of_a_level_target_is_the_rate_asked_for(base: float, rate: float) -> None:
    value, reason = growth(level_target(base, rate), base)
    assert reason == Reason.OK
    assert value == pytest.approx(rate, rel=1e-9, abs=1e-9)


@given(amounts, rates)
def test_a_level_target_implies_its_base(base: float, rate: float) -> None:
    assert implied_base(level_target(base, rate), rate).value == pytest.approx(base)


def test_a_total_fall_implies_no_base() -> None:
    assert list(implied_base(1.0, [-1.0, -1.5]).reason) == [Reason.ZERO_BASE, Reason.NEGATIVE_BASE]


def test_growth_on_last_year_is_a_shift_of_twelve_months() -> None:
    value, reason = growth_yoy(np.arange(1.0, 25.0))
    assert (reason[:12] == Reason.MISSING).all()
    assert value[12] == pytest.approx(12.0)


@given(flows)
def test_single_months_added_up_again_give_the_same_year_to_date(years: list[list[float]]) -> None:
    cumulative = np.cumsum(np.array(years), axis=1).ravel()
    single, merged = single_months(cumulative, first=2023 * 12)
    assert not merged.any()
    assert year_to_date(single, 2023 * 12, merged) == pytest.approx(cumulative)


@given(flows, st.integers(0, 11))
def test_years_without_a_january_survive_the_round_trip(years: list[list[float]], start: int) -> None:
    cumulative = np.cumsum(np.array(years), axis=1)
    cumulative[:, 0] = NAN
    series, first = cumulative.ravel()[start:], 2023 * 12 + start
    single, merged = single_months(series, first)
    again = year_to_date(single, first, merged)
    lost = np.arange(len(series)) < (12 - start if start > 1 else 0)
    assert again[~lost] == pytest.approx(series[~lost], nan_ok=True)
    assert np.isnan(again[lost]).all()


def test_february_stands_for_two_months_where_january_is_not_published() -> None:
    single, merged = single_months([[NAN, 30, 50], [10, 30, 50]])
    assert single.tolist()[0][1:] == [30, 20]
    assert single.tolist()[1] == [10, 20, 20]
    assert merged.tolist() == [[False, True, False], [False, False, False]]


def test_a_gap_is_not_bridged() -> None:
    single, merged = single_months([10, 20, NAN, 50, 60])
    assert np.isnan(single).tolist() == [False, False, True, True, False]
    assert np.isnan(year_to_date(single, merged=merged)).tolist() == [False, False, True, True, True]


def test_a_missing_january_is_not_taken_for_a_merged_one() -> None:
    assert np.isnan(year_to_date([NAN, 20, 10])).all()


@given(st.lists(st.floats(0.01, 1e6), min_size=1, max_size=20))
def test_the_shares_of_all_parts_make_one(parts: list[float]) -> None:
    assert share(parts, sum(parts)).value.sum() == pytest.approx(1)


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=12))
def test_contributions_add_up_to_the_growth_of_the_whole(parts: list[tuple[float, float]]) -> None:
    now, then = np.array(parts).T
    points = contribution_points(now, then, then.sum()).value
    total = float(growth(now.sum(), then.sum()).value)
    assert points.sum() == pytest.approx(100 * total, rel=1e-9, abs=1e-6)


def test_contribution_shares_add_up_to_one_and_need_a_growing_whole() -> None:
    assert contribution_share([6, 5], [4, 4], 11, 8).value.sum() == pytest.approx(1)
    assert contribution_share(6, 4, 8, 8).reason == Reason.ZERO_BASE
    assert contribution_share(6, 4, 7, 8).reason == Reason.NEGATIVE_BASE


@given(amounts, st.floats(0, 1e9), st.integers(1, 12))
def test_what_is_needed_each_month_reaches_the_target(target: float, cumulative: float, left: int) -> None:
    need = float(needed_per_month(target, cumulative, left).value)
    assert need * left + cumulative == pytest.approx(target, rel=1e-9, abs=1e-6)


def test_nothing_can_be_needed_when_no_month_is_left() -> None:
    value, reason = needed_per_month(10, 5, 0)
    assert np.isnan(value)
    assert reason == Reason.NO_TIME_LEFT


def test_a_zero_target_is_reached_by_anything_not_below_zero() -> None:
    value, reason = attainment([0, 3, -1], 0)
    assert value[:2].tolist() == [1, 1]
    assert reason.tolist() == [Reason.OK, Reason.OK, Reason.ZERO_TARGET]


def test_an_upper_limit_counts_as_kept_or_by_how_far_it_is_passed() -> None:
    value, _ = attainment(["0.48", "0.50", "0.625"], "0.50", Bound.AT_MOST)
    assert value.tolist() == pytest.approx([1, 1, 0.8])


def test_an_upper_limit_of_zero_is_kept_only_by_none() -> None:
    assert attainment([0, 2], 0, Bound.AT_MOST).value.tolist() == [1, 0]


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.sampled_from(Bound))
def test_attainment_never_gives_infinity(actual: float, target: float, bound: Bound) -> None:
    value, reason = attainment(actual, target, bound)
    assert bool(np.isfinite(value)) == (reason == Reason.OK)


@given(amounts, amounts, amounts)
def test_a_higher_actual_never_lowers_an_attainment(one: float, other: float, target: float) -> None:
    low, high = sorted((one, other))
    assert attainment(low, target).value <= attainment(high, target).value
    assert attainment(low, target, Bound.AT_MOST).value >= attainment(high, target, Bound.AT_MOST).value


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (0.145, 2, "0.15"),
        (2.675, 2, "2.68"),
        (-0.125, 2, "-0.13"),
        (0.5, 0, "1"),
        (12.13999999999, 2, "12.14"),
    ],
)
def test_halves_are_rounded_up_as_written(value: float, places: int, shown: str) -> None:
    assert round_half_up(value, places) == Decimal(shown)


@given(st.decimals(-(10**6), 10**6, places=3))
def test_rounding_half_up_is_never_off_by_more_than_half_a_place(value: Decimal) -> None:
    assert abs(round_half_up(value, 2) - value) <= Decimal("0.005")
    assert round_half_up(float(value), 2) == round_half_up(value, 2)


def test_a_missing_number_becomes_no_decimal() -> None:
    assert decimal_of(NAN) is None
    assert decimal_of(0.1 + 0.2) == Decimal("0.3")
