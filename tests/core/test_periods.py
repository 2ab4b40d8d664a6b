from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.issues import Refusal
from chaotou.core.periods import Period, month_ordinal, months_closed

months = st.integers(month_ordinal(1950, 1), month_ordinal(2100, 12))
periods = st.tuples(months, st.integers(0, 35)).map(lambda pair: Period(pair[0], pair[0] + pair[1]))


@given(periods)
def test_a_printed_period_is_read_back_the_same(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(periods.filter(lambda period: period.first_year == period.latest_year))
def test_a_period_within_a_year_is_read_back_from_both_languages(period: Period) -> None:
    assert Period.parse(period.chinese()) == period
    assert Period.parse(period.english()) == period


@given(periods)
def test_the_same_period_last_year_is_twelve_months_before(period: Period) -> None:
    assert period.same_last_year().shifted(12) == period
    assert period.same_last_year().latest_month == period.latest_month


@given(periods)
def test_the_previous_period_ends_where_this_one_begins(period: Period) -> None:
    assert period.previous().latest + 1 == period.first
    assert period.previous().months == period.months


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("2024", "2024"),
        ("2024年", "2024"),
        ("2024年上半年", "2024H1"),
        ("2024年1—6月", "2024H1"),
        ("2024年一季度", "2024Q1"),
        ("2024年1-3月", "2024Q1"),
        ("2024年前三季度", "2024-01..2024-09"),
        ("2024年1-2月", "2024-01..2024-02"),
        ("2024年7月", "2024-07"),
        ("2024M01-07", "2024-01..2024-07"),
        ("2024Q1-Q3", "2024-01..2024-09"),
        ("Jan–Feb 2024", "2024-01..2024-02"),
    ],
)
def test_the_forms_that_reports_use_are_read(written: str, canonical: str) -> None:
    assert str(Period.parse(written)) == canonical


@pytest.mark.parametrize("written", ["", "2024-13", "2024Q5", "去年", "2024-07..2024-01", "20240"])
def test_what_is_no_period_is_refused_with_the_forms_that_are_read(written: str) -> None:
    with pytest.raises(Refusal) as refusal:
        Period.parse(written)
    assert "2024H1" in str(refusal.value)


@pytest.mark.parametrize(
    ("on", "closed"),
    [
        (date(2024, 1, 1), 0),
        (date(2024, 1, 31), 1),
        (date(2024, 2, 28), 1),
        (date(2024, 2, 29), 2),
        (date(2024, 8, 20), 7),
        (date(2023, 12, 31), 0),
        (date(2025, 3, 1), 12),
    ],
)
def test_a_month_is_closed_when_its_last_day_has_ended(on: date, closed: int) -> None:
    assert months_closed(Period.year(2024), on) == closed


def test_the_month_before_a_thirty_first_is_not_dropped() -> None:
    assert str(Period.month(2024, 3).previous()) == "2024-02"
    assert Period.month(2024, 3).ends_on == date(2024, 3, 31)
