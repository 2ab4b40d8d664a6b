"""Targets within reports: led by 确保 or 力争, two at once, inside a completion, and what is none."""

from __future__ import annotations

import pytest

from .reading import facts


@pytest.mark.parametrize("lead", ["确保", "力争", "务必", "力争全年"])
def test_a_clause_led_by_an_aim_is_a_target_to_the_sentences_end(lead: str) -> None:
    text = f"1—9月，投资完成300亿元，同比增长8%，{lead}完成投资410亿元，新增规上企业12户。"
    assert facts(text, "kind", "value") == [("actual", 300), ("target", 410), ("target", 12)]


def test_after_an_aim_the_next_sentence_reports_again() -> None:
    text = "1—9月，税收同比增长8%，确保全年税收40亿元。1—9月，出口12亿元，同比增长3%。"
    assert [kind for (kind,) in facts(text, "kind")] == ["actual", "target", "actual"]


def test_an_aim_under_a_heading_that_looks_back_is_a_target() -> None:
    text = "总结。\n一、2024年工作情况\n2024年，力争签约亿元以上项目70个。"
    assert facts(text, "kind", "value") == [("target", 70)]


@pytest.mark.parametrize(
    "words",
    ["确保了生产稳定", "为确保供应，投入早", "锚定高质量发展目标，积极作为", "争取上级资金3亿元，增长5%"],
)
def test_words_of_spirit_and_success_set_no_target(words: str) -> None:
    text = f"今年以来，{words}。1—6月，税收12亿元，增长5%。"
    assert {kind for (kind,) in facts(text, "kind")} == {"actual"}


def test_two_aims_of_one_indicator_are_two_targets() -> None:
    text = "2024年，出口确保150亿元、力争160亿元。"
    assert facts(text, "kind", "indicator", "value") == [("target", "出口", 150), ("target", "出口", 160)]


def test_two_rates_of_one_indicator_are_two_targets() -> None:
    text = "今年目标是：工业投资增长8%、力争10%。"
    assert facts(text, "kind", "growth_pct") == [("target", 8), ("target", 10)]


@pytest.mark.parametrize("words", ["完成年任务60亿元的20.8%", "占全年任务60亿元的20.8%"])
def test_the_task_inside_a_completion_is_a_target(words: str) -> None:
    text = f"一季度实现税收12.5亿元，{words}。"
    assert facts(text, "kind", "value", "facet", "period") == [
        ("actual", 12.5, None, "2024Q1"),
        ("target", 60, None, "2024"),
        ("actual", 20.8, "completion", "2024Q1"),
    ]


def test_a_sum_called_a_target_is_one() -> None:
    assert facts("全区税收6亿元的目标顺利完成。", "kind", "value") == [("target", 6)]


def test_the_words_that_announce_targets_are_no_part_of_a_name() -> None:
    text = "2024年经济社会发展的主要预期目标是：地区生产总值增长7%。"
    assert facts(text, "indicator", "growth_pct") == [("地区生产总值", 7)]


def test_must_be_faster_than_is_a_relative_target() -> None:
    text = "今年，主要指标增速要快于全市、快于周边。"
    assert facts(text, "comparison", "compared_with") == [("faster_than", ("全市", "周边"))]
