"""Landings: explained by the usual share, never below what is reported, and honest about their error."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.forecast import FLOOR, METHODS, Method, carried, held_back_error, landing, landings
from chaotou.core.panel import Floats
from chaotou.core.periods import month_ordinal

SEASON = np.array([0.05, 0.06, 0.09, 0.08, 0.08, 0.118, 0.07, 0.07, 0.09, 0.08, 0.1, 0.112])
JANUARY = month_ordinal(2019, 1)
NAN = np.nan
months = st.lists(st.floats(0, 1e6), min_size=12, max_size=72)


def years(*totals: float) -> Floats:
    return np.concatenate([np.cumsum(SEASON * total) for total in totals])


def noisy(bodies: int, count: int, noise: float) -> Floats:
    random = np.random.default_rng(7)
    single = SEASON * random.lognormal(3, 1, (bodies, 1, 1)) * random.normal(1, noise, (bodies, count, 12))
    return np.cumsum(single, axis=2).reshape(bodies, -1)


def test_by_june_47_8_percent_of_the_year_is_usually_done() -> None:
    made = landing(years(100, 120, 130), JANUARY, month_ordinal(2021, 6))
    assert made.method is Method.SEASONAL_SHARE
    assert made.share_usually_done == pytest.approx(0.478)
    assert made.expected == pytest.approx(130)
    assert made.years_used == 2


def test_one_past_year_gives_its_ratio_and_a_wider_interval() -> None:
    one = landing(years(100, 120), JANUARY, month_ordinal(2020, 6))
    two = landing(years(100, 120, 130), JANUARY, month_ordinal(2021, 6))
    assert one.method is Method.LAST_YEAR_SHARE
    assert one.expected == pytest.approx(120)
    assert one.high / one.expected > two.high / two.expected  # type: ignore[operator]


def test_without_a_past_year_the_plan_leads_and_the_interval_says_so() -> None:
    made = landing(years(100), JANUARY, month_ordinal(2019, 6))
    assert made.method is Method.PACE
    assert made.expected == pytest.approx(47.8 * 2)
    assert made.share_usually_done is None
    custom = landing(years(100), JANUARY, month_ordinal(2019, 6), planned=0.478)
    assert custom.expected == pytest.approx(100)


def test_at_most_five_past_years_count() -> None:
    odd = np.full(12, 100.0)
    made = landing(np.concatenate([odd, years(*[100] * 6)]), JANUARY, month_ordinal(2025, 6))
    assert made.years_used == 5
    assert made.share_usually_done == pytest.approx(0.478)


def test_a_year_without_its_december_is_not_a_full_year() -> None:
    series = years(100, 110, 120)
    series[11] = NAN
    assert landing(series, JANUARY, month_ordinal(2021, 6)).method is Method.LAST_YEAR_SHARE


def test_a_complete_year_is_its_own_landing() -> None:
    made = landing(years(100, 120), JANUARY, month_ordinal(2020, 12))
    assert made.method is Method.COMPLETE
    assert made.low == made.expected == made.high == pytest.approx(120)


def test_a_half_year_target_lands_in_june() -> None:
    made = landing(years(100, 100, 100), JANUARY, month_ordinal(2021, 3), end_month=6)
    assert made.expected == pytest.approx(47.8)


def test_with_nothing_yet_this_year_past_years_say_what_still_came() -> None:
    series = np.concatenate([years(10, 20), [0.0, 0.0, 0.0]])
    made = landing(series, JANUARY, month_ordinal(2021, 3))
    assert made.method is Method.PAST_REMAINDER
    assert made.expected == pytest.approx(0.8 * 15)


@pytest.mark.parametrize("series", [[0.0, 0.0], [-1.0, -2.0], [NAN, NAN]])
def test_what_cannot_be_projected_is_not(series: list[float]) -> None:
    made = landing(series, JANUARY, JANUARY + 1)
    assert made.method is Method.NONE
    assert made.expected is None


def test_a_month_outside_the_series_has_no_landing() -> None:
    assert landing(years(100), JANUARY, month_ordinal(2030, 6)).method is Method.NONE
    assert landing(years(100), JANUARY, -1).method is Method.NONE


@given(months, st.integers(0, 71))
def test_a_landing_lies_in_its_interval_and_never_below_what_is_reported(flows: list[float], at: int) -> None:
    single = np.zeros(-(-len(flows) // 12) * 12)
    single[: len(flows)] = flows
    series = np.cumsum(single.reshape(-1, 12), axis=1).ravel()[: len(flows)]
    made = landing(series, JANUARY, JANUARY + min(at, len(flows) - 1))
    if made.expected is not None and made.low is not None and made.high is not None:
        assert series[min(at, len(flows) - 1)] <= made.low <= made.expected <= made.high


def test_identical_years_still_leave_the_stated_floor_open() -> None:
    made = landing(years(100, 100, 100), JANUARY, month_ordinal(2021, 6))
    assert made.error == pytest.approx(0)
    assert made.high == pytest.approx(100 * (1 + FLOOR * 0.522))


def test_many_bodies_land_as_each_would_alone() -> None:
    panel = noisy(5, 4, 0.1)
    reported = np.full(5, month_ordinal(2022, 8))
    together = landings(panel, JANUARY, reported)
    for index in range(5):
        assert together.one(index) == landing(panel[index], JANUARY, int(reported[index]))


def test_bodies_may_have_reported_to_different_months() -> None:
    panel = np.array([years(100, 110, 120), years(200, 200, 200)])
    made = landings(panel, JANUARY, [month_ordinal(2021, 3), month_ordinal(2020, 9)])
    assert made.expected.tolist() == pytest.approx([120, 200])
    assert [METHODS[code] for code in made.method] == [Method.SEASONAL_SHARE, Method.LAST_YEAR_SHARE]


@pytest.mark.parametrize("past", [2, 3, 5])
def test_four_intervals_in_five_hold_the_year(past: int) -> None:
    random = np.random.default_rng(11)
    panel = np.full((3000, 12 * (past + 1)), NAN)
    panel[:, 5::12], panel[:, 11::12] = random.normal(47.8, 2, (3000, past + 1)), 100
    made = landings(panel, JANUARY, np.full(3000, month_ordinal(2019 + past, 6)))
    held = ((made.low <= 100) & (made.high >= 100)).mean()
    assert 0.77 < held < 0.90


def test_held_back_years_are_forecast_better_than_by_the_even_plan() -> None:
    made = held_back_error(noisy(40, 6, 0.1), JANUARY)
    assert made.forecasts == 40 * 4 * 11
    assert made.error < 0.06 < made.plan_error
    assert 0.75 < made.coverage < 0.9


def test_held_back_forecasts_know_nothing_later() -> None:
    panel = noisy(3, 4, 0.1)
    changed = panel.copy()
    changed[:, 36:] *= 5
    at = np.full(3, month_ordinal(2021, 6))
    assert landings(panel, JANUARY, at).expected.tolist() == landings(changed, JANUARY, at).expected.tolist()


def test_a_regular_year_is_held_back_without_error() -> None:
    assert held_back_error([years(100, 150, 90, 120)], JANUARY).error == pytest.approx(0)


def test_nothing_can_be_held_back_from_two_years() -> None:
    made = held_back_error([years(100, 120)], JANUARY)
    assert made.forecasts == 0
    assert np.isnan(made.error)


def test_a_rate_is_carried_with_the_spread_of_past_changes() -> None:
    rates = np.full(36, 0.08)
    rates[11], rates[23], rates[29] = 0.07, 0.09, 0.10
    made = carried([rates], JANUARY, [month_ordinal(2021, 6)]).one(0)
    assert made.method is Method.CARRIED
    assert made.expected == pytest.approx(0.10)
    assert made.high == pytest.approx(0.10 + 1.886 * 0.01)
    assert made.low == pytest.approx(0.10 - 1.886 * 0.01)


def test_a_carried_level_without_past_years_has_the_stated_spread() -> None:
    made = carried([[50.0] * 6], JANUARY, [month_ordinal(2019, 6)]).one(0)
    assert made.high == pytest.approx(50 + 50 * 0.1 * 0.5)
    done = carried([[50.0] * 12], JANUARY, [month_ordinal(2019, 12)]).one(0)
    assert done.method is Method.COMPLETE
    assert done.low == done.high == 50


def test_a_year_that_brought_nothing_is_not_divided_by() -> None:
    with np.errstate(all="raise"):
        made = held_back_error([years(100, 120, 0, 110)], JANUARY)
    assert made.forecasts == 11
    assert not np.isinf(made.error)
