from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.evaluation.difference import above, at_place, difference, gap, separation, waterfall
from chaotou.core.evaluation.facts import Facts
from chaotou.core.evaluation.scoring import Scorecard, evaluate
from chaotou.core.evaluation.whatif import Changes, what_if
from chaotou.core.issues import Refusal

from .made import ratio, scheme

SUBJECTS = ["a", "b", "c", "d"]
BONUS = [
    {
        "code": "extra",
        "most": 5,
        "items": [{"code": "prizes", "rule": {"per_unit": {"points": 3}}}],
    }
]


def card(aggregate: str = "arithmetic", **more: object) -> Scorecard:
    made = scheme([ratio("gdp", 60, 100), ratio("fdi", 40, 10)], aggregate=aggregate, **more)
    columns = {"gdp": [50.0, 80, 90, 70], "fdi": [9.0, 5, 10, 2], "prizes": [0.0, 1, 2, 0]}
    return evaluate(made, Facts.of(SUBJECTS, columns))


def test_points_lost_to_another_are_told_by_criterion_and_sum_to_the_gap() -> None:
    found = gap(card(bonuses=BONUS), "a", "c")
    assert {bar.code: bar.points for bar in found.bars} == pytest.approx({"gdp": 24, "fdi": 4, "extra": 5})
    assert (found.start, found.finish) == pytest.approx((66, 99))


def test_the_place_above_and_any_other_place_have_holders() -> None:
    held = card()
    assert held.ranks.tolist() == [3, 2, 1, 4]
    assert (above(held, "d"), above(held, "a"), above(held, "c")) == ("a", "b", None)
    assert (at_place(held, "d", 2), at_place(held, "d", 30), at_place(held, "c", 1)) == ("b", "a", None)


def test_equals_share_a_place_and_the_one_above_is_beyond_them() -> None:
    even = evaluate(scheme([ratio("gdp", 100, 100)]), Facts.of(SUBJECTS, {"gdp": [50, 50, 90, 50]}))
    assert above(even, "a") == "c"


def test_a_better_figure_is_won_points_and_places() -> None:
    before = card()
    found = difference(before, what_if(before, Changes({("d", "gdp"): 100.0})))
    assert found.by_marks[3] == pytest.approx([18, 0])
    assert found.ranks.tolist() == [-1, 0, 0, 2]
    assert found.totals == pytest.approx([0, 0, 0, 18])


def test_other_weights_are_told_apart_from_other_marks() -> None:
    before = card()
    found = difference(before, what_if(before, Changes(weights={"gdp": 40, "fdi": 60})))
    assert found.by_marks == pytest.approx(np.zeros((4, 2)))
    assert found.by_weights[0] == pytest.approx([-10, 18])


def test_a_veto_is_in_the_rest() -> None:
    veto = {
        "code": "accident",
        "name": "事故",
        "reads": {"indicator": "deaths"},
        "above": 0,
        "effect": "zero",
    }
    made = scheme([ratio("gdp", 100, 100)], vetoes=[veto])
    before = evaluate(made, Facts.of(["a"], {"gdp": [50.0], "deaths": [0.0]}))
    found = waterfall(before, what_if(before, Changes({("a", "deaths"): 1.0})), "a")
    assert [(bar.code, bar.points) for bar in found.bars] == [("", pytest.approx(-50))]


marks = st.lists(st.floats(1, 100), min_size=4, max_size=4)


@given(marks, marks, st.sampled_from(["arithmetic", "geometric", "harmonic", "copeland"]))
def test_the_parts_always_sum_to_the_whole(gdp: list[float], fdi: list[float], aggregate: str) -> None:
    made = scheme([ratio("gdp", 60, 100), ratio("fdi", 40, 100)], aggregate=aggregate)
    held = evaluate(made, Facts.of(SUBJECTS, {"gdp": gdp, "fdi": fdi}))
    found = separation(held, "a", "b")
    parts = found.points.sum() + found.adjustments.sum() + found.rest.sum()
    assert parts == pytest.approx(held.totals[1] - held.totals[0], abs=1e-9)


@given(marks, marks)
def test_under_a_geometric_mean_nothing_is_left_to_the_rest(gdp: list[float], fdi: list[float]) -> None:
    made = scheme([ratio("gdp", 60, 100), ratio("fdi", 40, 100)], aggregate="geometric")
    held = evaluate(made, Facts.of(SUBJECTS, {"gdp": gdp, "fdi": fdi}))
    assert separation(held, "a", "b").rest == pytest.approx(np.zeros(1), abs=1e-9)


def test_cards_of_different_criteria_are_not_compared() -> None:
    other = evaluate(scheme([ratio("gdp", 100, 100)]), Facts.of(SUBJECTS, {"gdp": [1.0, 2, 3, 4]}))
    with pytest.raises(Refusal):
        difference(card(), other)


def test_a_subject_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refusal):
        gap(card(), "a", "z")
