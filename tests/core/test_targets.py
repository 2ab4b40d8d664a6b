"""By when a figure is due, and for which period."""

from __future__ import annotations

import pytest

from chaotou.core.periods import Period
from chaotou.core.targets import next_due, reporting_period
from chaotou.core.zone.vocabulary import Frequency


@pytest.mark.parametrize(
    ("frequency", "cumulative", "period"),
    [
        (Frequency.MONTH, True, "2024-01..2024-09"),
        (Frequency.QUARTER, True, "2024-01..2024-09"),
        (Frequency.MONTH, False, "2024-09"),
        (Frequency.QUARTER, False, "2024Q3"),
    ],
)
def test_a_figure_is_reported_from_january_on_or_for_the_month_or_quarter(frequency, cumulative, period):
    september = Period.month(2024, 9).latest
    found = reporting_period(september, cumulative=cumulative, frequency=frequency)
    assert found == Period.parse(period)


def test_a_yearly_figure_is_reported_for_the_year_whether_it_accumulates_or_not():
    december = Period.month(2024, 12).latest
    for cumulative in (True, False):
        found = reporting_period(december, cumulative=cumulative, frequency=Frequency.YEAR)
        assert found == Period.year(2024)


def test_the_figure_after_the_years_last_month_is_that_of_january_and_february() -> None:
    december, months = Period.month(2023, 12).latest, Frequency.MONTH
    assert next_due(december, months) == Period.month(2024, 2).latest
    assert next_due(Period.month(2024, 2).latest, months) == Period.month(2024, 3).latest
    assert next_due(december, Frequency.QUARTER) == Period.month(2024, 3).latest
    assert next_due(december, Frequency.YEAR) == Period.month(2024, 12).latest
