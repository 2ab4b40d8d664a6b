"""From facts to totals: what is missing, groups, amounts of every origin, adjustments, vetoes, weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from chaotou.core.evaluation.facts import Facts
from chaotou.core.evaluation.scoring import Scorecard, evaluate
from chaotou.core.issues import Refusal
from chaotou.core.panel import State

from .made import POINTS_FOR_EACH, ratio, scheme

NONE = float("nan")
TWO_GROUPS: dict[str, Any] = {
    "kind": "zones",
    "groups": [{"code": "east", "members": ["a", "b"]}, {"code": "west", "members": ["c", "d"]}],
}


def with_reason(reason: State) -> Facts:
    """Three subjects of whom the last has no second figure, for this reason."""
    facts = Facts.of(["a", "b", "c"], {"one": [50.0, 100.0, 80.0], "two": [40.0, 60.0, None]})
    facts.state[2, 1] = int(reason)
    return facts


@pytest.mark.parametrize("reason", ["not_reported", "not_applicable", "exempt"])
@pytest.mark.parametrize(
    ("policy", "points", "total"),
    [
        ("zero", 0.0, 48.0),  # 60 × 0.8
        ("reweight", NONE, 80.0),  # 100 × 0.8
        ("average", 20.0, 68.0),  # 40 × (0.4 + 0.6) ÷ 2
        ("full", 40.0, 88.0),
    ],
)
def test_what_is_missing_becomes_what_the_scheme_says_for_its_reason(
    reason: str, policy: str, points: float, total: float
) -> None:
    others = dict.fromkeys({"not_reported", "not_applicable", "exempt"} - {reason}, "full")
    made = scheme(
        [ratio("one", 60, 100), {**ratio("two", 40, 100), "missing": {reason: policy, **others}}],
    )
    card = evaluate(made, with_reason(State[reason.upper()]))
    assert card.scores[2, 1] == pytest.approx(points, nan_ok=True)
    assert card.totals == pytest.approx([46, 84, total])


def test_the_average_is_of_those_in_the_same_group() -> None:
    made = scheme(
        [{**ratio("one", 100, 100), "missing": "average"}], subjects=TWO_GROUPS, compared_within="group"
    )
    card = evaluate(made, Facts.of(list("abcd"), {"one": [20.0, None, 90.0, 70.0]}))
    assert card.totals == pytest.approx([20, 20, 90, 70])


def test_who_has_nothing_that_counts_has_no_total_and_no_place() -> None:
    made = scheme([{**ratio("one", 100, 100), "missing": "reweight"}])
    card = evaluate(made, Facts.of(["a", "b"], {"one": [50.0, None]}))
    assert np.isnan([card.totals[1], card.ranks[1]]).all()
    assert card.ranks[0] == 1


def test_a_branch_without_anything_that_counts_leaves_its_weight_to_its_siblings() -> None:
    branch = {"code": "b", "weight": 50, "criteria": [{**ratio("two", 50, 100), "missing": "reweight"}]}
    card = evaluate(scheme([ratio("one", 50, 100), branch]), with_reason(State.NOT_REPORTED))
    assert card.totals == pytest.approx([45, 80, 80])
    assert np.isnan(card.scores[2, 2])


def test_a_group_is_compared_within_itself() -> None:
    made = scheme(
        [{"code": "x", "weight": 100, "rule": {"min_max": {}}}],
        subjects=TWO_GROUPS,
        compared_within="group",
    )
    facts = Facts.of(list("abcd"), {"x": [1.0, 2.0, 30.0, 20.0]})
    assert evaluate(made, facts).totals.tolist() == [0, 100, 100, 0]


def test_weights_differ_by_group() -> None:
    weights = [{"by_group": {"east": 60, "west": 20}}, {"by_group": {"east": 40, "west": 80}}]
    made = scheme([ratio(code, 0, 10) | {"weight": w} for code, w in zip("xy", weights, strict=True)])
    made = made.model_copy(update={"subjects": scheme([ratio("x", 1, 1)], subjects=TWO_GROUPS).subjects})
    card = evaluate(made, Facts.of(list("abcd"), {"x": [10.0, 5, 10, 5], "y": [5.0, 10, 5, 10]}))
    assert card.totals == pytest.approx([80, 70, 60, 90])


@pytest.mark.parametrize(
    ("rule", "points"),
    [
        ({"growth_steps": {}}, [50, 16, 34]),  # 80 % and 1 point for each 5 %: 48 + 2, 16, 32 + 2
        ({"per_unit": {"points": 1, "base": 10}}, [20, 10, 20]),
        ({"ranked": {"by": "steps", "per_place": 5}}, [60, 10, 40]),
    ],
)
def test_rules_that_count_points_count_those_of_the_subject_s_own_group(
    rule: dict[str, Any], points: list[float]
) -> None:
    subjects = {"kind": "zones", "groups": [{"code": g, "members": [g]} for g in ("big", "low", "mid")]}
    made = scheme(
        [
            {"code": "x", "weight": {"by_group": {"big": 60, "low": 20, "mid": 40}}, "rule": rule},
            ratio("y", 0, 10) | {"weight": {"by_group": {"big": 40, "low": 80, "mid": 60}}},
        ],
        subjects=subjects,
    )
    card = evaluate(made, Facts.of(["big", "low", "mid"], {"x": [10.0, 0.0, 10.0], "y": [0.0] * 3}))
    assert card.totals == pytest.approx(points)


def test_a_criterion_only_for_some_groups_counts_for_them_alone() -> None:
    made = scheme(
        [
            ratio("x", 50, 10),
            {**ratio("y", 50, 10), "only_groups": ["east"]},
            {"code": "z", "weight": 50, "only_groups": ["west"], "rule": {"growth_steps": {}}},
        ],
        subjects=TWO_GROUPS,
    )
    card = evaluate(made, Facts.of(list("abcd"), {"x": [5.0] * 4, "y": [10.0] * 4, "z": [0.0] * 4}))
    assert card.totals == pytest.approx([75, 75, 65, 65])
    assert card.possible[0, :3] == pytest.approx([50, 50, 0])


def test_nobody_is_measured_against_groups_a_criterion_is_not_for() -> None:
    spread = {"code": "y", "weight": 50, "rule": "min_max"}
    above = {"code": "own", "weight": 50, "only_groups": ["east"], "criteria": [spread]}
    made = scheme([ratio("x", 50, 10), above], subjects=TWO_GROUPS)
    card = evaluate(made, Facts.of(list("abcd"), {"x": [10.0] * 4, "y": [1.0, 3.0, 0.0, 100.0]}))
    assert card.marked.shares[:2, 1] == pytest.approx([0, 1])
    assert card.totals == pytest.approx([50, 100, 100, 100])


def test_members_of_a_group_are_those_of_the_year() -> None:
    members = {2020: ["a"], 2023: ["a", "b"]}
    subjects = {"kind": "zones", "groups": [{"code": "east", "members": members}]}
    made = scheme([ratio("x", 100, 10)], subjects=subjects)
    held = {
        year: evaluate(made, Facts.of(["a", "b"], {"x": [1.0, 2.0]}, year=year))
        for year in (2019, 2022, 2024)
    }
    assert {year: card.case.ground.groups.tolist() for year, card in held.items()} == {
        2019: [1, 1],
        2022: [0, 1],
        2024: [0, 0],
    }


def test_groups_come_from_a_column_of_texts_or_numbers() -> None:
    made = scheme([ratio("x", 100, 10)], subjects={"kind": "zones", "group_column": "region"})
    texts = Facts.of(["a", "b", "c"], {"x": [1.0, 2.0, 3.0]}, labels={"region": ["E", "W", "E"]})
    numbers = Facts.of(["a", "b", "c"], {"x": [1.0, 2.0, 3.0], "region": [1.0, 2.0, 1.0]})
    for facts in (texts, numbers):
        assert evaluate(made, facts).group_ranks.tolist() == [2, 1, 1]
    assert evaluate(made, numbers).case.ground.group_codes == ("1", "2")


@pytest.mark.parametrize("more", [{"subjects": {"kind": "zones", "group_column": "region"}}, {}])
def test_a_grouping_column_that_is_not_there_is_refused(more: dict[str, Any]) -> None:
    steps = [] if more else [{"impute": {"by": "group_mean", "within": "region"}}]
    made = scheme([ratio("x", 100, 10)], prepare=steps, **more)
    with pytest.raises(Refusal, match="region"):
        evaluate(made, Facts.of(["a"], {"x": [1.0]}))


PROVINCE = {"kind": "zones", "leave_out": ["province"]}


@pytest.mark.parametrize(
    ("target", "more", "shares"),
    [
        (40, {}, [0.25, 0.5, 0.75]),
        ({"by_group": {"east": 20, "west": 40}}, {"subjects": TWO_GROUPS}, [0.5, 1, 0.75]),
        ("stated", {}, [1.0, 0.8, 0.6]),
        ("planned", {}, [1.0, 1.0, 1.0]),
        ({"fact": "plan"}, {}, [0.5, 0.4, 0.3]),
        ({"subject": "b"}, {}, [0.5, 1, 1]),
        ("mean", {}, [0.5, 1, 1]),
        ("median", {}, [0.5, 1, 1]),
        ("best", {}, [1 / 3, 2 / 3, 1]),
        ("worst", {}, [1, 1, 1]),
    ],
)
def test_a_number_is_taken_from_where_the_scheme_says(
    target: object, more: dict[str, Any], shares: list[float]
) -> None:
    columns = {"x": [10.0, 20, 30], "x.target": [10.0, 25, 50], "plan": [20.0, 50, 100]}
    facts = Facts.of(["a", "b", "c"], columns, elapsed=0.5)
    assert evaluate(scheme([ratio("x", 100, target)], **more), facts).marked.shares[:, 0] == pytest.approx(
        shares
    )


def test_another_subject_s_reading_serves_though_it_is_not_scored() -> None:
    made = scheme(
        [ratio("x", 100, {"subject": "province"})],
        subjects=PROVINCE,
        bonuses=[{"code": "more", "items": [_beyond_the_province("x")]}],
    )
    card = evaluate(made, Facts.of(["a", "province", "b"], {"x": [10.0, 20.0, 23.0]}))
    assert card.subjects == ("a", "b")
    assert card.base == pytest.approx([50, 100])
    assert card.adjustments[:, 0] == pytest.approx([0, 3])


def _beyond_the_province(indicator: str) -> dict[str, Any]:
    rule = {"per_unit": {"points": 1, "reference": {"subject": "province"}}}
    return {"code": "beyond", "reads": indicator, "rule": rule}


@pytest.mark.parametrize(
    ("target", "shares"), [("best", [1, 0.5, 1 / 3]), ("worst", [1, 1, 1]), ("mean", [1, 1, 2 / 3])]
)
def test_best_and_worst_turn_round_where_smaller_is_better(target: str, shares: list[float]) -> None:
    made = scheme([{**ratio("x", 100, target), "direction": "lower"}])
    card = evaluate(made, Facts.of(["a", "b", "c"], {"x": [10.0, 20, 30]}))
    assert card.marked.shares[:, 0] == pytest.approx(shares)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("target", ["mean", "median", "best", "worst"])
def test_nothing_to_compare_with_is_a_missing_reading(target: str) -> None:
    card = evaluate(scheme([ratio("x", 100, target)]), Facts.of(["a", "b"], {"x": [None, None]}))
    assert card.totals.tolist() == [0, 0]


def adjusted(**more: Any) -> Scorecard:
    made = scheme([ratio("x", 100, 10)], **more)
    columns: dict[str, list[float | None]] = {"x": [10.0, 5, 5], "p": [1.0, 9, None], "q": [1.0, 9, 2]}
    return evaluate(made, Facts.of(["a", "b", "c"], columns))


def items(*codes: str, **more: Any) -> list[dict[str, Any]]:
    return [{"code": code, "rule": POINTS_FOR_EACH, **more} for code in codes]


def test_bonus_items_have_caps_of_their_own_and_a_joint_one() -> None:
    card = adjusted(bonuses=[{"code": "more", "most": 5, "items": items("p", "q", cap=4)}])
    assert card.adjustments[:, 0].tolist() == [2, 5, 2]
    assert card.totals.tolist() == [102, 55, 52]


def test_deductions_are_taken_off_under_their_own_joint_cap() -> None:
    card = adjusted(
        bonuses=[{"code": "more", "most": 5, "items": items("p")}],
        deductions=[{"code": "less", "most": 3, "items": items("q")}],
    )
    assert card.adjustments.tolist() == [[1, -1], [5, -3], [0, -2]]
    assert card.totals.tolist() == [100, 52, 48]


def test_a_deduction_missing_is_none() -> None:
    assert adjusted(deductions=[{"code": "less", "items": items("p")}]).totals.tolist() == [99, 41, 50]


VETO = {"code": "event", "name": "事故", "reads": {"indicator": "events"}, "at_least": 1}


@pytest.mark.parametrize(
    ("effect", "totals", "ranks"),
    [
        ({"effect": "cancel"}, [NONE, 80, 70], [NONE, 1, 2]),
        ({"effect": "zero"}, [0, 80, 70], [3, 1, 2]),
        ({"effect": "grade", "grade": "poor"}, [90, 80, 70], [1, 2, 3]),
    ],
)
def test_a_veto_cancels_or_zeroes_or_only_holds_the_grade(
    effect: dict[str, Any], totals: list[float], ranks: list[float]
) -> None:
    grades = [{"code": "good", "name": "好"}, {"code": "poor", "name": "差"}]
    made = scheme([ratio("x", 100, 10)], vetoes=[{**VETO, **effect}], grades=grades)
    card = evaluate(made, Facts.of(["a", "b", "c"], {"x": [9.0, 8, 7], "events": [1.0, 0, None]}))
    assert card.vetoed.tolist() == [0, -1, -1]
    assert card.totals == pytest.approx(totals, nan_ok=True)
    assert card.ranks == pytest.approx(ranks, nan_ok=True)


@pytest.mark.parametrize(
    ("bound", "struck"),
    [("above", [0, 0, 1]), ("at_least", [0, 1, 1]), ("below", [1, 0, 0]), ("at_most", [1, 1, 0])],
)
def test_a_condition_holds_beyond_its_bound(bound: str, struck: list[int]) -> None:
    veto = {"code": "event", "name": "事故", "reads": {"indicator": "e"}, bound: 2}
    made = scheme([ratio("x", 100, 10)], vetoes=[veto])
    card = evaluate(made, Facts.of(["a", "b", "c"], {"x": [1.0] * 3, "e": [1.0, 2, 3]}))
    assert (card.vetoed + 1).tolist() == struck


def test_rounded_points_add_up_to_the_total() -> None:
    made = scheme([ratio("x", 50, 3), ratio("y", 50, 7)], rounding={"points": 1, "total": 1})
    card = evaluate(made, Facts.of(["a"], {"x": [1.0], "y": [2.0]}))
    assert card.scores[0, :2] == pytest.approx([16.7, 14.3])
    assert card.totals == pytest.approx([31.0])


def test_each_level_is_put_together_in_its_own_way() -> None:
    branches = [
        {"code": b, "weight": 1, "criteria": [ratio(f"{b}{n}", 1, 100) for n in (1, 2)]} for b in ("p", "q")
    ]
    made = scheme(branches, marks="index", aggregate={2: "geometric", 3: "harmonic"})
    card = evaluate(made, Facts.of(["a"], {"p1": [20.0], "p2": [80.0], "q1": [10.0], "q2": [90.0]}))
    assert card.scores[0, 4:] == pytest.approx([40, 30, 2 / (1 / 40 + 1 / 30)])


def test_a_branch_s_own_way_goes_before_its_level_s() -> None:
    branch = {"code": "p", "aggregate": "geometric", "criteria": [ratio(c, 1, 100) for c in ("x", "y")]}
    made = scheme([branch], marks="index", aggregate={2: "harmonic"})
    assert evaluate(made, Facts.of(["a"], {"x": [20.0], "y": [80.0]})).totals == pytest.approx([40])


@pytest.mark.parametrize("way", ["entropy", "principal_component", "correlation"])
def test_weights_read_off_the_marks_are_those_of_the_method(way: str) -> None:
    from chaotou.core.evaluation.methods.weighting import Weighting
    from chaotou.core.evaluation.weighing import READ_OFF

    x = np.array([[10.0, 50], [20, 90], [60, 80], [90, 95]])
    made = scheme([ratio("x", 1, 100), ratio("y", 1, 100)], marks="index", weights=way)
    card = evaluate(made, Facts.of(list("abcd"), {"x": x[:, 0].tolist(), "y": x[:, 1].tolist()}))
    weights = READ_OFF[Weighting(way)](x)
    assert card.totals == pytest.approx(x @ weights / weights.sum())


def test_a_mark_left_out_is_no_zero_for_weights_read_off_the_marks() -> None:
    made = scheme(
        [ratio("x", 1, 10), ratio("y", 1, 10)], marks="index", weights="entropy", missing="reweight"
    )
    card = evaluate(made, Facts.of(["a", "b", "c"], {"x": [5.0, 5, 5], "y": [5.0, 5, None]}))
    assert card.totals == pytest.approx([50, 50, 50])


def test_subjects_of_whom_too_little_is_known_are_screened_out_and_named() -> None:
    made = scheme([ratio("x", 50, 10), ratio("y", 50, 10)], prepare=[{"screen": {"data": 0.6}}])
    card = evaluate(made, Facts.of(["a", "b"], {"x": [10.0, 5.0], "y": [10.0, None]}))
    assert card.subjects == ("a",)
    assert card.case.screened_out == ("b",)


def test_when_all_are_screened_out_that_is_refused() -> None:
    made = scheme([ratio("x", 50, 10), ratio("y", 50, 10)], prepare=[{"screen": {"data": 0.6}}])
    with pytest.raises(Refusal, match="筛选"):
        evaluate(made, Facts.of(["b"], {"x": [5.0], "y": [None]}))


def test_imputed_readings_count_and_outliers_are_treated_before_rules_see_them() -> None:
    steps = [{"impute": "median"}, {"treat": {"winsorize": 1}}]
    made = scheme([{"code": "x", "weight": 100, "rule": {"min_max": {}}}], prepare=steps)
    readings = [*map(float, range(1, 11)), 1000.0, None]
    card = evaluate(made, Facts.of([f"s{n}" for n in range(12)], {"x": readings}))
    assert card.case.prepared[10, 0] == 10
    assert card.case.prepared[11, 0] == 6
    assert card.totals[[9, 10]].tolist() == [100, 100]


def test_subjects_listed_but_not_in_the_facts_are_missing_and_others_are_not_scored() -> None:
    made = scheme([ratio("x", 100, 10)], subjects={"kind": "zones", "members": ["b", "z"]})
    card = evaluate(made, Facts.of(["a", "b"], {"x": [10.0, 5.0]}))
    assert card.subjects == ("b", "z")
    assert card.totals.tolist() == [50, 0]


def test_nobody_to_score_is_refused() -> None:
    with pytest.raises(Refusal, match="考评的对象"):
        evaluate(scheme([ratio("x", 100, 10)]), Facts.of([], {"x": []}))


def test_a_criterion_without_a_rule_is_refused() -> None:
    with pytest.raises(Refusal, match="计分规则"):
        evaluate(scheme([{"code": "x", "weight": 100}]), Facts.of(["a"], {"x": [1.0]}))
