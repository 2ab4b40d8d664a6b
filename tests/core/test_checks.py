"""Plausibility checks: true where something deserves a second look."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.checks import (
    contrary,
    falling,
    growth_contradicts_levels,
    large_change,
    part_exceeds_whole,
    parts_do_not_add,
    same_as_last_month,
    unit_slip,
)

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
