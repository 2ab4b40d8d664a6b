from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from chaotou.core.evaluation.methods.aggregation import (
    AGGREGATIONS,
    Aggregation,
    ahead_of,
    arithmetic,
    borda,
    copeland,
    geometric,
    harmonic,
    median,
    topsis,
)
from chaotou.core.evaluation.methods.imputation import Imputation, impute
from chaotou.core.evaluation.methods.treatment import treat
from chaotou.core.issues import Refusal
from chaotou.core.panel import Floats

from . import asem

NAN = np.nan
EQUAL = np.ones(3)
MARKS = arrays(np.float64, (7, 4), elements=st.integers(1, 100).map(float))
WEIGHTS = arrays(np.float64, 4, elements=st.integers(1, 20).map(float))
EACH = pytest.mark.parametrize("method", Aggregation)


def test_the_three_means_are_their_formulas() -> None:
    marks, weights = np.array([[1.0, 2, 4]]), np.array([1.0, 1, 2])
    assert arithmetic(marks, weights) == pytest.approx([11 / 4])
    assert geometric(marks, weights) == pytest.approx([32 ** (1 / 4)])
    assert harmonic(marks, weights) == pytest.approx([4 / (1 + 0.5 + 0.5)])


@pytest.mark.parametrize(
    ("weights", "middle"),
    [([1, 1, 1, 1], 4), ([1, 1, 1, 0], 3), ([1, 1, 1, 3], 6.5), ([9, 1, 1, 1], 1), ([0.1, 0.2, 0.3, 0], 4)],
)
def test_the_median_has_half_of_the_weight_on_either_side(weights: list[float], middle: float) -> None:
    marks, places = np.array([1.0, 3, 5, 8]), [2, 0, 3, 1]
    assert median(marks[None, places], np.array(weights, dtype=float)[places]) == [middle]


@pytest.mark.parametrize("mean", [geometric, harmonic])
def test_a_mean_that_needs_positive_marks_says_so(mean) -> None:
    marks = np.array([[1.0, 0, 3], [2, -4, NAN]])
    with pytest.raises(Refusal, match="平均要求每个分值都大于 0，现有 2 个不大于 0，最小的是 -4"):
        mean(marks, EQUAL)
    assert mean(marks[:1], np.array([1.0, 0, 0])) == [1.0]


@EACH
@settings(max_examples=30)
@given(MARKS, WEIGHTS, st.sampled_from([0.01, 1 / 3, 7.0, 1e6]))
def test_the_scale_of_the_weights_does_not_matter(
    method: Aggregation, marks: Floats, weights: Floats, scale: float
) -> None:
    aggregate = AGGREGATIONS[method]
    assert aggregate(marks, weights * scale) == pytest.approx(aggregate(marks, weights), abs=1e-9)


@EACH
@settings(max_examples=30)
@given(MARKS, WEIGHTS, st.permutations(range(7)))
def test_the_order_of_the_subjects_does_not_matter_to_the_last_bit(
    method: Aggregation, marks: Floats, weights: Floats, order: list[int]
) -> None:
    aggregate = AGGREGATIONS[method]
    expected = aggregate(marks, weights)[order]
    if method is Aggregation.TOPSIS:  # the length of a column is a sum over the subjects
        assert aggregate(marks[order], weights) == pytest.approx(expected, abs=1e-12)
    else:
        assert np.array_equal(aggregate(marks[order], weights), expected)


@pytest.mark.parametrize("method", [method for method in Aggregation if method is not Aggregation.TOPSIS])
@given(MARKS, WEIGHTS, st.integers(0, 6), st.integers(0, 3), st.integers(1, 50))
def test_a_higher_mark_never_lowers_the_result(
    method: Aggregation, marks: Floats, weights: Floats, subject: int, child: int, lift: int
) -> None:
    aggregate = AGGREGATIONS[method]
    lifted = marks.copy()
    lifted[subject, child] += lift
    assert aggregate(lifted, weights)[subject] >= aggregate(marks, weights)[subject] - 1e-9


