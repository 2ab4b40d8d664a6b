"""Readings by hand: what is taken of an indicator, over what, and why some read nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from chaotou.core.evaluation.facts import Facts
from chaotou.core.evaluation.reading import Readings, read
from chaotou.core.evaluation.reads import ReadsSpec
from chaotou.core.panel import State

COLUMNS: dict[str, list[float | None]] = {
    "x": [30.0],
    "x.growth": [7.2],
    "x.target": [40.0],
    "x.whole": [120.0],
    "x.mark": [88.0],
    "x@previous": [24.0],
    "x@year_ago": [25.0],
    "land": [6.0],
    "land@year_ago": [5.0],
    "planned": [32.0],
    "zero": [0.0],
    "zero.target": [0.0],
    "below": [-1.0],
    "below.target": [0.0],
    "none": [None],
}


def reading(elapsed: float = 0.5, **spec: Any) -> Readings:
    return read([ReadsSpec.model_validate(spec)], Facts.of(["a"], COLUMNS, elapsed=elapsed))


@pytest.mark.parametrize(
    ("spec", "value"),
    [
        ({"indicator": "x"}, 30),
        ({"indicator": "x", "as": "growth"}, 7.2),
        ({"indicator": "x", "as": "share"}, 25),
        ({"indicator": "x", "as": "ratio", "over": "land"}, 5),
        ({"indicator": "x", "as": "ratio", "over": "land", "when": "year_ago"}, 5),
        ({"indicator": "x", "as": "attainment"}, 75),
        ({"indicator": "x", "as": "pace_gap"}, 25),
        ({"indicator": "x", "as": "completion", "over": "planned"}, 93.75),
        ({"indicator": "x", "as": "change"}, 5),
        ({"indicator": "x", "as": "change", "against": "previous"}, 6),
        ({"indicator": "x", "as": "index"}, 120),
        ({"indicator": "x", "as": "index", "against": "previous"}, 125),
        ({"indicator": "x", "as": "mark"}, 88),
        ({"indicator": "x", "when": "previous"}, 24),
        ({"indicator": "x", "times": 10}, 300),
        ({"indicator": "x", "as": "index", "most": 110}, 110),
        ({"indicator": "x", "as": "growth", "least": 10}, 10),
        ({"indicator": "zero", "as": "attainment"}, 100),
        ({"indicator": "below", "as": "attainment"}, 0),
    ],
)
def test_a_reading_is_what_is_worked_out_by_hand(spec: dict[str, Any], value: float) -> None:
    found = reading(**spec)
    assert found.values[0, 0] == pytest.approx(value)
    assert found.state[0, 0] == State.REPORTED


@pytest.mark.parametrize(
    ("spec", "state"),
    [
        ({"indicator": "none"}, State.NOT_REPORTED),
        ({"indicator": "unheard_of"}, State.NOT_REPORTED),
        ({"indicator": "x", "as": "ratio", "over": "none"}, State.NOT_REPORTED),
        ({"indicator": "none", "as": "ratio", "over": "zero"}, State.NOT_REPORTED),
        ({"indicator": "x", "as": "ratio", "over": "zero"}, State.NOT_APPLICABLE),
        ({"indicator": "zero", "as": "ratio", "over": "zero"}, State.NOT_APPLICABLE),
        ({"indicator": "x", "as": "ratio", "over": "zero", "most": 10}, State.NOT_APPLICABLE),
    ],
)
def test_a_reading_that_is_missing_says_why(spec: dict[str, Any], state: State) -> None:
    found = reading(**spec)
    assert np.isnan(found.values[0, 0])
    assert found.state[0, 0] == state


@pytest.mark.parametrize("reason", [State.NOT_APPLICABLE, State.EXEMPT])
def test_the_reason_is_that_of_the_figure_that_is_missing(reason: State) -> None:
    facts = Facts.of(["a"], {"x": [1.0], "land": [None]})
    facts.state[0, 1] = int(reason)
    spec = ReadsSpec.model_validate({"indicator": "x", "as": "ratio", "over": "land"})
    assert read([spec], facts).state[0, 0] == reason


def test_plain_and_computed_readings_stand_in_the_order_asked() -> None:
    specs = [
        {"indicator": "land"},
        {"indicator": "x", "as": "share"},
        {"indicator": "none"},
        {"indicator": "x"},
    ]
    found = read([ReadsSpec.model_validate(one) for one in specs], Facts.of(["a"], COLUMNS))
    assert np.array_equal(found.values, [[6, 25, np.nan, 30]], equal_nan=True)
