"""Plausibility checks: true where something deserves a second look."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.checks import (
    Entered,
    contrary,
    falling,
    growth_contradicts_levels,
    impossible,
    jump,
    large_change,
    part_exceeds_whole,
    parts_do_not_add,
    same_as_last_month,
    unit_slip,
)
from chaotou.core.periods import Period
from chaotou.core.zone.vocabulary import Measure

NAN = np.nan


def test_a_cumulative_figure_must_not_fall_within_its_year() -> None:
    assert falling([10, 30, 20, 40] + [50] * 8 + [5]).tolist() == [False, False, True] + [False] * 10


def test_a_repeated_month_is_noticed_but_not_a_run_of_zeros() -> None:
    assert same_as_last_month([0, 0, 5, 5, NAN]).tolist() == [False, False, False, True, False]


def test_the_counties_must_add_up_to_the_city() -> None:
    assert not parts_do_not_add([2302.92, 283.72], 2586.64)
    assert parts_do_not_add([2302.92, 738.82], 2586.64)
    assert not parts_do_not_add([2302.92, NAN], 2586.64)


def test_exports_above_trade_are_noticed() -> None:
    assert part_exceeds_whole([150, 240, NAN], 230).tolist() == [False, True, False]


@pytest.mark.parametrize(("growth", "noted"), [(1.30, True), (0.50, False), (-0.51, True), (NAN, False)])
def test_a_change_beyond_half_needs_a_note(growth: float, noted: bool) -> None:
    assert bool(large_change(growth)) is noted


def test_revenue_of_33_03_at_ten_percent_agrees_with_30_03_but_not_with_31() -> None:
    assert not growth_contradicts_levels("33.03", "30.03", "0.10")
    assert growth_contradicts_levels("33.03", "31", "0.10")
    assert not growth_contradicts_levels("33.03", "0", "0.10")


@pytest.mark.parametrize(
    ("value", "reference", "power"),
    [(33.03, 330300, -4), (3.3e9, 33.03, 8), (33.03, 30.03, 0), (330, 33, 0), (0, 33, 0), (5, 0, 0)],
)
def test_a_slipped_unit_is_recognized(value: float, reference: float, power: int) -> None:
    assert int(unit_slip(value, reference)) == power


@given(st.floats(1e-3, 1e6), st.floats(0.5, 2), st.sampled_from([-8, -4, 0, 4, 8]))
def test_any_figure_near_its_reference_shows_just_its_slip(value: float, change: float, power: int) -> None:
    assert int(unit_slip(value * change * 10.0**power, value)) == power


def test_output_up_with_electricity_down_is_contrary() -> None:
    assert contrary([0.08, 0.08, -0.05], [-0.04, 0.01, -0.2]).tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("value", "before", "few", "jumps"),
    [
        (100_000, 265, 0, True),
        (265, 100_000, 0, True),
        (9, 3, 10, False),
        (19, 9, 10, False),
        (20, 9, 10, True),
    ],
)
def test_a_level_twice_or_half_of_the_one_before_is_a_jump(
    value: float, before: float, few: float, jumps: bool
) -> None:
    assert bool(jump(value, before, few)) is jumps


@given(st.floats(0.01, 1e9), st.floats(0.01, 1e9))
def test_a_jump_is_one_in_either_direction(one: float, other: float) -> None:
    assert bool(jump(one, other)) is bool(jump(other, one))


@pytest.mark.parametrize("before", [0.0, -5.0, np.nan])
def test_nothing_jumps_from_where_no_ratio_is(before: float) -> None:
    assert not jump(100, before)


ON = date(2024, 8, 12)
CLOSED = Period.to_month(2024, 7)


def faults(**said: object) -> list[tuple[str, str]]:
    usual = {"measure": Measure.FLOW, "cumulative": True, "period": CLOSED, "value": Decimal(1)}
    found = impossible(Entered(**{**usual, **said}), ON)
    assert all(issue.is_error for issue in found)
    return [(issue.place.path, str(issue.message)) for issue in found]


def test_a_plain_figure_of_a_closed_period_is_possible() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"value": None}, "value", "请填数值"),
        ({"absence": "exempt"}, "value", "只填一项"),
        ({"period": Period.to_month(2024, 8)}, "period", "还没有结束"),
        ({"period": Period.year(2025)}, "period", "还没有开始"),
        ({"period": Period.year(1850)}, "period", "1980"),
        ({"measure": Measure.COUNT, "value": Decimal("1.5")}, "value", "须为整数"),
        ({"measure": Measure.RANK, "value": Decimal("30.5"), "cumulative": False}, "value", "须为整数"),
        ({"measure": Measure.STOCK, "value": Decimal(-1), "cumulative": False}, "value", "不会是负数"),
        ({"period": Period.month(2024, 7)}, "period", "须从1月起"),
    ],
)
def test_what_cannot_be_right_names_its_field(said: dict[str, object], field: str, words: str) -> None:
    ((where, message),) = faults(**said)
    assert where == field
    assert words in message


@pytest.mark.parametrize(
    "said",
    [
        {"value": None, "absence": "not_reported"},
        {"value": None, "growth": Decimal("0.08"), "period": Period.month(2024, 7)},
        {"period": Period.to_month(2024, 8), "status": "estimated"},
        {"measure": Measure.RATIO, "value": Decimal("-0.5"), "cumulative": False},
        {"period": Period.month(2024, 7), "cumulative": False},
    ],
)
def test_what_may_be_right_is_let_be(said: dict[str, object]) -> None:
    assert faults(**said) == []


def test_all_that_is_wrong_is_told_at_once() -> None:
    wrong = {"measure": Measure.RANK, "value": Decimal("-1.5"), "period": Period.month(2024, 9)}
    assert len(faults(**wrong)) == 4


@given(st.dates(date(2023, 1, 1), date(2025, 12, 31)), st.integers(1, 12))
def test_a_period_is_possible_from_the_day_it_has_ended(on: date, month: int) -> None:
    period = Period.to_month(2024, month)
    figure = Entered(Measure.FLOW, cumulative=True, period=period, value=Decimal(1))
    assert (impossible(figure, on) == []) is (period.ends_on <= on)
