"""The smallest lift to a goal: which of a subject's figures, by how much, with the least effort.

Where the subject's rules are straight pieces in its own figures and nobody else moves, the least is exact (a
mixed-integer program). Elsewhere it is a heuristic: each lever is tried on the real engine, the program
combines them, and the points required are corrected until the engine agrees. Either way every plan was run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np

from chaotou.core.evaluation.grading import grades
from chaotou.core.evaluation.lifting.cells import Cell, bends, cells_of, moved_by, touches
from chaotou.core.evaluation.lifting.curves import Curve, Gain, exact_curve, sampled_curve, stepped_curve
from chaotou.core.evaluation.lifting.exactness import why_not_exact
from chaotou.core.evaluation.lifting.goals import Goal, margin, own_points, reached
from chaotou.core.evaluation.lifting.levers import Lever, figure, levers_of, refuse_unfit
from chaotou.core.evaluation.lifting.plans import Lift, LiftPlan, Move
from chaotou.core.evaluation.lifting.program import Cut, Program, Solution, least_effort, most_points
from chaotou.core.evaluation.scoring import Scorecard
from chaotou.core.evaluation.whatif import Changes, what_if
from chaotou.core.evaluation.words import Effect
from chaotou.core.issues import Message, Refusal
from chaotou.core.panel import Floats

ROUNDS = 10
FINE = 1e-9
"""The first correction of an exact plan, in shares of the full points."""

CLOSE = 1e-3
"""By how much of the way to the goal a tried plan may be beyond it."""

FAR = 10.0
"""Margins, in shares of the full points, beyond which further is not told apart."""

FLAT = 1e-9


def lift(
    card: Scorecard,
    subject: str,
    goal: Goal,
    levers: Sequence[Lever] | None = None,
    *,
    plans: int = 3,
    others: int = 1,
) -> Lift:
    """The least effort by which a subject reaches a goal, and further plans.

    Each further plan leaves at least `others` of the levers of every plan before it alone. `levers` are by
    default every figure that the scheme reads of the subject. `Refusal` for a subject that is not scored,
    a goal the scheme does not know, or levers without a figure.
    """
    row = _row(card, subject)
    if reached(goal, card, row):
        return Lift(subject, goal, True, (), None, True, None)
    if _is_struck(card, row):
        return Lift(subject, goal, False, (), None, True, Message("已被一票否决，加分也到不了目标。"))
    used = levers_of(card, subject) if levers is None else tuple(levers)
    refuse_unfit(card, subject, used)
    search = Search(card, row, goal, used)
    found = tuple(islice(_plans(search, others), plans))
    best = None if found else search.furthest
    if best is not None and best.reaches:
        found, best = (best,), None
    found = tuple(sorted(found, key=lambda plan: plan.effort))
    return Lift(subject, goal, False, found, best, search.reason is None, search.reason)


def _row(card: Scorecard, subject: str) -> int:
    row = card.case.ground.facts.rows.get(subject)
    if row is None:
        raise Refusal(
            Message("没有“{names}”这个考评对象。", {"names": subject}), Message("从数据表里的对象中选一个。")
        )
    return row


def _is_struck(card: Scorecard, row: int) -> bool:
    """Whether a veto took the subject's points."""
    at = int(card.vetoed[row])
    return at >= 0 and card.scheme.vetoes[at].effect in (Effect.CANCEL, Effect.ZERO)


def _plans(search: Search, others: int) -> Iterator[LiftPlan]:
    """Plans by rising effort; each that is found forbids its levers together."""
    cuts: list[Cut] = []
    while (plan := search.plan(cuts)) is not None:
        yield plan
        facts = [move.fact for move in plan.moves]
        used = frozenset(at for at, curve in enumerate(search.program.curves) if curve.lever.fact in facts)
        cuts.append(Cut(used, max(0, len(used) - others)))


