"""Between two scorecards, or two subjects of one: points won and lost by criterion, and places moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chaotou.core.evaluation import tree as trees
from chaotou.core.evaluation.methods.aggregation import Aggregation
from chaotou.core.evaluation.scoring import Scorecard
from chaotou.core.issues import Message, Refusal
from chaotou.core.panel import Floats, Whole

OF_ITSELF = (Aggregation.ARITHMETIC, Aggregation.GEOMETRIC, Aggregation.HARMONIC)
"""Methods by which a subject's mark depends on its own children alone, without jumps."""


@dataclass(frozen=True)
class Difference:
    """Points from one standing to another, `[pair, criterion]` and `[pair, set]`; parts sum to `totals`.

    `by_marks` is what better or worse marks brought and `by_weights` what other weights did (also weight
    left over by what is missing); `points` are both. `rest` is what no criterion accounts for: a veto,
    rounding, or a method that compares subjects. `ranks` are places gained. NaN where either has none.
    """

    subjects: tuple[str, ...]
    criteria: tuple[str, ...]
    sets: tuple[str, ...]
    by_marks: Floats
    by_weights: Floats
    adjustments: Floats
    rest: Floats
    totals: Floats
    ranks: Floats

    @property
    def points(self) -> Floats:
        return self.by_marks + self.by_weights


@dataclass(frozen=True)
class Bar:
    """A step of a waterfall: a criterion, a set of adjustments, or "" for the rest."""

    code: str
    points: float


@dataclass(frozen=True)
class Waterfall:
    """From one total to another; `bars` in the scheme's order, those of 0 left out."""

    start: float
    bars: tuple[Bar, ...]
    finish: float


def difference(before: Scorecard, after: Scorecard) -> Difference:
    """What changed for every subject that both cards hold; `Refusal` for cards of different criteria."""
    if before.tree.codes != after.tree.codes or before.adjustments.shape[1] != after.adjustments.shape[1]:
        raise Refusal(Message("两次考评的考评项不同，不能逐项比较。"), Message("用同一办法再算一次。"))
    both = tuple(subject for subject in before.subjects if subject in after.case.ground.facts.rows)
    return _between(before, _rows(before, both), after, _rows(after, both), both)


def separation(card: Scorecard, subject: str, other: str) -> Difference:
    """What `other` has that `subject` has not: the points from the one to the other, as a single pair."""
    return _between(card, _rows(card, [subject]), card, _rows(card, [other]), (subject,))


def waterfall(before: Scorecard, after: Scorecard, subject: str) -> Waterfall:
    """One subject's way from one card to another."""
    found = difference(before, after)
    if subject not in found.subjects:
        raise _nobody(subject)
    at = found.subjects.index(subject)
    start, finish = (float(one.totals[_row(one, subject)]) for one in (before, after))
    return Waterfall(start, _bars(found, at), finish)


def gap(card: Scorecard, subject: str, other: str) -> Waterfall:
    """The way from one subject's total to another's."""
    found = separation(card, subject, other)
    start, finish = (float(card.totals[_row(card, one)]) for one in (subject, other))
    return Waterfall(start, _bars(found, 0), finish)


def above(card: Scorecard, subject: str) -> str | None:
    """Who stands on the nearest place above, among those it is ranked with; None for the first."""
    rivals, ranks = _rivals(card, subject)
    better = rivals[ranks[rivals] < ranks[_row(card, subject)]]
    return card.subjects[better[np.argmax(ranks[better])]] if len(better) else None


def at_place(card: Scorecard, subject: str, place: int) -> str | None:
    """Who holds a place among those the subject is ranked with: the last whose place is not after it."""
    rivals, ranks = _rivals(card, subject)
    held = rivals[ranks[rivals] <= place]
    return card.subjects[held[np.argmax(ranks[held])]] if len(held) else None


def _rivals(card: Scorecard, subject: str) -> tuple[Whole, Floats]:
    """The others it shares a ranking with, and all places."""
    row = _row(card, subject)
    with_it = np.ones(len(card.subjects), dtype=np.bool_)
    if card.scheme.ranking.within == "group":
        with_it = card.case.ground.groups == card.case.ground.groups[row]
    with_it[row] = False
    return np.flatnonzero(with_it & ~np.isnan(card.ranks)), card.ranks


