"""Bonuses and deductions item by item: what was read, and the points before the joint cap."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import pytest

from chaotou.core.evaluation.extras import extras
from chaotou.core.evaluation.facts import Citation, Facts
from chaotou.core.evaluation.scoring import Scorecard, evaluate

from .made import ratio, scheme

SETS = {
    "bonuses": [
        {"code": "praise", "most": 3, "items": [{"code": "prize", "rule": {"per_unit": {"points": 2}}}]}
    ],
    "deductions": [
        {
            "code": "blame",
            "items": [
                {"code": "death", "reads": "deaths", "rule": {"per_unit": {"points": 2}}},
                {"code": "case", "reads": "cases", "rule": {"per_unit": {"points": 0.5}}},
            ],
        }
    ],
}


@pytest.fixture
def card() -> Scorecard:
    columns = {"gdp": [50.0, 60.0], "prize": [2.0, None], "deaths": [0.0, 1.0], "cases": [None, 3.0]}
    facts = Facts.of(["a", "b"], columns)
    facts = replace(facts, citations={("b", "deaths"): Citation("安监台账")})
    return evaluate(scheme([ratio("gdp", 100, 100)], **SETS), facts)


def test_each_item_brings_its_points_with_their_sign(card: Scorecard) -> None:
    assert [(one.item.code, one.points) for one in extras(card, "b")] == [
        ("prize", 0),
        ("death", -2),
        ("case", -1.5),
    ]


def test_the_items_of_a_set_come_to_its_points_up_to_the_joint_cap(card: Scorecard) -> None:
    assert [one.points for one in extras(card, "a")] == [4, 0, 0]
    assert card.adjustments[0].tolist() == [3, 0]


def test_an_item_says_what_it_read_and_where(card: Scorecard) -> None:
    prize, death, _ = extras(card, "b")
    assert isnan(prize.reading) and death.reading == 1
    assert [one.citation for one in death.inputs] == [Citation("安监台账")]


def test_nobody_has_no_items(card: Scorecard) -> None:
    with pytest.raises(KeyError):
        list(extras(card, "nobody"))