@dataclass(frozen=True)
class Search:
    """A subject on its way to a goal."""

    card: Scorecard
    row: int
    goal: Goal
    levers: tuple[Lever, ...]

    @property
    def subject(self) -> str:
        return self.card.subjects[self.row]

    @property
    def full(self) -> float:
        return float(self.card.scheme.full)

    @cached_property
    def cells(self) -> list[Cell]:
        return cells_of(self.card, self.row)

    @cached_property
    def reason(self) -> Message | None:
        """Why plans may not be the least; None where they are."""
        ranked = self.goal.total is None
        return why_not_exact(self.card, self.subject, self.levers, self.cells, ranked=ranked)

    @cached_property
    def program(self) -> Program:
        sets = self.card.case.plan.adjustments if self.reason is None else ()
        caps = tuple(np.inf if spec.most is None else float(spec.most) for spec, _, _ in sets)
        curves = [self._curve(lever) for lever in self.levers]
        moving = [curve for curve in curves if np.ptp(curve.gains, axis=0).max() > FLAT]
        return Program(tuple(moving), caps, tuple(self._sums(self.card)) if sets else ())

    @cached_property
    def furthest(self) -> LiftPlan | None:
        """As far as the levers go, whatever the effort."""
        found = most_points(self.program)
        return self._run(found) if found else None

    def plan(self, cuts: Sequence[Cut]) -> LiftPlan | None:
        """The plan of least effort that respects the cuts; None for no such plan."""
        short = -self._margin(self.card)
        if not np.isfinite(short) or not self.program.curves:
            return None
        return self._proven(short, cuts) if self.reason is None else self._tried(short, cuts)

    def _proven(self, required: float, cuts: Sequence[Cut]) -> LiftPlan | None:
        """The exact plan; what the solver's tolerance leaves short is asked for once more."""
        extra = FINE * self.full
        for _ in range(ROUNDS):
            found = least_effort(self.program, required, cuts)
            plan = self._run(found) if found else None
            if plan is None or plan.reaches:
                return plan
            required += max(-self._margin(plan.card), 0.0) + extra
            extra *= 4
        return None

    def _tried(self, required: float, cuts: Sequence[Cut]) -> LiftPlan | None:
        """The plan of least effort that the engine confirms, the points asked for being corrected."""
        best: LiftPlan | None = None
        low, high, close = -np.inf, np.inf, max(CLOSE * required, FINE * self.full)
        for _ in range(ROUNDS):
            found = least_effort(self.program, required, cuts)
            if found is None:
                break
            plan = self._pruned(self._run(found))
            beyond = self._margin(plan.card)
            if plan.reaches:
                best = plan if best is None or plan.effort < best.effort else best
                high = required
            else:
                low = required
            if (plan.reaches and beyond < close) or high - low < close:
                break
            step = beyond if plan.reaches else min(beyond, 0.0) * 1.1 - close / 2
            required = (low + high) / 2 if np.isfinite(high - low) else required - step
        return best

    def _pruned(self, plan: LiftPlan) -> LiftPlan:
        """The plan without moves that it reaches its goal without, those that bring least first."""
        for move in sorted(plan.moves, key=lambda one: one.points) if plan.reaches else ():
            lighter = self._planned({one.fact: one.finish for one in plan.moves if one.fact != move.fact})
            plan = lighter if lighter.reaches else plan
        return plan

    def _margin(self, card: Scorecard) -> float:
        return margin(self.goal, card, self.row)

    def _sums(self, card: Scorecard) -> list[float]:
        """Signed points of each set of adjustments before its joint cap."""
        own = card.extras[self.row]
        return [float(sign * own[items].sum()) for _, items, sign in card.case.plan.adjustments]

    def _with(self, values: Mapping[str, float]) -> Scorecard:
        cells = {(self.subject, fact): value for fact, value in values.items()}
        return what_if(self.card, Changes(cells))

    def _curve(self, lever: Lever) -> Curve:
        now = figure(self.card.case.given, self.subject, lever.fact)
        gain = self._gain(lever)
        stepped = stepped_curve(lever, now, gain)
        if stepped is not None:
            return stepped
        known = self._bends(lever)
        return (
            exact_curve(lever, now, known, gain)
            if self.reason is None
            else sampled_curve(lever, now, known, gain)
        )

    def _bends(self, lever: Lever) -> list[float]:
        facts, plan = self.card.case.given, self.card.case.plan
        touched = [cell for cell in self.cells if touches(cell, moved_by(lever, facts))]
        found = [bends(cell, lever, self.subject, facts, plan) or [] for cell in touched]
        return [value for one in found for value in one]

    def _gain(self, lever: Lever) -> Gain:
        """Points, and the sums that go under joint caps; where it is not exact, the margin to the goal."""

        def gain(value: float) -> Floats:
            card = self._with({lever.fact: value})
            return np.array([card.base[self.row], *self._sums(card)])

        return gain if self.reason is None else self._margin_gain(lever)

    def _margin_gain(self, lever: Lever) -> Gain:
        """The margin to the goal; NaN for a figure at which the scheme cannot be run."""

        def gain(value: float) -> Floats:
            try:
                beyond = self._margin(self._with({lever.fact: value}))
            except Refusal:
                return np.array([np.nan])
            return np.array([np.clip(beyond, -FAR * self.full, FAR * self.full)])

        return gain

    def _run(self, found: Solution) -> LiftPlan:
        """What the engine says of a solution."""
        values = {
            curve.lever.fact: float(f"{value:.12g}")
            for curve, value in zip(self.program.curves, found.values, strict=True)
            if abs(value - curve.now) > FLAT * curve.lever.deviation
        }
        return self._planned(values)

    def _planned(self, values: Mapping[str, float]) -> LiftPlan:
        """What the engine says of figures."""
        card = self._with(values)
        moves = tuple(self._move(lever, values[lever.fact]) for lever in self.levers if lever.fact in values)
        return LiftPlan(
            moves,
            sum(move.effort for move in moves),
            own_points(card, self.row) - own_points(self.card, self.row),
            float(card.totals[self.row]),
            float(card.ranks[self.row]),
            int(grades(card)[self.row]),
            reached(self.goal, card, self.row),
            card,
        )

    def _move(self, lever: Lever, finish: float) -> Move:
        start = figure(self.card.case.given, self.subject, lever.fact)
        alone = own_points(self._with({lever.fact: finish}), self.row) - own_points(self.card, self.row)
        return Move(lever.fact, start, finish, lever.effort(finish - start), alone)
