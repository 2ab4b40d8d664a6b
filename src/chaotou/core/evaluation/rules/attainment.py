"""Rules that hold a reading against a target or base: completion rate, base ratio, steps around a target."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
from pydantic import Field

from chaotou.core.evaluation.amounts import Amount
from chaotou.core.evaluation.rules.counting import counted, tell_steps
from chaotou.core.evaluation.rules.kind import Keys, Rule, Scale
from chaotou.core.evaluation.rules.telling import shown, tell_met
from chaotou.core.issues import Message
from chaotou.core.panel import Floats, Truths


def meets(x: Floats, target: Floats, lower: Truths) -> Floats:
    """1 where the reading reaches the target, or stays within it where smaller is better, else 0."""
    met = np.where(lower, x <= target, x >= target).astype(np.float64)
    return np.where(np.isnan(x + target), np.nan, met)


def or_met(share: Floats, bare: Truths, x: Floats, target: Floats, lower: Truths) -> Floats:
    """The share, but all or nothing where the target is bare of what the share is a part of."""
    return np.where(bare, meets(x, target, lower), share) if bare.any() else share


class RatioKeys(Keys):
    """`ratio`: the reading over `target`, which is in the reading's unit.

    With `target: planned` it is measured against the time line, with `target: best` against the best.
    """

    target: Amount


def ratio(x: Floats, *, target: Floats, lower: Truths) -> Floats:
    """x ÷ target, or target ÷ x where smaller is better; a target of 0 or less is met (1) or not (0).

    Huai'an 2010, clause on targets: met or exceeded earns the base points, else points × x / T. Where
    smaller is better and the reading is 0 or less, no ratio is great enough: the cap alone bounds it.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        share = x / target
        if lower.any():
            share = np.where(lower, np.where(x <= 0, np.inf * target, target / x), share)
    return or_met(share, target <= 0, x, target, lower)


def tell_ratio(x: float, *, target: float, lower: bool) -> Message:
    values = shown(x=x, target=target)
    if target <= 0:
        return tell_met(x, target, x <= target if lower else x >= target, lower)
    if not lower:
        return Message("{x} ÷ {target}", values)
    return Message("{target} ÷ {x}", values) if x > 0 else Message("∞（{x} ≤ 0）", values)


def knots_of_ratio(*, target: float, lower: bool) -> list[float] | None:
    """A straight line where more is better; a curve, so no knots, where less is."""
    return None if lower or target <= 0 else [0.0, target]


RATIO = Rule(
    "ratio",
    RatioKeys,
    ratio,
    tell_ratio,
    "淮政办发〔2010〕69号",
    floor=0.0,
    cap=1.0,
    knots=knots_of_ratio,
)


class TargetStepsKeys(Keys):
    """`target_steps`: 100 marks at `target`, more or less for each step beyond or short of it.

    `target` is in the reading's unit, `step` in percent of the target, `points_per_step` in marks out
    of 100; with `whole` only whole steps count.
    """

    target: Amount
    step: Decimal = Field(default=Decimal(5), gt=0)
    points_per_step: Decimal = Decimal(5)
    whole: bool = False


def target_steps(
    x: Floats, *, target: Floats, step: Floats, points_per_step: Floats, whole: bool, lower: Truths
) -> Floats:
    """100 + points_per_step × ((x − T) ÷ |T| × 100 ÷ step); x − T is reversed where smaller is better.

    Performance contracts of companies: 100 at the target, 5 for each 5 %, between 0 and 120. A target
    of 0 has no percentages: it is met (100) or not (0).
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.where(lower, -100, 100) / np.abs(target) / step
        share = 1 + counted((x - target) * rate, whole) * (points_per_step / 100)
    return or_met(share, target == 0, x, target, lower)


def tell_target_steps(
    x: float, *, target: float, step: float, points_per_step: float, whole: bool, lower: bool
) -> Message:
    if target == 0:
        met = tell_met(x, target, x <= target if lower else x >= target, lower)
        return Message("100 × {met}", {"met": met})
    first, second = (target, x) if lower else (x, target)
    values = shown(first=first, second=second, size=abs(target), step=step)
    excess = Message("({first} − {second}) ÷ {size} × 100 ÷ {step}", values)
    steps = (first - second) / abs(target) * 100 / step
    return tell_steps(100, excess, steps, points_per_step, whole)


def knots_of_target_steps(*, target: float, whole: bool, **_: object) -> list[float] | None:
    return None if whole or target == 0 else [target]


TARGET_STEPS = Rule(
    "target_steps",
    TargetStepsKeys,
    target_steps,
    tell_target_steps,
    "企业经营业绩责任书通行办法",
    floor=0.0,
    cap=1.2,
    knots=knots_of_target_steps,
    told_in=Scale.MARK,
)
