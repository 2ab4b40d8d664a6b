"""Pace: the four published sets to the last digit, other curves, and their checks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.figures import attainment
from chaotou.core.issues import Place
from chaotou.core.pace import EVEN_DAY, EVEN_MONTH, PaceCurve, is_monthly_course, pace, pace_gap, pace_on
from chaotou.core.periods import Period
from chaotou.core.quantities import round_half_up

GANYU = PaceCurve.dated([((3, 31), 0.86), ((6, 30), 0.95), ((9, 30), 1.0)])
PLACE = Place("targets.yaml", 3)
shares = st.lists(st.floats(0, 1), min_size=11, max_size=11).map(lambda cells: [*sorted(cells), 1.0])


@pytest.mark.parametrize(
    ("done", "months", "places", "points"),
    [
        ("0.6214", 6, 2, "12.14"),
        ("0.6007", 6, 2, "10.07"),
        ("1.2564", 10, 2, "42.31"),
        ("0.7041", 10, 2, "-12.92"),
    ],
    ids=["Huaian 2024", "Huaian 2025", "Panzhihua", "Panzhihua behind"],
)
def test_published_leads_are_met_to_the_last_digit(done: str, months: int, places: int, points: str) -> None:
    assert round_half_up(float(pace_gap(done, pace(months))), places) == Decimal(points)


def test_jiangmen_is_13_8_points_ahead_after_ten_months() -> None:
    done = attainment("62.90", "64.74").value
    assert round_half_up(100 * float(done), 1) == Decimal("97.2")
    assert round_half_up(float(pace_gap(done, pace(10))), 1) == Decimal("13.8")


def test_three_quarters_are_due_by_the_end_of_september() -> None:
    assert pace_on(date(2024, 9, 30)) == 0.75
    assert pace_on(date(2024, 9, 29)) == pytest.approx(8 / 12)


def test_an_even_day_plan_knows_leap_years() -> None:
    assert pace_on(date(2024, 2, 29), EVEN_DAY) == pytest.approx(60 / 366)
    assert pace(2, EVEN_DAY, Period.year(2024)) == pytest.approx(60 / 366)
    assert pace(2, EVEN_DAY, Period.year(2023)) == pytest.approx(59 / 365)


@given(st.integers(1, 12), st.integers(1990, 2100))
def test_an_even_day_plan_is_the_same_by_month_and_by_day(month: int, year: int) -> None:
    ends_on = Period.month(year, month).ends_on
    assert pace_on(ends_on, EVEN_DAY) == pytest.approx(float(pace(month, EVEN_DAY, Period.year(year))))


def test_a_plan_that_begins_in_april_spreads_over_nine_months() -> None:
    april_on = Period.range((2024, 4), (2024, 12))
    assert pace([0, 1, 9], EVEN_MONTH, april_on).tolist() == pytest.approx([0, 1 / 9, 1])
    assert pace_on(date(2024, 3, 31), EVEN_MONTH, april_on) == 0
    assert pace_on(date(2024, 2, 29), EVEN_DAY, april_on) == 0


def test_a_front_loaded_plan_follows_its_dated_points() -> None:
    assert GANYU.check(PLACE) == []
    assert pace([0, 3, 6, 9, 12], GANYU).tolist() == pytest.approx([0, 0.86, 0.95, 1, 1])
    assert pace_on(date(2024, 2, 29), GANYU) == pytest.approx(0.86 * 2 / 3)


curves = st.one_of(st.sampled_from([EVEN_MONTH, EVEN_DAY, GANYU]), shares.map(PaceCurve.monthly))


@given(curves, st.integers(2000, 2030))
def test_every_sound_curve_climbs_from_nothing_to_all(curve: PaceCurve, year: int) -> None:
    course = pace(np.arange(13), curve, Period.year(year))
    assert course[0] == 0
    assert course[-1] == 1
    assert (np.diff(course) >= 0).all()


@pytest.mark.parametrize(
    ("curve", "words"),
    [
        (PaceCurve.monthly([0.5, 0.4, 1.0]), "不能下降"),
        (PaceCurve.monthly([0.5, 0.9]), "达到 1"),
        (PaceCurve.monthly([0.5, 1.2, 1.0]), "0 与 1 之间"),
        (PaceCurve.dated([((6, 30), 0.5), ((3, 31), 1.0)]), "由先到后"),
        (PaceCurve.monthly([1.0] * 13), "期末"),
    ],
)
def test_an_unsound_curve_says_what_is_wrong_with_it(curve: PaceCurve, words: str) -> None:
    issues = curve.check(PLACE)
    assert any(words in str(issue.message) for issue in issues)
    assert all(issue.place == PLACE and issue.is_error for issue in issues)


@pytest.mark.parametrize(
    "shares",
    [
        ["0.5", "1"],
        [str(month / 10) for month in range(1, 13)],
        ["0.1"] * 12,
        ["0.2", "0.1", *["1"] * 10],
        ["-0.1", *["1"] * 11],
        [*["1"] * 12, "1"],
    ],
    ids=["two", "above one", "never done", "falling", "negative", "thirteen"],
)
def test_what_is_no_course_of_twelve_months_is_refused(shares: list[str]) -> None:
    assert not is_monthly_course(shares)


@given(shares)
def test_twelve_rising_shares_that_end_at_one_are_a_course(cells: list[float]) -> None:
    assert is_monthly_course([f"{cell:.17f}" for cell in cells])
