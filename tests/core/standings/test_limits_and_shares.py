"""Ranks, upper limits and shares: what lead means where more is not better."""

from __future__ import annotations

from datetime import date

import pytest

from chaotou.core.periods import Period, month_ordinal
from chaotou.core.standings import Light, Series, Target, standing
from chaotou.core.zone.vocabulary import Bound, Frequency, TargetKind

from .samples import JULY, YEAR, level, revenue, shown, yearly


@pytest.mark.parametrize(("place", "light"), [(29, Light.DONE), (30, Light.DONE), (31, Light.BEHIND)])
def test_a_rank_is_reached_or_not(place: float, light: Light) -> None:
    found = standing(Target(TargetKind.RANK, YEAR, 30), yearly([40, 33, place]), date(2025, 2, 1))
    assert found.light is light
    assert found.gap == 30 - place
    assert found.attainment is None


def test_an_energy_intensity_above_its_limit_lags() -> None:
    series = yearly([0.56, 0.53, 0.52])
    found = standing(Target(TargetKind.AT_MOST, YEAR, "0.5"), series, date(2025, 2, 1))
    assert shown(found.attainment, 4) == "0.9615"
    assert shown(found.lead_points) == "-3.85"
    assert found.light is Light.BEHIND
    assert standing(Target(TargetKind.AT_MOST, YEAR, "0.52"), series, date(2025, 2, 1)).light is Light.DONE


def test_an_upper_limit_that_adds_up_leads_while_little_is_used() -> None:
    found = standing(level(40, bound=Bound.AT_MOST), revenue(), JULY)
    assert shown(found.attainment, 3) == "0.455"
    assert shown(found.pace_gap_points) == "4.50"
    assert found.light is Light.ON_TRACK


def test_a_broken_upper_limit_is_behind_at_once() -> None:
    assert standing(level("18.1", bound=Bound.AT_MOST), revenue(), JULY).light is Light.BEHIND


def test_a_broken_upper_limit_is_behind_even_near_the_plan() -> None:
    limit = Target(TargetKind.AT_MOST, Period.year(2023), 30)
    found = standing(limit, revenue(), date(2023, 12, 20))
    assert shown(found.pace_gap_points) == "-9.00"
    assert found.light is Light.BEHIND


def test_an_upper_limit_of_zero_is_kept_by_nothing() -> None:
    none, some = (Series.single(month_ordinal(2024, 1), [None, 0, 0, n]) for n in (0, 1))
    limit = Target(TargetKind.AT_MOST, YEAR, 0)
    assert standing(limit, none, date(2024, 4, 30)).light is Light.ON_TRACK
    assert standing(limit, some, date(2024, 4, 30)).light is Light.BEHIND


def test_a_share_leads_by_points_of_itself() -> None:
    found = standing(Target(TargetKind.SHARE, YEAR, "0.70"), yearly([0.6, 0.65, 0.675]), date(2025, 2, 1))
    assert shown(found.lead_points) == "-2.50"
    assert found.light is Light.BEHIND


def test_a_share_above_its_upper_limit_lags() -> None:
    limit = Target(TargetKind.SHARE, YEAR, "0.30", Bound.AT_MOST)
    quarterly = Series.single(
        month_ordinal(2024, 1), [None, None, 0.32], cumulative=False, frequency=Frequency.QUARTER
    )
    assert shown(standing(limit, quarterly, date(2024, 4, 20)).lead_points) == "-2.00"
