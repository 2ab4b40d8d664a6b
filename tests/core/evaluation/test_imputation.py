from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from chaotou.core.evaluation.methods.imputation import Imputation, impute
from chaotou.core.panel import Floats

NAN = np.nan
READINGS = arrays(np.float64, (6, 3), elements=st.one_of(st.just(NAN), st.floats(-1e6, 1e6)))
GROUPS = ["东", "东", "中", "中", "西", None]
X = np.array([[1, NAN], [2, NAN], [NAN, 4], [6, 8], [NAN, 3], [NAN, 5]], dtype=float)


@pytest.mark.parametrize(
    ("how", "filled"),
    [
        (Imputation.MEAN, [[1, 5], [2, 5], [3, 4], [6, 8], [3, 3], [3, 5]]),
        (Imputation.MEDIAN, [[1, 4.5], [2, 4.5], [2, 4], [6, 8], [2, 3], [2, 5]]),
    ],
)
def test_what_is_missing_takes_the_middle_of_its_column(how: Imputation, filled: list[list[float]]) -> None:
    assert impute(X, how).tolist() == filled


@pytest.mark.parametrize("how", [Imputation.GROUP_MEAN, Imputation.GROUP_MEDIAN])
def test_a_group_without_readings_and_a_subject_of_no_group_stay_empty(how: Imputation) -> None:
    filled = impute(X, how, groups=GROUPS)
    expected = [[1, NAN], [2, NAN], [6, 4], [6, 8], [NAN, 3], [NAN, 5]]
    assert np.array_equal(filled, expected, equal_nan=True)


def test_the_group_mean_and_the_group_median_differ() -> None:
    x = np.array([[0.0], [1.0], [8.0], [NAN]])
    groups = ["苏北"] * 4
    assert impute(x, Imputation.GROUP_MEAN, groups=groups)[3, 0] == 3.0
    assert impute(x, Imputation.GROUP_MEDIAN, groups=groups)[3, 0] == 1.0


def test_the_previous_period_fills_only_what_is_missing() -> None:
    previous = np.full_like(X, 9.0)
    previous[4, 0] = NAN
    filled = impute(X, Imputation.PREVIOUS, previous=previous)
    assert np.array_equal(filled[:, 0], [1, 2, 9, 6, NAN, 9], equal_nan=True)


@pytest.mark.parametrize("how", [Imputation.GROUP_MEAN, Imputation.PREVIOUS])
def test_a_method_without_what_it_needs_is_refused(how: Imputation) -> None:
    with pytest.raises(ValueError, match="needs its"):
        impute(X, how)


@given(READINGS, st.sampled_from(Imputation))
def test_what_is_there_never_changes(x: Floats, how: Imputation) -> None:
    filled = impute(x, how, groups=GROUPS, previous=np.zeros_like(x))
    there = ~np.isnan(x)
    assert np.array_equal(filled[there], x[there])


@given(READINGS)
def test_the_median_agrees_with_numpy(x: Floats) -> None:
    filled = impute(x, Imputation.MEDIAN)
    for j in np.flatnonzero(~np.isnan(x).all(axis=0)):
        assert (filled[np.isnan(x[:, j]), j] == np.nanmedian(x[:, j])).all()
    assert np.isnan(filled[:, np.isnan(x).all(axis=0)]).all()


@given(READINGS)
def test_periods_are_filled_in_apart(x: Floats) -> None:
    both = impute(np.stack([x, 2 * x]), Imputation.GROUP_MEAN, groups=GROUPS)
    assert np.array_equal(both[0], impute(x, Imputation.GROUP_MEAN, groups=GROUPS), equal_nan=True)
    assert np.array_equal(both[1], impute(2 * x, Imputation.GROUP_MEAN, groups=GROUPS), equal_nan=True)
