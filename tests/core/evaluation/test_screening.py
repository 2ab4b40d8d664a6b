from __future__ import annotations

import numpy as np

from chaotou.core.evaluation.methods.imputation import Imputation, impute
from chaotou.core.evaluation.methods.screening import INDICATORS, Screen, share_nonzero, share_there, stays

from . import asem

NAN = np.nan
X = np.array([[1, 2, 3, 4], [NAN, 2, 3, 4], [0, 0, 0, 4], [NAN, NAN, 0, 0], [NAN] * 4], dtype=float)


def test_a_subject_stays_with_exactly_the_share_asked_for() -> None:
    assert share_there(X).tolist() == [1, 0.75, 1, 0.5, 0]
    assert stays(X, Screen.DATA, data=0.75).tolist() == [True, True, True, False, False]


def test_zeros_are_counted_among_the_readings_that_are_there() -> None:
    assert np.array_equal(share_nonzero(X), [1, 1, 0.25, 0, NAN], equal_nan=True)
    assert stays(X, Screen.NONZERO, nonzero=0.25).tolist() == [True, True, True, False, False]


def test_both_asks_for_both() -> None:
    assert stays(X, Screen.BOTH, data=0.5, nonzero=0.5).tolist() == [True, True, False, False, False]


def test_a_subject_without_any_reading_never_stays() -> None:
    for screen in Screen:
        assert not stays(X, screen, data=0.0, nonzero=0.0)[-1]


def test_a_threshold_that_is_met_is_not_missed_by_rounding() -> None:
    for count in range(1, 200):
        x = np.ones((1, 10 * count))
        x[0, :count] = NAN
        assert stays(x, Screen.DATA, data=0.9)[0]


def test_indicators_are_screened_the_same_way() -> None:
    assert share_there(X, along=INDICATORS).tolist() == [0.4, 0.6, 0.8, 0.8]
    assert stays(X, Screen.DATA, data=0.6, along=INDICATORS).tolist() == [False, True, True, True]


def test_the_reference_index_loses_nobody_once_its_gaps_are_filled() -> None:
    x = asem.denominated()
    groups = asem.column("asem_data.csv", "EurAsia_group")
    before = np.array(asem.column("asem_data.csv", "uCode"))[~stays(x, Screen.DATA, data=0.9)]
    assert before.tolist() == ["BGD", "BRN", "KHM", "LAO", "MMR"]
    assert stays(impute(x, Imputation.GROUP_MEAN, groups=groups), Screen.DATA, data=0.9).all()
