"""The assessment the benches run: 30 indicators in five groups under three rules, figures by a fixed seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from chaotou.core.evaluation.facts import Facts
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.panel import Floats, Truths

ZONES, INDICATORS, GROUPS = 230, 30, 5
SPREAD, RATIOS, EFFICACY = slice(0, 15), slice(15, 25), slice(25, 30)
"""Indicators by their rule: min-max, a share of a target with a cap, a way between two values."""

LOWER = (2, 7, 12)
"""The few that should be small."""

LEAST, MOST, TARGET = 20.0, 120.0, 90.0


@dataclass(frozen=True)
class Arrays:
    """The same scheme as plain arrays, for what is written out by hand."""

    weights: Floats
    targets: Floats
    lower: Truths


def codes() -> list[str]:
    return [f"i{number:02d}" for number in range(INDICATORS)]


def weights() -> list[float]:
    """Points of the indicators, 100 in all, no two neighbors alike."""
    each = [2.0, 3.0, 4.0, 4.0, 3.0, 4.0]
    return [points for _ in range(GROUPS) for points in each]


def arrays() -> Arrays:
    lower = np.isin(np.arange(INDICATORS), LOWER)
    return Arrays(np.array(weights()), np.full(INDICATORS, TARGET), lower)


def figures(subjects: int, seed: int = 1) -> Floats:
    """Readings `[subject, indicator]` as they are published: two decimals."""
    return np.random.default_rng(seed).uniform(LEAST, MOST, (subjects, INDICATORS)).round(2)


def facts(values: Floats) -> Facts:
    names = [f"z{number}" for number in range(len(values))]
    return Facts.of(names, dict(zip(codes(), values.T, strict=True)))


def scheme(**more: Any) -> SchemeSpec:
    """The scheme; `more` are further keys of its file."""
    size = INDICATORS // GROUPS
    points = weights()
    groups = [range(first, first + size) for first in range(0, INDICATORS, size)]
    criteria = [
        {"code": f"g{at}", "weight": sum(points[j] for j in group), "criteria": [_leaf(j) for j in group]}
        for at, group in enumerate(groups)
    ]
    head = {
        "scheme": "bench",
        "title": "测算用考评",
        "document": {"title": "测算用考评办法"},
        "in_force": {"from": 2020},
        "provenance": "local",
        "subjects": {"kind": "zones"},
        "rounding": {"total": 4},
    }
    return SchemeSpec.model_validate({**head, **more, "criteria": criteria})


def _leaf(number: int) -> dict[str, Any]:
    direction = {"direction": "lower"} if number in LOWER else {}
    return {"code": codes()[number], "weight": weights()[number], "rule": _rule(number), **direction}


def _rule(number: int) -> dict[str, Any]:
    if number < SPREAD.stop:
        return {"min_max": {}}
    if number < RATIOS.stop:
        return {"ratio": {"target": TARGET}}
    return {"efficacy": {"low": LEAST, "high": MOST}}
