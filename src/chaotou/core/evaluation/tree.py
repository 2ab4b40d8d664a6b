"""The tree of criteria as arrays: weights by group, and marks rolled up from the leaves to the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from chaotou.core.evaluation.methods.aggregation import AGGREGATIONS, Aggregation
from chaotou.core.evaluation.methods.weighting import Weighting
from chaotou.core.evaluation.scheme import CriterionSpec, SchemeSpec, written
from chaotou.core.panel import Floats, Truths, Whole

COUNTED = (Aggregation.COPELAND, Aggregation.BORDA)
"""Methods that count subjects passed: their mark is the count itself, so its share is a hundredth."""

WHOLE = ""
"""The code of the root: the whole scheme."""


@dataclass(frozen=True)
class Branch:
    """A parent over its children: `children` are places in `Tree.codes`, `weights[group, child]` theirs.

    The last row of the weights is for subjects of no group. Leading axes hold several sets of weights.
    """

    code: str
    children: Whole
    method: Aggregation
    weights: Floats


@dataclass(frozen=True)
class Tree:
    """Leaves first, then branches, children before parents; the last is the whole."""

    leaves: tuple[str, ...]
    branches: tuple[Branch, ...]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return (*self.leaves, *(branch.code for branch in self.branches))

    @cached_property
    def adds_up(self) -> bool:
        """Whether every level is a weighted arithmetic mean, so that points of leaves make the whole's."""
        return all(branch.method is Aggregation.ARITHMETIC for branch in self.branches)

    @cached_property
    def shares_of_whole(self) -> Floats:
        """`[..., group, node]`: each node's share of the whole's points where nothing is missing."""
        found = np.ones((*self.branches[0].weights.shape[:-1], len(self.codes)))
        for at in range(len(self.branches) - 1, -1, -1):
            branch = self.branches[at]
            own = found[..., [len(self.leaves) + at]]
            found[..., branch.children] = own * _normalized(branch.weights)
        return found

    def with_weights(self, weights: Mapping[str, Floats]) -> Tree:
        """The tree with other weights for the children of some branches, by the branch's code."""
        changed = [
            replace(one, weights=weights[one.code]) if one.code in weights else one for one in self.branches
        ]
        return Tree(self.leaves, tuple(changed))

    @cached_property
    def parents(self) -> Mapping[str, tuple[Branch, int]]:
        """The branch each node hangs on, and its column there."""
        return {
            self.codes[child]: (branch, column)
            for branch in self.branches
            for column, child in enumerate(branch.children)
        }

    def reweighted(self, weights: Mapping[str, float]) -> Tree:
        """The tree with other weights for some nodes, in every group; KeyError for an unknown code."""
        changed: dict[str, Floats] = {}
        for code, weight in weights.items():
            branch, column = self.parents[code]
            held = changed.setdefault(branch.code, branch.weights.copy())
            held[..., column] = weight
        return self.with_weights(changed)


@dataclass(frozen=True)
class Rolled:
    """`marks[..., subject, node]` in shares of full; `counted` says where a node counts at all."""

    marks: Floats
    counted: Truths


def grow(scheme: SchemeSpec, groups: Sequence[str]) -> Tree:
    """The tree of a scheme with weights for each group, in the order of `groups`, and for none."""
    leaves = tuple(leaf.code for leaf in scheme.leaves())
    parents = [*_parents(scheme.criteria), (WHOLE, None, scheme.criteria)]
    places = {code: at for at, code in enumerate([*leaves, *(code for code, _, _ in parents)])}
    heights = _heights(scheme)
    branches = [
        Branch(
            code,
            np.array([places[child.code] for child in children]),
            method or scheme.aggregate.get(heights[code], scheme.aggregate.get(0, Aggregation.ARITHMETIC)),
            _weights(children, scheme.weights, groups),
        )
        for code, method, children in parents
    ]
    return Tree(leaves, tuple(branches))


def _parents(
    criteria: Sequence[CriterionSpec],
) -> Iterator[tuple[str, Aggregation | None, Sequence[CriterionSpec]]]:
    """Branches below, children before parents."""
    for criterion in criteria:
        if criterion.criteria:
            yield from _parents(criterion.criteria)
            yield criterion.code, criterion.aggregate, criterion.criteria


def _heights(scheme: SchemeSpec) -> dict[str, int]:
    """The level of every node: 1 for leaves, one more than the highest child for branches."""
    found: dict[str, int] = {}

    def level(criterion: CriterionSpec) -> int:
        found[criterion.code] = 1 + max(map(level, criterion.criteria), default=0)
        return found[criterion.code]

    found[WHOLE] = 1 + max(map(level, scheme.criteria))
    return found


def _weights(children: Sequence[CriterionSpec], way: Weighting, groups: Sequence[str]) -> Floats:
    if way is Weighting.EQUAL:
        return np.ones((len(groups) + 1, len(children)))
    rows = [[_weight(child, group) for child in children] for group in (*groups, "")]
    return np.array(rows, dtype=np.float64)


def _weight(child: CriterionSpec, group: str) -> float:
    """A child's weight in a group; 0 where the criterion is only for others."""
    if child.only_groups and group not in child.only_groups:
        return 0.0
    return float(written(child.weight, group))


def roll_up(tree: Tree, shares: Floats, counted: Truths, groups: Whole) -> Rolled:
    """Marks of every node from the shares of leaves `[..., subject, leaf]`.

    What does not count leaves its weight to its siblings; a branch none of whose children counts does not
    count either.
    """
    places = len(tree.leaves)
    drawn = (branch.weights.shape[:-2] for branch in tree.branches)
    leading = np.broadcast_shapes(shares.shape[:-2], *drawn)
    marks = np.empty((*leading, shares.shape[-2], len(tree.codes)))
    counts = np.empty((shares.shape[-2], len(tree.codes)), dtype=np.bool_)
    marks[..., :places], counts[:, :places] = shares, counted
    for at, branch in enumerate(tree.branches, start=places):
        weights = branch.weights[..., groups, :] * counts[:, branch.children]
        made = AGGREGATIONS[branch.method](marks[..., branch.children], weights)
        marks[..., at] = made / 100 if branch.method in COUNTED else made
        counts[:, at] = weights.sum(axis=-1).reshape(-1, len(groups))[0] > 0
    marks[..., ~counts] = np.nan
    return Rolled(marks, counts)


def shares_of_whole(tree: Tree, counted: Truths, groups: Whole) -> Floats:
    """`[subject, node]`: each node's share of the whole's points, what does not count left to siblings."""
    found = np.ones((len(groups), len(tree.codes)))
    for at in range(len(tree.branches) - 1, -1, -1):
        branch = tree.branches[at]
        weights = branch.weights[groups] * counted[:, branch.children]
        found[:, branch.children] = found[:, [len(tree.leaves) + at]] * _normalized(weights)
    return found


def _normalized(weights: Floats) -> Floats:
    total = weights.sum(axis=-1, keepdims=True)
    return np.asarray(np.divide(weights, total, out=np.zeros_like(weights), where=total > 0))
