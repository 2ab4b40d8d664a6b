"""Worked examples say where a score comes out otherwise than written, and what came instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from chaotou.core.evaluation.examples import check_with_examples, issues_of
from chaotou.core.evaluation.loading import scheme_of
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.issues import Issue
from chaotou.core.zone.yaml_text import read_yaml

SCHEME = """scheme: small
title: 小办法
document: {title: 小办法}
in_force: {from: 2024}
provenance: local
subjects: {kind: bureaus, members: [a, b, c]}
rounding: {points: 2, total: 2}
criteria:
  - code: branch
    weight: 60
    criteria:
      - {code: fdi, weight: 60, rule: {ratio: {target: stated}}}
  - {code: care, weight: 40, reads: {indicator: care, as: mark}, rule: given, missing: zero}
vetoes:
  - {code: fraud, name: 造假, reads: {indicator: fraud, as: mark}, at_least: 1}
grades:
  - {code: good, name: 好, at_least: 80}
  - {code: weak, name: 差}
"""
EXAMPLE = """examples:
  - title: 三家
    period: 2024
    facts:
      a: {fdi: 2, fdi.target: 3, care.mark: 90}
      b: {fdi: 3, fdi.target: 3, care.mark: not_reported}
      c: {fdi: 3, fdi.target: 3, care.mark: 90, fraud.mark: 1}
    scores:
      a: {total: 76, rank: 1, grade: weak, criteria: {branch: 40, fdi: 40, care: 36}}
      b: {total: 60, rank: 2}
      c: {total: none, rank: none, grade: none}
"""


@pytest.fixture(scope="module")
def small() -> SchemeSpec:
    loaded = scheme_of(read_yaml(SCHEME, "small.yaml"))
    assert loaded.scheme is not None, [f"{issue.place} {issue.message}" for issue in loaded.issues]
    return loaded.scheme


def found(text: str, scheme: SchemeSpec | None) -> list[Issue]:
    return issues_of(read_yaml(text, "small.examples.yaml"), scheme)


def test_an_example_that_is_right_says_nothing(small: SchemeSpec) -> None:
    assert found(EXAMPLE, small) == []


def test_each_wrong_score_says_its_line_and_what_came_out(small: SchemeSpec) -> None:
    wrong = EXAMPLE.replace("total: 76, rank: 1, grade: weak", "total: 76.01, rank: 2, grade: good")
    issues = found(wrong.replace("care: 36", "care: 35").replace("total: none", "total: 0"), small)
    assert [(issue.place.line, str(issue.message)) for issue in issues] == [
        (9, "算例写a的总分是 76.01，算出来是 76。"),
        (9, "算例写a的位次是 2，算出来是 1。"),
        (9, "算例写a的等次是 good，算出来是 weak。"),
        (9, "算例写a的“care”是 35，算出来是 36。"),
        (11, "算例写c的总分是 0，算出来是 none。"),
    ]
    assert all(issue.is_error for issue in issues)


def test_without_a_declared_rounding_a_score_is_compared_to_nine_digits(small: SchemeSpec) -> None:
    exact = scheme_of(read_yaml(SCHEME.replace("rounding: {points: 2, total: 2}\n", ""), "small.yaml")).scheme
    third = EXAMPLE.replace("fdi: 2, fdi.target: 3, care", "fdi: 1, fdi.target: 7, care")
    wanted = "total: 44.5714285714, rank: 2, grade: weak, criteria: {care: 36}"
    text = third.replace(
        "total: 76, rank: 1, grade: weak, criteria: {branch: 40, fdi: 40, care: 36}", wanted
    ).replace("b: {total: 60, rank: 2}", "b: {total: 60, rank: 1}")
    assert found(text, exact) == []
    assert len(found(text.replace("44.5714285714", "44.57"), exact)) == 1
    assert found(text.replace("44.5714285714", "44.57"), small) == []


def test_a_misspelled_fact_subject_criterion_or_grade_is_asked_about(small: SchemeSpec) -> None:
    wrong = EXAMPLE.replace("a: {fdi: 2", "a: {fdo: 2").replace("care: 36", "caer: 36")
    wrong = wrong.replace("grade: weak", "grade: waek").replace("      b: {total", "      bb: {total")
    said = [(issue.place.line, str(issue.message), str(issue.hint)) for issue in found(wrong, small)]
    assert said == [
        (5, "办法不看“fdo”这个数。", "是不是“fdi”？"),
        (9, "办法里没有考评项“caer”。", "是不是“care”？"),
        (9, "没有“waek”这个等次。", "是不是“weak”？"),
        (10, "facts 里没有“bb”。", "是不是“b”？"),
    ]


def test_a_subject_the_scheme_does_not_score_is_told(small: SchemeSpec) -> None:
    wrong = EXAMPLE.replace("      b: {", "      d: {")
    assert [str(issue.message) for issue in found(wrong, small)] == ["办法不考评“d”。"]


def test_the_form_is_checked_even_where_the_scheme_does_not_load() -> None:
    issues = found(EXAMPLE.replace("title: 三家", "titel: 三家").replace("total: 60", "total: sixty"), None)
    assert [issue.place.line for issue in issues] == [2, 2, 10]
    assert "是不是“title”？" in [str(issue.hint) for issue in issues]


def test_a_broken_file_says_its_line(small: SchemeSpec) -> None:
    assert [issue.place.line for issue in found("examples:\n\t- title: x\n", small)] == [2]


def test_a_scheme_and_the_examples_beside_it_are_checked_together(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(SCHEME, encoding="utf-8")
    assert check_with_examples(tmp_path / "small.yaml") == []
    beside = tmp_path / "small.examples.yaml"
    beside.write_text(EXAMPLE.replace("b: {total: 60", "b: {total: 61"), encoding="utf-8")
    assert [str(one.place) for one in check_with_examples(tmp_path / "small.yaml")] == [
        "small.examples.yaml:10 examples[0].scores.b.total"
    ]
