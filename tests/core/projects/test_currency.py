"""Amounts in other currencies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from chaotou.core.issues import Refusal
from chaotou.core.projects.currency import Converted, currencies, in_yuan
from chaotou.core.zone.lead_specs import ExchangeRateSpec


def _rate(currency: str, on: date, rate: str) -> ExchangeRateSpec:
    return ExchangeRateSpec(currency=currency, on=on, rate=Decimal(rate), source="parity")


RATES = [
    _rate("USD", date(2023, 12, 29), "7.0827"),
    _rate("USD", date(2024, 6, 28), "7.1268"),
    _rate("JPY", date(2023, 12, 29), "0.050213"),
]


def test_the_rate_is_the_latest_on_or_before_the_day():
    amount = Decimal("1000000")
    assert in_yuan(amount, "USD", date(2024, 6, 27), RATES) == Converted(
        Decimal("7082700.00"), Decimal("7.0827"), date(2023, 12, 29)
    )
    assert in_yuan(amount, "USD", date(2024, 6, 28), RATES).amount == Decimal("7126800.00")


def test_cents_are_rounded_half_up():
    assert in_yuan(Decimal("10.1"), "JPY", date(2024, 1, 1), RATES).amount == Decimal("0.51")


def test_yuan_stay_as_they_are():
    assert in_yuan(Decimal("3.14"), "CNY", date(2024, 1, 1), []) == Converted(Decimal("3.14"))


@pytest.mark.parametrize(
    ("currency", "on"), [("USD", date(2023, 12, 28)), ("EUR", date(2024, 6, 28)), ("usd", date(2024, 6, 28))]
)
def test_without_a_rate_by_then_an_amount_is_refused(currency: str, on: date):
    with pytest.raises(Refusal) as refused:
        in_yuan(Decimal(1), currency, on, RATES)
    assert refused.value.hint is not None


def test_yuan_come_first_among_the_currencies():
    assert currencies(RATES) == ["CNY", "USD", "JPY"]
