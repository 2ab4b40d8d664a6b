"""Counting steps: in proportion, or whole ones only."""

from __future__ import annotations

import numpy as np

from chaotou.core.evaluation.rules.telling import shown
from chaotou.core.issues import Message
from chaotou.core.panel import Floats

PLACES = 9
"""Decimals kept before whole steps are counted, so that 15 % ÷ 5 % is three of them and not 2.999…"""


def counted(steps: Floats, whole: bool) -> Floats:
    """The steps as they are, or the whole ones among them, counted from zero either way."""
    return np.trunc(np.round(steps, PLACES)) if whole else steps


def tell_steps(base: float, excess: Message, steps: float, points: float, whole: bool) -> Message:
    """base + steps × points, the steps as a formula or, where only whole ones count, as their number."""
    values = shown(base=base, points=points)
    if not whole:
        return Message("{base} + {excess} × {points}", {**values, "excess": excess})
    number = shown(steps=float(counted(np.asarray(steps), whole)))
    return Message("{base} + {steps} × {points}（{excess} 取整）", {**values, **number, "excess": excess})
