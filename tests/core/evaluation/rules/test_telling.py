"""How cells are told: the formula with the numbers of that cell put in."""

from __future__ import annotations

import pytest

from .cells import sheet

BANDS = {"thresholds": [90, 80], "coefficients": [1, 0.8]}


@pytest.mark.parametrize(
    ("name", "keys", "reading", "said"),
    [
        ("ratio", {"target": 25}, 20, "20 ÷ 25"),
        ("ratio", {"target": 0}, 3, "1（3 ≥ 0）"),
        ("efficacy", {"low": 6, "high": 12}, 5.81, "(5.81 − 6) ÷ (12 − 6) × 40 + 60"),
        ("efficacy", {"low": -6, "high": 12}, -1.5, "((−1.5) − (−6)) ÷ (12 − (−6)) × 40 + 60"),
        ("target_steps", {"target": 100}, 115, "100 + (115 − 100) ÷ 100 × 100 ÷ 5 × 5"),
        (
            "target_steps",
            {"target": 100, "whole": True},
            117,
            "100 + 3 × 5（(117 − 100) ÷ 100 × 100 ÷ 5 取整）",
        ),
        ("growth_steps", {}, 12, "8 + 12 ÷ 5 × 1"),
        ("growth_steps", {}, 90, "10 × (80 + 50) ÷ 100（90%，加分已到上限）"),
        ("per_unit", {"points": 5, "reference": 2}, 4, "0 + (4 − 2) ÷ 1 × 5"),
        ("per_unit", {"points": 5, "limit": 3}, 4, "0 + 3（(4 − 0) ÷ 1，已到上下限）"),
        ("diminishing", {"reference": 12}, 35, "1 + (10 ÷ 20 + 10 ÷ 40 + 3 ÷ 60)（35，基准 12）"),
        ("banded", BANDS, 85, "0.8 ÷ 1（85 达到 80）"),
        ("banded", BANDS, 8, "0 ÷ 1（8 未达 80）"),
        ("banded", {**BANDS, "interpolate": True}, 85, "(0.8 + 0.2 × (85 − 80) ÷ (90 − 80)) ÷ 1"),
        ("given", {}, 87.5, "87.5 ÷ 100"),
        ("pass", {}, 1, "1（1 ≥ 1）"),
    ],
)
def test_a_cell_is_told_with_its_numbers(
    name: str, keys: dict[str, object], reading: float, said: str
) -> None:
    assert str(sheet(name, [reading], full=10, **keys).told(0, 0)) == said


@pytest.mark.parametrize(
    ("name", "keys", "said"),
    [
        ("min_max", {"to": [20, 100]}, "20 + 80 × (4 − 2) ÷ (10 − 2)"),
        ("distance_to_best", {}, "(4 − 2) ÷ (10 − 2)"),
        ("distance_to_target", {"target": 1}, "1（各对象都已达到 1）"),
        ("ranked", {}, "(3 − 2 + 1) ÷ 3"),
        ("ranked", {"by": "steps", "per_place": 2}, "(10 − (2 − 1) × 2) ÷ 10"),
        ("ranked", {"by": "steps", "per_place": 9, "least": 4}, "4 ÷ 10（第 2 名，已到最低分）"),
        ("rank", {}, "2（3 个由差到好）"),
        ("borda", {}, "2 − 1"),
        ("percentile_rank", {}, "(2 − 1) ÷ (3 − 1)"),
        ("moderate", {"ideal": 5}, "1 − (5 − 4) ÷ 5"),
    ],
)
def test_a_cell_among_others_is_told_with_what_was_measured(
    name: str, keys: dict[str, object], said: str
) -> None:
    assert str(sheet(name, [2, 4, 10], full=10, **keys).told(1, 0)) == said


def test_a_column_without_differences_says_so() -> None:
    assert str(sheet("min_max", [7, 7]).told(0, 0)) == "0 + 100 × 1（各对象相同）"
    assert str(sheet("z_score", [7, 7], mean=100).told(0, 0)) == "100（各对象相同）"


def test_a_clipped_standard_score_says_what_was_clipped() -> None:
    told = str(sheet("z_score", [0, 0, 0, 8], clip=1, sample=True).told(3, 0))
    assert told == "0 + 1 × 1（(8 − 2) ÷ 4，已到上下限）"
