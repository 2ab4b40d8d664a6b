"""Rules that give points step by step: for growth, and for each unit more or less than a reference."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import numpy as np
from pydantic import Field

from chaotou.core.evaluation.amounts import Amount, amount
from chaotou.core.evaluation.rules.counting import counted, tell_steps
from chaotou.core.evaluation.rules.kind import Keys, Limits, Pair, Rule, Scale
from chaotou.core.evaluation.rules.telling import shown
from chaotou.core.issues import Message
from chaotou.core.panel import Floats, Truths


class GrowthStepsKeys(Keys):
    """`growth_steps`: reads a growth in percent.

    `level` is what last year's level earns and `bonus` the most that growth adds, both in percent of
    the full points; each `step` of percentage points of growth adds `points_per_step` points, and each
    step of decline takes as many. With `whole` only whole steps count.
    """

    level: Decimal = Decimal(80)
    step: Decimal = Field(default=Decimal(5), gt=0)
    points_per_step: Decimal = Field(default=Decimal(1), gt=0)
    bonus: Decimal = Field(default=Decimal(50), ge=0)
    whole: bool = False


def growth_steps(
    x: Floats,
    *,
    level: Floats,
    step: Floats,
    points_per_step: Floats,
    bonus: Floats,
    whole: bool,
    lower: Truths,
    full: Floats,
) -> Floats:
    """level % + points_per_step × x ÷ step ÷ full, where the addition is at most bonus %.

    A northern Jiangsu city's rule of 2011 for its parks: level with last year earns 80 % of the
    points, each 5 % adds 1, additions are at most 50 % of the points.
    """
    steps = counted(x * (np.where(lower, -1, 1) / step), whole)
    return np.asarray(level / 100 + np.minimum(steps * points_per_step / full, bonus / 100))


def tell_growth_steps(
    x: float,
    *,
    level: float,
    step: float,
    points_per_step: float,
    bonus: float,
    whole: bool,
    lower: bool,
    full: float,
) -> Message:
    growth = -x if lower else x
    steps = growth / step
    values = shown(x=x, full=full, level=level, bonus=bonus)
    if counted(np.asarray(steps), whole) * points_per_step > full * bonus / 100:
        return Message("{full} × ({level} + {bonus}) ÷ 100（{x}%，加分已到上限）", values)
    excess = Message("{growth} ÷ {step}", shown(growth=growth, step=step))
    return tell_steps(full * level / 100, excess, steps, points_per_step, whole)


def knots_of_growth_steps(
    *,
    step: float,
    points_per_step: float,
    bonus: float,
    whole: bool,
    lower: bool,
    full: float,
    **_: object,
) -> list[float] | None:
    """Where the additions reach their limit."""
    limit = bonus / 100 * full / points_per_step * step
    return None if whole else [-limit if lower else limit]


GROWTH_STEPS = Rule(
    "growth_steps",
    GrowthStepsKeys,
    growth_steps,
    tell_growth_steps,
    "苏北某市2011年开发区考核办法",
    floor=0.0,
    knots=knots_of_growth_steps,
    told_in=Scale.POINTS,
)


class PerUnitKeys(Keys):
    """`per_unit`: `base` points at `reference`, and so many for each step more or less.

    `reference` and `step` are in the reading's unit; `points` are added for each step better than the
    reference, `deduction` taken for each step worse; both together, without `base`, stay within `limit`
    (least and greatest, or one number for both ways), in points. With `whole` only whole steps count.
    """

    points: Decimal = Decimal(0)
    deduction: Decimal = Decimal(0)
    reference: Amount = amount(0)
    step: Decimal = Field(default=Decimal(1), gt=0)
    base: Decimal = Decimal(0)
    limit: Limits | None = None
    whole: bool = False

    def faults(self) -> Iterator[tuple[Message, Message]]:
        if not self.points and not self.deduction:
            message = Message("既不加分也不扣分。")
            yield message, Message("写上 points（每多一步加几分）或 deduction（每差一步扣几分）。")


def per_unit(
    x: Floats,
    *,
    points: Floats,
    deduction: Floats,
    reference: Floats,
    step: Floats,
    base: Floats,
    limit: Pair | None,
    whole: bool,
    lower: Truths,
    full: Floats,
) -> Floats:
    """(base + n × points) ÷ full, n = (x − reference) ÷ step; n × deduction where n is below 0.

    Rule of an autonomous region's city for its parks: 0.1 for each project more or fewer, 3 points
    either way; Huai'an 2010 (淮政办发〔2010〕69号): 5 for each further project of over a billion.
    """
    steps = counted((x - reference) * (np.where(lower, -1, 1) / step), whole)
    earned = steps * np.where(steps > 0, points, deduction)
    return np.asarray((base + (np.clip(earned, *limit) if limit else earned)) / full)


def tell_per_unit(
    x: float,
    *,
    points: float,
    deduction: float,
    reference: float,
    step: float,
    base: float,
    limit: Pair | None,
    whole: bool,
    lower: bool,
    full: float,
) -> Message:
    first, second = (reference, x) if lower else (x, reference)
    steps = float(counted(np.asarray((first - second) / step), whole))
    rate = points if steps > 0 else deduction
    excess = Message("({first} − {second}) ÷ {step}", shown(first=first, second=second, step=step))
    if limit and not limit[0] <= steps * rate <= limit[1]:
        values = shown(base=base, bound=limit[0] if steps * rate < limit[0] else limit[1])
        return Message("{base} + {bound}（{excess}，已到上下限）", {**values, "excess": excess})
    return tell_steps(base, excess, (first - second) / step, rate, whole)


def knots_of_per_unit(
    *,
    points: float,
    deduction: float,
    reference: float,
    step: float,
    limit: Pair | None,
    whole: bool,
    lower: bool,
    **_: object,
) -> list[float] | None:
    """The reference, and where the limit bites on either side."""
    if whole:
        return None
    rates = [(deduction, limit[0]), (points, limit[1])] if limit else []
    gaps = [0.0, *(bound / rate * step for rate, bound in rates if rate)]
    return sorted(reference - gap if lower else reference + gap for gap in gaps)


PER_UNIT = Rule(
    "per_unit",
    PerUnitKeys,
    per_unit,
    tell_per_unit,
    "淮政办发〔2010〕69号",
    knots=knots_of_per_unit,
    told_in=Scale.POINTS,
)
