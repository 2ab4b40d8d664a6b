"""The least lift: by hand, against trying everything on a grid, and what holds of every plan."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaotou.core.evaluation.facts import Facts
from chaotou.core.evaluation.lifting.goals import Goal, place_above, reached
from chaotou.core.evaluation.lifting.least import lift
from chaotou.core.evaluation.lifting.levers import Basis, Lever, levers_of
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.evaluation.scoring import Scorecard, evaluate
from chaotou.core.evaluation.whatif import Changes, what_if
from chaotou.core.issues import Refusal

from .made import ratio, scheme

SUBJECTS = ["us", "b", "c", "d"]
LEVERS = (Lever("gdp", 0, 200, deviation=10), Lever("fdi", 0, 20, deviation=4))


def card(made: SchemeSpec | None = None, **columns: list[float]) -> Scorecard:
    held = {"gdp": [50.0, 80, 90, 60], "fdi": [5.0, 5, 9, 6], **columns}
    return evaluate(made or scheme([ratio("gdp", 60, 100), ratio("fdi", 40, 10)]), Facts.of(SUBJECTS, held))


def test_the_cheaper_points_are_taken_first_up_to_their_cap() -> None:
    found = lift(card(), "us", Goal(total=80), LEVERS, plans=1)
    (plan,) = found.plans
    moves = {move.fact: (move.finish, move.effort, move.points) for move in plan.moves}
    assert moves["fdi"] == pytest.approx((10, 1.25, 20))
    assert moves["gdp"] == pytest.approx((50 + 10 / 0.6, 10 / 6, 10))
    assert (plan.total, plan.effort) == pytest.approx((80, 1.25 + 10 / 6))
    assert found.exact and found.reason is None


def test_the_place_above_needs_its_holders_points() -> None:
    held = card()
    found = lift(held, "us", place_above(held, 0), LEVERS)
    assert found.goal.rank == 3
    assert found.plans[0].total == pytest.approx(60)
    assert found.plans[0].rank == 3


def test_whole_steps_are_taken_whole() -> None:
    found = lift(card(), "us", Goal(total=60), (Lever("gdp", 0, 200, 10, step=4),))
    assert found.plans[0].moves[0].finish == 70
    assert found.exact


def test_a_later_plan_leaves_a_lever_of_the_earlier_alone() -> None:
    plans = lift(card(), "us", Goal(total=60), LEVERS).plans
    assert [{move.fact for move in plan.moves} for plan in plans] == [{"fdi"}, {"gdp"}]
    assert plans[0].effort < plans[1].effort
    assert all(plan.reaches for plan in plans)


def test_out_of_reach_is_said_with_the_best_there_is() -> None:
    found = lift(card(), "us", Goal(total=99), (Lever("gdp", 0, 80, 10),))
    assert found.plans == () and found.exact
    assert found.best is not None
    assert found.best.total == pytest.approx(68)
    assert not found.best.reaches


def test_what_is_reached_already_needs_no_plan() -> None:
    assert lift(card(), "us", Goal(rank=4), LEVERS).already


def test_a_joint_cap_makes_further_bonus_useless() -> None:
    items = [{"code": code, "rule": {"per_unit": {"points": 3}}} for code in ("prizes", "pilots")]
    made = scheme([ratio("gdp", 100, 100)], bonuses=[{"code": "extra", "most": 5, "items": items}])
    held = card(made, prizes=[0.0, 0, 0, 0], pilots=[0.0, 0, 0, 0])
    levers = (Lever("prizes", 0, 9, 1), Lever("pilots", 0, 9, 1, cost=2), Lever("gdp", 0, 100, 1))
    found = lift(held, "us", Goal(total=57), levers, plans=1)
    assert {move.fact: move.finish for move in found.plans[0].moves} == pytest.approx(
        {"prizes": 5 / 3, "gdp": 52}
    )
    assert found.exact


def test_a_deduction_over_its_cap_must_fall_below_it_before_it_helps() -> None:
    items = [{"code": "late", "rule": {"per_unit": {"points": 1}}}]
    made = scheme([ratio("gdp", 100, 100)], deductions=[{"code": "minus", "most": 5, "items": items}])
    held = card(made, late=[8.0, 0, 0, 0])
    assert held.totals[0] == pytest.approx(45)
    found = lift(held, "us", Goal(total=47), (Lever("late", 0, 9, 1),))
    assert found.plans[0].moves[0].finish == pytest.approx(3)
    assert found.exact


def test_an_earlier_growth_is_lifted_with_its_figure() -> None:
    pace = {"code": "pace", "weight": 100, "reads": {"indicator": "gdp", "as": "growth"}, "rule": GROWTH}
    made = scheme([pace])
    held = card(made, **{"gdp.growth": [0.0, 5, 10, 5]})
    found = lift(held, "us", Goal(total=90), (Lever("gdp", 0, 200, 10),))
    assert found.plans[0].moves[0].finish == pytest.approx(55)
    assert found.exact


GROWTH = {"efficacy": {"low": 0, "high": 20, "base": 80, "span": 20}}


def test_a_rule_that_moves_everybody_is_a_heuristic_and_says_so() -> None:
    pace = {"code": "gdp", "weight": 100, "rule": {"min_max": {}}}
    held = card(scheme([pace]))
    found = lift(held, "us", Goal(rank=1), (Lever("gdp", 0, 200, 10),))
    assert not found.exact and found.reason is not None
    assert found.plans[0].rank == 1
    assert found.plans[0].moves[0].finish == pytest.approx(90, rel=0.01)


@pytest.mark.parametrize(
    ("rule", "more"),
    [
        ({"banded": {"thresholds": [90, 70], "coefficients": [1, 0.5]}}, {}),
        ({"ratio": {"target": 100}}, {"aggregate": "geometric"}),
        ({"ratio": {"target": 100}}, {"rounding": {"points": 1}}),
        ({"ratio": {"target": 100}}, {"ranking": {"breaks": ["gdp"]}}),
        ({"ratio": {"target": "best"}}, {}),
    ],
)
def test_other_rules_reach_the_goal_without_a_proof(rule: dict[str, Any], more: dict[str, Any]) -> None:
    made = scheme([{"code": "gdp", "weight": 60, "rule": rule}, ratio("fdi", 40, 10)], **more)
    found = lift(card(made), "us", Goal(rank=2), LEVERS)
    assert not found.exact and found.reason is not None
    assert found.plans and all(plan.rank <= 2 for plan in found.plans)


def test_whole_steps_make_a_rule_with_jumps_exact() -> None:
    rule = {"banded": {"thresholds": [90, 70], "coefficients": [1, 0.5]}}
    made = scheme([{"code": "gdp", "weight": 60, "rule": rule}, ratio("fdi", 40, 10)])
    found = lift(card(made), "us", Goal(total=50), (Lever("gdp", 0, 200, 10, step=5),))
    assert found.exact and found.plans[0].moves[0].finish == 70


def test_a_grade_is_a_goal() -> None:
    grades = [{"code": "good", "name": "良好", "at_least": 75}, {"code": "fair", "name": "一般"}]
    made = scheme([ratio("gdp", 60, 100), ratio("fdi", 40, 10)], grades=grades)
    found = lift(card(made), "us", Goal(grade="good"), LEVERS)
    assert found.plans[0].total == pytest.approx(75) and found.plans[0].grade == 0


def test_a_rounded_total_need_only_be_rounded_up_to() -> None:
    made = scheme([ratio("gdp", 60, 100), ratio("fdi", 40, 10)], rounding={"total": 0})
    found = lift(card(made), "us", Goal(total=60), (Lever("gdp", 0, 200, 10),))
    assert found.plans[0].moves[0].finish == pytest.approx(50 + 9.5 / 0.6)


def test_points_lifted_under_a_veto_are_of_no_use() -> None:
    veto = {
        "code": "accident",
        "name": "事故",
        "reads": {"indicator": "deaths"},
        "above": 0,
        "effect": "zero",
    }
    made = scheme([ratio("gdp", 60, 100), ratio("fdi", 40, 10)], vetoes=[veto])
    found = lift(card(made, deaths=[1.0, 0, 0, 0]), "us", Goal(rank=1), LEVERS)
    assert found.plans == () and found.reason is not None


def test_default_levers_say_what_their_deviation_is_taken_from() -> None:
    held = card(**{"gdp@year_ago": [40.0, 1, 1, 1]})
    found = {lever.fact: lever for lever in levers_of(held, "us", deviations={"fdi": 2.0})}
    assert (found["gdp"].deviation, found["gdp"].basis) == (10, Basis.LAST_CHANGE)
    assert (found["fdi"].deviation, found["fdi"].basis) == (2, Basis.STATED)
    assert (found["fdi"].least, found["fdi"].most) == (0, 11)


def test_what_moves_by_steps_reaches_at_least_one() -> None:
    (lever,) = (one for one in levers_of(card(), "us", steps={"fdi": 2.0}) if one.fact == "fdi")
    assert (lever.step, lever.deviation) == (2, 2)
    assert (lever.least, lever.most) == (1, 11)


@pytest.mark.parametrize(
    "levers",
    [
        (Lever("gdp", 60, 70, 1),),
        (Lever("never", 0, 1, 1),),
        (Lever("gdp", 0, 100, 1), Lever("gdp", 0, 100, 1)),
    ],
)
def test_levers_that_cannot_be_are_refused(levers: tuple[Lever, ...]) -> None:
    with pytest.raises(Refusal):
        lift(card(), "us", Goal(total=80), levers)


def test_an_unknown_grade_or_subject_is_refused() -> None:
    with pytest.raises(Refusal):
        lift(card(), "us", Goal(grade="superb"), LEVERS)
    with pytest.raises(Refusal):
        lift(card(), "nobody", Goal(rank=1), LEVERS)


small = st.integers(1, 9)


@settings(max_examples=12, deadline=None)
@given(st.tuples(small, small, small), st.tuples(small, small, small), st.integers(40, 99))
def test_nothing_on_the_grid_is_cheaper_than_the_plan(
    now: tuple[int, ...], weights: tuple[int, ...], wanted: int
) -> None:
    """Every combination of whole steps of three levers is tried; the plan is as cheap as the cheapest."""
    made = scheme(
        [ratio(code, weight, 8) for code, weight in zip("abc", weights, strict=True)], marks="index"
    )
    held = evaluate(
        made, Facts.of(["us"], {code: [float(one)] for code, one in zip("abc", now, strict=True)})
    )
    levers = tuple(Lever(code, 0, 10, deviation=0.5 + at, step=1) for at, code in enumerate("abc"))
    found = lift(held, "us", Goal(total=wanted), levers, plans=1)
    steps = np.array([*product(range(11), repeat=3)], dtype=np.float64)
    totals = np.minimum(steps / 8, 1) @ np.array(weights) / sum(weights) * 100
    efforts = (np.abs(steps - np.array(now)) / np.array([lever.deviation for lever in levers])).sum(axis=1)
    cheapest = efforts[totals >= wanted - 1e-9].min()
    assert found.exact
    assert (0.0 if found.already else found.plans[0].effort) == pytest.approx(cheapest)


@settings(max_examples=10, deadline=None)
@given(
    st.lists(st.floats(1, 99), min_size=4, max_size=4),
    st.lists(st.floats(1, 99), min_size=4, max_size=4),
    st.sampled_from(["ratio", "min_max", "z_score", "ranked"]),
    st.integers(1, 3),
)
def test_every_plan_run_again_reaches_its_goal(
    gdp: list[float], fdi: list[float], rule: str, place: int
) -> None:
    keys: dict[str, Any] = {"target": 80} if rule == "ratio" else {}
    criteria = [{"code": code, "weight": 50, "rule": {rule: keys}} for code in ("gdp", "fdi")]
    held = card(scheme(criteria), gdp=gdp, fdi=fdi)
    goal = Goal(rank=place)
    levers = (Lever("gdp", 0, 120, 10), Lever("fdi", 0, 120, 5))
    for plan in lift(held, "us", goal, levers).plans:
        again = what_if(held, Changes({("us", move.fact): move.finish for move in plan.moves}))
        assert reached(goal, again, 0)
        assert plan.effort == pytest.approx(sum(move.effort for move in plan.moves))


def test_no_move_of_a_tried_plan_is_idle() -> None:
    criteria = [{"code": code, "weight": 25, "rule": "ranked"} for code in ("gdp", "fdi", "jobs", "tax")]
    held = card(scheme(criteria), jobs=[1.0, 4, 3, 2], tax=[2.0, 1, 4, 3])
    levers = tuple(Lever(code, 0, 200, 5) for code in ("gdp", "fdi", "jobs", "tax"))
    for plan in lift(held, "us", Goal(rank=1), levers).plans:
        for move in plan.moves:
            rest = {("us", one.fact): one.finish for one in plan.moves if one.fact != move.fact}
            assert not reached(Goal(rank=1), what_if(held, Changes(rest)), 0)
