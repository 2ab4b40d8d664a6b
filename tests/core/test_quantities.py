from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.issues import Refusal
from chaotou.core.quantities import UNITS, Quantity, as_typed, json_number, round_half_up, show, unit

amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False)


@given(amounts)
def test_an_amount_converted_there_and_back_is_the_same(amount: Decimal) -> None:
    there = Quantity(amount, unit("亿元")).to(unit("万元"))
    assert there.to(unit("亿元")).value == amount


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [("2.5", 0, "3"), ("3.5", 0, "4"), ("-2.5", 0, "-3"), ("0.125", 2, "0.13"), ("62.145", 2, "62.15")],
)
def test_halves_are_rounded_away_from_zero(value: str, places: int, rounded: str) -> None:
    assert round_half_up(Decimal(value), places) == Decimal(rounded)
    assert round_half_up(float(value), places) == Decimal(rounded)


@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_a_float_rounds_as_the_decimal_it_was_written_as(thousandths: int, places: int) -> None:
    exact = Decimal(thousandths) / 1000
    assert round_half_up(float(exact), places) == round_half_up(exact, places)


def test_nothing_is_ever_printed_as_minus_zero() -> None:
    assert show(-0.001, 2) == "0.00"
    assert show(Decimal("-1234.5"), 0) == "−1,235"


def test_a_unit_of_another_dimension_is_refused() -> None:
    with pytest.raises(Refusal, match="汇率"):
        Quantity(Decimal(1), unit("亿元")).to(unit("亿美元"))


def test_a_currency_is_converted_with_the_rate_given() -> None:
    assert Quantity(Decimal("1.6"), unit("亿美元")).to(unit("亿元"), rate=Decimal("7.1")).value == Decimal(
        "11.36"
    )


def test_an_unknown_unit_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refusal, match="亿元"):
        unit("亿园")


def test_every_unit_is_found_by_its_code_and_its_chinese_name() -> None:
    for one in UNITS:
        assert unit(one.code) is one
        assert unit(one.chinese) is one


@pytest.mark.parametrize(
    ("value", "typed"), [("100.00", "100"), ("1E+2", "100"), ("0.50", "0.5"), ("-3.140", "-3.14"), ("0", "0")]
)
def test_a_number_is_given_back_as_one_would_type_it(value: str, typed: str) -> None:
    assert as_typed(Decimal(value)) == typed


@given(amounts)
def test_a_typed_number_reads_back_the_same(amount: Decimal) -> None:
    assert Decimal(as_typed(amount)) == amount


def test_json_holds_whole_numbers_as_whole() -> None:
    assert (json_number(Decimal("2.00")), type(json_number(Decimal("2.00")))) == (2, int)
    assert json_number(Decimal("2.5")) == 2.5
