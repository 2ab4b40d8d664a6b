from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.evaluation.facts import Facts
from chaotou.core.evaluation.scoring import Scorecard, evaluate
from chaotou.core.evaluation.trends import Trend
from chaotou.core.evaluation.whatif import Changes, what_if
from chaotou.core.issues import Refusal

from .made import ratio, scheme

MIN_MAX = {"min_max": {}}


def card() -> Scorecard:
    made = scheme(
        [
            ratio("gdp", 60, 100),
            {"code": "pace", "weight": 40, "reads": {"indicator": "gdp", "as": "growth"}, "rule": MIN_MAX},
        ]
    )
    columns = {"gdp": [50.0, 80.0, 90.0], "gdp.growth": [0.0, 5.0, 10.0]}
    return evaluate(made, Facts.of(["a", "b", "c"], columns))


def test_no_change_changes_nothing() -> None:
    before = card()
    after = what_if(before, Changes())
    assert np.array_equal(after.totals, before.totals)
    assert np.array_equal(after.ranks, before.ranks)


def test_a_figure_moves_its_published_growth_over_the_same_base() -> None:
    after = what_if(card(), Changes({("a", "gdp"): 55.0}))
    assert after.case.given.values[0] == pytest.approx([55, 10])
    assert after.totals[0] == pytest.approx(33 + 40)


def test_a_growth_moves_its_figure_too() -> None:
    after = what_if(card(), Changes({("b", "gdp.growth"): 15.5}))
    assert after.case.given.column("gdp")[1] == pytest.approx(88)


def test_unlinked_only_the_figure_named_moves() -> None:
    after = what_if(card(), Changes({("a", "gdp"): 55.0}, linked=False))
    assert after.case.given.values[0] == pytest.approx([55, 0])


def test_the_new_best_moves_everybody_under_a_rule_that_measures_the_spread() -> None:
    before = card()
    after = what_if(before, Changes({("a", "gdp.growth"): 20.0}))
    assert before.totals[1:] == pytest.approx([48 + 20, 54 + 40])
    assert after.totals[1:] == pytest.approx([48 + 0, 54 + 40 * 5 / 15])


def test_many_subjects_can_change_at_once() -> None:
    changes = Changes({("a", "gdp"): 100.0, ("c", "gdp"): 45.0}, linked=False)
    assert what_if(card(), changes).marked.shares[:, 0] == pytest.approx([1, 0.8, 0.45])


def test_another_weight_leaves_the_rest_of_the_points_to_its_siblings() -> None:
    after = what_if(card(), Changes(weights={"pace": 140}))
    assert after.totals == pytest.approx([15, 24 + 35, 27 + 70])


@given(st.floats(0.01, 100))
def test_the_scale_of_weights_does_not_matter(scale: float) -> None:
    before = card()
    after = what_if(before, Changes(weights={"gdp": 60 * scale, "pace": 40 * scale}))
    assert after.totals == pytest.approx(before.totals)


def test_everybody_can_move_by_its_trend_first() -> None:
    after = what_if(card(), Changes({("a", "gdp"): 60.0}, trend=Trend()))
    assert after.case.given.column("gdp") == pytest.approx([60, 84, 99])


def test_a_mark_nobody_has_yet_can_be_tried() -> None:
    made = scheme(
        [
            ratio("gdp", 50, 100),
            {"code": "view", "weight": 50, "reads": {"indicator": "view", "as": "mark"}, "rule": "given"},
        ]
    )
    before = evaluate(made, Facts.of(["a"], {"gdp": [50.0]}))
    after = what_if(before, Changes({("a", "view.mark"): 90.0}))
    assert (before.totals[0], after.totals[0]) == pytest.approx((25, 70))


def test_subjects_outside_the_scheme_stay_in_reach() -> None:
    made = scheme(
        [ratio("gdp", 100, {"subject": "province"})], subjects={"kind": "zones", "leave_out": ["province"]}
    )
    before = evaluate(made, Facts.of(["a", "province"], {"gdp": [50.0, 100.0]}))
    assert what_if(before, Changes({("province", "gdp"): 200.0})).totals == pytest.approx([25])


@pytest.mark.parametrize(
    "changes",
    [
        Changes({("nobody", "gdp"): 1.0}),
        Changes({("a", "never_read"): 1.0}),
        Changes(weights={"nothing": 1}),
        Changes(weights={"gdp": -1}),
    ],
)
def test_what_is_not_there_is_refused(changes: Changes) -> None:
    with pytest.raises(Refusal):
        what_if(card(), changes)
