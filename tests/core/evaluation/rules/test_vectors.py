"""Numbers from published rules and worked examples, rule by rule."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from chaotou.core.evaluation.amounts import amount
from chaotou.core.evaluation.rules import RULES

from .cells import shares, sheet

NAN = float("nan")


def near(expected: float | list[float]) -> object:
    return pytest.approx(expected, abs=1e-9, nan_ok=True)


def test_f1_met_or_exceeded_earns_everything_and_the_rest_its_completion_rate() -> None:
    made = sheet("ratio", [30, 25, 20, -3, NAN], target=25)
    assert made.bounded[:, 0].tolist() == near([1, 1, 0.8, 0, NAN])


def test_f1b_a_ceiling_of_120_percent_is_the_criterions_own() -> None:
    """Two districts of a 2024 sheet get 120 % × 0.5 = 0.6; another item of that sheet stops at 0.5."""
    share = shares("ratio", [177.7], target=54)[0]
    assert min(share, 1.2) * 0.5 == near(0.6)
    assert min(28 / 27 * 0.5 + share * 0.5, 1.0) * 0.5 == near(0.5)


def test_f6_a_base_ratio_without_a_cap_goes_on_rising() -> None:
    """Huangyan: tax per mu ÷ 24.097 × 30, of which nobody takes away what exceeds the base."""
    assert shares("ratio", [48.194, 12.0485], target="24.097") == near([2, 0.5])


def test_f7_a_ratio_is_turned_over_where_smaller_is_better() -> None:
    assert shares("ratio", [2, 4, 8], lower=True, target=4) == near([2, 1, 0.5])


def test_a_target_of_nothing_is_met_or_not() -> None:
    assert shares("ratio", [3, 0, -1], target=0) == [1, 1, 0]
    assert shares("ratio", [3, 0, -1], lower=True, target=0) == [0, 1, 1]
    assert shares("ratio", [-4, -6], target=-5) == [1, 0]


def test_a_reading_of_nothing_where_smaller_is_better_earns_the_cap() -> None:
    assert np.minimum(shares("ratio", [0, 1, 2], lower=True, target=2), 1.2).tolist() == [1.2, 1.2, 1]


def test_an_empty_target_gives_no_share() -> None:
    for rule, key in (("ratio", "target"), ("target_steps", "target"), ("pass", "threshold")):
        made = sheet(rule, [1.0, 2.0], **{key: 1})
        made.arguments[key] = np.array([[1.0], [NAN]])
        assert made.shares[:, 0].tolist() == near([1, NAN]), rule


def test_f2_the_efficacy_coefficient_of_the_examination_book() -> None:
    assert shares("efficacy", [5.81], low=6, high=12)[0] * 100 == pytest.approx(58.73, abs=0.005)


def test_f2_goes_below_60_and_above_100_unless_the_scheme_bounds_it() -> None:
    assert shares("efficacy", [0, 6, 12, 18], low=6, high=12) == near([0.2, 0.6, 1, 1.4])
    assert RULES["efficacy"].floor is None and RULES["efficacy"].cap is None


def test_f2_gaoan_gives_the_best_100_and_the_worst_60() -> None:
    assert shares("efficacy", [3, 8, 13], low=3, high=13) == near([0.6, 0.8, 1])
    assert shares("efficacy", [3, 8, 13], lower=True, low=13, high=3) == near([1, 0.8, 0.6])


def test_f2b_the_exponential_function_goes_from_60_to_100() -> None:
    given = shares("exponential_efficacy", [6, 9, 12], low=6, high=12)
    assert given == near([0.6, 0.6 * (5 / 3) ** 0.5, 1])


def test_f3_the_extremes_earn_nothing_and_everything() -> None:
    assert shares("min_max", [2, 4, 10, NAN]) == near([0, 0.25, 1, NAN])
    assert shares("min_max", [2, 4, 10], lower=True) == near([1, 0.75, 0])


def test_f3b_jingde_gives_20_to_the_last() -> None:
    assert shares("min_max", [2, 4, 10], to=[20, 100]) == near([0.2, 0.4, 1])


@pytest.mark.parametrize(("constant", "share"), [("full", 1), ("half", 0.5), ("zero", 0)])
def test_a_column_without_differences_earns_what_the_scheme_says(constant: str, share: float) -> None:
    assert shares("min_max", [7, 7, NAN], constant=constant) == near([share, share, NAN])


def test_differences_of_arithmetic_noise_send_nobody_to_the_bottom() -> None:
    """Min-max always gives someone 0 and someone 1; it does not for 0.1 + 0.2 beside 0.3."""
    assert shares("min_max", [0.1 + 0.2, 0.3]) == [1, 1]
    assert shares("z_score", [0.1 + 0.2, 0.3]) == [0, 0]


def test_a_reversed_column_is_not_reversed_again() -> None:
    """After a rule larger is better in every column, so the ideal is the greatest share everywhere."""
    energy = [0.8, 0.3, 0.5]
    for name in ("min_max", "z_score", "distance_to_best", "rank", "borda", "percentile_rank", "ranked"):
        assert int(np.argmax(shares(name, energy, lower=True))) == 1, name


def test_f4_an_ideal_and_the_farthest_from_it() -> None:
    assert shares("moderate", [2, 5, 6, 11], ideal=5) == near([0.5, 1, 1 - 1 / 6, 0])
    assert shares("moderate", [5, 5], ideal=5) == [1, 1]


def test_f4_an_interval_for_unemployment() -> None:
    given = sheet("interval", [4.5, 3, 6, 2, 7, 9, 0], low=3, high=6, least=1, most=8).bounded[:, 0]
    assert given.tolist() == near([1, 1, 1, 0.5, 0.5, 0, 0])


def test_f5_standard_scores() -> None:
    assert shares("z_score", [1, 2, 3], mean=0, deviation=100) == near([-1, 0, 1])
    assert shares("z_score", [1, 3], sample=False, mean=100, deviation=10) == near([0.9, 1.1])
    assert shares("z_score", [0] * 9 + [9], clip=2, deviation=100)[-1] == near(2)


def test_f8_points_by_the_share_of_places() -> None:
    assert shares("ranked", [50, 90, 70, 70]) == near([0.25, 1, 0.75, 0.75])
    assert shares("ranked", [50, 90, 70, 70], ties="max") == near([0.25, 1, 0.5, 0.5])
    assert shares("ranked", [50, 90, 70, 70], ties="average") == near([0.25, 1, 0.625, 0.625])
    assert shares("ranked", [50, 90, 70, 70], ties="dense") == near([0.5, 1, 0.75, 0.75])
    assert shares("ranked", [50, 90, 70, 70], ties="ordinal") == near([0.25, 1, 0.75, 0.5])


def test_f8_full_points_for_the_first_and_less_by_place_down_to_a_floor() -> None:
    given = shares("ranked", [9, 8, 7, 6, 5], full=10, by="steps", per_place=3, least=2)
    assert given == near([1, 0.7, 0.4, 0.2, 0.2])


def test_f9_four_thresholds_with_coefficients() -> None:
    keys = {"thresholds": [90, 80, 70, 60], "coefficients": [4, 3, 2, 1], "out_of": 4}
    readings = [95, 90, 85, 60, 59.9]
    assert shares("banded", readings, **keys) == near([1, 1, 0.75, 0.25, 0])
    assert shares("banded", readings, interpolate=True, **keys) == near([1, 1, 0.875, 0.25, 0])


def test_f9_thresholds_from_small_to_great_where_smaller_is_better() -> None:
    keys = {"thresholds": [1, 2, 4], "coefficients": [1, 0.8, 0.6]}
    assert shares("banded", [0.5, 2, 3, 5], lower=True, **keys) == near([1, 0.8, 0.6, 0])
    assert shares("banded", [1.5, 3], lower=True, interpolate=True, **keys) == near([0.9, 0.7])


def test_f10_ten_points_and_23_percentage_points_above_the_average_make_18() -> None:
    assert shares("diminishing", [35], reference=12)[0] * 10 == near(18)


def test_f10_increments_make_13_22() -> None:
    given = shares("diminishing", [35], reference=12, divisors=[60, 80, 100])[0] * 10
    assert given == pytest.approx(13.22, abs=0.005)


def test_f10_deducts_as_it_adds() -> None:
    above, below = shares("diminishing", [35, -11], reference=12)
    assert above - 1 == near(1 - below)


def test_f11_last_years_level_earns_80_percent_and_each_5_percent_a_point() -> None:
    given = shares("growth_steps", [0, 5, 10, 12, 1000, -5], full=10)
    assert given == near([0.8, 0.9, 1.0, 1.04, 1.3, 0.7])
    assert shares("growth_steps", [12, 4.9], full=10, whole=True) == near([1.0, 0.8])


def test_f12_a_tenth_for_each_project_more_or_fewer_up_to_three_points() -> None:
    keys = {"points": "0.1", "deduction": "0.1", "reference": 40, "limit": 3}
    assert shares("per_unit", [40, 45, 33, 100, 0], **keys) == near([0, 0.5, -0.7, 3, -3])


def test_f12_five_points_for_each_further_large_project() -> None:
    assert shares("per_unit", [2, 4, 1], points=5, reference=2) == near([0, 10, 0])


def test_f12_accidents_take_points() -> None:
    assert shares("per_unit", [0, 2], lower=True, deduction=1) == near([0, -2])


def test_f18_five_points_for_each_five_percent_between_0_and_120() -> None:
    made = sheet("target_steps", [100, 115, 110, 92.5, 190, 10, -50], target=100)
    assert made.bounded[:, 0].tolist() == near([1, 1.15, 1.1, 0.925, 1.2, 0.1, 0])
    assert shares("target_steps", [100, 115, 85], lower=True, target=100) == near([1, 0.85, 1.15])


def test_f18_whole_steps_are_counted_without_arithmetic_noise() -> None:
    readings = [1.15, 1.149, 0.93, 0.95]
    assert shares("target_steps", readings, target=1, whole=True) == near([1.15, 1.1, 0.95, 0.95])


def test_a_judged_mark_stands_as_given() -> None:
    assert shares("given", [87.5, NAN]) == near([0.875, NAN])
    assert shares("given", [7], out_of=10) == near([0.7])


def test_yes_earns_everything_and_no_nothing() -> None:
    assert shares("pass", [1, 0, NAN]) == near([1, 0, NAN])
    assert shares("pass", [30, 31], lower=True, threshold=30) == [1, 0]


@pytest.mark.parametrize(
    ("name", "keys", "kind"),
    [
        ("banded", {"thresholds": [9, 8, 8.5], "coefficients": [3, 2, 1]}, "scheme_thresholds"),
        ("banded", {"thresholds": [9, 8], "coefficients": [3]}, "scheme_thresholds"),
        ("min_max", {"to": [100, 0]}, "scheme_order"),
        ("per_unit", {"limit": [3, -3]}, "scheme_order"),
        ("interval", {"low": 6, "high": 3, "least": 1, "most": 8}, "scheme_order"),
        ("per_unit", {"step": 0}, "greater_than"),
        ("ratio", {"target": "many"}, "scheme_amount"),
        ("ratio", {"goal": 3, "target": 1}, "extra_forbidden"),
    ],
)
def test_keys_that_make_no_sense_are_refused(name: str, keys: dict[str, object], kind: str) -> None:
    with pytest.raises(ValidationError) as refused:
        RULES[name].keys(**keys)
    assert kind in [error["type"] for error in refused.value.errors()]


def test_numbers_in_an_order_against_the_direction_are_noticed() -> None:
    efficacy = RULES["efficacy"].keys(low=amount(6), high=amount(12))
    banded = RULES["banded"].keys(thresholds=[1, 2], coefficients=[1, 0.5])
    assert [efficacy.contradicts(lower) for lower in (False, True)] == [False, True]
    assert [banded.contradicts(lower) for lower in (False, True)] == [True, False]
    assert not RULES["min_max"].keys().contradicts(True)
