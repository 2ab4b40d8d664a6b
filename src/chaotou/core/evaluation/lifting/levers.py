"""Levers: the figures a subject can lift, how far, in what steps and with what effort."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from chaotou.core.evaluation.facts import Facts, Side, When, fact_name
from chaotou.core.evaluation.scoring import Scorecard
from chaotou.core.evaluation.trends import parts
from chaotou.core.issues import Message, Refusal

NOTHING: Mapping[str, float] = {}
ENOUGH = 30
"""As many subjects with a figure show how far it can be brought: a rate does not pass 100 %."""

TENTH = 0.1
LEAST_POINT = 1.0
"""A growth's effort is counted in one percentage point at least."""


class Basis(StrEnum):
    """What a lever's deviation was taken from, best first."""

    STATED = "stated"
    LAST_CHANGE = "last_change"  # no history: the change on the year before
    TENTH = "tenth"  # nor that: a tenth of the figure; for growth, of at least one percentage point
    ONE = "one"  # the figure is 0: its unit


@dataclass(frozen=True)
class Lever:
    """A fact that may be moved between `least` and `most`, both in its own unit, from where it is now.

    Moving it by `deviation`, its yearly standard deviation, is an effort of `cost`; with a `step` it
    moves by whole steps only.
    """

    fact: str
    least: float
    most: float
    deviation: float
    step: float = 0.0
    cost: float = 1.0
    basis: Basis = Basis.STATED

    def effort(self, change: float) -> float:
        return self.cost * abs(change) / self.deviation


def levers_of(
    card: Scorecard,
    subject: str,
    *,
    deviations: Mapping[str, float] = NOTHING,
    steps: Mapping[str, float] = NOTHING,
    reach: float = 3.0,
) -> tuple[Lever, ...]:
    """A lever for each figure the scheme reads of a subject that has it, marks of judges apart.

    By fact name, `deviations` are its yearly standard deviations and `steps` what it moves by. A lever
    reaches `reach` deviations either way, a step being the least of them, but not beyond what anybody has
    reached where many have the figure, and not below 0 where the figure is not negative.
    """
    facts = card.case.given
    held = [name for name in _names(card) if np.isfinite(figure(facts, subject, name))]
    return tuple(_lever(facts, subject, name, deviations, steps.get(name, 0.0), reach) for name in held)


def _names(card: Scorecard) -> Iterator[str]:
    """Facts above the line in the scheme's order; a growth only where the figure itself is not read."""
    columns = (*card.case.plan.columns, *card.case.plan.extras)
    read = dict.fromkeys(column.reads.numerator for column in columns)
    for name in read:
        part = parts(name)
        if part.when is not When.THIS or part.side not in (None, Side.GROWTH):
            continue
        if part.side is None or part.indicator not in read:
            yield name


def figure(facts: Facts, subject: str, name: str) -> float:
    """A subject's figure; NaN where there is none."""
    row = facts.rows.get(subject)
    return np.nan if row is None else float(facts.column(name)[row])


def _lever(
    facts: Facts, subject: str, name: str, deviations: Mapping[str, float], step: float, reach: float
) -> Lever:
    now = figure(facts, subject, name)
    usual, basis = deviation_of(facts, subject, name, deviations)
    deviation = max(usual, step)
    lowest, highest = _reached(facts, name, now)
    least, most = max(now - reach * deviation, lowest), min(now + reach * deviation, highest)
    if step:
        least, most = now - (now - least) // step * step, now + (most - now) // step * step
    return Lever(name, least, most, deviation, step, basis=basis)


def _reached(facts: Facts, name: str, now: float) -> tuple[float, float]:
    """What anybody has reached, where enough have the figure to tell; a figure does not fall below 0 else."""
    known = facts.column(name)[np.isfinite(facts.column(name))]
    if len(known) >= ENOUGH:
        return float(known.min()), float(known.max())
    return (0.0 if parts(name).side is None and now >= 0 else -np.inf), np.inf


def deviation_of(
    facts: Facts, subject: str, name: str, stated: Mapping[str, float] = NOTHING
) -> tuple[float, Basis]:
    """How far the figure usually moves in a year, and what that was taken from."""
    if stated.get(name, 0.0) > 0:
        return stated[name], Basis.STATED
    part, now = parts(name), figure(facts, subject, name)
    change = abs(now - figure(facts, subject, fact_name(part.indicator, part.side, When.YEAR_AGO)))
    if change > 0:
        return change, Basis.LAST_CHANGE
    if part.side is Side.GROWTH:
        return max(abs(now) * TENTH, LEAST_POINT), Basis.TENTH
    return (abs(now) * TENTH, Basis.TENTH) if now else (1.0, Basis.ONE)


def refuse_unfit(card: Scorecard, subject: str, levers: tuple[Lever, ...]) -> None:
    """`Refusal` for a lever without a figure now, out of its bounds, or beside another of its indicator."""
    seen: set[str] = set()
    for lever in levers:
        now, indicator = figure(card.case.given, subject, lever.fact), parts(lever.fact).indicator
        values = {"name": lever.fact, "now": now, "least": lever.least, "most": lever.most}
        if np.isnan(now):
            raise Refusal(Message("“{name}”还没有数，不能作为提升的起点。", values), Message("先录入它。"))
        if not lever.least <= now <= lever.most or lever.deviation <= 0 or lever.step < 0:
            message = Message("“{name}”的上下限 {least} 至 {most} 应包含现值 {now}，波动应为正数。", values)
            raise Refusal(message, Message("改正上下限、波动或步长。"))
        if indicator in seen:
            raise Refusal(
                Message("“{name}”的数量和增速只能选一个来提升。", values), Message("两者按同一基数联动。")
            )
        seen.add(indicator)
