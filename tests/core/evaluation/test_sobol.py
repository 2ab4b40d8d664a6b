from __future__ import annotations

import numpy as np
import pytest

from chaotou.core.evaluation.sensitivity.sobol import design, indices, sensitivity
from chaotou.core.panel import Floats

EVEN = pytest.mark.parametrize("even", [True, False])


def ishigami(u: Floats) -> Floats:
    """Ishigami and Homma (1990), with a = 7 and b = 0.1."""
    x = np.pi * (2 * u - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def known_of_ishigami() -> tuple[float, Floats, Floats]:
    a, b = 7.0, 0.1
    one = 0.5 * (1 + b * np.pi**4 / 5) ** 2
    two, three = a**2 / 8, b**2 * np.pi**8 * (1 / 18 - 1 / 50)
    variance = one + two + three
    first = np.array([one, two, 0.0]) / variance
    return variance, first, np.array([one + three, two, three]) / variance


IMPORTANCE = np.array([0.0, 0.5, 3.0, 9.0, 99.0, 99.0])


def g_function(u: Floats) -> Floats:
    """Sobol's g-function (Saltelli and Sobol, 1995): the smaller a_i, the more input i matters."""
    product: Floats = ((np.abs(4 * u - 2) + IMPORTANCE) / (1 + IMPORTANCE)).prod(axis=1)
    return product


def known_of_g() -> tuple[float, Floats, Floats]:
    alone = 1 / (3 * (1 + IMPORTANCE) ** 2)
    variance = (1 + alone).prod() - 1
    total = alone * (1 + alone).prod() / (1 + alone)
    return variance, alone / variance, total / variance


@EVEN
@pytest.mark.parametrize(
    ("model", "known"), [(ishigami, known_of_ishigami()), (g_function, known_of_g())], ids=["ishigami", "g"]
)
def test_known_indices_are_found(model, known: tuple[float, Floats, Floats], even: bool) -> None:
    variance, first, total = known
    found = sensitivity(model, len(first), points=8192, even=even, draws=0)
    assert found.variance == pytest.approx(variance, rel=0.05)
    assert found.first == pytest.approx(first, abs=0.03)
    assert found.total == pytest.approx(total, abs=0.03)


def test_evenly_spread_points_come_nearer_than_random_ones() -> None:
    _, _, total = known_of_ishigami()

    def miss(even: bool) -> float:
        found = [sensitivity(ishigami, 3, points=1024, seed=s, even=even, draws=0).total for s in range(8)]
        return float(np.sqrt(np.mean((np.array(found) - total) ** 2)))

    assert miss(even=True) < miss(even=False)


def test_most_intervals_hold_the_known_index() -> None:
    _, first, total = known_of_ishigami()
    held = []
    for seed in range(20):
        found = sensitivity(ishigami, 3, points=512, seed=seed, even=False)
        held += ((found.first_low <= first) & (first <= found.first_high)).tolist()
        held += ((found.total_low <= total) & (total <= found.total_high)).tolist()
    assert np.mean(held) > 0.85


def test_the_estimate_lies_in_its_interval_and_more_points_narrow_it() -> None:
    few, many = (sensitivity(ishigami, 3, points=n) for n in (256, 4096))
    assert ((many.total_low <= many.total) & (many.total <= many.total_high)).all()
    assert ((many.total_high - many.total_low) < (few.total_high - few.total_low)).all()


@EVEN
def test_a_seed_gives_the_same_design_and_another_a_different_one(even: bool) -> None:
    first = design(16, 3, seed=1, even=even)
    assert np.array_equal(first, design(16, 3, seed=1, even=even))
    assert not np.array_equal(first, design(16, 3, seed=2, even=even))
    assert ((first >= 0) & (first < 1)).all()


def test_each_block_takes_one_column_from_the_second() -> None:
    a, b, *mixed = design(8, 3).reshape(5, 8, 3)
    for i, block in enumerate(mixed):
        assert np.array_equal(block[:, i], b[:, i])
        assert np.array_equal(np.delete(block, i, axis=1), np.delete(a, i, axis=1))


@EVEN
def test_no_two_of_many_columns_go_together(even: bool) -> None:
    both = np.hstack(list(design(1024, 20, even=even).reshape(22, 1024, 20)[:2]))
    assert np.abs(both.mean(axis=0) - 0.5).max() < 0.05
    assert np.abs(np.corrcoef(both, rowvar=False) - np.eye(40)).max() < 0.2


def test_several_outputs_at_once_have_the_indices_of_each() -> None:
    points = design(256, 3, seed=4)
    outputs = np.column_stack([ishigami(points), points[:, 0]])
    together, alone = indices(outputs, 3, seed=4), indices(ishigami(points), 3, seed=4)
    assert together.first.shape == (3, 2)
    assert together.first[:, 0] == pytest.approx(alone.first)
    assert together.total_high[:, 0] == pytest.approx(alone.total_high)
    assert together.total[:, 1] == pytest.approx([1, 0, 0], abs=0.02)


def test_an_output_that_never_varies_has_no_indices() -> None:
    found = sensitivity(lambda points: np.full(len(points), 0.1), 2, points=64)
    assert found.variance == 0 and np.isnan(found.total).all() and np.isnan(found.first_low).all()


def test_outputs_of_another_design_are_refused() -> None:
    with pytest.raises(ValueError, match="no design of 3 inputs"):
        indices(np.zeros(11), 3)
