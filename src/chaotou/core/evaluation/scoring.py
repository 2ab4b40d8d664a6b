"""Running a scheme: from facts to shares, points, totals, places and grades, on whole arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from chaotou.core.evaluation import tree as trees
from chaotou.core.evaluation.case import Case, lay
from chaotou.core.evaluation.facts import Facts
from chaotou.core.evaluation.outcomes import ConditionSpec
from chaotou.core.evaluation.plan import Plan, plan_of
from chaotou.core.evaluation.ranking import places, places_within
from chaotou.core.evaluation.reading import read
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.evaluation.sheet import Block, Ground
from chaotou.core.evaluation.tree import Rolled, Tree
from chaotou.core.evaluation.weighing import weighed
from chaotou.core.evaluation.words import Absent, Effect, Scope
from chaotou.core.panel import Codes, Floats, State, Truths, Whole
from chaotou.core.rounding import half_up, sort_keys

NOT_COUNTED = tuple(Absent).index(Absent.REWEIGHT)
PRESENT = -1


@dataclass(frozen=True)
class Marked:
    """Leaves marked: shares of full points `[..., subject, leaf]`, as the rules gave and as they count.

    `counted[subject, leaf]` is False where a leaf's weight goes to its siblings; `absent` numbers the
    policy in `Absent` that was applied to a missing reading, -1 where there was one.
    """

    bare: Floats
    shares: Floats
    counted: Truths
    absent: Codes


@dataclass(frozen=True)
class Scorecard:
    """What a scheme says of every subject. Totals are points, or marks on the index's scale.

    `ranks` are NaN for whoever has no total; `adjustments[subject, set]` are signed points of bonus and
    deduction sets, joint caps applied; `vetoed` numbers the veto that struck, -1 for none.
    """

    case: Case
    tree: Tree
    marked: Marked
    base: Floats
    extras: Floats
    adjustments: Floats
    vetoed: Whole
    totals: Floats

    @property
    def scheme(self) -> SchemeSpec:
        return self.case.plan.scheme

    @property
    def subjects(self) -> tuple[str, ...]:
        return self.case.ground.facts.subjects

    @cached_property
    def rolled(self) -> Rolled:
        """Marks of every node in shares of full."""
        return trees.roll_up(self.tree, self.marked.shares, self.marked.counted, self.case.ground.groups)

    @cached_property
    def possible(self) -> Floats:
        """`[subject, node]`: the points each node carries for each subject, after reweighting."""
        counted = self.rolled.counted if not self.marked.counted.all() else None
        return full_points(self.case, self.tree, counted)

    @cached_property
    def scores(self) -> Floats:
        """`[subject, node]`: points of a points scheme, marks on the scale of an index."""
        if self.scheme.marks == "index":
            return self.rolled.marks * float(self.scheme.full)
        return self.rolled.marks * self.possible

    @cached_property
    def ranks(self) -> Floats:
        ranking = self.scheme.ranking
        if ranking.within is Scope.GROUP:
            return self.group_ranks
        return places(self.keys, ranking.ties, self.breaks)

    @cached_property
    def group_ranks(self) -> Floats:
        return places_within(self.keys, self.case.ground.groups, self.scheme.ranking.ties, self.breaks)

    @cached_property
    def keys(self) -> Floats:
        """What subjects are ranked by."""
        return sort_keys(self.totals, self.scheme.rounding.total)

    @cached_property
    def breaks(self) -> list[Floats]:
        """What parts those whose keys are equal, the first first."""
        at = [self.tree.codes.index(code) for code in self.scheme.ranking.breaks]
        return [sort_keys(self.scores[:, column], self.scheme.rounding.points) for column in at]


def evaluate(scheme: SchemeSpec | Plan, facts: Facts) -> Scorecard:
    """The scorecard of everybody a scheme scores on these facts; `Refusal` where nobody can be scored."""
    plan = scheme if isinstance(scheme, Plan) else plan_of(scheme)
    return score(lay(plan, facts))


def score(case: Case, tree: Tree | None = None) -> Scorecard:
    """The scorecard of a case, with its own weights or those of another tree."""
    marked = mark(case, tree or case.tree)
    tree = tree or weighed(
        case.tree, np.where(marked.counted, marked.shares, np.nan), case.plan.scheme.weights
    )
    base = totals(case, tree, marked)
    extras = extra_points(case)
    adjustments = joint(case, extras)
    vetoed, struck = vetoes(case)
    total = base + adjustments.sum(axis=-1) if adjustments.size else base
    total = (
        np.where(struck == "cancel", np.nan, np.where(struck == "zero", 0.0, total)) if struck.size else total
    )
    kept = case.plan.scheme.rounding.total
    total = total if kept is None else half_up(total, kept)
    return Scorecard(case, tree, marked, base, extras, adjustments, vetoed, total)


def mark(case: Case, tree: Tree) -> Marked:
    """The leaves marked: rules, then floors and caps, then what missing readings become, then rounding."""
    plan = case.plan
    bare = bare_shares(plan.blocks, case.prepared, case.ground)
    shares = bounded(plan, bare)
    absent = np.broadcast_to(np.int8(PRESENT), shares.shape)
    counted: Truths = np.broadcast_to(np.bool_(1), shares.shape)
    if (gone := np.isnan(shares)).any():
        shares, counted, absent = _filled(case, shares, gone)
    if plan.scheme.rounding.points is not None:
        shares = _rounded(case, tree, shares, counted, plan.scheme.rounding.points)
    return Marked(bare, shares, counted, absent)


def bounded(plan: Plan, bare: Floats) -> Floats:
    """Shares under the floors and caps of their criteria."""
    return np.clip(bare, plan.floors, plan.caps) if plan.is_bounded else bare


def bare_shares(blocks: Sequence[Block], x: Floats, ground: Ground) -> Floats:
    """Shares of full points as the rules give them, for readings `x[..., subject, column]`."""
    if len(blocks) == 1:
        return blocks[0].shares(x, ground)
    shares = np.empty(x.shape)
    for block in blocks:
        shares[..., block.at] = block.shares(x[..., block.at], ground)
    return shares


def _filled(case: Case, shares: Floats, gone: Truths) -> tuple[Floats, Truths, Codes]:
    """Missing shares as the criterion's policy for the reason wants them."""
    absent = np.where(gone, _policies(case), PRESENT).astype(np.int8)
    shares = np.where(absent == _at(Absent.ZERO), 0.0, shares)
    shares = np.where(absent == _at(Absent.FULL), 1.0, shares)
    if (absent == _at(Absent.AVERAGE)).any():
        average = _averages(np.where(gone, np.nan, shares), case.ground)
        shares = np.where(absent == _at(Absent.AVERAGE), average, shares)
    counted = (absent != NOT_COUNTED) & ~np.isnan(shares)
    return (
        np.where(counted, shares, 0.0),
        counted,
        np.where(counted | ~gone, absent, NOT_COUNTED).astype(np.int8),
    )


