"""Cells of a spreadsheet to values: amounts, days, industries, credit codes, cities."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.issues import Refusal
from chaotou.core.projects.importing import cells
from chaotou.core.projects.importing.cells import Amount
from chaotou.core.projects.importing.targets import Kind, Target
from chaotou.core.zone.project_specs import ChoiceSpec


@pytest.mark.parametrize(
    ("text", "default", "yuan", "currency"),
    [
        ("3.5亿元", "cny", "350000000", "CNY"),
        ("35,000万元", "cny", "350000000", "CNY"),
        ("35000", "cny_10k", "350000000", ""),
        ("3.5亿元", "cny_10k", "350000000", "CNY"),
        ("约３．５亿", "cny", "350000000", "CNY"),
        ("$5 million", "cny_10k", "5000000", "USD"),
        ("500万美元", "cny", "5000000", "USD"),
        ("USD 5m", "cny", "5000000", "USD"),
        ("500", "usd_10k", "5000000", "USD"),
        ("10亿日元", "cny", "1000000000", "JPY"),
        ("0", "cny", "0", ""),
        ("5000元", "cny_100m", "5000", "CNY"),
        ("人民币5000万元", "cny", "50000000", "CNY"),
        ("1.005", "cny", "1.01", ""),
    ],
)
def test_an_amount_is_read_with_its_unit(text: str, default: str, yuan: str, currency: str) -> None:
    assert cells.amount_in(default)(text) == Amount(Decimal(yuan), currency)


@pytest.mark.parametrize("text", ["3-5亿元", "很多", "1e9", "-5", "3,5", "9" * 20, "3.5亿吨", "١٢"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        cells.amount_in("cny")(text)
    assert caught.value.hint is not None


@given(st.decimals(0, 10**6, places=2, allow_nan=False))
def test_an_amount_means_the_same_in_every_unit(amount: Decimal) -> None:
    written = cells.amount_in("cny")(f"{amount}亿元")
    assert written.stated == cells.amount_in("cny_100m")(f"{amount}").stated  # type: ignore[attr-defined]
    assert written.stated == amount * 10**8  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "2024-07-31",
        "2024/7/31",
        "2024.7.31",
        "2024年7月31日",
        "20240731",
        "45504",
        "2024-07-31 09:30:00",
        "２０２４年７月３１日",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert cells.day(text) == date(2024, 7, 31)


def test_a_month_is_its_first_day() -> None:
    assert cells.day("2024年7月") == cells.day("2024-07") == date(2024, 7, 1)


@pytest.mark.parametrize(
    "text", ["2024-13-01", "2024年2月30日", "7月31日", "24.7.31", "去年", "0", "99999999"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        cells.day(text)


@pytest.mark.parametrize("text", ["c3841", "锂离子电池制造", "C3841 锂离子电池制造"])
def test_an_industry_is_said_by_its_code_or_name(text: str) -> None:
    assert cells.industry(text) == "C3841"


def test_what_the_form_refuses_is_refused_in_a_cell() -> None:
    for read, text, why in (
        (cells.industry, "C9999", "不是行业代码"),
        (cells.credit_code, "91110000600037341A", "校验位"),
    ):
        with pytest.raises(Refusal, match=why):
            read(text)
    assert cells.credit_code("9111 0000 6000 3734 1L") == "91110000600037341L"


@pytest.mark.parametrize("text", ["宁波", "宁波市", "浙江省宁波市", "Ningbo"])
def test_a_city_is_known_by_its_longer_names(text: str) -> None:
    ningbo = ChoiceSpec(code="ningbo", name="宁波", english="Ningbo")
    assert (
        cells.city(Target("source_city", "来源城市", "City", Kind.CHOICE, choices=(ningbo,)))(text)
        == "ningbo"
    )
