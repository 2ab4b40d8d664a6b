"""Whether conditions hold."""

from __future__ import annotations

from decimal import Decimal

import pytest

from chaotou.core.projects.conditions import holds, is_given
from chaotou.core.zone.project_specs import ConditionSpec


def condition(**said: object) -> ConditionSpec:
    return ConditionSpec.model_validate({"field": "x", **said})


@pytest.mark.parametrize(
    ("said", "value", "answer"),
    [
        ({"at_least": 5}, Decimal(5), True),
        ({"at_least": 5}, "4.99", False),
        ({"below": 5}, 5, False),
        ({"below": 5}, 0, True),
        ({"at_least": 1, "below": 5}, "1,000", False),
        ({"at_least": 1}, "many", False),
        ({"at_least": 1}, True, False),
        ({"is": ["foreign", "hmt"]}, "hmt", True),
        ({"is": ["foreign"]}, "domestic", False),
        ({"is": ["yes"]}, True, True),
        ({"is": ["no"]}, False, True),
        ({"starts_with": ["C39", "K"]}, "C3982", True),
        ({"starts_with": ["K"]}, "C3982", False),
    ],
)
def test_a_condition_compares(said: dict[str, object], value: object, answer: bool) -> None:
    assert holds(condition(**said), {"x": value}) is answer


@pytest.mark.parametrize("value", [None, "", "  ", [], ()])
def test_what_is_not_said_meets_no_condition(value: object) -> None:
    assert not is_given(value)
    assert not holds(condition(below=5), {"x": value})
    assert not holds(condition(below=5), {})


def test_without_a_condition_it_always_holds() -> None:
    assert holds(None, {})
