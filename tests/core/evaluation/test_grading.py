"""Grades: by points and place, under quotas with ties across their edge; ceilings and vetoes apart."""

from __future__ import annotations

from typing import Any

import pytest

from chaotou.core.evaluation.facts import Facts
from chaotou.core.evaluation.grading import grades
from chaotou.core.evaluation.scoring import evaluate

from .made import ratio, scheme

BANDS = [
    {"code": "excellent", "name": "优秀", "at_least": 85},
    {"code": "good", "name": "良好", "at_least": 70},
    {"code": "poor", "name": "不合格"},
]


def given_to(totals: list[float], wanted: list[dict[str, Any]] = BANDS, **more: Any) -> str:
    """The first letters of the grades of subjects with these totals; - for none."""
    columns = {"x": totals, **more.pop("columns", {})}
    made = scheme([ratio("x", 100, 100)], grades=wanted, **more)
    found = grades(evaluate(made, Facts.of([f"s{n}" for n in range(len(totals))], columns)))
    return "".join(wanted[at]["code"][0] if at >= 0 else "-" for at in found)


def with_quota(**quota: Any) -> list[dict[str, Any]]:
    return [{**BANDS[0], "quota": quota}, *BANDS[1:]]


def test_a_grade_begins_at_its_points() -> None:
    assert given_to([85, 84.99, 70, 69.99]) == "eggp"


def test_points_are_rounded_before_they_are_graded() -> None:
    assert given_to([84.996, 84.994], rounding={"total": 2}) == "eg"


def test_a_grade_can_be_for_places() -> None:
    wanted = [{"code": "first", "name": "一等", "places": 2}, {"code": "second", "name": "二等"}]
    assert given_to([90, 80, 80, 70], wanted) == "fffs"


@pytest.mark.parametrize(("rounding", "expected"), [("down", "egggg"), ("half_up", "eeggg"), ("up", "eeggg")])
def test_a_quota_is_of_all_that_are_ranked(rounding: str, expected: str) -> None:
    wanted = with_quota(share=0.3, rounding=rounding)
    assert given_to([99, 98, 97, 96, 95], wanted) == expected


def test_equals_across_the_edge_of_a_quota_all_stay_below_it() -> None:
    assert given_to([99, 95, 95, 90, 86], with_quota(share=0.4, rounding="down")) == "egggg"


def test_equals_across_the_edge_pass_as_far_as_a_further_criterion_parts_them() -> None:
    wanted = with_quota(share=0.5, rounding="down")
    made = scheme([ratio("x", 50, 100), ratio("y", 50, 100)], grades=wanted, ranking={"breaks": ["y"]})
    card = evaluate(made, Facts.of(["a", "b"], {"x": [90.0, 91], "y": [91.0, 90]}))
    assert grades(card).tolist() == [0, 1]


def test_a_seat_that_a_ceiling_leaves_free_goes_to_the_next() -> None:
    ceiling = {"code": "c", "name": "上限", "reads": {"indicator": "e"}, "above": 0, "grade": "good"}
    found = given_to(
        [99, 98, 60], with_quota(share=0.34, rounding="down"), ceilings=[ceiling], columns={"e": [1.0, 0, 0]}
    )
    assert found == "gep"


def test_a_quota_within_groups_is_counted_in_each() -> None:
    subjects = {"kind": "zones", "groups": [{"code": "e", "members": ["s0", "s1"]}]}
    wanted = with_quota(share=0.5, rounding="down", within="group")
    assert given_to([99, 98, 97, 96], wanted, subjects=subjects) == "egeg"


def test_a_ceiling_lowers_the_grade_and_leaves_points_and_place() -> None:
    ceiling = {"code": "c", "name": "上限", "reads": {"indicator": "e"}, "at_least": 1, "grade": "good"}
    made = scheme([ratio("x", 100, 100)], grades=BANDS, ceilings=[ceiling])
    card = evaluate(made, Facts.of(["a", "b", "c"], {"x": [95.0, 90, 60], "e": [1.0, None, 2]}))
    assert grades(card).tolist() == [1, 0, 2]
    assert (card.ranks.tolist(), card.totals.tolist()) == ([1, 2, 3], [95, 90, 60])


VETOES = [
    {"code": code, "name": code, "reads": {"indicator": code}, "above": 0, **effect}
    for code, effect in (
        ("off", {"effect": "cancel"}),
        ("none", {"effect": "zero"}),
        ("held", {"effect": "grade", "grade": "poor"}),
        ("mild", {"effect": "grade", "grade": "good"}),
    )
]


@pytest.mark.parametrize(
    ("struck", "grade"),
    [
        (["held"], "p"), (["mild"], "g"), (["mild", "held"], "p"), (["off"], "-"),
        (["off", "held"], "-"), (["none"], "p"),
    ],
)  # fmt: skip
def test_a_veto_forces_the_grade_whatever_else_strikes(struck: list[str], grade: str) -> None:
    columns = {veto["code"]: [float(veto["code"] in struck)] for veto in VETOES}
    assert given_to([99], vetoes=VETOES, columns=columns) == grade
