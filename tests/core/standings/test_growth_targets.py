"""Growth targets: judged on the growth reported, by bands of their own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from chaotou.core.lights import USUAL, Band, Base
from chaotou.core.periods import Period, month_ordinal
from chaotou.core.standings import Light, Notice, Series, StepName, Target, Thresholds, standing
from chaotou.core.zone.vocabulary import Basis, TargetKind

from .samples import JULY, REVENUE_2023, REVENUE_2024, YEAR, level, revenue, shown, step


def test_a_growth_target_is_judged_on_the_growth_reported() -> None:
    found = standing(Target(TargetKind.GROWTH, YEAR, "0.10"), revenue(0.092), JULY)
    assert found.growth == Decimal("0.092")
    assert found.growth_basis is Basis.SAME_SCOPE
    assert shown(found.lead_points) == "-0.80"
    assert found.light is Light.AT_RISK
    assert found.expected == Decimal("0.092")
    assert shown(found.level_target, 3) == "36.333"
    assert shown(found.pace_gap_points) == "0.09"


def test_a_growth_target_without_reported_growth_computes_it_and_says_so() -> None:
    found = standing(Target(TargetKind.GROWTH, YEAR, 0.10), revenue(), JULY)
    assert shown(found.growth, 4) == "0.1030"
    assert found.growth_basis is None
    assert Notice.GROWTH_COMPUTED in found.notices
    assert found.light is Light.ON_TRACK


def test_a_growth_target_without_any_growth_is_judged_on_its_level() -> None:
    series = Series.single(month_ordinal(2024, 1), REVENUE_2024)
    found = standing(Target(TargetKind.GROWTH, YEAR, 0.10, base="33.03"), series, JULY)
    assert found.growth is None
    assert found.lead_points == found.pace_gap_points
    assert found.light is Light.ON_TRACK


def test_a_stated_base_goes_before_the_level_of_the_series() -> None:
    found = standing(Target(TargetKind.GROWTH, YEAR, 0.10, base="40"), revenue(0.1), JULY)
    assert found.level_target == Decimal("44")


@pytest.mark.parametrize(("base", "light"), [("30.02", Light.DONE), ("30.04", Light.BEHIND)])
def test_a_closed_year_without_growth_is_judged_on_its_level(base: str, light: Light) -> None:
    series = Series.single(month_ordinal(2023, 1), REVENUE_2023)
    target = Target(TargetKind.GROWTH, Period.year(2023), 0.10, base=base)
    assert standing(target, series, JULY).light is light


def test_growth_that_levels_contradict_is_a_warning_not_a_correction() -> None:
    found = standing(Target(TargetKind.GROWTH, YEAR, 0.10), revenue(0.12), JULY)
    assert found.growth == Decimal("0.12")
    assert Notice.BASIS_MISMATCH in found.notices


def test_a_growth_target_shows_where_its_level_comes_from() -> None:
    made = step(standing(Target(TargetKind.GROWTH, YEAR, 0.1), revenue(0.1), JULY), StepName.LEVEL_TARGET)
    assert made.inputs == {"base": Decimal("33.03"), "growth": Decimal("0.1")}


OWN_BANDS = Thresholds(
    USUAL.bands,
    growth=Thresholds((Band(Light.ON_TRACK, 0.0), Band(Light.AT_RISK, -2.0), Band(Light.BEHIND, None))),
)


@pytest.mark.parametrize(
    ("growth", "light"),
    [(0.10, Light.ON_TRACK), (0.0999, Light.AT_RISK), (0.08, Light.AT_RISK), (0.0799, Light.BEHIND)],
)
def test_a_growth_has_bands_of_its_own_where_a_zone_sets_them(growth: float, light: Light) -> None:
    target = Target(TargetKind.GROWTH, YEAR, 0.10)
    assert standing(target, revenue(growth), JULY, OWN_BANDS).light is light


def test_without_own_bands_a_growth_has_the_usual_ones() -> None:
    assert standing(Target(TargetKind.GROWTH, YEAR, 0.10), revenue(0.05), JULY).light is Light.AT_RISK


def test_a_growth_target_judged_on_its_level_keeps_the_usual_bands() -> None:
    series = Series.single(month_ordinal(2024, 1), REVENUE_2024)
    found = standing(Target(TargetKind.GROWTH, YEAR, 0.10, base=35), series, JULY, OWN_BANDS)
    assert shown(found.lead_points) == "-2.73"
    assert found.light is Light.AT_RISK


def test_a_level_target_never_has_the_bands_of_growth() -> None:
    found = standing(level(38), revenue(), JULY, OWN_BANDS)
    assert shown(found.lead_points) == "-2.11"
    assert found.light is Light.AT_RISK


def test_bands_of_growth_are_points_also_where_the_others_are_ratios() -> None:
    ratios = Thresholds((Band(Light.ON_TRACK, 1.0), Band(Light.BEHIND, None)), Base.RATIO, OWN_BANDS.growth)
    target = Target(TargetKind.GROWTH, YEAR, 0.10)
    assert standing(target, revenue(0.09), JULY, ratios).light is Light.AT_RISK
