"""What a lift comes to: moves of figures, plans that were run, and whether the least is proven."""

from __future__ import annotations

from dataclasses import dataclass

from chaotou.core.evaluation.lifting.goals import Goal
from chaotou.core.evaluation.scoring import Scorecard
from chaotou.core.issues import Message


@dataclass(frozen=True)
class Move:
    """One figure of a plan; `points` are what it brings by itself."""

    fact: str
    start: float
    finish: float
    effort: float
    points: float


@dataclass(frozen=True)
class LiftPlan:
    """Moves that together lead to `card`, which the engine gave; `points` are gained by all of them."""

    moves: tuple[Move, ...]
    effort: float
    points: float
    total: float
    rank: float
    grade: int
    reaches: bool
    card: Scorecard


@dataclass(frozen=True)
class Lift:
    """Plans to a goal, least effort first, each doing without levers of every plan before it.

    Without plans the goal is out of reach, and `best` is as far as the levers go. `exact` says that the
    first plan's effort is proven least, or the goal proven out of reach; else `reason` says why not.
    """

    subject: str
    goal: Goal
    already: bool
    plans: tuple[LiftPlan, ...]
    best: LiftPlan | None
    exact: bool
    reason: Message | None
