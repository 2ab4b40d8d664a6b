from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, settings
from hypothesis import given as with_any
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from chaotou.core.evaluation.methods.aggregation import arithmetic
from chaotou.core.evaluation.methods.weighting import correlation, entropy, equal, given, principal_component
from chaotou.core.issues import Refusal
from chaotou.core.panel import Floats

from . import asem

NAN = np.nan
MARKS = arrays(np.float64, (8, 4), elements=st.integers(0, 100).map(float))


def test_given_weights_are_made_to_sum_to_one() -> None:
    assert given(np.array([30.0, 30, 15, 15, 10])) == pytest.approx([0.3, 0.3, 0.15, 0.15, 0.1])
    assert given(np.zeros(2)).tolist() == [0, 0]
    assert equal(4).tolist() == [0.25] * 4


def test_equal_marks_weigh_nothing() -> None:
    """F14: without 1/ln n five equal units have E = log₂ 5 = 2.32 and a negative 1 − E."""
    marks = np.column_stack([np.full(5, 0.1), [1.0, 2, 3, 4, 5], np.zeros(5)])
    assert entropy(marks).tolist() == [0, 1, 0]


def test_entropy_weights_are_their_formula() -> None:
    marks = np.array([[1.0, 1], [3, 1], [0, 2]])
    first = -(0.25 * np.log(0.25) + 0.75 * np.log(0.75)) / np.log(3)
    second = -(2 * 0.25 * np.log(0.25) + 0.5 * np.log(0.5)) / np.log(3)
    assert entropy(marks) == pytest.approx(np.array([1 - first, 1 - second]) / (2 - first - second))


def test_all_the_weight_goes_evenly_where_nothing_tells_anyone_apart() -> None:
    assert entropy(np.full((3, 4), 7.0)).tolist() == [0.25] * 4
    assert entropy(np.array([[1.0, 2]])).tolist() == [0.5] * 2


def test_one_who_has_everything_makes_a_column_as_uneven_as_can_be() -> None:
    weights = entropy(np.array([[1.0, 1], [0, 2], [0, 3]]))
    assert weights[0] == pytest.approx(1 / (2 - _evenness([1 / 6, 2 / 6, 3 / 6])))


def _evenness(shares: list[float]) -> float:
    return float(-sum(share * np.log(share) for share in shares) / np.log(len(shares)))


def test_missing_marks_are_left_out_of_the_entropy() -> None:
    gapped = np.array([[1.0, 1], [3, 2], [0, NAN], [2, 4]])
    second = 1 - _evenness([1 / 7, 2 / 7, 4 / 7])
    first = 1 + (1 / 6 * np.log(1 / 6) + 0.5 * np.log(0.5) + 1 / 3 * np.log(1 / 3)) / np.log(4)
    assert entropy(gapped) == pytest.approx([first / (first + second), second / (first + second)])


def test_negative_marks_have_no_entropy() -> None:
    marks = np.array([[-1.0, 2], [3, 4]])
    with pytest.raises(Refusal, match="熵权法要求分值不为负，现有 -1"):
        entropy(marks)
    assert entropy(marks, shift=2.0).sum() == pytest.approx(1)


@with_any(MARKS, st.sampled_from([0.01, 3.0, 1e6]))
def test_entropy_weights_are_shares_and_do_not_depend_on_the_unit(marks: Floats, unit: float) -> None:
    weights = entropy(marks)
    assert (weights >= 0).all() and weights.sum() == pytest.approx(1)
    assert entropy(marks * unit) == pytest.approx(weights, abs=1e-9)


def test_the_first_component_of_two_columns_weighs_them_alike() -> None:
    assert principal_component(np.array([[1.0, 20], [2, 10], [3, 40]])) == pytest.approx([0.5, 0.5])


def test_the_component_explains_as_much_as_its_eigenvalue() -> None:
    x = asem.table("asem_norm.csv")[:, :8]
    weights = principal_component(x)
    standard = (x - x.mean(axis=0)) / x.std(axis=0)
    values, vectors = np.linalg.eigh(np.corrcoef(x, rowvar=False))
    assert np.abs(weights / np.linalg.norm(weights)) == pytest.approx(np.abs(vectors[:, -1]))
    assert (standard @ (weights / np.linalg.norm(weights))).var() == pytest.approx(values[-1])


