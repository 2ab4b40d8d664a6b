"""What can be wrong with flows, kinds, limits and counts of matters is told with file, line and hint."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.projects.conditions import exclusive, holds
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.project_specs import ConditionSpec
from chaotou.core.zone.rules_for_entries import circling

Edit = Callable[[str, str, str], int]

M = "matters.yaml"
A = "matters/approvals.yaml"
Q = "matters/requests.yaml"
H = "matters/hazards.yaml"
L = "matters/livelihood.yaml"
P = "matters/petitions.yaml"

WITHDRAWN = "      - {code: withdrawn, name: 已撤回,   english: Withdrawn,              phase: ended}\n"
LOST = f"{WITHDRAWN}      - {{code: lost, name: 失踪, english: Lost, phase: open}}\n"
ACCEPT = "english: Accept, from: [received, corrected], to: examining, by: [intake, platform]"
ASK = "from: [received], to: correcting, by: [intake],"
DECIDE = "english: Decide, from: [examined], to: decided, by: [verifier, leader]"
REVIEW = "act: verify, name: 审核, english: First review, from: [submitted], to: reviewed, by: [verifier], "
GRANT = "by: [leader, verifier], apart_from: [ask_extension]}"
PROPOSED = "english: Proposed,                 phase: "
DONE = "english: Done,                     phase: "

FLOWS = [
    ("{code: corrected,  name: 已补正", "{code: correcting, name: 已补正", "“correcting”写了不止一次"),
    ("to: correcting, by", "to: corecting, by", "“corecting”不存在"),
    (ACCEPT, ACCEPT.replace("received, ", "recieved, "), "“recieved”不存在"),
    ("act: supply,", "act: register,", "登记不是流程里的一步"),
    ("act: transfer, name: 转办", "act: split, name: 转办", "“split”写了不止一步"),
    ("from: [examining], by: [intake, lead]}", "from: [examining], to: examining, by: [lead]}", "又回到"),
    (WITHDRAWN, LOST, "没有路通到状态“失踪”"),
    (WITHDRAWN, LOST, "从状态“失踪”走不到"),
    ("from: [proposed], to: adopted", "from: [adopted], to: proposed", "没有路通到状态“已列入”"),
    (f"{PROPOSED}waiting", f"{PROPOSED}ended", "已经是终点"),
    (f"{DONE}closed", f"{DONE}ended", "没有办结的状态"),
    (DECIDE, DECIDE.replace("verifier, leader", "lead"), "没有人核验"),
    (DECIDE, DECIDE.replace("verifier, leader", "platform"), "没有人核验"),
    (f"{DECIDE}, result: yes, apart_from: [submit]", f"{DECIDE}, result: yes", "没有与报结的人分开"),
    (f"{DECIDE}, result: yes,", f"{DECIDE},", "不问办理结果"),
    (f"{REVIEW}reason: yes, apart_from: [submit]", f"{REVIEW}reason: yes", "没有与“submit”的人分开"),
    (GRANT, "by: [leader, verifier]}", "没有与“ask_extension”的人分开"),
    (GRANT, GRANT.replace("[ask_", "[sign_off, ask_"), "流程里却没有这一步"),
    ("from: [correcting], to: corrected", "from: [corrected], to: correcting", "却没有“correct”这一步"),
    ("from: [suspended], to: examining", "from: [examined], to: examining", "却没有“resume”这一步"),
    ("act: return, name: 退办", "act: note, name: 退办", "却没有“return”这一步"),
    (f"{ACCEPT}, starts_clock: yes", ACCEPT, "却不起算时限"),
    (ASK, f"{ASK} starts_clock: yes,", "却没有进入办理中"),
    ("act: accept_tolerating", "act: accept_tollerating", "“act”不能写"),
    (ASK, ASK.replace("[intake]", "[clerk]"), "不能写“clerk”"),
]

LAND = "routing: [{lead: approval, supporting: [land]}]"
CHAIN = "kind: property_certificate,  lead: land, after: [acceptance]"
DRAWINGS = "kind: drawing_review,        lead: housing,"
PEOPLE = "english: People, kind: number,"
ORDINARY = "when: {field: level, is: [ordinary]}"
GAS = "      - {when: {field: class, is: [construction, gas]}, lead"

KINDS = [
    (A, "flow: approval", "flow: aproval", "“aproval”在 matters.yaml 里没有"),
    (A, "intake: [approval]", "intake: [aproval]", "在 organizations.yaml 里没有"),
    (A, "open_to: [investment, ", "open_to: [investmnt, ", "在 organizations.yaml 里没有"),
    (A, "source: market_registration", "source: market_registry", "在 sources.yaml 里没有"),
    (A, "source: licensing_law}", "source: licencing_law}", "在 sources.yaml 里没有"),
    (A, "[{evidence: decision}]", "[{evidence: decisions}]", "“decisions”在 matters.yaml 里没有"),
    (A, "results: [granted, denied]", "results: [grant, denied]", "“grant”在 matters.yaml 里没有"),
    (A, "suspensions: [correction,", "suspensions: [corection,", "“corection”在 matters.yaml 里没有"),
    (A, "[near_4_hours", "[near_4_hour", "“near_4_hour”在 matters.yaml 里没有"),
    (A, LAND, "routing: [{lead: aproval}]", "“routing”写的“aproval”"),
    (A, "kind: completion_acceptance, lead", "kind: acceptance, lead", "在 matters/*.yaml 里没有"),
    (P, "kind: petition_review, within", "kind: petition_revue, within", "在 matters/*.yaml 里没有"),
    (A, "prefix: YD", "prefix: QD", "编号前缀“QD”已用于“企业设立登记”"),
    (A, "prefix: YD", "prefix: yd", "不能作代码"),
    (A, "code: registered_capital, name", "code: firm_name, name", "要素“firm_name”写了不止一次"),
    (Q, "        kind: choice\n", "        kind: text\n", "kind 与 choices 不相配"),
    (P, "privacy: strict\n", "privacy: strict\n    is_public: yes\n", "不能向公众公开"),
    (A, "land_field: land_won_on", "land_field: land_won_on\n    privacy: strict", "“permit”却不是"),
    (P, PEOPLE, f"{PEOPLE} public: yes,", "这一类事项却不公开"),
    (P, "personal: yes, required: yes}", "personal: yes, public: yes}", "是个人信息，不能向公众公开"),
    (L, "    is_public: yes\n", "", "这一类事项却不公开"),
    (Q, ORDINARY, "when: {field: levle, is: [ordinary]}", "条件用的要素“levle”"),
    (Q, ORDINARY, "when: {field: level, is: [easy]}", "“level”没有“easy”这一项"),
    (Q, ORDINARY, "when: {field: level}", "没有写与什么比"),
    (H, "english: Who answers for it}", "english: Who, when: {field: duty, is: [x]}}", "以它自己为条件"),
    (H, "when: {field: class, is: [traffic]}", "when: {field: funds, is: [traffic]}", "是数，不能用 is"),
    (H, GAS, "      - {lead", "后面几行永远轮不到"),
    (A, "flow: approval", "flow: request", "流程“request”却没有“ask_correction”"),
    (L, "flow: livelihood", "flow: hazard\n    call_back: {within_days: 3}", "却没有“call_back”这一步"),
    (H, "flow: hazard", "flow: hazard\n    suspensions: [testing]", "却没有“suspend”这一步"),
    (H, "    results: [done, phased]\n", "", "却没有写 results"),
    (A, "{code: drawings,       kind", "{code: land_planning,  kind", "“land_planning”写了不止一次"),
    (A, "after: [acceptance]", "after: [aceptance]", "要等的“aceptance”不存在"),
    (A, f"{DRAWINGS}  before_land: yes", f"{DRAWINGS} after: [permit]", "环节互相等待"),
    (A, "land_field: land_won_on", "land_field: land_won", "“land_won”不是这一类事项的日期要素"),
    (A, "land_field: land_won_on", "land_field: project_name", "不是这一类事项的日期要素"),
    (A, "    land_field: land_won_on\n", "", "要一起写"),
    (A, CHAIN, CHAIN.replace("property_certificate", "completion_to_certificate"), "又包含了自己"),
    (P, "kind: petition_recheck, within", "kind: petition_review, within", "没有最后一级"),
    (L, "{code: halfway,   name: 过半", "{code: planned,   name: 过半", "节点“planned”写了不止一次"),
    (L, 'by: "03-31"', 'by: "02-29"', "不是每年都有"),
    (L, 'by: "05-31"', 'by: "03-01"', "不晚于排在前面的"),
    (L, 'by: "05-31"', 'by: "5月底"', "不能作代码"),
]

SINCE = "days: 3, from: 2022-03-01"
LARGE = "when: {field: scale, is: [large]}, from: 2024"

LIMITS = [
    (A, SINCE, f"{SINCE}, until: 2022-01-01", "早于“from”"),
    (A, SINCE, f"started_by: [register], {SINCE}", "起止不同"),
    (A, SINCE, SINCE.replace("3,", "0,"), "“days”太小"),
    (
        A,
        "days: 1, from: 2024-01-01, clause",
        "days: 4, from: 2024-01-01, clause",
        "“decision”承诺的比法定的还长",
    ),
    (A, f"days: 10, {LARGE}", f"days: 16, {LARGE}", "“decision”承诺的比法定的还长"),
    (P, "days: 45, counted_in: natural", "days: 1441, counted_in: hours", "“finish”承诺的比法定的还长"),
    (Q, "days: 25, when: {field: level, is: [hard]}", "days: 25", "“settle”有两条同时有效"),
    (A, SINCE, f"rolls_past_rest: yes, {SINCE}", "却不是按自然日计"),
    (
        P,
        "days: 45, counted_in: natural",
        "days: 45, counted_in: hours, rolls_past_rest: yes",
        "却不是按自然日计",
    ),
    (P, "clause: 第二十二条, ", "rolls_past_rest: yes, ", "“转送交办”遇休息日顺延，却没有写依据哪一条"),
    (Q, "met_by: [respond, refuse]", "met_by: [approve]", "流程“request”没有这一步"),
    (Q, "met_by: [sign_for, refuse]", "met_by: [register]", "流程“request”没有这一步"),
    (Q, "[register], met_by: [sign_for", "[list], met_by: [sign_for", "流程“request”没有这一步"),
]

WATCH = [
    ("anchor: share_used, amount: 0.5", "anchor: share_used, amount: 50", "的份额大于 1"),
    ("anchor: at_due,", "anchor: at_due, amount: 1,", "的 amount 与 anchor 不相配"),
    ("anchor: after_due, amount: 1,", "anchor: after_due,", "的 amount 与 anchor 不相配"),
    ("amount: 3, sheet: blue", "amount: 3, sheet: red", "颜色却更轻"),
    ("attention: 0.5", "attention: 0.9", "attention 不小于 due_soon"),
    ("digest_from: 5}", 'digest_from: 5}\n  - {from: "12:00", until: "13:00"}', "写了不止一条"),
    ("indicator: approvals_closed,", "indicator: approvals_closd,", "在 indicators.yaml 里没有"),
    ("indicator: requests_registered,", "indicator: approvals_closed,", "不止一处计数"),
    ("indicator: approvals_closed,", "indicator: signed_projects_100m,", "不止一处计数"),
    ("counted: average_days, ", "counted: on_time_rate, ", "与所数的不相配"),
    ("counted: open}", "counted: open, results: [done]}", "只有办结数"),
    ("results: [done]}", "results: [don]}", "“don”在 matters.yaml 里没有"),
]


def told(zone: Path) -> list[str]:
    """Every issue as a line; each names its place and how to mend it."""
    issues = load_zone(zone).issues
    assert all(issue.place.line and issue.hint for issue in issues)
    return [f"{issue.place.file}:{issue.place.line} {issue.message}" for issue in issues]


@pytest.mark.parametrize(("old", "new", "says"), FLOWS)
def test_a_fault_of_a_flow_is_told(copy: Path, edit: Edit, old: str, new: str, says: str) -> None:
    line = edit(M, old, new)
    found = [issue for issue in load_zone(copy).issues if says in str(issue.message)]
    assert found, told(copy)
    assert all(issue.is_error and issue.place.file == M for issue in found)
    assert all(abs((issue.place.line or 0) - line) <= 40 for issue in found)


@pytest.mark.parametrize(("file", "old", "new", "says"), [*KINDS, *LIMITS])
def test_a_fault_of_a_kind_is_told(copy: Path, edit: Edit, file: str, old: str, new: str, says: str) -> None:
    line = edit(file, old, new)
    found = [issue for issue in load_zone(copy).issues if says in str(issue.message)]
    assert found, told(copy)
    assert all(issue.is_error and issue.place.file == file and issue.hint for issue in found)
    assert any(abs((issue.place.line or 0) - line) <= 60 for issue in found)


@pytest.mark.parametrize(("old", "new", "says"), WATCH)
def test_a_fault_of_watching_is_told(copy: Path, edit: Edit, old: str, new: str, says: str) -> None:
    edit(M, old, new)
    assert any(says in line for line in told(copy)), told(copy)


def test_reminders_come_in_order(copy: Path, edit: Edit) -> None:
    edit(Q, "reminders: [near_3, near_1,", "reminders: [near_1, near_3, near_1,")
    lines = told(copy)
    assert any("先于排在它前面的“次日到期”" in line for line in lines)
    assert any("提醒“near_1”写了不止一次" in line for line in lines)


def test_a_kind_without_any_limit_never_falls_due(copy: Path, edit: Edit) -> None:
    edit(H, "    own_due: yes\n", "")
    assert told(copy) == []
    path = copy / "matters" / "hazards.yaml"
    text = path.read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if "{code: mend, " not in line]
    path.write_text("\n".join(kept), encoding="utf-8")
    assert [line for line in told(copy) if "永远不会到期" in line]


def test_limits_need_a_step_that_starts_the_clock(copy: Path) -> None:
    path = copy / M
    path.write_text(path.read_text(encoding="utf-8").replace(", starts_clock: yes", ""), encoding="utf-8")
    lines = told(copy)
    assert any("时限“作出决定”不会起算" in line for line in lines)
    assert not any("时限“首次答复”不会起算" in line for line in lines)


def test_limits_of_one_code_may_follow_each_other(copy: Path, edit: Edit) -> None:
    old = "      - {code: decision, name: 作出决定, english: Decision, days: 1, from: 2024-01-01, "
    edit(A, old, f"{old.replace('days: 1', 'days: 2')}until: 2024-06-30, source: demo_matters}}\n{old}")
    edit(A, "days: 1, from: 2024-01-01,", "days: 1, from: 2024-07-01,")
    assert told(copy) == []


def test_natural_days_may_roll_past_rest_by_their_clause(copy: Path, edit: Edit) -> None:
    edit(P, "clause: 第二十二条, ", "rolls_past_rest: yes, clause: 某办法第九条, ")
    assert told(copy) == []


def test_no_shades_beside_kinds_is_one_error(copy: Path) -> None:
    path = copy / M
    text = path.read_text(encoding="utf-8")
    first, rest = text.split("matter_shades:")
    path.write_text(
        f"{first}matter_shades: []\nquiet_hours:{rest.split('quiet_hours:')[1]}", encoding="utf-8"
    )
    assert len(told(copy)) == 1 and "几成算临期" in told(copy)[0]


def test_counts_of_families_without_kinds_are_a_warning(copy: Path) -> None:
    (copy / P).unlink()
    [issue] = load_zone(copy).issues
    assert not issue.is_error and "petition" in str(issue.message)


def test_kinds_without_their_common_file_are_told_once(copy: Path) -> None:
    (copy / M).unlink()
    [issue] = load_zone(copy).issues
    assert (issue.place.file, issue.is_error) == (M, True) and "缺少文件" in str(issue.message)


def test_a_broken_file_of_kinds_is_not_blamed_on_others(copy: Path) -> None:
    (copy / A).write_text("matter_kinds: [\n", encoding="utf-8")
    files = {issue.place.file for issue in load_zone(copy).issues}
    assert files == {A}


def test_a_misnamed_folder_of_kinds_is_a_warning(copy: Path) -> None:
    shutil.move(copy / "matters", copy / "matter")
    issues = load_zone(copy).issues
    assert ("matter", False) in {(issue.place.file, issue.is_error) for issue in issues}


CONDITIONS = st.builds(
    lambda low, high, words: ConditionSpec.model_validate(
        {"field": "x", "at_least": low, "below": high} if low is not None else {"field": "x", "is": words}
    ),
    st.none() | st.integers(0, 20),
    st.none() | st.integers(0, 20),
    st.lists(st.sampled_from("abc"), min_size=1),
)


@given(CONDITIONS, CONDITIONS, st.integers(-1, 21) | st.sampled_from("abc"))
def test_conditions_that_exclude_each_other_never_both_hold(
    one: ConditionSpec, other: ConditionSpec, value: object
) -> None:
    fields = {"x": Decimal(value) if isinstance(value, int) else value}
    if exclusive(one, other):
        assert not (holds(one, fields) and holds(other, fields))
    assert exclusive(one, other) == exclusive(other, one)


@given(st.dictionaries(st.sampled_from("abcde"), st.sets(st.sampled_from("abcdef"))))
def test_whatever_does_not_circle_can_be_put_in_an_order(after: dict[str, set[str]]) -> None:
    circle = circling(after)
    done: set[str] = {"f", *(code for code in "abcde" if code not in after)}
    for _ in after:
        done |= {code for code, others in after.items() if others <= done}
    assert set(circle) == after.keys() - done
