"""Every rule with several ways of writing its keys, for the properties that all rules have."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

SAMPLES: list[tuple[str, dict[str, Any]]] = [
    ("ratio", {"target": 12}),
    ("ratio", {"target": 0}),
    ("ratio", {"target": -5}),
    ("target_steps", {"target": 20}),
    ("target_steps", {"target": -20, "step": 4, "points_per_step": 3, "whole": True}),
    ("target_steps", {"target": 0}),
    ("growth_steps", {}),
    ("growth_steps", {"level": 60, "step": 2, "points_per_step": "0.5", "bonus": 20, "whole": True}),
    ("per_unit", {"points": "0.1", "deduction": "0.1", "reference": 30, "limit": 3}),
    ("per_unit", {"points": 5, "step": 7, "whole": True}),
    ("per_unit", {"points": 1, "deduction": 2, "base": 4, "limit": [-8, 6]}),
    ("efficacy", {"low": 12, "high": 12, "base": 20, "span": 80}),
    ("exponential_efficacy", {"low": 7, "high": 7}),
    ("min_max", {}),
    ("min_max", {"to": [20, 100], "constant": "half"}),
    ("min_max", {"to": [1, 100], "constant": "zero"}),
    ("z_score", {}),
    ("z_score", {"mean": 100, "deviation": 10, "sample": False, "clip": "1.2"}),
    ("distance_to_target", {"target": 90}),
    ("distance_to_reference", {"reference": -10}),
    ("distance_to_best", {}),
    ("ranked", {}),
    ("ranked", {"by": "steps", "per_place": "0.3", "least": "0.2", "ties": "average"}),
    ("ranked", {"ties": "dense"}),
    ("rank", {}),
    ("rank", {"ties": "max"}),
    ("borda", {}),
    ("borda", {"ties": "average"}),
    ("percentile_rank", {}),
    ("moderate", {"ideal": 40}),
    ("interval", {"low": 3, "high": 6, "least": -20, "most": 80}),
    ("interval", {"low": 3, "high": 6, "least": 3, "most": 6}),
    ("pass", {"threshold": 50}),
    ("diminishing", {"reference": 10}),
    ("diminishing", {"reference": 10, "width": 5, "divisors": [60, 80, 100]}),
]
SAMPLES = [(name, {k: float(v) if k == "clip" else v for k, v in keys.items()}) for name, keys in SAMPLES]

BANDS = {"thresholds": [80, 60, 40, 10], "coefficients": [4, 3, 2, 1], "out_of": 4}
DIRECTED: list[tuple[str, dict[str, Any], tuple[bool, bool]]] = [
    *((name, keys, (False, True)) for name, keys in SAMPLES),
    ("efficacy", {"low": 6, "high": 12}, (False, False)),
    ("efficacy", {"low": 90, "high": -10, "base": 0, "span": 100}, (True, True)),
    ("exponential_efficacy", {"low": -40, "high": 90}, (False, False)),
    ("exponential_efficacy", {"low": 90, "high": 30, "base": 20, "span": 80}, (True, True)),
    ("given", {}, (False, False)),
    ("given", {"out_of": 10}, (False, False)),
    ("banded", BANDS, (False, False)),
    ("banded", {**BANDS, "interpolate": True, "below": 1}, (False, False)),
    ("banded", {**BANDS, "thresholds": [10, 40, 60, 80], "interpolate": True}, (True, True)),
]
NOT_MONOTONE = ("moderate", "interval")

readings = st.one_of(st.integers(-60, 120), st.integers(-6000, 12000).map(lambda n: n / 100)).map(float)


def tables(empty: bool = True) -> st.SearchStrategy[list[list[float]]]:
    """Readings of one to seven subjects under two criteria, some of them empty."""
    cell = st.one_of(readings, readings, readings, st.just(float("nan"))) if empty else readings
    return st.lists(st.lists(cell, min_size=2, max_size=2), min_size=1, max_size=7)
