"""Every number can be derived from its named inputs."""

from __future__ import annotations

from decimal import Decimal

from chaotou.core.forecast import Method
from chaotou.core.periods import month_ordinal
from chaotou.core.standings import (
    Light,
    Notice,
    Series,
    Standing,
    StepName,
    formula_standing,
    standing,
    standings,
)
from chaotou.core.zone.vocabulary import Basis

from .samples import JULY, REVENUE_2024, level, revenue, shown, step


def test_without_past_years_the_landing_says_so() -> None:
    found = standing(level(36), Series.single(month_ordinal(2024, 1), REVENUE_2024), JULY)
    assert found.landing is not None and found.landing.method is Method.PACE
    assert Notice.NO_PAST_YEARS in found.notices
    assert step(found, StepName.LANDING).inputs["share_usually_done"] == Decimal("0.5")


def test_every_number_can_be_derived_from_its_named_inputs() -> None:
    found = standing(level("36.33"), revenue(0.10), JULY)
    attained, landed = step(found, StepName.ATTAINMENT), step(found, StepName.LANDING)
    assert attained.inputs == {"actual": Decimal("18.2"), "target": Decimal("36.33")}
    assert attained.result == found.attainment
    assert landed.word == Method.SEASONAL_SHARE
    assert shown(landed.inputs["latest"] / landed.inputs["share_usually_done"], 6) == shown(found.expected, 6)
    gap = step(found, StepName.PACE_GAP)
    assert shown(100 * (gap.inputs["attainment"] - gap.inputs["pace"])) == shown(gap.result)
    assert step(found, StepName.THIS_MONTH).inputs["previous"] == Decimal("14.5")
    assert step(found, StepName.GROWTH).word == Basis.SAME_SCOPE
    need = step(found, StepName.NEEDED_PER_MONTH)
    assert shown(need.inputs["remaining"] / need.inputs["months_left"], 6) == shown(need.result, 6)
    assert step(found, StepName.LIGHT).word == Light.ON_TRACK


def test_a_list_may_leave_the_derivations_out() -> None:
    listed = standings([(level(36), revenue())], JULY, derive=False)[0]
    full = standing(level(36), revenue(), JULY)
    assert listed.steps == ()
    assert listed.pace_gap_points == full.pace_gap_points


def test_a_formula_counts_its_parts_and_shows_what_is_unfilled() -> None:
    found = formula_standing([Standing(Light.ON_TRACK), Standing(Light.BEHIND), None, None])
    assert found.parts == {Light.ON_TRACK: 1, Light.BEHIND: 1}
    assert found.light is Light.BEHIND
    assert Notice.UNFILLED in found.notices
    assert formula_standing([None, None]).light is Light.NO_DATA
