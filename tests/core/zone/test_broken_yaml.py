"""Broken YAML, said in words that help who does not know the parser."""

from __future__ import annotations

import pytest

from chaotou.core.zone.yaml_text import read_yaml


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("title: x\n bad: 1\n", 2, "键: 值"),
        ("a: 1\n- b\n", 2, "应是一个键"),
        ("list:\n  - code: a\n  colour: red\n", 3, "应以“- ”开头"),
        ("a: b: c\n", 1, "冒号没加引号"),
        ("a: [1, 2\nb: 3\n", 2, "没有合上"),
        ('a: "x\nb: 1\n', 3, "引号还没有合上"),
        ("a: @home\n", 1, "文字请加引号"),
        ("a: *home\n", 1, "文字请加引号"),
    ],
)
def test_a_fault_is_told_at_its_line_without_the_parsers_words(text: str, line: int, words: str) -> None:
    (issue,) = read_yaml(text, "zone.yaml").issues
    assert (issue.place.file, issue.place.line) == ("zone.yaml", line)
    assert words in str(issue.message)


def test_a_fault_without_words_of_ours_keeps_the_parsers() -> None:
    (issue,) = read_yaml("%YAML 9.9\n%YAML 9.9\n---\na: 1\n", "zone.yaml").issues
    assert "YAML 写得不对" in str(issue.message)
