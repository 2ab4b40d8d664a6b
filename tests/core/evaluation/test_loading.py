"""A scheme's file with faults says them all in one go, each with its line and what to write instead."""

from __future__ import annotations

from pathlib import Path

from chaotou.core.evaluation.loading import load_scheme, scheme_files, scheme_of
from chaotou.core.zone.yaml_text import read_yaml

BROKEN = """scheme: x
title: t
document: {title: d}
in_force: {form: 2021}
provenance: {weight: offical, rule: press, reads: press}
subjects: {kind: zone}
rule: min_mx
criteria:
  - code: a
    rule: {ratoi: {target: 5}}
  - code: b
    weigth: 20
    rule: {ratio: {tagret: 5, target: 5}}
  - code: c
    rule: {banded: {thresholds: [1, 3, 2], coefficients: [3, 2, 1]}}
  - code: d
    reads: {indicator: x, az: growth}
  - code: e
    rule: {per_unit: {step: 0}}
  - code: f
    missing: {not_reported: zer}
  - code: g
    reads: {indicator: x, as: grwth}
  - code: h
    rule: {min_max: {to: [100, 20]}}
  - code: i
    weight: {by_grup: {a: 1}}
  - code: j
    rule: {ratio: 5}
  - hello
  - {code: k, rule: {interval: {least: 3, low: 2, high: 5, most: 6}}}
ranking: {ties: minn}
prepare:
  - {impute: meen}
  - {screen: {data: 2}}
"""


def test_every_fault_is_told_at_once_at_its_line() -> None:
    issues = scheme_of(read_yaml(BROKEN, "x.yaml")).issues
    said = [(issue.place.line, str(issue.message), str(issue.hint)) for issue in issues]
    wanted = [
        (4, "缺少“from”。", "请在这一条里补上“from: …”。"),
        (4, "没有“form”这一项。", "是不是“from”？"),
        (5, "“weight”不能写“offical”。", "是不是“official”？"),
        (6, "“kind”不能写“zone”。", "是不是“zones”？"),
        (7, "没有“min_mx”这一项。", "是不是“min_max”？"),
        (10, "没有“ratoi”这一项。", "是不是“ratio”？"),
        (12, "没有“weigth”这一项。", "是不是“weight”？"),
        (13, "没有“tagret”这一项。", "是不是“target”？"),
        (15, "“banded”的分档写乱了：1, 3, 2。", "thresholds 由好到差排列，不重复；coefficients 与它一样多。"),
        (19, "“step”太小：0。", "要大于 0。"),
        (21, "“not_reported”不能写“zer”。", "是不是“zero”？"),
        (23, "“as”不能写“grwth”。", "是不是“growth”？"),
        (25, "“to”的数次序不对：100, 20。", "由小到大写，两头不能相等。"),
        (31, "“interval”的数次序不对：3, 2, 5, 6。", "由小到大写，两头不能相等。"),
        (32, "“ties”不能写“minn”。", "是不是“min”？"),
        (34, "“by”不能写“meen”。", "是不是“mean”？"),
        (35, "“data”太大：2。", "不大于 1。"),
    ]
    assert [one for one in wanted if one not in said] == []
    assert [issue.place.line for issue in issues] == sorted(issue.place.line or 0 for issue in issues)


def test_what_may_be_written_is_that_of_the_place_in_the_file() -> None:
    issues = scheme_of(read_yaml(BROKEN, "x.yaml")).issues
    hints = {issue.place.path: str(issue.hint) for issue in issues}
    assert hints["criteria[3].reads.az"].startswith("可写的项：indicator、as、over")
    assert hints["criteria[9].rule.ratio"] == "可写的项：target。"
    assert hints["criteria[10]"].startswith("可写的项：code、name")
    assert "by_group" in hints["criteria[8].weight"]


def test_an_entry_with_a_fault_is_not_also_said_to_be_lacking() -> None:
    text = BROKEN.split("criteria:")[0] + "criteria:\n  - {code: a, wait: 3}\n"
    issues = scheme_of(read_yaml(text, "x.yaml")).issues
    assert [issue.place.path for issue in issues if issue.place.path.startswith("criteria")] == [
        "criteria[0].wait"
    ]


def test_broken_yaml_and_a_missing_file_are_issues_not_failures(tmp_path: Path) -> None:
    (tmp_path / "tab.yaml").write_text("scheme: x\n\ttitle: y\n", encoding="utf-8")
    assert [issue.place.line for issue in load_scheme(tmp_path / "tab.yaml").issues] == [2]
    assert "none.yaml" in str(load_scheme(tmp_path / "none.yaml").issues[0].message)
    (tmp_path / "empty.yaml").write_text("", encoding="utf-8")
    assert load_scheme(tmp_path / "empty.yaml").scheme is None
    assert load_scheme(tmp_path / "empty.yaml").issues


def test_examples_are_not_taken_for_schemes(tmp_path: Path) -> None:
    (tmp_path / "schemes").mkdir()
    for name in ("b.yaml", "a.yaml", "a.examples.yaml"):
        (tmp_path / "schemes" / name).touch()
    assert list(scheme_files(tmp_path)) == ["a", "b"]