def test_a_column_against_the_others_has_a_negative_weight() -> None:
    rising = np.arange(6.0)
    noise = np.array([0, 1, 0, 1, 0, 1.0])
    marks = np.column_stack([rising, rising + noise, rising - noise, -rising])
    weights = principal_component(marks)
    assert (weights > 0).tolist() == [True, True, True, False] and weights.sum() == pytest.approx(1)


def test_gaps_and_equal_columns_do_not_disturb_the_component() -> None:
    marks = np.array([[1.0, 20, 5], [2, 10, 5], [3, 40, 5], [NAN, 7, 5]])
    assert principal_component(marks) == pytest.approx([0.5, 0.5, 0])
    with pytest.raises(Refusal, match="没有差别"):
        principal_component(np.ones((3, 2)))
    with pytest.raises(Refusal, match="正负相抵"):
        principal_component(np.array([[1.0, -1], [2, -2], [4, -4]]))


def _obtained(marks: Floats, weights: Floats) -> Floats:
    parent = arithmetic(marks, weights)
    return given(np.array([np.corrcoef(column, parent)[0, 1] for column in marks.T]))


def test_correlations_with_the_parent_are_what_was_asked_for() -> None:
    marks = asem.table("asem_expected.csv", ["Environ", "Social", "SusEcFin"])
    for targets in (np.ones(3), np.array([1.1, 1.0, 1.05])):
        matched = correlation(marks, targets)
        assert matched.converged and (matched.weights > 0).all()
        assert matched.importances == pytest.approx(given(targets), abs=1e-9)
        assert _obtained(marks, matched.weights) == pytest.approx(given(targets), abs=1e-9)


def test_importances_out_of_reach_are_said_not_to_be_reached() -> None:
    rng = np.random.default_rng(3)
    common = rng.random(40)
    marks = np.column_stack([common + rng.normal(0, 0.05, 40) for _ in range(3)])
    matched = correlation(marks, np.array([9.0, 1, 1]))
    assert not matched.converged and (matched.weights >= 0).all()
    assert matched.importances.argmax() == 0 and matched.weights.argmax() == 0


def test_where_the_match_needs_a_negative_weight_the_nearest_is_found() -> None:
    marks = asem.table("asem_expected.csv", ["Physical", "ConEcFin", "Political", "Instit", "P2P"])
    matched = correlation(marks)
    assert not matched.converged
    rng = np.random.default_rng(0)
    tried = rng.dirichlet(np.full(5, 0.5), 20_000) @ np.corrcoef(marks, rowvar=False)
    gaps = ((tried / tried.sum(axis=1, keepdims=True) - 0.2) ** 2).sum(axis=1)
    assert ((matched.importances - 0.2) ** 2).sum() < gaps.min()


def test_two_columns_that_say_the_same_are_no_obstacle() -> None:
    rng = np.random.default_rng(5)
    first, second = rng.random(30), rng.random(30)
    matched = correlation(np.column_stack([first, 2 * first, second]))
    assert matched.converged
    assert matched.importances == pytest.approx([1 / 3] * 3, abs=1e-6)


@settings(max_examples=50)
@with_any(MARKS)
def test_matching_is_honest_and_gives_the_same_twice(marks: Floats) -> None:
    assume((marks.max(axis=0) > marks.min(axis=0)).all())
    matched = correlation(marks)
    assert np.array_equal(correlation(marks).weights, matched.weights)
    assert (matched.weights >= 0).all() and matched.weights.sum() == pytest.approx(1)
    if matched.converged:
        assert _obtained(marks, matched.weights) == pytest.approx([0.25] * 4, abs=1e-5)


def test_a_column_of_equal_marks_cannot_be_matched() -> None:
    with pytest.raises(Refusal, match="没有差别"):
        correlation(np.array([[1.0, 2], [1, 3], [1, 5]]))
