"""Rounding half up at the declared place, and keys by which equals are exactly equal."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.rounding import half_up, sort_keys, steady, ticks

cents = st.integers(-10_000_000, 10_000_000)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (0.5, 0, 1), (1.5, 0, 2), (2.5, 0, 3), (-0.5, 0, -1), (-2.5, 0, -3),
        (1.005, 2, 1.01), (2.675, 2, 2.68), (1.115, 2, 1.12), (0.285, 2, 0.29),
        (69.995, 2, 70.0), (84.99999999999999, 2, 85.0), (84.994, 2, 84.99), (0.0, 3, 0.0),
    ],
)  # fmt: skip
def test_a_half_goes_away_from_zero_as_with_a_pencil(value: float, places: int, rounded: float) -> None:
    assert half_up(np.array([value]), places).tolist() == [rounded]


@given(cents, st.integers(0, 3))
def test_decimals_are_rounded_as_decimal_arithmetic_does(number: int, places: int) -> None:
    exact = Decimal(number).scaleb(-4).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    assert half_up(np.array([number / 10**4]), places)[0] == float(exact)


@given(cents, st.integers(0, 3))
def test_rounding_twice_changes_nothing(number: int, places: int) -> None:
    once = half_up(np.array([number / 10**4]), places)
    assert np.array_equal(half_up(once, places), once)


def test_nothing_stays_nothing() -> None:
    assert np.isnan(half_up(np.array([np.nan]), 2)).all()


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=9), st.data())
def test_equal_sums_are_equal_keys_in_whatever_order_they_were_added(
    numbers: list[int], data: st.DataObject
) -> None:
    parts = [number / 10 for number in numbers]
    other = data.draw(st.permutations(parts))
    totals = np.array([sum(parts), sum(other), sum(parts) + 1])
    for places in (2, None):
        keys = sort_keys(totals, places)
        assert keys[0] == keys[1] < keys[2]


def test_keys_at_a_declared_place_are_whole_numbers() -> None:
    assert ticks(np.array([0.1 + 0.2, 0.3]), 2).tolist() == [30, 30]


def test_full_precision_still_tells_small_differences_apart() -> None:
    keys = steady(np.array([80.1234567891, 80.1234567892, 0.1 + 0.2, 0.3]))
    assert keys[0] < keys[1]
    assert keys[2] == keys[3]


def test_keys_of_nothing_but_zeros_are_zeros() -> None:
    assert steady(np.zeros(3)).tolist() == [0, 0, 0]
