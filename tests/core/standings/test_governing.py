"""Which figure governs a standing, what is awaited, and when there is none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from chaotou.core.figures import Reason
from chaotou.core.periods import Period, month_ordinal
from chaotou.core.standings import Light, Notice, Series, Target, standing
from chaotou.core.zone.vocabulary import Frequency, TargetKind

from .samples import AUGUST, FIRST, JULY, REVENUE_2022, REVENUE_2023, YEAR, level, revenue, shown


def test_the_row_of_the_dispatch_table_follows_its_formulas() -> None:
    found = standing(level("36.33"), revenue(0.10), JULY)
    assert found.reported == Period.month(2024, 6)
    assert found.cumulative == Decimal("18.2")
    assert found.this_month == Decimal("3.7")
    assert shown(found.attainment, 4) == "0.5010"
    assert found.pace == Decimal("0.5")
    assert shown(found.pace_gap_points) == "0.10"
    assert found.remaining == Decimal("18.13")
    assert shown(found.needed_per_month, 4) == "3.0217"
    assert found.light is Light.ON_TRACK
    assert found.expected is not None
    assert shown(found.gap, 6) == shown(Decimal("36.33") - found.expected, 6)


def test_the_latest_reported_month_governs_and_the_awaited_one_is_told() -> None:
    found = standing(level(36), revenue(), AUGUST)
    assert found.reported == Period.month(2024, 6)
    assert found.awaited == Period.month(2024, 7)
    assert found.pace == Decimal("0.5")
    assert Notice.AWAITED in found.notices
    assert standing(level(36), revenue(), JULY).awaited is None


def test_a_figure_estimated_before_its_month_closes_does_not_count_yet() -> None:
    found = standing(level(36), revenue(), date(2024, 6, 12))
    assert found.reported == Period.month(2024, 5)
    assert found.cumulative == Decimal("14.5")


def test_january_is_not_awaited_alone() -> None:
    assert standing(level(36), revenue(), date(2024, 2, 20)).light is Light.NOT_DUE
    silent = Series.single(FIRST, [*REVENUE_2022, *REVENUE_2023])
    found = standing(level(36), silent, date(2024, 3, 20))
    assert found.light is Light.NO_DATA
    assert found.awaited == Period.month(2024, 2)
    assert Notice.BEFORE_PERIOD in found.notices
    assert found.latest == Decimal("33.03")
    assert found.attainment is None


def test_this_month_says_when_it_is_two() -> None:
    found = standing(level(36), revenue(), date(2024, 3, 10))
    assert found.this_month == Decimal("5.2")
    assert Notice.MERGED_JANUARY in found.notices


def test_nothing_reported_at_all_is_no_data() -> None:
    found = standing(level(36), Series.single(FIRST, [None] * 30), AUGUST)
    assert found.light is Light.NO_DATA
    assert found.latest is None
    assert found.expected is None


def test_a_reached_level_is_done_before_its_time() -> None:
    found = standing(level(18), revenue(), JULY)
    assert found.light is Light.DONE
    assert found.needed_per_month == 0


@pytest.mark.parametrize(("value", "light"), [(33, Light.DONE), ("33.04", Light.BEHIND)])
def test_a_closed_year_is_done_or_behind_whatever_the_bands_say(value: object, light: Light) -> None:
    target = Target(TargetKind.LEVEL, Period.year(2023), value)  # type: ignore[arg-type]
    assert standing(target, revenue(), JULY).light is light


def test_a_target_of_later_years_is_not_due() -> None:
    target = Target(TargetKind.LEVEL, Period.year(2025), 40)
    assert standing(target, revenue(), JULY).light is Light.NOT_DUE


def test_an_undefined_growth_keeps_its_reason() -> None:
    series = Series.single(month_ordinal(2023, 12), [-2.0, None, 3.0, *[None] * 9, 5.0])
    found = standing(Target(TargetKind.LEVEL, YEAR, 10), series, date(2025, 1, 20))
    assert found.growth is None
    assert found.growth_reason is Reason.TURNED_POSITIVE
    assert Notice.GROWTH_REFUSED in found.notices


def test_a_quarterly_figure_awaits_quarters_only() -> None:
    cells = [None, None, 100, None, None, 220]
    series = Series.single(month_ordinal(2024, 1), cells, frequency=Frequency.QUARTER)
    assert standing(level(480), series, AUGUST).awaited is None
    found = standing(level(480), series, date(2024, 10, 25))
    assert found.awaited == Period.month(2024, 9)
    assert found.this_month is None


def test_a_target_without_a_number_says_so() -> None:
    found = standing(level(None), revenue(), JULY)
    assert found.light is Light.NO_DATA
    assert Notice.NO_VALUE in found.notices
    assert found.cumulative == Decimal("18.2")
