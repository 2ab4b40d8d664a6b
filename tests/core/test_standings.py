"""Standings: what governs, how each kind is judged, and that every number can be derived."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.derivation import Step
from chaotou.core.figures import Reason
from chaotou.core.forecast import Method
from chaotou.core.lights import LIGHTS, Band, Base
from chaotou.core.pace import PaceCurve
from chaotou.core.panel import Panel
from chaotou.core.periods import Period, month_ordinal
from chaotou.core.quantities import round_half_up
from chaotou.core.standings import (
    Light,
    Notice,
    Series,
    Standing,
    StepName,
    Target,
    Thresholds,
    formula_standing,
    standing,
    standings,
    standings_of,
)
from chaotou.core.zone.vocabulary import Basis, Bound, Frequency, TargetKind

YEAR = Period.year(2024)
FIRST = month_ordinal(2022, 1)
REVENUE_2022 = [None, 4.3, 7, 9.5, 12, 15, 17.5, 20, 22.5, 25, 27.5, 30.03]
REVENUE_2023 = [None, 4.6, 7.8, 10.4, 13.2, 16.5, 19.2, 22, 24.7, 27.5, 30.2, 33.03]
REVENUE_2024 = [None, 5.2, 8.4, 11, 14.5, 18.2]
AUGUST = date(2024, 8, 20)
JULY = date(2024, 7, 20)


def revenue(growth: float | None = None, basis: Basis = Basis.SAME_SCOPE) -> Series:
    levels = [*REVENUE_2022, *REVENUE_2023, *REVENUE_2024]
    rates = None if growth is None else [None] * 29 + [growth]
    return Series.single(FIRST, levels, rates, [basis] * 30)


def level(value: object, **rest: object) -> Target:
    return Target(TargetKind.LEVEL, YEAR, value, **rest)  # type: ignore[arg-type]


def yearly(values: list[float | None], **rest: object) -> Series:
    """Values of 2022, 2023 and 2024 that do not add up, known at each December."""
    cells = [value for year in values for value in (*[None] * 11, year)]
    return Series.single(FIRST, cells, cumulative=False, frequency=Frequency.YEAR, **rest)  # type: ignore[arg-type]


def shown(number: Decimal | None, places: int = 2) -> str:
    assert number is not None
    return str(round_half_up(number, places))


def step(found: Standing, name: StepName) -> Step:
    return next(step for step in found.steps if step.name is name)


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


def test_an_undefined_growth_keeps_its_reason() -> None:
    series = Series.single(month_ordinal(2023, 12), [-2.0, None, 3.0, *[None] * 9, 5.0])
    found = standing(Target(TargetKind.LEVEL, YEAR, 10), series, date(2025, 1, 20))
    assert found.growth is None
    assert found.growth_reason is Reason.TURNED_POSITIVE
    assert Notice.GROWTH_REFUSED in found.notices


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


def test_a_growth_target_shows_where_its_level_comes_from() -> None:
    made = step(standing(Target(TargetKind.GROWTH, YEAR, 0.1), revenue(0.1), JULY), StepName.LEVEL_TARGET)
    assert made.inputs == {"base": Decimal("33.03"), "growth": Decimal("0.1")}


def test_a_list_may_leave_the_derivations_out() -> None:
    listed = standings([(level(36), revenue())], JULY, derive=False)[0]
    full = standing(level(36), revenue(), JULY)
    assert listed.steps == ()
    assert listed.pace_gap_points == full.pace_gap_points


def test_targets_together_stand_as_each_alone() -> None:
    pairs = [
        (level(36), revenue(0.1)),
        (Target(TargetKind.GROWTH, YEAR, 0.1), revenue(0.09)),
        (level(20), Series.single(month_ordinal(2024, 1), REVENUE_2024)),
        (level(None), revenue()),
        (Target(TargetKind.RANK, YEAR, 30), yearly([40, 33, None])),
        (level(50, bound=Bound.AT_MOST), revenue()),
    ]
    assert standings(pairs, AUGUST) == [standing(target, series, AUGUST) for target, series in pairs]


def test_no_targets_have_no_standings() -> None:
    assert standings([], AUGUST) == []


bodies = st.lists(
    st.lists(st.one_of(st.just(float("nan")), st.floats(0, 1e5)), min_size=30, max_size=30),
    min_size=1,
    max_size=6,
)
kinds = st.sampled_from(
    [TargetKind.LEVEL, TargetKind.GROWTH, TargetKind.AT_MOST, TargetKind.RANK, TargetKind.SHARE]
)


@given(bodies, kinds, st.floats(0, 2e5), st.booleans(), st.dates(date(2022, 1, 1), date(2025, 3, 1)))
def test_any_reports_give_a_light_and_no_infinite_number(
    rows: list[list[float]], kind: TargetKind, value: float, cumulative: bool, on: date
) -> None:
    panel = Panel.of([str(n) for n in range(len(rows))], FIRST, np.array(rows))
    found = standings_of(Series(panel, cumulative=cumulative), Target(kind, YEAR, value), on)
    assert set(found.light.tolist()) <= set(range(len(LIGHTS)))
    gaps = (found.pace_gap_points, found.lead_points, found.gap, found.remaining)
    numbers = (found.attainment.value, found.landing.expected, found.landing.high, *gaps)
    assert not any(np.isinf(cells).any() for cells in numbers)
    known = ~np.isnan(found.landing.low)
    assert (found.landing.low[known] <= found.landing.high[known]).all()


@given(bodies, st.dates(date(2024, 1, 1), date(2025, 3, 1)))
def test_later_figures_never_change_an_earlier_standing(rows: list[list[float]], on: date) -> None:
    cells = np.array(rows)
    closed = month_ordinal(on.year, on.month) - FIRST + (1 if on.day > 27 else 0)
    blind = np.where(np.arange(30) < closed + 1, cells, np.nan)
    names = [str(n) for n in range(len(rows))]
    known, unknown = (
        standings_of(Series(Panel.of(names, FIRST, values)), level(100.0), on) for values in (cells, blind)
    )
    assert known.light.tolist() == unknown.light.tolist()
    assert np.array_equal(known.landing.expected, unknown.landing.expected, equal_nan=True)


def test_a_formula_counts_its_parts_and_shows_what_is_unfilled() -> None:
    found = formula_standing([Standing(Light.ON_TRACK), Standing(Light.BEHIND), None, None])
    assert found.parts == {Light.ON_TRACK: 1, Light.BEHIND: 1}
    assert found.light is Light.BEHIND
    assert Notice.UNFILLED in found.notices
    assert formula_standing([None, None]).light is Light.NO_DATA
