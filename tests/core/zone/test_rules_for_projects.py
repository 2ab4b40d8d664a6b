"""Each rule about stages, schemes, tiers, counts and rates sees its own fault."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from chaotou.core.zone.loading import OPTIONAL, load_zone

Edit = Callable[[str, str, str], int]
S, R = "stages.yaml", "recognition.yaml"


def told(copy: Path) -> list[str]:
    return [f"{issue.message} {issue.hint}" for issue in load_zone(copy).issues if issue.is_error]


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            S,
            "kind: amount, unit: 元}\n  - {code: currency",
            "unit: 元}\n  - {code: currency",
            "kind 只能是 amount",
        ),
        (
            S,
            "{code: commence_by,      name: 约定开工日期, english: Agreed start of works,      kind: date}",
            "{code: commence_by, name: 约定开工日期, english: Agreed start of works, kind: choice}",
            "不相配",
        ),
        (S, "not_before: commence_by", "not_before: comence_by", "是不是“commence_by”？"),
        (S, "not_before: commence_by", "not_before: land_contract", "不都是本区自填的日期"),
        (S, "not_before: commence_by", "not_before: review_approved", "不都是本区自填的日期"),
        (S, "not_before: commence_by", "not_before: produce_by", "“produce_by”的先后绕成了一圈"),
        (S, "not_before: commence_by", "not_before: complete_by", "“complete_by”的先后绕成了一圈"),
        (S, "fields: [land_mu]", "fields: [land_nu]", "“land_nu”在 stages.yaml 里没有。 是不是“land_mu”？"),
        (S, "evidence: [study, visit", "evidence: [studi, visit", "是不是“study”？"),
        (S, "to: [review, dropped", "to: [reviews, dropped", "是不是“review”？"),
        (S, "when: {field: kind, is: [new_plant]}", "when: {field: kinds, is: [new_plant]}", "“kinds”在"),
        (
            S,
            "when: {field: kind, is: [new_plant]}",
            "when: {field: kind, is: [new_plan]}",
            "是不是“new_plant”？",
        ),
        (S, "when: {field: kind, is: [new_plant]}", "when: {field: kind}", "没有写与什么比"),
        (S, "{field: industry, starts_with: [C]}", "{field: industry, at_least: 3}", "“industry”不是数"),
        (
            S,
            "{field: investment, at_least: 1000000000}",
            "{field: investment, is: [big]}",
            "“investment”是数",
        ),
        (S, "to: [signed, negotiation,", "to: [negotiation,", "没有路通到阶段“签约”"),
        (S, "to: [completed, terminated]", "to: []", "从阶段“开工”哪里也去不了"),
        (S, "reason: true, to: [lead]}", "reason: true, to: [lead, terminated]}", "又通向退出“终止”"),
        (S, "stale_after_days: 30\n    to: [neg", "exit: true\n    to: [neg", "第一个阶段不能是退出"),
        (R, "at_least: 1000000000}\n", "at_least: 100000000}\n", "不比前一档高"),
        (R, "at_least: 1000000000, below: 5000000000}", "at_least: 1000000000, below: 5}", "上限不高于起点"),
        (
            R,
            "{code: from_10b, ",
            "{code: low, name: 低, english: Low, at_least: 1, below: 2000000000}\n  - {code: from_10b, ",
            "会数两次",
        ),
        (R, "code: statistics_entry", "code: city_assessment", "两个版本同时有效"),
        (R, "from: 2022-01-01", "from: 2022-01-01\n    until: 2021-12-31", "在开始之前就结束了"),
        (R, "- stage: completed", "- stage: commenced", "有两份清单"),
        (R, "- stage: completed", "- stage: complete", "是不是“completed”？"),
        (R, "evidence: agreement}", "evidence: agrement}", "是不是“agreement”？"),
        (R, "source: demo_city_assessment", "source: nowhere", "“nowhere”在 sources.yaml"),
        (
            R,
            "indicator: signed_projects_1b, ",
            "indicator: signed_project_1b, ",
            "是不是“signed_projects_1b”？",
        ),
        (R, "tier: from_1b, ", "tier: from_2b, ", "“from_2b”在 recognition.yaml"),
        (R, "recognized, scheme: city_assessment}", "recognized}", "按认定计数要写明认定办法"),
        (
            R,
            "recognized, scheme: city_assessment}",
            "reported, scheme: city_assessment}",
            "按上报计数没有办法",
        ),
        (
            R,
            "recognized, scheme: city_assessment}",
            "recognized, scheme: policy_payout}",
            "不认定阶段“signed”",
        ),
        (
            R,
            "indicator: signed_investment, ",
            "indicator: exports_share, ",
            "“exports_share”在 indicators.yaml",
        ),
        (R, ", what: investment}", "}", "单位与所数的不相配"),
        (
            R,
            "indicator: signed_projects_1b, ",
            "indicator: signed_projects_5b, ",
            "“signed_projects_5b”写了两次",
        ),
        (R, "of: commenced, planned_in: commence_by", "of: commenced", "同一个阶段"),
        (R, "planned_in: commence_by", "planned_in: builder", "不能当计划日期"),
        (R, "check: unpaid, ", "check: no_land, ", "“no_land”写了两次"),
        (R, "check: unpaid, ", "check: unpaid, share: 0.5, ", "检查“unpaid”不用“share”"),
        (R, "check: unpaid, ", "check: unpayed, ", "是不是“unpaid”？"),
    ],
)
def test_a_rule_sees_its_fault(copy: Path, edit: Edit, file: str, old: str, new: str, says: str) -> None:
    edit(file, old, new)
    assert any(says in line for line in told(copy)), told(copy)


def test_a_stage_that_waits_for_conditions_which_nobody_sets_is_said(copy: Path) -> None:
    (copy / "review.yaml").unlink()
    (found,) = [issue for issue in load_zone(copy).issues if issue.place.file == S]
    assert not found.is_error
    assert str(found.message) == "阶段“开工”要等评审附带条件落实，本区却没有项目评审办法。"


def test_giving_a_project_up_waits_for_no_conditions(copy: Path, edit: Edit) -> None:
    edit(S, "english: Dropped,     exit: true", "english: Dropped, needs_conditions_met: true, exit: true")
    assert any("退出“放弃”不等评审附带条件落实" in line for line in told(copy))


def test_a_scheme_may_have_versions_that_follow_each_other(copy: Path, edit: Edit) -> None:
    edit(R, "    within_years: 2", "    until: 2023-12-31\n    within_years: 2")
    later = (
        "  - code: city_assessment\n    name: 市招商考核认定\n    english: City assessment\n"
        "    from: 2024-01-01\n    checklists:\n      - {stage: signed}\n"
    )
    edit(R, "  - code: statistics_entry", f"{later}\n  - code: statistics_entry")
    assert told(copy) == []


def test_a_zone_without_projects_needs_none_of_their_files(copy: Path) -> None:
    for file in OPTIONAL:
        (copy / file).unlink(missing_ok=True)
    shutil.rmtree(copy / "matters")
    assert told(copy) == []
