"""Investment against its plan: even and custom courses, lights on a stated base, months not reported."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.issues import Refusal
from chaotou.core.lights import Band, Base, Light, Thresholds
from chaotou.core.periods import Period
from chaotou.core.projects.money import MoneyRules, money_pace, spread

POINTS = Thresholds((Band(Light.ON_TRACK, 0), Band(Light.AT_RISK, -10), Band(Light.BEHIND, None)))
RATIO = Thresholds((Band(Light.ON_TRACK, 1), Band(Light.AT_RISK, 0.5), Band(Light.BEHIND, None)), Base.RATIO)
RULES = MoneyRules(POINTS, report_within_days=10)
YEAR = Period.year(2024)
EVEN = spread(Decimal(1200), YEAR)


def done(*monthly: int, first: int = YEAR.first) -> dict[int, Decimal]:
    return {first + n: Decimal(amount) for n, amount in enumerate(monthly)}


def test_an_even_plan_of_six_closed_months_asks_half() -> None:
    """Huai'an, January to June 2024: 62.14 % done is 12.14 points ahead."""
    found = money_pace(spread(Decimal(10000), YEAR), done(*[1000] * 5, 1214), RULES, date(2024, 7, 1))
    assert (found.attainment, found.pace) == (0.6214, 0.5)
    assert found.points == pytest.approx(12.14)
    assert found.standing.light == "on_track"


@pytest.mark.parametrize(
    ("made", "light"), [(600, "on_track"), (599, "at_risk"), (480, "at_risk"), (479, "behind")]
)
def test_every_lag_has_a_light_in_points(made: int, light: str) -> None:
    found = money_pace(EVEN, done(0, 0, 0, 0, 0, made), RULES, date(2024, 6, 30))
    assert found.standing.light == light


@pytest.mark.parametrize(
    ("made", "light"), [(600, "on_track"), (599, "at_risk"), (300, "at_risk"), (299, "behind")]
)
def test_the_same_lag_on_the_base_of_the_plan_is_another_light(made: int, light: str) -> None:
    found = money_pace(EVEN, done(0, 0, 0, 0, 0, made), MoneyRules(RATIO, 10), date(2024, 6, 30))
    assert found.standing.light == light


def test_a_month_not_reported_is_not_zero_and_is_yellow_past_its_day() -> None:
    early = money_pace(EVEN, done(100, 100), RULES, date(2024, 4, 5))
    assert (early.points, early.missing, early.standing.light) == (0, (YEAR.first + 2,), "on_track")
    late = money_pace(EVEN, done(100, 100), RULES, date(2024, 4, 11))
    assert (late.points, late.standing.light) == (0, "at_risk")
    assert "2024年3月" in str(late.standing.reasons[0])


def test_money_behind_its_plan_says_also_which_months_are_missing() -> None:
    found = money_pace(EVEN, done(0, 0), RULES, date(2024, 4, 11)).standing
    assert found.light == "behind"
    assert ["欠序时进度" in str(one) for one in found.reasons] == [True, False]
    assert "2024年3月" in str(found.reasons[1])


def test_nothing_reported_in_time_is_not_due_then_yellow() -> None:
    assert money_pace(EVEN, {}, RULES, date(2024, 1, 31)).standing.light == "not_due"
    assert money_pace(EVEN, {}, RULES, date(2024, 3, 1)).standing.light == "at_risk"


def test_what_was_done_before_a_plan_begins_is_not_lost_while_its_months_are_open() -> None:
    plan = spread(Decimal(900), Period.range((2024, 4), (2024, 12)))
    found = money_pace(plan, done(70, first=YEAR.first + 2), RULES, date(2024, 4, 20))
    assert (found.done, found.standing.light) == (70, "not_due")


def test_without_a_plan_there_is_no_pace() -> None:
    found = money_pace({}, done(5), RULES, date(2024, 6, 1))
    assert (found.points, found.standing.light) == (None, "no_data")


def test_a_plan_from_april_is_held_by_its_own_nine_months() -> None:
    plan = spread(Decimal(900), Period.range((2024, 4), (2024, 12)))
    found = money_pace(plan, done(100, 100, 100, first=YEAR.first + 3), RULES, date(2024, 6, 30))
    assert (found.pace, found.points) == (pytest.approx(1 / 3), pytest.approx(0))


def test_a_custom_course_is_kept() -> None:
    shares = [
        Decimal(s) for s in ("0", "0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1")
    ]
    plan = spread(Decimal(1000), YEAR, shares)
    assert plan[YEAR.first] == 0
    assert money_pace(plan, done(0, 0, 100), RULES, date(2024, 3, 31)).pace == pytest.approx(0.1)


@pytest.mark.parametrize("shares", [["0.5", "1"], ["0.5", "0.4", "1"], ["0.1", "0.2", "0.9"]])
def test_a_course_that_falls_or_stops_short_is_refused(shares: list[str]) -> None:
    with pytest.raises(Refusal):
        spread(Decimal(10), Period.quarter(2024, 1), [Decimal(s) for s in shares])


@given(st.decimals(0, 10**9, places=2), st.integers(1, 40))
def test_spreading_loses_no_cent(total: Decimal, months: int) -> None:
    found = spread(total, Period(YEAR.first, YEAR.first + months - 1))
    assert sum(found.values()) == total
    assert max(found.values()) - min(found.values()) <= Decimal("0.02")


amounts = st.lists(st.integers(0, 10**6), min_size=1, max_size=12)


@given(amounts, st.lists(st.integers(0, 10**6), max_size=12), st.dates(date(2023, 6, 1), date(2025, 6, 1)))
def test_every_plan_has_a_light_and_reasons_where_it_is_not_green(
    plan: list[int], made: list[int], today: date
) -> None:
    for bands in (POINTS, RATIO):
        found = money_pace(done(*plan), done(*made), MoneyRules(bands, 10), today)
        assert found.standing.light in tuple(Light)
        assert bool(found.standing.reasons) is (found.standing.light in ("at_risk", "behind"))
