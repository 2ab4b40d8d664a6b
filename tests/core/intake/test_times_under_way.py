"""Quarters under way, milestones in one sentence, durations that are no periods, expectations missed."""

from __future__ import annotations

from chaotou.core.intake import Claim, Lexicon, read


def claims(text: str) -> list[Claim]:
    return read(text, Lexicon.default())


def periods(text: str) -> list[str]:
    return [str(claim.period) for claim in claims(text)]


def test_a_quarter_that_has_begun_is_of_this_year() -> None:
    text = "2024年4月16日,蓝湾经开区举行二季度项目集中开工活动。一季度,全区完成固定资产投资36亿元。"
    assert periods(text) == ["2024Q1"]


def test_a_quarter_still_ahead_is_of_last_year() -> None:
    assert periods("2024年1月16日,蓝湾经开区发布消息。四季度,完成固定资产投资36亿元。") == ["2023Q4"]


def test_milestones_in_one_sentence_date_nothing_after_it() -> None:
    text = "2021年,新区招商提速:一季度新开工项目30个,上半年累计新开工项目120个。新签约亿元以上项目150个。"
    assert periods(text) == ["2021Q1", "2021H1", "2021"]


def test_months_saved_are_no_period() -> None:
    text = "2023年1-4月,综保区进出口额15亿元,比上年提前8个月破十亿。出口9亿元。"
    assert periods(text)[0] == periods(text)[-1] == "2023-01..2023-04"


def test_falling_short_of_an_expectation_is_no_target() -> None:
    text = "2023年上半年,全区固定资产投资增长5.9%,低于年初预期1.1个百分点。外贸进出口1356亿元,增长3%。"
    assert {claim.kind for claim in claims(text)} == {"actual"}
