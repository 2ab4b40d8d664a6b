"""A scheme that is well formed may still be wrong: everything that does not hold is told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from chaotou.core.evaluation.checking.order import Known
from chaotou.core.evaluation.loading import LoadedScheme, scheme_of
from chaotou.core.evaluation.zone_schemes import check_schemes
from chaotou.core.zone.yaml_text import read_yaml

HEAD = """scheme: x
title: t
document: {title: d}
in_force: {from: 2021}
provenance: local
subjects: {kind: zones}
"""
ONE = "criteria:\n  - {code: fdi, weight: 100, rule: min_max}\n"
KNOWN = Known(frozenset({"fdi", "gdp", "care"}), frozenset({"zone", "sip"}), frozenset({2024}))

WRONG = """scheme: x
title: t
document: {title: d}
in_force: {from: 2021, to: 2020}
provenance: local
subjects:
  kind: zones
  groups:
    - {code: east, members: [zone, spi]}
    - {code: west, members: [zone]}
criteria:
  - {code: a, weight: 50, reads: fdy, rule: {ratio: {target: {by_group: {est: 5, west: 4}}}}}
  - {code: a, weight: 40, reads: gdp}
  - code: branch
    weight: {by_group: {eas: 5}}
    rule: min_max
    criteria:
      - {code: c, weight: -1, direction: lower, rule: {banded: {thresholds: [3, 2], coefficients: [1, 2]}}}
      - {code: d, reads: {indicator: gdp, as: ratio}, rule: {efficacy: {low: 9, high: 3}}}
      - {code: e, reads: {indicator: gdp, as: growth}, rule: {ratio: {target: stated}}, floor: 1.2, cap: 1}
      - {code: f, reads: {indicator: care, as: mark}, rule: growth_steps}
      - {code: g, reads: gdp, rule: {efficacy: {low: 5, high: 5}}}
      - {code: h, reads: gdp, rule: {distance_to_reference: {reference: {subject: sipp}}}}
      - {code: i, reads: gdp, rule: {ratio: {target: {fact: gpd.target}}}}
bonuses:
  - {code: more, items: [{code: j, reads: gdp, rule: {per_unit: {step: 2}}}]}
vetoes:
  - {code: v, name: v, reads: {indicator: gdp}}
  - {code: w, name: w, reads: {indicator: gdp}, above: 1, effect: grade}
ceilings:
  - {code: u, name: u, reads: {indicator: gdp}, above: 1, grade: godo}
ranking: {breaks: [cc]}
grades:
  - {code: good, name: 好, at_least: 60}
  - {code: fair, name: 中, at_least: 80}
