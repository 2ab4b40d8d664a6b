"""Review indicators, admission lines, sheets, quorum and what a meeting may decide."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.projects.review import (
    Outcome,
    Promise,
    Standing,
    Term,
    is_compulsory,
    needed,
    obstacles,
    papers_for,
    rules_on,
    tally,
    tax_flags,
    vetoes,
)
from chaotou.core.projects.review_indicators import INDICATORS, FlagState, flags, reading, readings
from chaotou.core.projects.review_sheet import Ballot, computed, faults, points, totals
from chaotou.core.zone.review_specs import AdmissionSpec, PromiseSpec, ReviewRulesSpec, ReviewSheetSpec

ON = date(2024, 8, 12)
FIGURES = {
    "fixed_investment": Decimal(150_000_000),
    "land_mu": Decimal(50),
    "yearly_output": Decimal(200_000_000),
    "yearly_tax": Decimal(9_000_000),
    "energy_tce": Decimal(1_200),
    "emissions_t": Decimal(4),
    "rd_spend": Decimal(5_000_000),
    "floor_area_m2": Decimal(40_000),
    "footprint_m2": Decimal(15_000),
    "jobs": Decimal(220),
}

SHEET = ReviewSheetSpec.model_validate(
    {
        "code": "sheet",
        "name": "评审表",
        "english": "Sheet",
        "source": "demo",
        "full": 40,
        "items": [
            {
                "code": "intensity",
                "name": "投资强度",
                "english": "Intensity",
                "points": 20,
                "reads": "investment_per_mu",
                "rule": {"per_unit": {"base": 20, "reference": 400, "step": 10, "deduction": 0.5}},
            },
            {
                "code": "energy",
                "name": "能耗",
                "english": "Energy",
                "points": 10,
                "reads": "energy_per_output",
                "direction": "lower",
                "rule": {"banded": {"thresholds": [0.05, 0.1], "coefficients": [1, 0.5]}},
            },
            {"code": "investor", "name": "投资方", "english": "Investor", "points": 10},
        ],
        "vetoes": [
            {"code": "safety", "name": "安全", "english": "Safety"},
            {"code": "energy", "name": "能耗", "english": "Energy", "below_line": "energy_per_output"},
        ],
    }
)
RULES = ReviewRulesSpec.model_validate(
    {
        "code": "rules",
        "name": "办法",
        "english": "Rules",
        "source": "demo",
        "from": date(2024, 1, 1),
        "sheet": "sheet",
        "members": [{"organization": "economy"}],
        "quorum": 3,
        "quorum_percent": "66.7",
        "approval_percent": 50,
        "pass_mark": 20,
    }
)


CASES = ReviewRulesSpec.model_validate(
    {
        "code": "rules",
        "name": "评审办法",
        "english": "Rules",
        "source": "demo",
        "from": "2024-01-01",
        "sheet": "sheet",
        "members": [{"post": "chair", "chair": True}],
        "quorum": 1,
        "compulsory": [
            {
                "name": "工业",
                "english": "Industry",
                "when": [
                    {"field": "industry", "starts_with": ["C"]},
                    {"field": "investment", "at_least": 50_000_000},
                ],
            },
            {"name": "涉税", "english": "Tax", "when": [{"field": "yearly_tax", "at_least": 5_000_000}]},
        ],
        "outside": [
            {"name": "园区", "english": "Park", "when": [{"field": "landing", "is": ["science_park"]}]}
        ],
    }
)


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"industry": "C3982", "investment": Decimal(50_000_000)}, True),
        ({"industry": "C3982", "investment": Decimal(49_999_999)}, False),
        ({"industry": "I6513", "investment": Decimal(90_000_000)}, False),
        ({"industry": "I6513", "yearly_tax": "5000000"}, True),
        ({"industry": "C3982", "investment": Decimal(50_000_000), "landing": "science_park"}, False),
        ({}, False),
    ],
)
def test_a_review_is_compulsory_where_all_of_one_case_holds_and_nothing_leaves_it_outside(
    fields: dict[str, object], asked: bool
) -> None:
    assert is_compulsory([CASES], fields, ON) is asked


def test_no_review_is_compulsory_before_there_are_rules() -> None:
    fields = {"industry": "C3982", "investment": Decimal(50_000_000)}
    assert not is_compulsory([CASES], fields, date(2023, 12, 31))
    assert not is_compulsory([], fields, ON)


def admission(industry: str, first: str, **lines: dict[str, object]) -> AdmissionSpec:
    said = [{"indicator": code, **line} for code, line in lines.items()]
    return AdmissionSpec.model_validate({"industry": industry, "source": "d", "from": first, "lines": said})


def value(code: str, **changed: Decimal | None) -> Decimal | None:
    return reading(INDICATORS[code], {**FIGURES, **changed}).value


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("investment_per_mu", "300"),
        ("tax_per_mu", "18"),
        ("output_per_mu", "400"),
        ("energy_per_output", "0.06"),
        ("emissions_per_output", "0.0002"),
        ("rd_share", "2.5"),
        ("plot_ratio", "1.2"),
        ("building_coefficient", "45"),
        ("jobs", "220"),
    ],
)
def test_each_indicator_comes_out_as_by_hand(code: str, expected: str) -> None:
    assert value(code) == Decimal(expected)


def test_an_indicator_tells_its_formula_with_the_numbers_put_in() -> None:
    found = reading(INDICATORS["investment_per_mu"], FIGURES)
    assert str(found.formula) == "固定资产投资 15,000 万元 ÷ 用地 50 亩"


def test_an_indicator_without_its_figures_says_which_are_missing() -> None:
    found = reading(INDICATORS["investment_per_mu"], {"land_mu": None})
    assert found.value is None
    assert str(found.reason) == "缺少固定资产投资、用地"


def test_nothing_is_divided_by_zero() -> None:
    found = reading(INDICATORS["tax_per_mu"], {**FIGURES, "land_mu": Decimal(0)})
    assert (found.value, str(found.reason)) == (None, "用地为 0，不能相除")


def test_the_closest_industry_and_the_latest_line_hold() -> None:
    lines = [
        admission("", "2020-01-01", tax_per_mu={"at_least": 10}),
        admission("C", "2020-01-01", tax_per_mu={"at_least": 15}, plot_ratio={"at_least": 1}),
        admission("C39", "2022-01-01", tax_per_mu={"at_least": 20}),
        admission("C39", "2024-01-01", tax_per_mu={"at_least": 25}),
        admission("C39", "2025-01-01", tax_per_mu={"at_least": 30}),
    ]
    held = {one.reading.indicator.code: one.limit for one in flags(readings(FIGURES), lines, "C3971", ON)}
    assert held == {"tax_per_mu": 25, "plot_ratio": 1}
    elsewhere = flags(readings(FIGURES), lines, "F51", ON)
    assert [(one.reading.indicator.code, one.limit) for one in elsewhere] == [("tax_per_mu", 10)]


def test_a_flag_says_by_how_much_a_line_is_missed_either_way() -> None:
    lines = [
        admission("", "2020-01-01", tax_per_mu={"at_least": 20}, energy_per_output={"at_most": "0.05"}),
        admission("", "2020-01-01", plot_ratio={"at_least": "1.2"}, jobs={"at_least": 220}),
    ]
    found = {one.reading.indicator.code: one for one in flags(readings(FIGURES), lines, "C39", ON)}
    assert (found["tax_per_mu"].state, found["tax_per_mu"].short_by) == (FlagState.BELOW, 2)
    assert found["energy_per_output"].short_by == Decimal("0.01")
    assert found["jobs"].state is FlagState.MEETS
    missing = flags(readings({}), lines, "C39", ON)
    assert {one.state for one in missing} == {FlagState.UNKNOWN}


def test_points_follow_the_rule_and_stay_between_nothing_and_full() -> None:
    intensity, energy, investor = SHEET.items
    assert points(intensity, Decimal(300)) == 15
    assert points(intensity, Decimal(900)) == 20
    assert points(intensity, Decimal(-900)) == 0
    assert points(energy, Decimal("0.06")) == 5
    assert points(energy, Decimal("0.04")) == 10
    assert points(energy, None) == 0
    assert computed(SHEET, {"investment_per_mu": Decimal(300)}) == {"intensity": 15, "energy": 0}
    assert investor.is_judged


def test_all_that_is_wrong_with_marks_is_said_at_once() -> None:
    found = dict(faults(SHEET, {"intensity": Decimal(21), "energy": Decimal(-1), "investor": None}))
    assert set(found) == {"intensity", "energy", "investor"}
    assert str(found["intensity"]) == "“投资强度”应在 0 到 20 分之间。"


def ballot(member: str, marks: dict[str, str], **more: object) -> Ballot:
    said = {code: Decimal(mark) for code, mark in marks.items()}
    return Ballot(member, given=True, marks=said, **more)  # type: ignore[arg-type]


def test_averages_leave_out_who_stood_aside_and_who_said_nothing() -> None:
    ballots = [
        ballot("a", {"intensity": "10", "investor": "8"}),
        ballot("b", {"intensity": "20", "investor": "10"}, rechecked={"intensity": Decimal(16)}),
        ballot("c", {"intensity": "0"}, aside=True),
        Ballot("d"),
    ]
    found = totals(SHEET, ballots)
    assert (found.opinions, found.first, found.held) == (2, 24, 22)
    assert [(one.first, one.held) for one in found.items] == [(15, 13), (0, 0), (9, 9)]


def test_without_opinions_there_are_no_averages() -> None:
    assert totals(SHEET, [Ballot("a")]).first is None


MARK = st.decimals(0, 10, places=2)


@given(st.lists(st.tuples(MARK, MARK, st.booleans()), min_size=1, max_size=9), st.randoms())
def test_the_order_of_opinions_changes_nothing(given_marks, random) -> None:
    ballots = [
        Ballot(str(at), aside=aside, given=True, marks={"investor": one}, rechecked={"energy": other})
        for at, (one, other, aside) in enumerate(given_marks)
    ]
    shuffled = random.sample(ballots, len(ballots))
    assert totals(SHEET, shuffled) == totals(SHEET, ballots)
    assert tally(shuffled, RULES) == tally(ballots, RULES)


def test_a_quorum_is_counted_over_those_who_take_part() -> None:
    assert [needed(RULES, taking_part) for taking_part in (2, 4, 6, 9)] == [3, 3, 5, 7]
    ballots = [ballot("a", {}), ballot("b", {}), ballot("c", {}), Ballot("d", aside=True)]
    assert tally(ballots, RULES).is_quorate
    assert not tally(ballots[1:], RULES).is_quorate


def test_a_veto_stands_by_a_member_or_by_a_missed_line_whatever_the_score() -> None:
    raised = ballot("a", {}, vetoes=frozenset({"safety"}))
    aside = ballot("b", {}, vetoes=frozenset({"safety"}), aside=True)
    found = flags(
        readings(FIGURES),
        [admission("", "2020-01-01", energy_per_output={"at_most": "0.05"})],
        "C",
        ON,
    )
    assert [(one.rule.code, one.members) for one in vetoes(SHEET, [raised, aside], ())] == [("safety", 1)]
    assert [one.rule.code for one in vetoes(SHEET, [aside], found)] == ["energy"]


TAX = PromiseSpec.model_validate(
    {
        "code": "tax_award",
        "name": "与税收挂钩的奖励",
        "english": "Award tied to tax",
        "depends_on_tax": True,
        "words": ["税收返还", "地方留成"],
        "evidence": "fair_competition",
        "basis": "条例",
        "from": "2024-08-01",
    }
)
RENT = PromiseSpec.model_validate({"code": "rent", "name": "厂房租金", "english": "Rent"})


def test_a_promise_is_flagged_by_its_kind_or_by_a_word_in_it() -> None:
    promises = [
        Promise("tax_award", "按贡献奖励"),
        Promise("rent", "租金按地方 留成的一半返还"),
        Promise("rent", "前两年免租"),
    ]
    found = tax_flags(promises, [RENT, TAX], ON)
    assert [(one.promise.kind, one.word) for one in found] == [("tax_award", ""), ("rent", "地方留成")]
    assert papers_for(found) == ("fair_competition",)
    assert tax_flags(promises, [RENT, TAX], date(2024, 7, 31)) == ()


def standing(ballots: list[Ballot], **more: object) -> Standing:
    said = {"score": totals(SHEET, ballots).held, "vetoes": (), "lacking_papers": (), **more}
    return Standing(RULES, tally(ballots, RULES), **said)  # type: ignore[arg-type]


FOR = [ballot(name, {"intensity": "20", "investor": "9"}, vote="for") for name in "abc"]


def said(outcome: Outcome, held: Standing, reason: str = "", terms: tuple[Term, ...] = ()) -> list[str]:
    found = obstacles(outcome, held, reason=reason, terms=terms, meets_on=ON, on=ON)
    return [str(one) for one in found]


@pytest.mark.parametrize("outcome", [Outcome.APPROVED, Outcome.DEFERRED])
def test_nothing_is_decided_before_the_meeting_s_day(outcome: Outcome) -> None:
    def found(meets_on: date) -> list[str]:
        held = obstacles(outcome, standing(FOR), reason="x", terms=(), meets_on=meets_on, on=ON)
        return [str(one) for one in held]

    assert found(date(2024, 8, 13)) == ["评审会 2024-08-13 召开，会前不能作出结论。"]
    assert found(ON) == found(date(2024, 8, 1)) == []


def test_a_project_with_votes_quorum_and_score_is_approved() -> None:
    assert said(Outcome.APPROVED, standing(FOR)) == []


def test_every_obstacle_to_an_approval_is_said_at_once() -> None:
    against = [ballot("a", {"intensity": "5"}, vote="against", vetoes=frozenset({"safety"}))]
    held = standing(against, vetoes=vetoes(SHEET, against, ()), lacking_papers=("公平竞争审查表",))
    assert len(said(Outcome.APPROVED, held)) == 5
    assert len(said(Outcome.CONDITIONAL, held)) == 7


def test_other_outcomes_need_a_reason_and_a_deferral_no_quorum() -> None:
    assert said(Outcome.REJECTED, standing(FOR), "污染未解决") == []
    assert len(said(Outcome.REJECTED, standing(FOR))) == 1
    assert said(Outcome.DEFERRED, standing(FOR[:1]), "人数不足") == []
    assert len(said(Outcome.RESUBMIT, standing(FOR[:1]), "补材料")) == 1


def test_conditions_have_an_owner_and_a_day_to_come() -> None:
    whole = Term("补齐节能审查", "economy", date(2024, 9, 30))
    assert said(Outcome.CONDITIONAL, standing(FOR), "须补材料", (whole,)) == []
    late = Term("补齐节能审查", "economy", date(2024, 8, 1))
    assert len(said(Outcome.CONDITIONAL, standing(FOR), "须补材料", (late, Term("x", "", None)))) == 2
    assert len(said(Outcome.APPROVED, standing(FOR), "", (whole,))) == 1


def test_the_latest_rules_that_have_begun_hold() -> None:
    later = RULES.model_copy(update={"code": "later", "valid_from": date(2025, 1, 1)})
    assert rules_on([later, RULES], ON) == RULES
    assert rules_on([later, RULES], date(2023, 1, 1)) is None


def test_what_was_kept_of_rules_and_sheet_reads_back_the_same() -> None:
    for spec in (RULES, SHEET):
        kept = spec.model_dump(mode="json", by_alias=True, exclude_none=True)
        assert type(spec).model_validate(kept) == spec
