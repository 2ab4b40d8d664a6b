"""Whole minutes of an invented zone: those the rules were worked out on, and those held apart from them."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .asking import minutes
from .scoring import HEAD, TEXTS, Score, gold_of, read, score

ALL = sorted(TEXTS.glob("*.txt"))
SEEN, APART = ALL[:4], ALL[4:]


def measured(paths: list[Path]) -> Score:
    total = Score()
    for path in paths:
        score(path, total)
    return total


@pytest.fixture(scope="module")
def apart() -> Score:
    return measured(APART)


def test_the_texts_the_rules_were_worked_out_on_are_read_whole() -> None:
    seen = measured(SEEN)
    assert (seen.gold, seen.hits, seen.extra, seen.alarms) == (30, 30, 0, 0)
    assert seen.notes == []


def test_most_decisions_held_apart_are_found(apart: Score) -> None:
    assert apart.gold >= 90
    assert apart.recall >= 0.93


def test_little_is_found_that_was_not_decided(apart: Score) -> None:
    assert apart.precision >= 0.90
    assert apart.alarms <= 2


FLOORS = {
    "what": 0.88,
    "kind": 0.85,
    "lead": 0.93,
    "helpers": 0.92,
    "people": 0.97,
    "due_on": 0.95,
    "due_text": 0.92,
}


@pytest.mark.parametrize("name", FLOORS)
def test_fields_of_decisions_held_apart_agree(apart: Score, name: str) -> None:
    assert apart.accuracy(name) >= FLOORS[name]


@pytest.mark.parametrize("name", HEAD)
def test_the_heads_of_minutes_held_apart_are_read(apart: Score, name: str) -> None:
    assert apart.accuracy(f"head.{name}") >= 0.8


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_answer_stands_in_its_text(path: Path) -> None:
    text, gold = path.read_text(encoding="utf-8"), gold_of(path)
    places = [decision["at"] for decision in gold["decisions"]] + gold["noted"] + gold["background"]
    assert [place for place in places if text.count(place) != 1] == []


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_decision_points_at_its_sentence(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for draft in read(path).decisions:
        assert 0 <= draft.sentence_start <= draft.start < draft.end <= draft.sentence_end <= len(text)
        assert text[draft.sentence_start : draft.sentence_end] == draft.quote
        assert draft.what


def test_reading_twice_gives_the_same() -> None:
    assert [read(path) for path in ALL] == [read(path) for path in ALL]


WORDS = st.sampled_from(
    [
        *("会议", "决定", "要求", "由", "经发局", "各街道", "牵头", "配合", "9月底前", "一是", "一、", "1."),
        *("责任单位：", "同意", "听取", "分别负责", "请", "某事"),
        *"、，；。：（）\n\t|",
    ]
)


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=40).map("".join))
def test_any_text_of_such_words_is_read(text: str) -> None:
    for draft in minutes(text).decisions:
        assert text[draft.sentence_start : draft.sentence_end] == draft.quote


@pytest.mark.parametrize(
    "words", ["经发局、", "会议", "由", "9月底前", "（", "各部门、", "经会议研究", "一是"]
)
def test_a_line_without_end_is_read_in_time(words: str) -> None:
    began = perf_counter()
    minutes(f"会议要求。\n{words * 5000}")
    assert perf_counter() - began < 30
