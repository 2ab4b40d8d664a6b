"""Efficacy coefficients 功效系数: between an unacceptable and a satisfactory value, linear or exponential."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import numpy as np
from pydantic import Field

from chaotou.core.evaluation.amounts import Amount
from chaotou.core.evaluation.rules.attainment import or_met
from chaotou.core.evaluation.rules.kind import Keys, Rule, Scale
from chaotou.core.evaluation.rules.telling import shown, tell_met
from chaotou.core.issues import Message
from chaotou.core.panel import Floats, Truths


class EfficacyKeys(Keys):
    """`efficacy`: `base` marks at the unacceptable value `low`, `base + span` at the satisfactory `high`.

    `low` and `high` are in the reading's unit (`low` is the greater number where smaller is better; the
    words `worst` and `best` measure them), `base` and `span` in marks out of 100. `base: 0, span: 100`
    is plain scaling between two goalposts.
    """

    low: Amount
    high: Amount
    base: Decimal = Decimal(60)
    span: Decimal = Field(default=Decimal(40), gt=0)

    def faults(self) -> Iterator[tuple[Message, Message]]:
        if self.low.number is not None and self.low.number == self.high.number:
            message = Message("不允许值与满意值都是 {number}。", {"number": self.low.number})
            yield message, Message("low 与 high 要不同；只分达标与否就用规则 pass。")

    def contradicts(self, lower: bool) -> bool:
        low, high = self.low.number, self.high.number
        return low is not None and high is not None and low != high and (low > high) != lower


class ExponentialEfficacyKeys(EfficacyKeys):
    """`exponential_efficacy`: as `efficacy`, along a curve; `base` is above 0."""

    base: Decimal = Field(default=Decimal(60), gt=0)


def climbed(x: Floats, low: Floats, high: Floats, lower: Truths) -> Floats:
    """(x − low) ÷ (high − low); where the two are one number, 1 if it is met and 0 if not."""
    with np.errstate(divide="ignore", invalid="ignore"):
        way = (x - low) / (high - low)
    return or_met(way, high == low, x, high, lower)


def efficacy(x: Floats, *, low: Floats, high: Floats, base: Floats, span: Floats, lower: Truths) -> Floats:
    """(x − x_s) ÷ (x_h − x_s) × 40 + 60; beyond the two values it goes on unless the scheme bounds it.

    The efficacy coefficient method of textbooks on multi-criteria evaluation (功效系数法).
    """
    return climbed(x, low, high, lower) * (span / 100) + base / 100


def tell_efficacy(x: float, *, low: float, high: float, base: float, span: float, lower: bool) -> Message:
    values = shown(x=x, low=low, high=high, base=base, span=span)
    if high == low:
        met = tell_met(x, high, x <= high if lower else x >= high, lower)
        return Message("{span} × {met} + {base}", {**values, "met": met})
    return Message("({x} − {low}) ÷ ({high} − {low}) × {span} + {base}", values)


def knots_of_efficacy(*, low: float, high: float, **_: object) -> list[float] | None:
    return None if high == low else sorted([low, high])


EFFICACY = Rule(
    "efficacy",
    EfficacyKeys,
    efficacy,
    tell_efficacy,
    "功效系数法",
    knots=knots_of_efficacy,
    told_in=Scale.MARK,
)


def exponential_efficacy(
    x: Floats, *, low: Floats, high: Floats, base: Floats, span: Floats, lower: Truths
) -> Floats:
    """base × ((base + span) ÷ base) ^ ((x − x_s) ÷ (x_h − x_s)); with 60 and 40 that is 60 to 100.

    The exponential efficacy function of textbooks (指数型功效函数): each equal part of the way
    multiplies the marks by the same factor.
    """
    with np.errstate(over="ignore"):
        return np.asarray(base / 100 * ((base + span) / base) ** climbed(x, low, high, lower))


def tell_exponential_efficacy(
    x: float, *, low: float, high: float, base: float, span: float, lower: bool
) -> Message:
    values = shown(x=x, low=low, high=high, base=base, top=base + span)
    if high == low:
        met = tell_met(x, high, x <= high if lower else x >= high, lower)
        return Message("{base} × ({top} ÷ {base}) ^ {met}", {**values, "met": met})
    return Message("{base} × ({top} ÷ {base}) ^ (({x} − {low}) ÷ ({high} − {low}))", values)


EXPONENTIAL_EFFICACY = Rule(
    "exponential_efficacy",
    ExponentialEfficacyKeys,
    exponential_efficacy,
    tell_exponential_efficacy,
    "指数型功效函数",
    told_in=Scale.MARK,
)