@EACH
@settings(max_examples=30)
@given(MARKS, WEIGHTS, st.sampled_from([NAN, 0.0, -5.0, 1e9]))
def test_a_child_of_weight_zero_does_not_count_whatever_its_mark(
    method: Aggregation, marks: Floats, weights: Floats, mark: float
) -> None:
    """A part that is left out must not be counted as zero."""
    aggregate = AGGREGATIONS[method]
    expected = aggregate(marks[:, :3], weights[:3])
    left_out = np.column_stack([marks[:, :3], np.full(7, mark)])
    assert aggregate(left_out, np.array([*weights[:3], 0.0])) == pytest.approx(expected, abs=1e-12)


@EACH
def test_a_missing_mark_that_counts_leaves_its_subject_without_a_result(method: Aggregation) -> None:
    marks = np.array([[3.0, 2, 5], [1, NAN, 2], [2, 2, 9]])
    found = AGGREGATIONS[method](marks, EQUAL)
    assert np.isnan(found).tolist() == [False, True, False]


@EACH
def test_a_child_can_be_left_out_for_one_subject_alone(method: Aggregation) -> None:
    marks = np.array([[3.0, 2, 5], [1, NAN, 2], [2, 2, 9]])
    weights = np.array([[1.0, 1, 1], [1, 0, 1], [1, 1, 1]])
    found = AGGREGATIONS[method](marks, weights)
    assert not np.isnan(found).any()
    weights[1] = 0
    assert np.isnan(AGGREGATIONS[method](marks, weights)).tolist() == [False, True, False]


@EACH
@settings(max_examples=30)
@given(MARKS, WEIGHTS)
def test_many_sets_of_weights_at_once_give_what_each_gives(
    method: Aggregation, marks: Floats, weights: Floats
) -> None:
    aggregate = AGGREGATIONS[method]
    sets = np.stack([weights, weights[::-1], np.ones(4)])
    together = aggregate(marks, sets[:, None, :])
    assert together.shape == (3, 7)
    for found, own in zip(together, sets, strict=True):
        assert np.allclose(found, aggregate(marks, own), atol=1e-12)


def test_equal_rows_give_equal_results_wherever_they_stand() -> None:
    row = np.random.default_rng(1).random(30) * 100
    marks = np.tile(row, (1001, 1))
    assert len(set(arithmetic(marks, np.linspace(0.1, 3, 30)).tolist())) == 1


def test_copeland_counts_the_subjects_outranked_less_those_that_outrank() -> None:
    marks = np.array([[3.0, 3, 1], [2, 2, 3], [1, 1, 2], [2, 2, 3]])
    assert copeland(marks, EQUAL).tolist() == [3, 0, -3, 0]
    assert copeland(marks, np.array([1.0, 1, 9])).tolist() == [-3, 2, -1, 2]


def test_half_of_the_weight_is_a_draw_in_spite_of_rounding() -> None:
    marks = np.array([[2.0, 1, 1, 1], [1, 2, 2, 2]])
    assert copeland(marks, np.array([0.6, 0.1, 0.2, 0.3])).tolist() == [0, 0]


@given(MARKS, WEIGHTS)
def test_copeland_agrees_with_the_outranking_matrix_written_out(marks: Floats, weights: Floats) -> None:
    total = weights.sum()
    for i, score in enumerate(copeland(marks, weights)):
        shares = [
            ((weights * (marks[i] > other)).sum() + (weights * (marks[i] == other)).sum() / 2) / total
            for other in np.delete(marks, i, axis=0)
        ]
        assert score == sum(share > 0.5 for share in shares) - sum(share < 0.5 for share in shares)


def test_borda_counts_the_subjects_behind() -> None:
    marks = np.array([[10.0, 1], [10, 2], [5, 3], [20, 3]])
    assert borda(marks, np.array([1.0, 0])).tolist() == [1, 1, 0, 3]
    assert borda(marks, np.array([1.0, 0]), share_ties=True).tolist() == [1.5, 1.5, 0, 3]
    assert borda(marks, np.array([2.0, 2])).tolist() == [0.5, 1, 1, 2.5]