def _rows(card: Scorecard, subjects: Sequence[str]) -> Whole:
    return np.array([_row(card, subject) for subject in subjects], dtype=np.int64)


def _row(card: Scorecard, subject: str) -> int:
    row = card.case.ground.facts.rows.get(subject)
    if row is None:
        raise _nobody(subject)
    return row


def _nobody(subject: str) -> Refusal:
    return Refusal(
        Message("没有“{names}”这个考评对象。", {"names": subject}), Message("从数据表里的对象中选一个。")
    )


def _between(a: Scorecard, i: Whole, b: Scorecard, k: Whole, subjects: tuple[str, ...]) -> Difference:
    by_marks, by_weights = _added(a, i, b, k) if a.tree.adds_up else _telescoped(a, i, b, k)
    adjustments = b.adjustments[k] - a.adjustments[i]
    totals = b.totals[k] - a.totals[i]
    told = (by_marks + by_weights).sum(axis=-1) + adjustments.sum(axis=-1)
    sets = tuple(spec.code for spec, _, _ in b.case.plan.adjustments)
    ranks = a.ranks[i] - b.ranks[k]
    return Difference(
        subjects, b.tree.leaves, sets, by_marks, by_weights, adjustments, totals - told, totals, ranks
    )


def _added(a: Scorecard, i: Whole, b: Scorecard, k: Whole) -> tuple[Floats, Floats]:
    """Where points add up: the change of marks at the mean weight, and that of weights at the mean mark."""
    leaves = len(a.tree.leaves)
    marks = [np.where(one.marked.counted, one.marked.shares, 0.0)[at] for one, at in ((a, i), (b, k))]
    possible = [
        np.where(one.marked.counted, one.possible[:, :leaves], 0.0)[at] for one, at in ((a, i), (b, k))
    ]
    by_marks = (marks[1] - marks[0]) * (possible[0] + possible[1]) / 2
    by_weights = (possible[1] - possible[0]) * (marks[0] + marks[1]) / 2
    return by_marks, by_weights


def _telescoped(a: Scorecard, i: Whole, b: Scorecard, k: Whole) -> tuple[Floats, Floats]:
    """Other means: criteria are changed one by one, in the scheme's order and in reverse; the mean of both.

    Only for pairs with the same weights, and for methods by which a subject stands for itself; the
    others are left to the rest.
    """
    start, end = a.marked.shares[i], b.marked.shares[k]
    nothing = np.zeros(start.shape)
    if not all(branch.method in OF_ITSELF for branch in a.tree.branches) or not _weigh_alike(a, i, b, k):
        return nothing, nothing
    steps = [_steps(a, i, start, end, order) for order in (1, -1)]
    return np.nan_to_num(sum(steps, nothing) / 2), nothing


def _weigh_alike(a: Scorecard, i: Whole, b: Scorecard, k: Whole) -> bool:
    same_weights = all(
        np.array_equal(one.weights[a.case.ground.groups[i]], other.weights[b.case.ground.groups[k]])
        for one, other in zip(a.tree.branches, b.tree.branches, strict=True)
    )
    return same_weights and np.array_equal(a.marked.counted[i], b.marked.counted[k])


def _steps(a: Scorecard, i: Whole, start: Floats, end: Floats, order: int) -> Floats:
    """What each criterion adds to the whole when its turn comes, `[pair, criterion]`."""
    leaves = start.shape[-1]
    turns = np.arange(leaves)[::order]
    changed = np.arange(leaves + 1)[:, None] > np.argsort(turns)[None, :]
    shares = np.where(changed[:, None, :], end, start)
    rolled = trees.roll_up(a.tree, shares, a.marked.counted[i], a.case.ground.groups[i])
    whole = rolled.marks[..., -1] * float(a.scheme.full)
    return np.asarray(np.diff(whole, axis=0).T[:, np.argsort(turns)])


def _bars(found: Difference, at: int) -> tuple[Bar, ...]:
    codes = (*found.criteria, *found.sets, "")
    points = [*found.points[at], *found.adjustments[at], found.rest[at]]
    return tuple(Bar(code, float(one)) for code, one in zip(codes, points, strict=True) if abs(one) > 1e-9)
