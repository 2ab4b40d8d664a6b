"""The normalizations of composite indices against their published formulas and the reference index."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from chaotou.core.panel import Floats

from .cells import sheet

FOLDER = Path(__file__).resolve().parents[4].parent / "shared" / "reference"

X = np.array([3.0, 8.0, 8.0, 1.0, 20.0])
FORMULAS: list[tuple[str, dict[str, object], Floats]] = [
    ("min_max", {"to": [1, 10]}, (X - 1) / 19 * 9 + 1),
    ("z_score", {}, (X - X.mean()) / X.std(ddof=1)),
    ("z_score", {"mean": 10, "deviation": 2}, (X - X.mean()) / X.std(ddof=1) * 2 + 10),
    ("efficacy", {"low": 2, "high": 12, "base": 0, "span": 100}, (X - 2) / 10 * 100),
    ("rank", {}, np.array([2.0, 3, 3, 1, 5])),
    ("borda", {}, np.array([1.0, 2, 2, 0, 4])),
]
PARTS: list[tuple[str, dict[str, object], Floats]] = [
    ("percentile_rank", {}, np.array([1.0, 2, 2, 0, 4]) / 4),
    ("distance_to_target", {"target": 12}, 1 - (12 - X) / (12 - 1)),
    ("distance_to_reference", {"reference": 8}, 1 - (8 - X) / (8 - 1)),
    ("distance_to_best", {}, 1 - (20 - X) / (20 - 1)),
    ("ratio", {"target": 20}, X / 20),
]


@pytest.mark.parametrize(("name", "keys", "marks"), FORMULAS)
def test_marks_out_of_100_are_the_published_formula(
    name: str, keys: dict[str, object], marks: Floats
) -> None:
    np.testing.assert_allclose(sheet(name, X, **keys).shares[:, 0] * 100, marks, atol=1e-12)


@pytest.mark.parametrize(("name", "keys", "parts"), PARTS)
def test_shares_are_the_published_formula(name: str, keys: dict[str, object], parts: Floats) -> None:
    np.testing.assert_allclose(sheet(name, X, **keys).shares[:, 0], parts, atol=1e-12)


@pytest.mark.parametrize("name", ["min_max", "z_score", "rank", "borda", "percentile_rank"])
def test_smaller_is_better_is_the_same_rule_on_the_reversed_column(name: str) -> None:
    np.testing.assert_allclose(sheet(name, X, lower=True).shares, sheet(name, -X).shares, atol=1e-12)


def test_a_target_of_a_reversed_column_is_the_reversed_target() -> None:
    lower = sheet("distance_to_target", X, lower=True, target=2).shares
    np.testing.assert_allclose(lower, (20 - X[:, None]) / (20 - 2), atol=1e-12)


def test_the_cap_is_coinrs_cap_max() -> None:
    made = sheet("distance_to_target", X, target=8)
    assert made.shares.max() > 1
    np.testing.assert_allclose(np.minimum(made.shares[:, 0], 1), np.minimum((X - 1) / 7, 1), atol=1e-12)


def test_a_target_that_everybody_has_passed_is_met_by_everybody() -> None:
    assert (sheet("distance_to_target", X, target=0.5).shares == 1).all()
    assert (sheet("distance_to_reference", X, reference=1).shares == 1).all()


def test_the_reference_index_is_normalized_as_coinr_printed_it() -> None:
    codes, treated, printed, lower = reference()
    made = sheet("min_max", treated, tuple(lower))
    np.testing.assert_allclose(made.shares * 100, printed, rtol=1e-9, atol=1e-9, err_msg=str(codes))


def rows(name: str) -> list[dict[str, str]]:
    if not (FOLDER / name).is_file():
        pytest.skip(f"needs {FOLDER / name}, which is not here")
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reference() -> tuple[list[str], Floats, Floats, list[bool]]:
    """Codes, treated readings, normalized marks, and where smaller is better, of the indicators."""
    treated, norm, meta = (rows(f"asem_{part}.csv") for part in ("treated", "norm", "meta"))
    codes = [code for code in norm[0] if code != "uCode"]
    direction = {row["iCode"]: row["Direction"] for row in meta}
    columns = [np.array([[float(row[code]) for code in codes] for row in table]) for table in (treated, norm)]
    return codes, columns[0], columns[1], [direction[code].startswith("-") for code in codes]
