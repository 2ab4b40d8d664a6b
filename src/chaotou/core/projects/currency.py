"""Amounts in other currencies, in yuan at the dated rate of the zone's list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from chaotou.core.issues import Message, Refusal
from chaotou.core.quantities import round_half_up
from chaotou.core.zone.lead_specs import ExchangeRateSpec

YUAN: Final = "CNY"


@dataclass(frozen=True)
class Converted:
    """An amount in yuan (cents), and the rate and day it was converted at; neither for yuan themselves."""

    amount: Decimal
    rate: Decimal | None = None
    rate_on: date | None = None


def rate_on(rates: Iterable[ExchangeRateSpec], currency: str, on: date) -> ExchangeRateSpec | None:
    """The latest rate of the currency on or before the day."""
    known = [rate for rate in rates if rate.currency == currency and rate.on <= on]
    return max(known, key=lambda rate: rate.on, default=None)


def in_yuan(amount: Decimal, currency: str, on: date, rates: Iterable[ExchangeRateSpec]) -> Converted:
    """The amount in yuan at the rate of the day. `Refusal` where no rate is known by then."""
    if currency == YUAN:
        return Converted(amount)
    rate = rate_on(rates, currency, on)
    if rate is None:
        message = Message("没有 {currency} 在 {day} 或以前的汇率。", {"currency": currency, "day": on})
        raise Refusal(message, Message("请在 leads.yaml 的 exchange_rates 里补上，或直接填人民币金额。"))
    return Converted(round_half_up(amount * rate.rate, 2), rate.rate, rate.on)


def currencies(rates: Iterable[ExchangeRateSpec]) -> list[str]:
    """Yuan, then every currency that has a rate, in the order of the file."""
    return list(dict.fromkeys([YUAN, *(rate.currency for rate in rates)]))
