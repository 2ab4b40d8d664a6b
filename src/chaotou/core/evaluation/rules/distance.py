"""Rules that measure how far a reading has come from the worst to a target, a reference or the best."""

from __future__ import annotations

import numpy as np

from chaotou.core.evaluation.amounts import Amount
from chaotou.core.evaluation.rules import measuring
from chaotou.core.evaluation.rules.kind import Keys, Measured, Rule
from chaotou.core.evaluation.rules.telling import shown
from chaotou.core.issues import Message
from chaotou.core.panel import Floats, Truths

SOURCE = "COINr 1.1（欧盟委员会联合研究中心支持）"


class DistanceToTargetKeys(Keys):
    """`distance_to_target`: `target` is in the reading's unit and earns everything."""

    target: Amount


class DistanceToReferenceKeys(Keys):
    """`distance_to_reference`: `reference`, mostly `{subject: …}`, earns everything, the worst nothing."""

    reference: Amount


class DistanceToBestKeys(Keys):
    """`distance_to_best`: the best reading earns everything, the worst nothing; it has no keys."""


def worst_of(x: Floats, *, lower: Truths, **_: object) -> Measured:
    return {"worst": measuring.weakest(x, lower)}


def worst_and_best(x: Floats, *, lower: Truths, **_: object) -> Measured:
    return {"worst": measuring.weakest(x, lower), "best": measuring.strongest(x, lower)}


def distance(x: Floats, *, goal: Floats, worst: Floats, lower: Truths) -> Floats:
    """1 − (goal − x) ÷ (goal − worst), that is (x − worst) ÷ (goal − worst); 1 for a goal all have met.

    The distances of the R package COINr (Becker and others, 2022), for either direction.
    """
    behind = np.where(lower, goal < worst, goal > worst) & ~measuring.same(worst, goal)
    span, base = np.where(behind, goal - worst, np.inf), np.where(behind, 0, 1)
    return (x - worst) / np.where(np.isnan(goal), np.nan, span) + base


def tell_distance(x: float, *, goal: float, worst: float, lower: bool) -> Message:
    values = shown(x=x, goal=goal, worst=worst)
    if (goal < worst if lower else goal > worst) and not measuring.same(worst, goal):
        return Message("({x} − {worst}) ÷ ({goal} − {worst})", values)
    return Message("1（各对象都已达到 {goal}）", values)


def knots_of_distance(*, goal: float, worst: float, lower: bool) -> list[float] | None:
    behind = (goal < worst if lower else goal > worst) and not measuring.same(worst, goal)
    return sorted([worst, goal]) if behind else None


def distance_to_target(x: Floats, *, target: Floats, worst: Floats, lower: Truths) -> Floats:
    """`distance` with the target as the goal; the cap 1 is COINr's `cap_max`."""
    return distance(x, goal=target, worst=worst, lower=lower)


def distance_to_reference(x: Floats, *, reference: Floats, worst: Floats, lower: Truths) -> Floats:
    """`distance` with the reference as the goal."""
    return distance(x, goal=reference, worst=worst, lower=lower)


def distance_to_best(x: Floats, *, best: Floats, worst: Floats, lower: Truths) -> Floats:
    """`distance` with the best reading as the goal."""
    return distance(x, goal=best, worst=worst, lower=lower)


DISTANCE_TO_TARGET = Rule(
    "distance_to_target",
    DistanceToTargetKeys,
    distance_to_target,
    lambda x, target, worst, lower: tell_distance(x, goal=target, worst=worst, lower=lower),
    SOURCE,
    measure=worst_of,
    knots=lambda target, worst, lower: knots_of_distance(goal=target, worst=worst, lower=lower),
)

DISTANCE_TO_REFERENCE = Rule(
    "distance_to_reference",
    DistanceToReferenceKeys,
    distance_to_reference,
    lambda x, reference, worst, lower: tell_distance(x, goal=reference, worst=worst, lower=lower),
    SOURCE,
    measure=worst_of,
    knots=lambda reference, worst, lower: knots_of_distance(goal=reference, worst=worst, lower=lower),
)

DISTANCE_TO_BEST = Rule(
    "distance_to_best",
    DistanceToBestKeys,
    distance_to_best,
    lambda x, best, worst, lower: tell_distance(x, goal=best, worst=worst, lower=lower),
    SOURCE,
    measure=worst_and_best,
    knots=lambda best, worst, lower: knots_of_distance(goal=best, worst=worst, lower=lower),
)
