"""The tree: what each node weighs for whom, and marks rolled up from the leaves."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from chaotou.core.evaluation.methods.weighting import Weighting
from chaotou.core.evaluation.tree import grow, roll_up, shares_of_whole

from .made import ratio, scheme


def branch(code: str, weight: float, *children: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"code": code, "weight": weight, "criteria": list(children), **more}


DEEP = scheme(
    [
        branch("p", 60, branch("pp", 40, ratio("a", 30, 1), ratio("b", 10, 1)), ratio("c", 20, 1)),
        ratio("d", 40, 1),
    ]
)
EVERYBODY = np.zeros(1, dtype=np.int64)


def test_leaves_come_first_and_children_before_parents() -> None:
    assert grow(DEEP, ()).codes == ("a", "b", "c", "d", "pp", "p", "")


def test_shares_of_the_whole_go_down_the_branches() -> None:
    assert grow(DEEP, ()).shares_of_whole[0] == pytest.approx([0.3, 0.1, 0.2, 0.4, 0.4, 0.6, 1])


def test_what_does_not_count_leaves_its_weight_to_its_siblings() -> None:
    counted = np.array([[False, True, True, True, True, True, True]])
    assert shares_of_whole(grow(DEEP, ()), counted, EVERYBODY)[0] == pytest.approx(
        [0, 0.4, 0.2, 0.4, 0.4, 0.6, 1]
    )


def test_a_branch_of_which_nothing_counts_does_not_count() -> None:
    tree, counted = grow(DEEP, ()), np.array([[False, False, True, True]])
    rolled = roll_up(tree, np.array([[9.0, 9, 0.5, 1]]), counted, EVERYBODY)
    assert rolled.counted[0].tolist() == [False, False, True, True, False, True, True]
    assert rolled.marks[0, 5:] == pytest.approx([0.5, 0.7])
    assert np.isnan(rolled.marks[0, [0, 1, 4]]).all()


def test_marks_roll_up_along_leading_axes() -> None:
    tree, shares = grow(DEEP, ()), np.random.default_rng(1).uniform(size=(5, 3, 4))
    counted, groups = np.ones((3, 4), dtype=np.bool_), np.zeros(3, dtype=np.int64)
    together = roll_up(tree, shares, counted, groups).marks
    for each, marks in zip(shares, together, strict=True):
        assert np.array_equal(roll_up(tree, each, counted, groups).marks, marks)


def test_equal_weights_are_equal_among_siblings_whatever_is_written() -> None:
    equal = grow(DEEP.model_copy(update={"weights": Weighting.EQUAL}), ())
    assert equal.shares_of_whole[0, :4] == pytest.approx([1 / 8, 1 / 8, 1 / 4, 1 / 2])


def test_other_weights_leave_the_first_tree_as_it_was() -> None:
    tree = grow(DEEP, ())
    other = tree.with_weights({"pp": np.array([[1.0, 1.0]])})
    assert other.shares_of_whole[0, :2] == pytest.approx([0.2, 0.2])
    assert tree.shares_of_whole[0, :2] == pytest.approx([0.3, 0.1])


def test_methods_that_count_who_is_passed_give_the_count_itself() -> None:
    made = scheme([ratio("a", 1, 10), ratio("b", 1, 10)], marks="index", aggregate="copeland")
    tree = grow(made, ())
    shares, groups = np.array([[0.9, 0.9], [0.5, 0.6], [0.6, 0.1]]), np.zeros(3, dtype=np.int64)
    marks = roll_up(tree, shares, np.ones((3, 2), dtype=np.bool_), groups).marks[:, -1]
    assert (100 * marks).round(9).tolist() == [2, -1, -1]
