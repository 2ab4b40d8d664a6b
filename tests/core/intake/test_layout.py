"""Offsets stay true to the text as given, however it is broken, spaced or widened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.intake import Lexicon, read
from chaotou.core.intake.layout import mended

LEXICON = Lexicon.default()
LONG = "全区上下攻坚克难奋勇争先，主要经济指标保持较快增长，全年新签约亿元以上项目160个，协议总投资800亿"


@given(st.text(alphabet="全区税收12.5亿元增长%,，。;；\r\n 　１２（）—-", max_size=120))
def test_every_mended_character_knows_where_it_came_from(text: str) -> None:
    page = mended(text)
    assert len(page.offsets) == len(page.text) + 1
    assert list(page.offsets) == sorted(page.offsets)
    read(text, LEXICON)


@pytest.mark.parametrize("broken", ["\n", "\r\n", "\n\n", "\r\n\r\n", " \n\n　　"])
def test_a_unit_broken_over_lines_is_read_and_its_place_is_exact(broken: str) -> None:
    text = f"开会了。\n{LONG}{broken}元，其中50亿元以上项目8个。"
    found = {str(claim.value): claim for claim in read(text, LEXICON, year=2024)}
    claim = found["800"]
    assert claim.unit == "亿元"
    assert text[claim.start : claim.end] == f"800亿{broken}元"
    assert text[found["8"].start : found["8"].end] == "8个"


def test_a_name_broken_over_lines_is_one_name() -> None:
    text = "开会了。\n2023年，全区上下攻坚克难奋勇争先，主要指标好于预期，全年实现一般公共预\n算收入33亿元。"
    (claim,) = read(text, LEXICON)
    assert (claim.indicator, claim.value) == ("一般公共预算收入", 33)


def test_full_width_digits_and_marks_are_read() -> None:
    text = "２０２３年，税收１，２３４．５万元，增长８．８％。"
    (claim,) = read(text, LEXICON)
    assert (str(claim.period), str(claim.value), claim.unit, str(claim.growth_pct)) == (
        "2023",
        "1234.5",
        "万元",
        "8.8",
    )
    assert text[claim.start : claim.end] == "１，２３４．５万元"


def test_headings_give_the_period_but_no_figures() -> None:
    text = "2022年税收突破9亿元\n园区税收9.2亿元，增长5%。"
    (claim,) = read(text, LEXICON)
    assert (str(claim.value), str(claim.period)) == ("9.2", "2022")


def test_a_list_without_sentences_is_read_line_by_line() -> None:
    text = "2023年\n- 税收：9.2亿元\n- 出口：30亿元"
    assert [(c.indicator, str(c.value)) for c in read(text, LEXICON)] == [("税收", "9.2"), ("出口", "30")]


def test_an_empty_text_has_no_claims() -> None:
    assert read("", LEXICON) == [] == read(" \r\n\t", LEXICON)
