"""Chinese numerals there and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.intake.numerals import chinese, number, year_in_chinese


@given(st.integers(0, 99_999_999))
def test_a_number_written_in_chinese_is_read_back(value: int) -> None:
    assert number(chinese(value)) == value


@given(st.integers(1000, 2999))
def test_a_year_written_digit_by_digit_is_read_back(year: int) -> None:
    assert number(year_in_chinese(year)) == year


@given(st.decimals(0, 10**9, places=2))
def test_arabic_numbers_are_read_exactly_with_and_without_separators(value: Decimal) -> None:
    assert number(f"{value:f}") == value
    assert number(f"{value:,f}") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10), ("十二", 12), ("二十", 20), ("三十六", 36), ("一百零五", 105), ("两千五百", 2500),
        ("一千零五十", 1050),
        ("一万", 10**4), ("十二万", 120_000), ("三亿", 3 * 10**8), ("千亿", 10**11), ("百亿", 10**10),
        ("万亿", 10**12),
        ("二〇二四", 2024), ("〇", 0),
    ],
)  # fmt: skip
def test_numerals_of_reports_are_read(text: str, value: int) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "项目", "十个", "12.3.4", "1,23"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number(text) is None


def test_a_number_past_the_written_range_is_refused() -> None:
    with pytest.raises(ValueError, match="99,999,999"):
        chinese(100_000_000)