def _at(policy: Absent) -> int:
    return tuple(Absent).index(policy)


def _policies(case: Case) -> Whole:
    """`[subject, leaf]`: the number of the policy each reading would fall under if it were missing."""
    table = np.array(
        [
            [_at(absent) for absent in (one.not_applicable, one.not_reported, one.not_applicable, one.exempt)]
            for one in (column.missing for column in case.plan.columns)
        ]
    )
    state = case.readings.state.astype(np.int64)
    assert int(State.EXEMPT) == 3
    return table[np.arange(len(table))[None, :], state]


def _averages(shares: Floats, ground: Ground) -> Floats:
    """The average share of those compared who have one; NaN where nobody has."""
    found = np.full(shares.shape, np.nan)
    for members in ground.parts:
        part = shares[..., members, :]
        there = (~np.isnan(part)).sum(axis=-2, keepdims=True)
        total = np.where(np.isnan(part), 0.0, part).sum(axis=-2, keepdims=True)
        found[..., members, :] = np.where(there > 0, total / np.maximum(there, 1), np.nan)
    return found


def _rounded(case: Case, tree: Tree, shares: Floats, counted: Truths, kept: int) -> Floats:
    """Shares of the points that are left after points are rounded."""
    rolled = None if counted.all() else trees.roll_up(tree, shares, counted, case.ground.groups).counted
    possible = full_points(case, tree, rolled)[:, : shares.shape[-1]]
    points = half_up(shares * possible, kept)
    return np.where(possible > 0, points / np.where(possible > 0, possible, 1.0), shares)


