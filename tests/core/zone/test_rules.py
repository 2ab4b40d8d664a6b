"""Each rule among the files sees its own fault, and lets go what is explained."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chaotou.core.zone.loading import load_zone

Edit = Callable[[str, str, str], int]
ROW = "{indicator},zone,{period},{value},{growth},unstated,final,,{source},{synthetic},{on},{note}"


def told(copy: Path) -> list[tuple[bool, str]]:
    return [(issue.is_error, str(issue.message)) for issue in load_zone(copy).issues]


def row(indicator: str, period: str, value: str, note: str = "", **more: str) -> str:
    usual = {"growth": "", "source": "page_2024", "synthetic": "no", "on": "2024-07-20"}
    return ROW.format(indicator=indicator, period=period, value=value, note=note, **{**usual, **more})


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("organizations.yaml", "code: finance,", "code: economy,", "代码“economy”重复"),
        ("sources.yaml", "id: demo_rules", "id: demo_plan", "代码“demo_plan”重复"),
        ("targets.yaml", "source: demo_plan", "source: demo_plans", "“demo_plans”在 sources.yaml 里没有"),
        ("targets.yaml", '- {digits: "1"}', '- {digits: "1", target: nothing}', "“nothing”在 targets.yaml"),
        ("organizations.yaml", "kind: zone\n", "kind: zone\n    parent: economy\n", "绕回了自己"),
        ("bodies.yaml", "kind: nation}", "kind: nation, statistical_parent: zone}", "绕回了自己"),
        ("indicators.yaml", "slot: 8\n", "slot: 8\n    whole: secondary_value_added\n", "绕回了自己"),
        ("targets.yaml", "unit: 个", "unit: 亿元", "单位“亿元”与指标“新签约亿元以上项目”不相配"),
        ("targets.yaml", 'value: 8\n    unit: "%"', "value: 8\n    unit: 亿元", "不相配"),
        ("targets.yaml", "    value: 48\n", "", "“items”类目标缺少“value”"),
        ("targets.yaml", "    compared_with: [huaian_city]\n", "", "“share_rises”类目标缺少“compared_with”"),
        ("targets.yaml", "    indicator: signed_investment\n", "", "“level”类目标缺少“indicator”"),
        ("targets.yaml", "0.95, 1]", "0.95, 0.99]", "曲线"),
        ("targets.yaml", "0.22, 0.34", "0.34, 0.22", "曲线"),
        ("targets.yaml", "0.95, 1]", "1]", "应有 12 个"),
        ("lights.yaml", "light: behind,  ", "light: behind, at_least: -30,  ", "没有灯"),
        ("lights.yaml", "at_least: 0, ", "at_least: -10, ", "由高到低"),
        ("lights.yaml", "light: behind}", "light: behind, at_least: -5}", "没有灯"),
        ("lights.yaml", "at_least: -2}", "at_least: 2}", "由高到低"),
        ("lights.yaml", "  - {light: behind,   ", "# {light: behind,   ", "灯“behind”在“bands”里没有"),
        ("people.yaml", "person: linxiao", "person: xuning", "“林晓”没有岗位"),
        ("people.yaml", "person: zhoumin}", "person: shenjie}", "别的职责"),
        ("people.yaml", "person: luwen}", "person: linxiao}", "别的职责"),
    ],
)  # fmt: skip
def test_a_rule_sees_its_fault(copy: Path, edit: Edit, file: str, old: str, new: str, says: str) -> None:
    edit(file, old, new)
    assert any(is_error and says in message for is_error, message in told(copy)), told(copy)


def test_a_neighbor_that_contains_the_zone_is_a_warning(copy: Path, edit: Edit) -> None:
    edit("zone.yaml", "neighbors: [huaian_district, lianshui]", "neighbors: [qingjiangpu]")
    assert told(copy) == [(False, "周边里的“qingjiangpu”在统计上包含本区。")]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([row("gdp", "2019", "")], "既没有数也没有增速"),
        ([row("gdp", "2019", "1"), row("gdp", "2019", "2")], "记了两次"),
        ([row("gdp", "2019-01..2019-02", "1")], "不合"),
        ([row("exports", "2024-03", "12")], "不合"),
        ([row("exports", "2024Q2", "12")], "不合"),
        ([row("national_rank", "2019-07", "33")], "不合"),
        ([row("exports", "2025H1", "12")], "还没开始"),
        ([row("gdp", "2019", "1", synthetic="yes")], "synthetic"),
        ([row("gdp", "2019", "1", source="synthetic")], "synthetic"),
        ([row("exports", "2024Q1", "41"), row("exports", "2024H1", "39")], "累计数变小了"),
        ([row("exports", "2019", "41"), row("foreign_trade", "2019", "40")], "一部分"),
    ],
)
def test_a_rule_sees_a_faulty_observation(
    copy: Path, observe: Callable[..., int], lines: list[str], says: str
) -> None:
    observe(*lines)
    assert [says in message for _, message in told(copy)] == [True], told(copy)
    assert not load_zone(copy).zone


def test_a_single_month_may_carry_a_growth_alone(copy: Path, observe: Callable[..., int]) -> None:
    observe(row("exports", "2024-03", "", growth="12.5"))
    assert told(copy) == []


@pytest.mark.parametrize(
    "lines",
    [
        [row("exports", "2024Q1", "41"), row("exports", "2024H1", "39", "一家企业更正")],
        [row("exports", "2019", "41", "两数口径不同"), row("foreign_trade", "2019", "40")],
    ],
)
def test_an_explained_suspicion_is_only_a_warning(
    copy: Path, observe: Callable[..., int], lines: list[str]
) -> None:
    observe(*lines)
    assert [is_error for is_error, _ in told(copy)] == [False]
    assert load_zone(copy).zone


@pytest.mark.parametrize("slipped", ["1500000", "0.015"])
def test_a_slip_of_the_unit_is_a_warning(copy: Path, observe: Callable[..., int], slipped: str) -> None:
    observe(row("exports", "2022", slipped))
    assert [(is_error, "单位" in message) for is_error, message in told(copy)] == [(False, True)]


def test_a_revision_is_not_a_repetition_and_the_latest_counts(
    copy: Path, observe: Callable[..., int]
) -> None:
    observe(
        row("exports", "2024Q1", "41"),
        row("exports", "2024H1", "39"),
        row("exports", "2024H1", "80", on="2024-08-01"),
    )
    assert told(copy) == []


def test_figures_of_different_scope_are_not_compared(copy: Path, observe: Callable[..., int]) -> None:
    observe(
        "foreign_trade,zone,2019,40,,unstated,final,narrow,page_2024,no,2020-01-20,",
        "exports,zone,2019,41,,unstated,final,wide,page_2024,no,2020-01-20,",
    )
    assert told(copy) == []
