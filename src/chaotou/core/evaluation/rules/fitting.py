"""Rules for what should be neither too small nor too great: an ideal value, an interval."""

from __future__ import annotations

import numpy as np
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from chaotou.core.evaluation.amounts import Amount
from chaotou.core.evaluation.rules.kind import Keys, Rule
from chaotou.core.evaluation.rules.spread import extremes
from chaotou.core.evaluation.rules.telling import shown
from chaotou.core.issues import Message
from chaotou.core.panel import Floats


class ModerateKeys(Keys):
    """`moderate`: `ideal`, in the reading's unit, earns everything, the reading farthest from it nothing."""

    ideal: Amount


def moderate(x: Floats, *, ideal: Floats, least: Floats, greatest: Floats) -> Floats:
    """1 − |q − x| ÷ max(q − min, max − q); 1 where all are at the ideal.

    The moderate type of textbooks on multi-criteria evaluation (适度指标无量纲化).
    """
    farthest = np.maximum(ideal - least, greatest - ideal)
    return 1 - np.abs(x - ideal) / np.where(farthest == 0, np.inf, farthest)


def tell_moderate(x: float, *, ideal: float, least: float, greatest: float) -> Message:
    farthest = max(ideal - least, greatest - ideal)
    first, second = (ideal, x) if x < ideal else (x, ideal)
    values = shown(first=first, second=second, farthest=farthest, ideal=ideal)
    if farthest == 0:
        return Message("1（各对象都是 {ideal}）", values)
    return Message("1 − ({first} − {second}) ÷ {farthest}", values)


def knots_of_moderate(*, ideal: float, least: float, greatest: float) -> list[float] | None:
    return None if least == greatest == ideal else [ideal]


MODERATE = Rule(
    "moderate",
    ModerateKeys,
    moderate,
    tell_moderate,
    "适度指标无量纲化",
    measure=extremes,
    knots=knots_of_moderate,
)


class IntervalKeys(Keys):
    """`interval`: everything from `low` to `high`, falling to nothing at `least` and at `most`.

    All four are in the reading's unit, `least` <= `low` <= `high` <= `most`; a limit equal to its end of
    the interval gives nothing outside at once.
    """

    low: Amount
    high: Amount
    least: Amount
    most: Amount

    @model_validator(mode="after")
    def _ordered(self) -> IntervalKeys:
        amounts = (self.least, self.low, self.high, self.most)
        written = [amount.number for amount in amounts if amount.number is not None]
        if written != sorted(written):
            given = ", ".join(map(str, written))
            raise PydanticCustomError("scheme_order", "out of order", {"given": given})
        return self


def interval(x: Floats, *, low: Floats, high: Floats, least: Floats, most: Floats) -> Floats:
    """min((x − m) ÷ (a − m), (M − x) ÷ (M − b)), between 0 and 1.

    The interval type of textbooks on multi-criteria evaluation (区间型指标): an unemployment rate,
    say, is to lie within bounds. A limit at the end of the interval is moved out by the least step.
    """
    least, most = np.minimum(least, np.nextafter(low, -np.inf)), np.maximum(most, np.nextafter(high, np.inf))
    return np.clip(np.minimum((x - least) / (low - least), (most - x) / (most - high)), 0, 1)


def tell_interval(x: float, *, low: float, high: float, least: float, most: float) -> Message:
    values = shown(x=x, low=low, high=high, least=least, most=most)
    if low <= x <= high:
        return Message("1（{low} ≤ {x} ≤ {high}）", values)
    if least < x < low:
        return Message("({x} − {least}) ÷ ({low} − {least})", values)
    if high < x < most:
        return Message("({most} − {x}) ÷ ({most} − {high})", values)
    return Message("0（{x} < {low}）", values) if x < low else Message("0（{x} > {high}）", values)


def knots_of_interval(*, low: float, high: float, least: float, most: float) -> list[float] | None:
    return [least, low, high, most] if least < low and high < most else None


INTERVAL = Rule(
    "interval",
    IntervalKeys,
    interval,
    tell_interval,
    "区间型指标无量纲化",
    knots=knots_of_interval,
)
