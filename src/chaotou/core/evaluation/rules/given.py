"""Rules for what was judged already: a mark, points as they are, yes or no."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
from pydantic import Field

from chaotou.core.evaluation.amounts import Amount, amount
from chaotou.core.evaluation.rules.attainment import meets
from chaotou.core.evaluation.rules.kind import Keys, Rule
from chaotou.core.evaluation.rules.telling import shown, tell_met
from chaotou.core.issues import Message
from chaotou.core.panel import Floats, Truths


class GivenKeys(Keys):
    """`given`: the reading is a mark out of `out_of`; with `out_of` as the full points it is the points."""

    out_of: Decimal = Field(default=Decimal(100), gt=0)


def given(x: Floats, *, out_of: Floats) -> Floats:
    """x ÷ out_of: a judged mark stands as it was given."""
    return np.asarray(x / out_of)


def tell_given(x: float, *, out_of: float) -> Message:
    return Message("{x} ÷ {out_of}", shown(x=x, out_of=out_of))


def knots_of_given(**_: object) -> list[float]:
    return []


GIVEN = Rule("given", GivenKeys, given, tell_given, "评委打分", knots=knots_of_given)


class PassKeys(Keys):
    """`pass`: everything for a reading that meets `threshold` (1: yes), else nothing."""

    threshold: Amount = amount(1)


def passes(x: Floats, *, threshold: Floats, lower: Truths) -> Floats:
    """1 where x ≥ threshold, or x ≤ threshold where smaller is better, else 0: met or not met."""
    return meets(x, threshold, lower)


def tell_pass(x: float, *, threshold: float, lower: bool) -> Message:
    return tell_met(x, threshold, x <= threshold if lower else x >= threshold, lower)


PASS = Rule("pass", PassKeys, passes, tell_pass, "达标计分")