def full_points(case: Case, tree: Tree, counted: Truths | None) -> Floats:
    """`[subject, node]`: the points a node carries; `counted` is None where everything counts."""
    if counted is None:
        return float(case.plan.scheme.full) * tree.shares_of_whole[case.ground.groups]
    return float(case.plan.scheme.full) * trees.shares_of_whole(tree, counted, case.ground.groups)


def totals(case: Case, tree: Tree, marked: Marked) -> Floats:
    """The whole's points or mark before bonus and deduction; NaN for whom nothing counts."""
    full, groups = float(case.plan.scheme.full), case.ground.groups
    if not (tree.adds_up and marked.counted.all()):
        marks = trees.roll_up(tree, marked.shares, marked.counted, groups).marks
        return np.asarray(marks[..., -1] * full)
    weights = tree.shares_of_whole[:, : len(tree.leaves)] * full
    if (weights == weights[0]).all():
        return np.asarray(np.vecdot(marked.shares, weights[0]))
    return np.asarray(np.vecdot(marked.shares, weights[groups]))


def extra_points(case: Case) -> Floats:
    """`[subject, item]`: points of bonus and deduction items, unsigned; what is missing is none."""
    plan = case.plan
    if not plan.extras:
        return np.zeros((len(case.ground.facts.subjects), 0))
    x = plan.extra_reader.read(case.ground.facts).values
    bare = bare_shares(plan.extra_blocks, x, case.ground)
    floors, caps = (np.array([getattr(one, side) for one in plan.extras]) for side in ("floor", "cap"))
    return np.nan_to_num(np.clip(bare, floors, caps))


def joint(case: Case, extras: Floats) -> Floats:
    """`[subject, set]`: signed points of each set of adjustments under its joint cap."""
    found = np.zeros((len(extras), len(case.plan.adjustments)))
    for at, (spec, items, sign) in enumerate(case.plan.adjustments):
        points = extras[:, items].sum(axis=-1)
        most = np.inf if spec.most is None else float(spec.most)
        found[:, at] = sign * np.clip(points, -most, most)
    return found


def vetoes(case: Case) -> tuple[Whole, np.ndarray[tuple[int], np.dtype[np.str_]]]:
    """The number of the first veto that strikes each subject, -1 for none, and its effect."""
    found = np.full(len(case.ground.facts.subjects), -1)
    if not case.plan.scheme.vetoes:
        return found, np.array([], dtype=np.str_)
    effect = np.full(found.shape, "", dtype="<U8")
    order = (Effect.CANCEL, Effect.ZERO, Effect.GRADE)
    for at, veto in sorted(enumerate(case.plan.scheme.vetoes), key=lambda one: order.index(one[1].effect)):
        strikes = holds(veto, case) & (found < 0)
        found[strikes], effect[strikes] = at, veto.effect.value
    return found, effect


def holds(condition: ConditionSpec, case: Case) -> Truths:
    """Of whom a condition holds; nothing is held against whoever has no such figure."""
    x = read([condition.reads], case.ground.facts).values[:, 0]
    true = ~np.isnan(x)
    with np.errstate(invalid="ignore"):
        if condition.above is not None:
            true &= x > float(condition.above)
        if condition.at_least is not None:
            true &= x >= float(condition.at_least)
        if condition.below is not None:
            true &= x < float(condition.below)
        if condition.at_most is not None:
            true &= x <= float(condition.at_most)
    return true
