"""Growth, gaps and ranks in a clause of their own; numbers that are no figures."""

from __future__ import annotations

import pytest

from .reading import facts


def test_a_fall_after_a_share_is_the_amounts() -> None:
    text = "合同外资2亿美元，占60%，同比下降20%。"
    assert facts(text, "value", "growth_pct", "growth_pp") == [(2, -20, None), (60, None, None)]


def test_a_gap_after_a_share_is_the_shares() -> None:
    text = "研发投入10亿元，占GDP比重达4.1%，比全市高1.2个百分点。"
    assert facts(text, "value", "diff_pp") == [(10, None), (4.1, 1.2)]


def test_a_gap_after_still_belongs_to_the_growth() -> None:
    text = "1—3月，工业增加值增长5.5%，较1—2月加快2个百分点，但仍低于全省平均增速2.1个百分点。"
    assert facts(text, "growth_pct", "growth_pp", "diff_pp") == [(5.5, 2, -2.1)]


def test_a_growth_that_is_faster_by_points() -> None:
    text = "1—9月，工业投资增长18.9%，增长速度比二季度快1.6个百分点。"
    assert facts(text, "growth_pct", "growth_pp") == [(18.9, 1.6)]


def test_of_a_turn_only_what_it_turned_to_counts() -> None:
    assert facts("进口同比由上月的下降7%转为增长9%。", "indicator", "growth_pct") == [("进口", 9)]


def test_a_subject_that_turned_positive_has_the_level_after_it() -> None:
    text = "外贸进出口90亿元，下降4%；实际使用外资由负转正，达3200万美元，增长2.5%。"
    assert facts(text, "indicator", "value", "growth_pct")[1] == ("实际使用外资", 3200, 2.5)


def test_a_multiple_over_years_is_no_growth_of_the_year() -> None:
    text = "2023年产值由2020年的300亿元增至580亿元，三年接近翻一番。"
    assert facts(text, "value", "growth_pct", "times")[-1] == (580, None, 2)


def test_a_chain_of_ranks_keeps_its_scope() -> None:
    text = "对外贸易列全国第50位，实际使用外资列第31位、上升4位，科技创新列第22位。"
    assert facts(text, "indicator", "rank", "rank_scope") == [
        ("对外贸易", 50, "全国"),
        ("实际使用外资", 31, "全国"),
        ("科技创新", 22, "全国"),
    ]


def test_what_stands_in_brackets_is_set_aside() -> None:
    text = "2023年工业投资75亿元（占总投资的32%），增长13%。"
    assert facts(text, "value", "growth_pct") == [(75, 13), (32, None)]


def test_a_headline_that_the_text_restates_is_no_second_fact() -> None:
    text = "开头。\n税收增幅全省第三\n2023年，税收20亿元，增长9%，增幅居全省第3位。"
    assert facts(text, "indicator", "value", "rank") == [("税收", 20, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "建成3栋5层标准厂房，道路全长12公里。",
        "甲、乙、丙和丁4个片区协同发展。",
        "三地进出口值分别居全市一、二、三位。",
        "签约百亿元项目实现零的突破。",
        "在21项指标中我市有多项上升。",
        "引进一批总投资超1000万美元的项目。",
    ],
)
def test_counters_lengths_and_floors_are_no_figures(text: str) -> None:
    assert facts(text, "indicator") == []


def test_a_share_of_a_tax_is_no_figure() -> None:
    assert facts("增值税（50%部分）3亿元，增长4%。", "value", "growth_pct") == [(3, 4)]


def test_the_same_count_again_is_no_second_fact() -> None:
    text = "27个项目列入名单。27个项目总投资78亿元。"
    assert [value for (value,) in facts(text, "value")] == [27, 78]


def test_a_rate_after_another_rate_of_completion_needs_no_plan_again() -> None:
    text = "2024年，新开工项目11个，完成年度任务27.5%；竣工6个，完成15%。"
    said = [("新开工项目", 11), ("新开工项目", 27.5), ("竣工项目", 6), ("竣工项目", 15)]
    assert facts(text, "indicator", "value") == said


def test_what_arrived_is_named_before_the_colon() -> None:
    assert facts("2024年，实际利用外资：到账2150万美元。", "indicator") == [("实际利用外资",)]


@pytest.mark.parametrize(
    "text",
    [
        "全国综合排名自2018年考核列第29位以后未再进入前30位。",
        "2023年GDP增速未能达到8%。",
        "2023年一般公共预算收入未完成全年30亿元目标。",
        "全区规上工业总产值没有突破500亿元。",
        "2023年进出口总额尚未回到200亿元。",
    ],
)
def test_what_was_not_reached_is_no_figure(text: str) -> None:
    assert facts(text, "indicator", "value", "growth_pct") == []


def test_what_was_reached_beside_it_stays() -> None:
    text = "2023年进出口总额180亿元，未达到200亿元；实际使用外资1.6亿美元。"
    assert facts(text, "indicator", "value") == [("进出口总额", 180), ("实际使用外资", 1.6)]
