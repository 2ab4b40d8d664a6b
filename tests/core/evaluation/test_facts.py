"""Facts: names, columns, subjects chosen, cells changed."""

from __future__ import annotations

import numpy as np
import pytest

from chaotou.core.evaluation.facts import Facts, Side, When, fact_name
from chaotou.core.issues import Refusal
from chaotou.core.panel import State


def facts() -> Facts:
    return Facts.of(["a", "b"], {"x": [1.0, None], "y": [3.0, 4.0]}, labels={"region": ["E", "W"]})


def test_a_name_says_what_stands_beside_and_when() -> None:
    assert fact_name("fdi") == "fdi"
    assert fact_name("fdi", Side.GROWTH) == "fdi.growth"
    assert fact_name("gdp", Side.WHOLE, When.YEAR_AGO) == "gdp.whole@year_ago"


def test_what_is_empty_is_not_reported() -> None:
    assert facts().states("x").tolist() == [State.REPORTED, State.NOT_REPORTED]
    assert np.isnan(facts().column("x")[1])


def test_a_fact_nobody_has_is_missing_for_all() -> None:
    assert np.isnan(facts().column("z")).all()
    assert (facts().states("z") == State.NOT_REPORTED).all()


def test_subjects_are_chosen_in_the_order_asked_and_strangers_are_empty() -> None:
    chosen = facts().only(["b", "stranger", "a"])
    assert chosen.subjects == ("b", "stranger", "a")
    assert np.array_equal(chosen.column("y"), [4, np.nan, 3], equal_nan=True)
    assert (chosen.states("y")[1], chosen.labels["region"]) == (State.NOT_REPORTED, ("W", "", "E"))


def test_a_changed_cell_is_reported_and_the_first_facts_stay() -> None:
    before = facts()
    after = before.changed({("b", "x"): 9.0})
    assert (after.column("x")[1], after.states("x")[1]) == (9, State.REPORTED)
    assert np.isnan(before.column("x")[1])
    with pytest.raises(KeyError):
        before.changed({("stranger", "x"): 1.0})


def test_a_label_is_text_or_a_number_as_text() -> None:
    assert facts().label("region") == ("E", "W")
    assert facts().label("x") == ("1", "")
    with pytest.raises(Refusal, match="town"):
        facts().label("town")
