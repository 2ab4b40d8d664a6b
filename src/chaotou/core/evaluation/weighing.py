"""Weights read off the marks themselves, put into the tree of a scheme that asks for them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from chaotou.core.evaluation.methods.weighting import Weighting, correlation, entropy, principal_component
from chaotou.core.evaluation.tree import Branch, Tree
from chaotou.core.panel import Floats


def _matched(marks: Floats) -> Floats:
    return correlation(marks).weights


READ_OFF: dict[Weighting, Callable[[Floats], Floats]] = {
    Weighting.ENTROPY: entropy,
    Weighting.PRINCIPAL_COMPONENT: principal_component,
    Weighting.CORRELATION: _matched,
}


def weighed(tree: Tree, shares: Floats, way: Weighting) -> Tree:
    """The tree with weights among leaves read off `shares[subject, leaf]`; higher levels keep theirs.

    The same weights hold for every group. Given and equal weights are in the tree already.
    """
    if way not in READ_OFF:
        return tree
    last = [branch for branch in tree.branches if (branch.children < len(tree.leaves)).all()]
    return tree.with_weights({branch.code: _rows(branch, shares, READ_OFF[way]) for branch in last})


def _rows(branch: Branch, shares: Floats, way: Callable[[Floats], Floats]) -> Floats:
    weights = way(100 * shares[:, branch.children])
    return np.broadcast_to(weights, branch.weights.shape)
