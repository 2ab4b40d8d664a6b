"""Goals of a subject: a place, a total or a grade; whether one is reached, and the points it needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from chaotou.core.evaluation.difference import above
from chaotou.core.evaluation.grading import grades
from chaotou.core.evaluation.scoring import Scorecard
from chaotou.core.evaluation.words import Scope, Ties
from chaotou.core.issues import Message, Refusal
from chaotou.core.panel import Floats

HAIR = 1e-9
"""What a total may lack of a goal and count as equal: the noise of arithmetic."""


@dataclass(frozen=True)
class Goal:
    """Exactly one of: at least this place, this total, this grade."""

    rank: int | None = None
    total: float | None = None
    grade: str | None = None


def place_above(card: Scorecard, row: int) -> Goal:
    """The nearest better place that somebody holds; `Refusal` for who is first or has no place."""
    ahead = above(card, card.subjects[row])
    if ahead is None:
        raise Refusal(Message("前面已没有名次。"), Message("换一个目标：名次、总分或等次。"))
    return Goal(rank=int(np.floor(card.ranks[card.subjects.index(ahead)])))


def grade_number(goal: Goal, card: Scorecard) -> int:
    """The place of the goal's grade among the scheme's; `Refusal` for a grade it does not have."""
    codes = [grade.code for grade in card.scheme.grades]
    if goal.grade not in codes:
        raise Refusal(
            Message("没有“{grade}”这个等次。", {"grade": goal.grade}), Message("从办法的等次中选一个。")
        )
    return codes.index(goal.grade)


def reached(goal: Goal, card: Scorecard, row: int) -> bool:
    """Whether a subject has reached the goal on this card."""
    if goal.rank is not None:
        return bool(card.ranks[row] <= goal.rank)
    if goal.total is not None:
        return bool(card.totals[row] >= goal.total - HAIR)
    wanted, given = grade_number(goal, card), int(grades(card)[row])
    return 0 <= given <= wanted


def own_points(card: Scorecard, row: int) -> float:
    """A subject's points before the total is rounded and before vetoes."""
    return float(card.base[row] + card.adjustments[row].sum())


def margin(goal: Goal, card: Scorecard, row: int) -> float:
    """By how many points a subject is beyond what the goal needs with everyone else as on this card."""
    return own_points(card, row) - needed(goal, card, row)


def needed(goal: Goal, card: Scorecard, row: int) -> float:
    """The least points, before rounding, that reach the goal, everyone else staying; infinite for none."""
    totals = _candidates(goal, card, row)
    low, high = 0, len(totals)
    while low < high:
        middle = (low + high) // 2
        if reached(goal, _with_total(card, row, float(totals[middle])), row):
            high = middle
        else:
            low = middle + 1
    return float(totals[low]) - _rounded_up(card) if low < len(totals) else np.inf


def _candidates(goal: Goal, card: Scorecard, row: int) -> Floats:
    """Totals that may decide, rising: the goal's, bounds of grades, each rival's and just above."""
    if goal.total is not None:
        return np.array([_at_place(card, goal.total)])
    rivals = rivals_totals(card, row)
    if goal.rank is not None and _ties_are_plain(card):
        return np.sort(rivals)[::-1][goal.rank - 1 : goal.rank] if len(rivals) >= goal.rank else LOWEST
    bounds = [_at_place(card, float(one.at_least)) for one in card.scheme.grades if one.at_least is not None]
    found = [np.nanmin(rivals, initial=0.0) - 1, *rivals, *(rivals + _unit(card)), *bounds]
    return np.unique(np.array(found))


LOWEST = np.array([-1e12])


def _ties_are_plain(card: Scorecard) -> bool:
    """Whether drawing level with somebody is enough for that place."""
    return card.scheme.ranking.ties is Ties.MIN and not card.scheme.ranking.breaks


def rivals_totals(card: Scorecard, row: int) -> Floats:
    """The totals of the others a subject is ranked with."""
    others = ~np.isnan(card.keys)
    others[row] = False
    if card.scheme.ranking.within is Scope.GROUP:
        others &= card.case.ground.groups == card.case.ground.groups[row]
    return card.totals[others]


def _with_total(card: Scorecard, row: int, total: float) -> Scorecard:
    totals = card.totals.copy()
    totals[row] = total
    return replace(card, totals=totals)


def _unit(card: Scorecard) -> float:
    """The smallest difference between totals that counts."""
    kept = card.scheme.rounding.total
    return float(10.0**-kept) if kept is not None else HAIR * max(1.0, float(np.nanmax(np.abs(card.totals))))


def _rounded_up(card: Scorecard) -> float:
    """How far below a rounded total the points may be that are rounded up to it."""
    kept = card.scheme.rounding.total
    return 0.0 if kept is None else float(0.5 * 10.0**-kept)


def _at_place(card: Scorecard, total: float) -> float:
    """A total at the declared place, rounded up."""
    kept = card.scheme.rounding.total
    if kept is None:
        return total
    places = Decimal(10) ** -kept
    return float((Decimal(str(total)) / places).to_integral_value(rounding="ROUND_CEILING") * places)
