"""Explanations: every cell's numbers reproduce its points, and each step is said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from chaotou.core.evaluation.explaining import Bite, Cell, explain, explain_cell, neat, percent, story
from chaotou.core.evaluation.facts import Citation, Facts
from chaotou.core.evaluation.rules.kind import Scale
from chaotou.core.evaluation.scoring import Scorecard, evaluate
from chaotou.core.issues import Message
from chaotou.core.panel import State

from .made import ratio, scheme
from .rules.cells import come_to

RULES = {
    "ratio": {"ratio": {"target": 25}},
    "min_max": {"min_max": {"to": [20, 100]}},
    "z_score": {"z_score": {"mean": 60, "deviation": 10}},
    "growth_steps": {"growth_steps": {}},
    "per_unit": {"per_unit": {"points": 1, "deduction": 0.5, "reference": 20, "base": 3, "limit": 4}},
    "target_steps": {"target_steps": {"target": 25}},
    "ranked": {"ranked": {"by": "steps", "per_place": 2}},
    "percentile_rank": {"percentile_rank": {}},
    "distance_to_best": {"distance_to_best": {}},
    "diminishing": {"diminishing": {"reference": 20}},
    "efficacy": {"efficacy": {"low": 5, "high": 40}},
    "moderate": {"moderate": {"ideal": 21}},
    "given": {"given": {}},
}
READINGS = [12.5, 20.0, 21.25, 36.0]


def everything(**more: object) -> Scorecard:
    """Every rule on the same readings, each with its own weight."""
    criteria = [
        {"code": code, "weight": 5 + at, "rule": rule} for at, (code, rule) in enumerate(RULES.items())
    ]
    return evaluate(scheme(criteria, **more), Facts.of(list("abcd"), dict.fromkeys(RULES, READINGS)))


@pytest.mark.parametrize("code", RULES)
def test_the_told_formula_comes_to_the_points_of_every_subject(code: str) -> None:
    card = everything()
    for subject in card.subjects:
        told = story(card, subject, code)
        assert told.formula is not None and told.result is not None
        value = come_to(told.formula)
        assert value == pytest.approx(told.result)
        share = value / {Scale.SHARE: 1.0, Scale.MARK: 100.0, Scale.POINTS: told.cell.possible}[told.told_in]
        column = card.case.plan.columns[list(RULES).index(code)]
        bounded = min(max(share, column.floor), column.cap)
        assert bounded * told.cell.possible == pytest.approx(told.cell.points)


def test_cells_add_up_to_the_total_of_every_subject() -> None:
    card = everything()
    for subject, total in zip(card.subjects, card.totals, strict=True):
        own = [cell for cell in explain(card) if cell.subject == subject]
        assert sum(cell.points for cell in own) == pytest.approx(total)
        assert sum(cell.lost for cell in own) == pytest.approx(100 - total)
        assert sum(cell.possible for cell in own) == pytest.approx(100)


def test_one_cell_is_the_same_alone_as_among_all() -> None:
    card = everything()
    for cell in explain(card):
        assert explain_cell(card, cell.subject, cell.criterion) == pytest.approx(cell)


def test_cells_come_subject_by_subject_in_the_scheme_s_order() -> None:
    cells = explain(everything())
    assert [(cell.subject, cell.criterion) for cell in cells] == [(s, c) for s in "abcd" for c in RULES]


def bounded() -> list[Cell]:
    made = scheme([{**ratio("x", 100, 10), "floor": 0.2, "cap": 1.2}])
    return explain(evaluate(made, Facts.of(["a", "b", "c"], {"x": [1.0, 6, 20]})))


def test_the_bound_that_bit_is_named() -> None:
    assert [cell.bite for cell in bounded()] == [Bite.FLOOR, Bite.NONE, Bite.CAP]
    assert [cell.lost for cell in bounded()] == pytest.approx([80, 40, -20])


def said(card: Scorecard, subject: str, criterion: str) -> list[str]:
    return [str(sentence) for sentence in story(card, subject, criterion).sentences]


def test_each_step_has_its_sentence() -> None:
    card = evaluate(scheme([{**ratio("x", 100, 10), "cap": 1.2}]), Facts.of(["a", "b"], {"x": [20.0, 6.0]}))
    assert said(card, "a", "x") == [
        "读数 20。",
        "按规则计算：20 ÷ 10 = 2。",
        "得分率 200%，超过上限，按 120% 计。",
        "得分率 120% × 满分 100 = 120 分。",
        "比满分多 20 分。",
    ]
    assert said(card, "b", "x")[-1] == "比满分少 40 分。"


@pytest.mark.parametrize(
    ("policy", "sentence"),
    [("zero", "按 0 分计"), ("reweight", "权重分给"), ("average", "平均得分"), ("full", "按满分计")],
)
@pytest.mark.parametrize(
    ("state", "why"), [("not_reported", "缺报"), ("not_applicable", "不适用"), ("exempt", "豁免")]
)
def test_a_missing_reading_says_why_and_what_became_of_it(
    state: str, why: str, policy: str, sentence: str
) -> None:
    facts = Facts.of(["a", "b"], {"x": [None, 5.0], "y": [5.0, 5.0]})
    facts.state[0, 0] = int(State[state.upper()])
    card = evaluate(scheme([{**ratio("x", 50, 10), "missing": policy}, ratio("y", 50, 10)]), facts)
    told = story(card, "a", "x")
    assert str(told.sentences[0]).startswith(f"{why}，") and sentence in str(told.sentences[0])
    assert (told.formula, told.result) == (None, None)


def test_what_was_imputed_or_treated_is_said() -> None:
    steps = [{"impute": "median"}, {"treat": {"winsorize": 1}}]
    made = scheme([{"code": "x", "weight": 100, "rule": {"min_max": {}}}], prepare=steps)
    readings = [*map(float, range(1, 11)), 1000.0, None]
    card = evaluate(made, Facts.of([f"s{n}" for n in range(12)], {"x": readings}))
    assert said(card, "s10", "x")[1] == "处理离群值后为 10。"
    assert said(card, "s11", "x")[0] == "缺报，按办法补为 6。"


def test_points_of_the_own_group_stand_in_the_formula() -> None:
    made = scheme(
        [
            {"code": "x", "weight": {"by_group": {"e": 60, "w": 20}}, "rule": {"growth_steps": {}}},
            ratio("y", 0, 10) | {"weight": {"by_group": {"e": 40, "w": 80}}},
        ],
        subjects={
            "kind": "zones",
            "groups": [{"code": "e", "members": ["a"]}, {"code": "w", "members": ["b"]}],
        },
    )
    card = evaluate(made, Facts.of(["a", "b"], {"x": [10.0, 10.0], "y": [1.0, 1.0]}))
    told = {subject: story(card, subject, "x") for subject in card.subjects}
    assert {subject: str(one.formula) for subject, one in told.items()} == {
        "a": "48 + 10 ÷ 5 × 1",
        "b": "16 + 10 ÷ 5 × 1",
    }
    assert [one.cell.points for one in told.values()] == pytest.approx([50, 18])


def test_a_story_cites_what_was_read_with_clause_and_provenance() -> None:
    leaf = {
        **ratio("x", 100, 10),
        "reads": {"indicator": "x", "as": "ratio", "over": "land"},
        "clause": "第三条",
        "provenance": "estimated",
    }
    facts = Facts.of(["a"], {"x": [6.0], "land": [2.0]})
    facts = Facts(
        facts.subjects, facts.names, facts.values, facts.state, citations={("a", "x"): Citation("年报")}
    )
    told = story(evaluate(scheme([leaf]), facts), "a", "x")
    assert [(one.name, one.value, one.citation) for one in told.inputs] == [
        ("x", 6.0, Citation("年报")),
        ("land", 2.0, None),
    ]
    assert (told.clause, told.rule, told.provenance.weight) == ("第三条", "ratio", "estimated")
    assert told.source


def test_what_was_due_by_now_is_told_from_the_target_it_came_of() -> None:
    criteria = [{"code": "gdp", "weight": 100, "rule": {"ratio": {"target": "planned"}}}]
    cited = {("a", "gdp.target"): Citation("target/gdp")}
    facts = Facts.of(["a", "b"], {"gdp": [30.0, 40.0], "gdp.target": [100.0, 80.0]}, elapsed=7 / 12)
    told = story(evaluate(scheme(criteria), replace(facts, citations=cited)), "a", "gdp")
    assert "序时应达：目标 100 × 年内已过 58.3333% = 58.333333。" in map(str, told.sentences)
    read = [(one.name, one.value, one.citation) for one in told.inputs]
    assert read == [("gdp", 30.0, None), ("gdp.target", 100.0, Citation("target/gdp"))]


def test_marks_of_an_index_are_explained_on_its_scale() -> None:
    made = scheme([ratio("x", 3, 10), ratio("y", 1, 10)], marks="index")
    cells = explain(evaluate(made, Facts.of(["a"], {"x": [5.0], "y": [10.0]})))
    assert [(cell.points, cell.possible, cell.lost) for cell in cells] == [(50, 100, 50), (100, 100, 0)]


def test_who_is_not_there_is_a_key_error() -> None:
    card = everything()
    for subject, criterion in (("stranger", "ratio"), ("a", "stranger")):
        with pytest.raises(KeyError):
            story(card, subject, criterion)


def test_sentences_are_messages_to_be_translated() -> None:
    assert all(isinstance(one, Message) for one in story(everything(), "a", "ratio").sentences)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1.5, "1.5"),
        (-0.25, "−0.25"),
        (1e-12, "0"),
        (-1e-12, "0"),
        (1234567.891, "1234567.9"),
        (1e16, "1e+16"),
        (1 / 3, "0.33333333"),
    ],
)
def test_a_number_is_written_as_a_person_does(number: float, text: str) -> None:
    assert neat(number) == text


def test_a_share_is_written_in_percent() -> None:
    assert percent(1 / 3) == "33.3333%"
    assert np.isclose(float(percent(0.125)[:-1]), 12.5)