@given(arrays(np.float64, (8, 2), elements=st.sampled_from([NAN, 1.0, 2.0, 3.0])))
def test_places_are_counted_among_the_readings_that_are_there(x: Floats) -> None:
    found, shared = ahead_of(x), ahead_of(x, share_ties=True)
    for (s, j), value in np.ndenumerate(x):
        below, equal = (x[:, j] < value).sum(), (x[:, j] == value).sum() - 1
        expected = NAN if np.isnan(value) else below
        assert np.array_equal([found[s, j]], [expected], equal_nan=True)
        assert np.array_equal([shared[s, j]], [expected + equal / 2], equal_nan=True)


def test_topsis_is_closeness_to_the_best_and_distance_from_the_worst() -> None:
    marks = np.array([[3.0, 0], [0, 4], [3, 4], [0, 0]])
    assert topsis(marks, np.ones(2), scaled=False).tolist() == [3 / 7, 4 / 7, 1, 0]
    assert topsis(marks, np.ones(2)) == pytest.approx([0.5, 0.5, 1, 0])
    assert topsis(marks, np.array([1.0, 3]), scaled=False)[:2] == pytest.approx([3 / 15, 12 / 15])


def test_topsis_turns_a_cost_around_once_only() -> None:
    """F15: a page that reverses costs and then takes the least as the ideal puts the dirtiest first."""
    energy = np.array([0.2, 0.5, 0.8])  # tonnes of coal a unit of value: less is better
    oriented = (energy.max() - energy) / (energy.max() - energy.min())
    closeness = topsis(np.column_stack([oriented, [1.0, 1.0, 1.0]]), np.ones(2))
    assert closeness[0] == 1 and closeness[2] == 0
    assert (np.diff(closeness) < 0).all()


def test_equal_subjects_are_all_the_best() -> None:
    assert topsis(np.full((3, 2), 5.0), np.ones(2)).tolist() == [1, 1, 1]


def test_the_reference_index_is_reproduced_whole() -> None:
    groups = asem.column("asem_data.csv", "EurAsia_group")
    x = treat(impute(asem.denominated(), Imputation.GROUP_MEAN, groups=groups)).values
    marks = _min_max(np.where(asem.lower(), -x, x), 0, 100)
    assert asem.same(marks, asem.table("asem_norm.csv"))

    found = _tree(marks, Aggregation.ARITHMETIC)
    codes = list(found)
    assert len(codes) == 60
    assert asem.same(np.column_stack([found[code] for code in codes]), asem.table("asem_expected.csv", codes))
    ranks = 1 + (found["Index"][:, None] < found["Index"]).sum(axis=1)
    assert [str(rank) for rank in ranks] == asem.column("asem_expected.csv", "Rank")


@EACH
def test_every_aggregation_runs_up_the_reference_tree(method: Aggregation) -> None:
    """Min-max to 1..100 as the geometric mean needs it; above the first level marks are what came out."""
    x = asem.table("asem_treated.csv")
    found = _tree(_min_max(np.where(asem.lower(), -x, x), 1, 100), method, levels=2)
    table = np.column_stack([found[node.code] for node in asem.nodes() if node.level == 2])
    assert table.shape == (51, 8) and not np.isnan(table).any()
    if not method.compares:
        assert table.min() >= 1 and table.max() <= 100 + 1e-9


def _min_max(x: Floats, low: float, high: float) -> Floats:
    least, most = x.min(axis=0), x.max(axis=0)
    return (x - least) / (most - least) * (high - low) + low


def _tree(marks: Floats, method: Aggregation, levels: int = 4) -> dict[str, Floats]:
    found = {node.code: marks[:, j] for j, node in enumerate(asem.indicators())}
    for parent in (node for node in asem.nodes() if 1 < node.level <= levels):
        children = [node for node in asem.nodes() if node.parent == parent.code]
        weights = np.array([child.weight for child in children])
        columns = np.column_stack([found[child.code] for child in children])
        found[parent.code] = AGGREGATIONS[method](columns, weights)
    return found
