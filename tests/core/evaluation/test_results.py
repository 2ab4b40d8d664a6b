"""Results as plain data: what stands in them, in which order, and that JSON can hold them."""

from __future__ import annotations

import json

import pytest

from chaotou.core.evaluation.facts import Facts
from chaotou.core.evaluation.results import place, results_as_json
from chaotou.core.evaluation.scoring import evaluate

from .made import POINTS_FOR_EACH, ratio, scheme


def test_results_stand_best_first_and_hold_every_node() -> None:
    branch = {"code": "b", "weight": 60, "criteria": [ratio("x", 30, 10), ratio("y", 30, 10)]}
    card = evaluate(
        scheme([branch, ratio("z", 40, 10)]),
        Facts.of(["p", "q"], {"x": [1.0, 9], "y": [2.0, 9], "z": [3.0, 9]}),
    )
    found = results_as_json(card)
    assert (found["scheme"], found["screened_out"]) == ("small", [])
    assert [row["subject"] for row in found["results"]] == ["q", "p"]
    assert found["results"][1]["nodes"] == pytest.approx({"x": 3, "y": 6, "z": 12, "b": 9})
    assert set(found["results"][0]) == {"subject", "score", "rank", "nodes"}


def test_what_the_scheme_has_is_shown_and_what_does_not_exist_is_null() -> None:
    made = scheme(
        [{**ratio("x", 50, 10), "missing": "reweight"}, ratio("y", 50, 10)],
        subjects={"kind": "zones", "groups": [{"code": "e", "members": ["p"]}]},
        grades=[{"code": "good", "name": "好", "at_least": 60}],
        vetoes=[{"code": "event", "name": "事故", "reads": {"indicator": "e"}, "above": 0}],
        bonuses=[{"code": "more", "items": [{"code": "n", "rule": POINTS_FOR_EACH}]}],
    )
    columns: dict[str, list[float | None]] = {
        "x": [None, 5.0],
        "y": [6.0, 5.0],
        "e": [0.0, 1.0],
        "n": [3.0, 1.0],
    }
    first, last = results_as_json(evaluate(made, Facts.of(["p", "q"], columns)))["results"]
    assert first["nodes"] == {"x": None, "y": 60.0}
    assert {key: first[key] for key in first.keys() - {"subject", "nodes"}} == {
        "score": 63.0,
        "rank": 1,
        "group": "e",
        "group_rank": 1,
        "grade": "good",
        "veto": None,
        "adjustments": {"more": 3.0},
    }
    assert [last[key] for key in ("score", "rank", "group", "grade", "veto")] == [
        None,
        None,
        None,
        None,
        "event",
    ]
    json.dumps([first, last], allow_nan=False)


def test_a_place_is_whole_unless_equals_share_an_average_one() -> None:
    assert [place(value) for value in (2.0, 2.5, float("nan"))] == [2, 2.5, None]
    assert isinstance(place(2.0), int)
