"""Plans of other lengths and shapes than a year's even months."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from chaotou.core.lights import Band, Base
from chaotou.core.pace import PaceCurve
from chaotou.core.periods import Period
from chaotou.core.standings import Light, Target, Thresholds, standing
from chaotou.core.zone.vocabulary import TargetKind

from .samples import AUGUST, JULY, level, revenue, shown


def test_a_half_year_target_ends_in_june() -> None:
    found = standing(Target(TargetKind.LEVEL, Period.half(2024, 1), 18), revenue(), AUGUST)
    assert found.pace == 1
    assert found.awaited is None
    assert found.expected == Decimal("18.2")
    assert found.light is Light.DONE


def test_a_plan_of_several_years_adds_the_closed_ones() -> None:
    found = standing(Target(TargetKind.LEVEL, Period.range((2023, 1), (2025, 12)), 110), revenue(), JULY)
    assert found.cumulative == Decimal("51.23")
    assert found.pace == Decimal("0.5")
    assert found.expected is None


def test_a_year_just_closed_is_counted_once() -> None:
    plan = Target(TargetKind.LEVEL, Period.range((2023, 1), (2025, 12)), 110)
    assert standing(plan, revenue(), date(2024, 1, 20)).cumulative == Decimal("33.03")


def test_a_plan_from_april_leaves_out_the_months_before() -> None:
    found = standing(Target(TargetKind.LEVEL, Period.range((2024, 4), (2024, 12)), 28), revenue(), JULY)
    assert found.cumulative == Decimal("9.8")
    assert shown(found.pace, 4) == "0.3333"
    full_year = standing(level(36), revenue(), JULY)
    assert found.expected is not None and full_year.expected is not None
    assert shown(full_year.expected - found.expected, 6) == "8.400000"


def test_a_custom_curve_moves_the_pace() -> None:
    curve = PaceCurve.monthly([0.02, 0.1, 0.2, 0.3, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    found = standing(level(40, curve=curve), revenue(), JULY)
    assert found.pace == Decimal("0.45")
    assert found.light is Light.ON_TRACK


def test_bands_over_the_ratio_judge_the_ratio_to_the_plan() -> None:
    bands = (Band(Light.ON_TRACK, 1.0), Band(Light.AT_RISK, 0.92), Band(Light.BEHIND, None))
    found = standing(level(40), revenue(), JULY, Thresholds(bands, Base.RATIO))
    assert found.light is Light.BEHIND
    assert standing(level(40), revenue(), JULY).light is Light.AT_RISK