judging: {least_judges: 2, drop_highest: 1, drop_lowest: 1}
"""


def loaded(text: str, known: Known = KNOWN) -> LoadedScheme:
    return scheme_of(read_yaml(text, "x.yaml"), known)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (4, "失效年份 2020 早于生效年份 2021。"),
        (9, "没有“spi”这个考评对象。"),
        (10, "“zone”既在“east”组又在“west”组。"),
        (11, "“east”组的权重合计 90，应为 100。"),
        (12, "指标目录里没有“fdy”。"),
        (12, "办法里没有“est”这个组。"),
        (12, "没有写“east”组的数。"),
        (13, "代码“a”重复，先见于第 12 行。"),
        (13, "考评项“a”没有计分规则。"),
        (15, "办法里没有“eas”这个组。"),
        (16, "有下级考评项的“branch”自己不能再写“rule”。"),
        (18, "权重不能是负数。"),
        (18, "系数应随分档降低，现在是 1, 2, 0。"),
        (18, "数的次序与方向 direction: lower 相反。"),
        (19, "读“ratio”要写明除以什么。"),
        (19, "数的次序与方向 direction: higher 相反。"),
        (20, "读的是“growth”，“target”就不能用目标值“stated”。"),
        (20, "下限 1.2 不小于上限 1。"),
        (21, "规则“growth_steps”按增速计分，不能读“mark”。"),
        (22, "不允许值与满意值都是 5。"),
        (23, "没有“sipp”这个考评对象。"),
        (24, "指标目录里没有“gpd”。"),
        (26, "既不加分也不扣分。"),
        (28, "“v”没有写明什么情况下生效。"),
        (29, "一票否决“w”没有写明降到哪个等次。"),
        (31, "没有“godo”这个等次。"),
        (32, "并列时要比的“cc”不是考评项。"),
        (35, "等次须由高到低：80 应小于 60。"),
        (36, "至少 2 位评委，却要去掉 2 个分，就没有分了。"),
    ],
)
def test_each_mistake_is_told_at_its_line(line: int, message: str) -> None:
    said = [(issue.place.line, str(issue.message)) for issue in loaded(WRONG).issues]
    assert (line, message) in said


def test_every_mistake_says_what_to_write_instead_and_the_scheme_is_not_given() -> None:
    found = loaded(WRONG)
    assert found.scheme is None
    assert [issue for issue in found.issues if not issue.hint] == []
    guesses = {str(issue.hint) for issue in found.issues if str(issue.hint).startswith("是不是")}
    assert {"是不是“fdi”？", "是不是“sip”？", "是不是“east”？", "是不是“good”？"} <= guesses


def test_a_right_scheme_has_no_issue() -> None:
    found = loaded(HEAD + "criteria:\n  - {code: fdi, weight: 100, rule: min_max}\n")
    assert found.issues == []
    assert found.scheme is not None


def test_weights_that_do_not_sum_say_how_much_is_missing() -> None:
    found = loaded(
        HEAD + "rule: min_max\ncriteria:\n  - {code: fdi, weight: 60}\n  - {code: gdp, weight: 30}\n"
    )
    (issue,) = found.issues
    assert (str(issue.message), str(issue.hint)) == ("权重合计 90，应为 100。", "还差 10。")


def test_weights_of_an_index_need_not_sum() -> None:
    found = loaded(
        HEAD + "marks: index\nrule: min_max\ncriteria:\n  - {code: fdi}\n  - {code: gdp, weight: 3}\n"
    )
    assert found.issues == []


def test_weights_by_the_groups_of_a_column_are_summed_by_the_groups_they_name() -> None:
    text = HEAD.replace("kind: zones", "kind: zones, group_column: region") + "rule: min_max\ncriteria:\n"
    first, second = "{by_group: {a: 40, b: 70}}", "{by_group: {a: 60, b: 30}}"
    right = text + f"  - {{code: fdi, weight: {first}}}\n  - {{code: gdp, weight: {second}}}\n"
    assert loaded(right).issues == []
    assert [str(issue.hint) for issue in loaded(right.replace("b: 30", "b: 20")).issues] == ["还差 10。"]


def test_a_scheme_out_of_force_is_a_warning_unless_it_is_kept_on_purpose() -> None:
    text = (
        HEAD.replace("from: 2021", "from: 2010, to: 2012")
        + "criteria:\n  - {code: fdi, weight: 100, rule: min_max}\n"
    )
    (issue,) = loaded(text).issues
    assert not issue.is_error
    assert str(issue.message) == "办法对 2024 年的数据已不生效。"
    assert loaded(text.replace("to: 2012", "to: 2012, kept: yes")).issues == []


def test_comparing_within_groups_needs_groups() -> None:
    text = HEAD + "compared_within: group\nranking: {within: group}\n" + ONE
    assert [issue.place.line for issue in loaded(text).issues] == [7, 8]


def test_figures_of_firms_are_not_looked_for_in_the_zone_s_catalogue() -> None:
    text = (
        HEAD.replace("kind: zones", "kind: firms")
        + "criteria:\n  - {code: tax, weight: 100, rule: min_max}\n"
    )
    assert loaded(text).issues == []
    assert len(loaded(text.replace("kind: firms", "kind: zones")).issues) == 1


def test_a_rule_shared_by_many_criteria_is_told_once() -> None:
    shared = (
        HEAD
        + "rule: {per_unit: {step: 2}}\ncriteria:\n  - {code: fdi, weight: 60}\n  - {code: gdp, weight: 40}\n"
    )
    assert [issue.place.path for issue in loaded(shared).issues] == ["rule.per_unit"]


def test_the_schemes_of_a_zone_are_checked_in_their_folder(tmp_path: Path) -> None:
    folder = tmp_path / "schemes"
    folder.mkdir()
    right = HEAD + "criteria:\n  - {code: fdi, weight: 100, rule: min_max}\n"
    (folder / "x.yaml").write_text(right, encoding="utf-8")
    assert check_schemes(tmp_path, Known()) == []
    (folder / "y.yaml").write_text(right, encoding="utf-8")
    (folder / "xx.examples.yaml").write_text("examples: []\n", encoding="utf-8")
    (folder / "z.yml").write_text(right, encoding="utf-8")
    said = {issue.place.file: str(issue.message) for issue in check_schemes(tmp_path, Known())}
    assert said == {
        "schemes/y.yaml": "文件名与代码“x”不同。",
        "schemes/xx.examples.yaml": "旁边没有办法 xx.yaml。",
        "schemes/z.yml": "没有读这个文件：它不是目录里该有的名字。",
    }
