"""Rules that place a reading within the spread of all: between the extremes, or around the mean."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import numpy as np
from pydantic import Field

from chaotou.core.evaluation.rules import measuring
from chaotou.core.evaluation.rules.kind import Keys, Limits, Measured, Pair, Rule, Scale, Span
from chaotou.core.evaluation.rules.telling import shown
from chaotou.core.issues import Message
from chaotou.core.panel import Floats, Truths


class Constant(StrEnum):
    """What everybody earns of the way from the worst to the best where all readings are the same."""

    FULL = "full"
    HALF = "half"
    ZERO = "zero"

    @property
    def part(self) -> float:
        return {Constant.FULL: 1.0, Constant.HALF: 0.5, Constant.ZERO: 0.0}[self]


class MinMaxKeys(Keys):
    """`min_max`: the worst reading earns the first mark of `to`, the best the second, out of 100.

    `to: [20, 100]` is the form with a floor of 20, `to: [1, 100]` keeps geometric means above 0;
    `constant` says what a column without differences earns.
    """

    to: Span = (0.0, 100.0)
    constant: Constant = Constant.FULL


def extremes(x: Floats, **_: object) -> Measured:
    return {"least": measuring.least(x), "greatest": measuring.greatest(x)}


def min_max(
    x: Floats, *, to: Pair, constant: Constant, lower: Truths, least: Floats, greatest: Floats
) -> Floats:
    """a + (b − a) × (x − min) ÷ (max − min), or (max − x) ÷ (max − min) where smaller is better.

    OECD and JRC, Handbook on Constructing Composite Indicators (2008), min-max; with a floor in the
    assessment of Jingde county: 20 + 80 × the same. Differences that are but the noise of arithmetic
    count as none, so that they do not send one subject to the bottom and another to the top.
    """
    worst, best = np.where(lower, greatest, least), np.where(lower, least, greatest)
    flat, span = measuring.same(least, greatest), to[1] - to[0]
    base = np.where(flat, to[0] + span * constant.part, to[0]) / 100
    return (x - worst) / np.where(flat, np.inf, (best - worst) * (100 / span)) + base


def tell_min_max(
    x: float, *, to: Pair, constant: Constant, lower: bool, least: float, greatest: float
) -> Message:
    span = to[1] - to[0]
    values = shown(x=x, least=least, greatest=greatest, base=to[0], span=span, part=constant.part)
    if measuring.same(least, greatest):
        return Message("{base} + {span} × {part}（各对象相同）", values)
    if lower:
        return Message("{base} + {span} × ({greatest} − {x}) ÷ ({greatest} − {least})", values)
    return Message("{base} + {span} × ({x} − {least}) ÷ ({greatest} − {least})", values)


def knots_of_min_max(*, least: float, greatest: float, **_: object) -> list[float] | None:
    return None if measuring.same(least, greatest) else [least, greatest]


MIN_MAX = Rule(
    "min_max",
    MinMaxKeys,
    min_max,
    tell_min_max,
    "OECD/JRC《综合指标构建手册》2008",
    measure=extremes,
    knots=knots_of_min_max,
    told_in=Scale.MARK,
)


class ZScoreKeys(Keys):
    """`z_score`: standard deviations from the mean, scaled to `mean` and `deviation`, out of 100.

    `sample` divides by n − 1, else by n; `clip` holds the standard score itself within limits.
    """

    mean: Decimal = Decimal(0)
    deviation: Decimal = Field(default=Decimal(1), gt=0)
    sample: bool = True
    clip: Limits | None = None


def mean_and_deviation(x: Floats, *, sample: bool, **_: object) -> Measured:
    return {"group_mean": measuring.mean(x), "group_deviation": measuring.deviation(x, sample=sample)}


def z_score(
    x: Floats,
    *,
    mean: Floats,
    deviation: Floats,
    clip: Pair | None,
    lower: Truths,
    group_mean: Floats,
    group_deviation: Floats,
    **_: object,
) -> Floats:
    """mean + deviation × (x − μ) ÷ σ, reversed where smaller is better; μ for all where σ is 0.

    OECD and JRC, Handbook on Constructing Composite Indicators (2008), standardization.
    """
    with np.errstate(divide="ignore"):
        rate = np.where(group_deviation == 0, 0, np.where(lower, -1, 1) / group_deviation)
    standard = (x - group_mean) * rate
    bounded = np.clip(standard, *clip) if clip else standard
    return bounded * (deviation / 100) + mean / 100


def tell_z_score(
    x: float,
    *,
    mean: float,
    deviation: float,
    clip: Pair | None,
    lower: bool,
    group_mean: float,
    group_deviation: float,
    **_: object,
) -> Message:
    if group_deviation == 0:
        return Message("{mean}（各对象相同）", shown(mean=mean))
    first, second = (group_mean, x) if lower else (x, group_mean)
    standard = (first - second) / group_deviation
    values = shown(first=first, second=second, sigma=group_deviation, mean=mean, deviation=deviation)
    if clip and not clip[0] <= standard <= clip[1]:
        values |= shown(bound=clip[0] if standard < clip[0] else clip[1])
        return Message("{mean} + {deviation} × {bound}（({first} − {second}) ÷ {sigma}，已到上下限）", values)
    return Message("{mean} + {deviation} × ({first} − {second}) ÷ {sigma}", values)


def knots_of_z_score(
    *, clip: Pair | None, lower: bool, group_mean: float, group_deviation: float, **_: object
) -> list[float] | None:
    """The mean, and where clipping begins."""
    if group_deviation == 0:
        return None
    bounds = [bound * group_deviation for bound in clip or ()]
    return sorted([group_mean, *(group_mean - b if lower else group_mean + b for b in bounds)])


Z_SCORE = Rule(
    "z_score",
    ZScoreKeys,
    z_score,
    tell_z_score,
    "OECD/JRC《综合指标构建手册》2008",
    measure=mean_and_deviation,
    knots=knots_of_z_score,
    told_in=Scale.MARK,
)
