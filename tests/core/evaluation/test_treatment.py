from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from chaotou.core.evaluation.methods.imputation import Imputation, impute
from chaotou.core.evaluation.methods.treatment import (
    Act,
    Limits,
    Transform,
    has_outliers,
    kurtosis,
    skewness,
    transformed,
    treat,
    winsorize,
)
from chaotou.core.issues import Refusal
from chaotou.core.panel import Floats

from . import asem

NAN = np.nan
ONE_FAR = np.array([*range(1, 11), 100.0])[:, None]
TWO_FAR = np.array([*range(1, 21), 100.0, 200.0])[:, None]
READINGS = arrays(np.float64, (12, 3), elements=st.integers(-1000, 1000).map(float))


def test_skewness_and_kurtosis_are_those_of_a_spreadsheet() -> None:
    """Microsoft's published examples of SKEW and KURT: 3, 4, 5, 2, 3, 4, 5, 6, 4, 7."""
    x = np.array([3, 4, 5, 2, 3, 4, 5, 6, 4, 7], dtype=float)[:, None]
    assert skewness(x)[0] == pytest.approx(0.359543071, abs=1e-9)
    assert kurtosis(x)[0] == pytest.approx(-0.151799637, abs=1e-9)


def test_missing_readings_are_left_out_of_both() -> None:
    gapped = np.vstack([ONE_FAR, [[NAN]]])
    assert skewness(gapped) == pytest.approx(skewness(ONE_FAR))
    assert kurtosis(gapped) == pytest.approx(kurtosis(ONE_FAR))


def test_few_or_equal_readings_have_neither_and_are_left_alone() -> None:
    x = np.array([[0.1, 1, NAN], [0.1, 2, NAN], [0.1, NAN, 5], [0.1, NAN, NAN]])
    assert np.isnan(skewness(x)).all() and np.isnan(kurtosis(x)).all()
    treated = treat(x)
    assert np.array_equal(treated.values, x, equal_nan=True)
    assert treated.acts == (Act.NOTHING,) * 3 and treated.passes.all()


def test_one_far_reading_is_pulled_in_to_the_next() -> None:
    treated = treat(ONE_FAR)
    assert treated.values[:, 0].tolist() == [*range(1, 11), 10]
    assert (treated.acts, treated.high.tolist(), treated.low.tolist()) == ((Act.WINSORIZED,), [1], [0])


def test_the_low_end_is_pulled_in_where_the_skewness_is_negative() -> None:
    treated = treat(-ONE_FAR)
    assert treated.values.tolist() == (-treat(ONE_FAR).values).tolist()
    assert (treated.high.tolist(), treated.low.tolist()) == ([0], [1])


def test_a_column_that_points_cannot_mend_is_transformed_from_its_original_readings() -> None:
    treated = treat(TWO_FAR, points=1, transform=Transform.LOG)
    assert np.array_equal(treated.values, np.log(TWO_FAR))
    assert treated.acts == (Act.TRANSFORMED,) and treated.high.tolist() == [0]


def test_combined_treatment_transforms_the_winsorized_readings() -> None:
    treated = treat(TWO_FAR, points=1, transform=Transform.LOG, combine=True)
    assert treated.values.max() == np.log(100)
    assert treated.acts == (Act.BOTH,) and treated.high.tolist() == [1]


def test_winsorizing_alone_stops_at_the_limit_and_says_it_fails() -> None:
    treated = treat(TWO_FAR, points=1, transform=Transform.NONE)
    assert treated.values.max() == 100
    assert treated.acts == (Act.WINSORIZED,) and not treated.passes[0]


def test_no_points_at_all_means_the_transformation_alone() -> None:
    treated = treat(ONE_FAR, points=0, transform=Transform.LOG)
    assert np.array_equal(treated.values, np.log(ONE_FAR)) and treated.acts == (Act.TRANSFORMED,)


def test_tied_ends_move_together_and_are_all_counted() -> None:
    x = np.array([1.0] * 30 + [2.0, 3.0, 90.0, 90.0])[:, None]
    _, high, _ = winsorize(x, points=1)
    assert high.tolist() == [2]


def test_either_statistic_within_its_limit_passes_a_column() -> None:
    assert has_outliers(ONE_FAR)[0]
    assert not has_outliers(ONE_FAR, Limits(skewness=9))[0]
    assert not has_outliers(ONE_FAR, Limits(kurtosis=99))[0]


@pytest.mark.parametrize(
    ("transform", "expected"),
    [
        (Transform.NONE, [1, 2, 5]),
        (Transform.LOG, np.log([1, 2, 5])),
        (Transform.LOG_SHIFTED, np.log([1, 2, 5])),
        (Transform.LOG_RANGE, np.log([0.04, 1.04, 4.04])),
        (Transform.LOG_RANGE_BY_SKEW, np.log([0.04, 1.04, 4.04])),
        (Transform.BOX_COX, [0, 1.5, 12]),
    ],
)
def test_each_transformation_is_its_formula(transform: Transform, expected: Floats) -> None:
    x = np.array([[1.0], [2.0], [5.0]])
    assert transformed(x, transform, power=2)[:, 0] == pytest.approx(expected)


def test_box_cox_with_exponent_zero_is_the_shifted_logarithm() -> None:
    assert np.array_equal(
        transformed(ONE_FAR, Transform.BOX_COX), transformed(ONE_FAR, Transform.LOG_SHIFTED)
    )


def test_the_log_by_skew_is_mirrored_for_a_tail_below() -> None:
    below = transformed(-ONE_FAR, Transform.LOG_RANGE_BY_SKEW)
    assert below.tolist() == (-transformed(ONE_FAR, Transform.LOG_RANGE)).tolist()


def test_a_plain_logarithm_of_zero_is_refused() -> None:
    with pytest.raises(Refusal, match="取对数要求每个数都大于 0，现有 0"):
        transformed(np.array([[0.0], [1.0], [NAN]]), Transform.LOG)


@given(READINGS, st.integers(0, 4))
def test_treatment_never_turns_two_subjects_around(x: Floats, points: int) -> None:
    values = treat(x, points=points).values
    for j in range(x.shape[1]):
        assert (np.diff(values[np.argsort(x[:, j]), j]) >= 0).all()


@given(READINGS)
def test_columns_are_treated_apart(x: Floats) -> None:
    whole = treat(x)
    for j in range(x.shape[1]):
        alone = treat(x[:, [j]])
        assert np.array_equal(whole.values[:, [j]], alone.values) and whole.acts[j] is alone.acts[0]


def test_the_reference_treatment_is_reproduced() -> None:
    groups = asem.column("asem_data.csv", "EurAsia_group")
    treated = treat(impute(asem.denominated(), Imputation.GROUP_MEAN, groups=groups))
    assert asem.same(treated.values, asem.table("asem_treated.csv"))
    pulled = {node.code: int(n) for node, n in zip(asem.indicators(), treated.high, strict=True) if n}
    assert pulled == {
        "Flights": 1, "Bord": 3, "Gas": 3, "Services": 4, "FDI": 2, "ForPort": 3, "CostImpEx": 1, "Tariff": 3,
        "StMob": 2, "CultServ": 3, "Forest": 2, "Poverty": 3, "NGOs": 3, "PubDebt": 1,
    }  # fmt: skip
    assert treated.passes.all()
