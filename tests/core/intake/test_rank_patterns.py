"""Ranks as ranking news writes them: evaluations, moves, lists, and ranks to reach."""

from __future__ import annotations

import pytest
from tests.core.intake.reading import facts

RANKED = ("indicator", "rank", "rank_scope")
REACHED = ("kind", "indicator", "value", "unit", "bound")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年，在全国高新区综合评价中列第41位，前移3位。", [("全国高新区综合评价", 41, "全国")]),
        ("2023年，全省开发区年度考核排名第二。", [("开发区年度考核", 2, "全省")]),
        ("项目观摩评比与云山县并列第三。", [("项目观摩评比", 3, None)]),
        ("在全省88家省级以上园区营商环境评价中并列第五。", [("营商环境评价", 5, "全省")]),
    ],
)
def test_an_evaluation_is_what_is_ranked(text: str, expected: list[tuple[str, int, str]]) -> None:
    found = facts(text, *RANKED)
    assert [(rank, scope) for _, rank, scope in found] == [(rank, scope) for _, rank, scope in expected]
    assert all(name in said or said in name for (said, *_), (name, *_) in zip(found, expected, strict=True))


def test_only_the_rank_moved_to_counts() -> None:
    text = "投资环境排名由第52位上升至第37位，人才集聚从第9名升至第6名。"
    assert facts(text, *RANKED) == [("投资环境", 37, None), ("人才集聚", 6, None)]


def test_a_growth_s_rank_that_moved_belongs_to_the_indicator() -> None:
    text = "2024年1—5月，技改投资增速由1—2月的第7位升至第4位，同比增长9.2%。"
    assert facts(text, "indicator", "growth_pct", "rank", "rank_of", "period") == [
        ("技改投资", 9.2, 4, "growth", "2024-01..2024-05")
    ]


def test_ranks_in_a_row_are_dealt_out() -> None:
    text = "在公布的出口总额、到账外资和税收三张榜单中，该区分别列第12位、第20位和第5位。"
    assert [rank for _, rank, _ in facts(text, *RANKED)] == [12, 20, 5]
    assert [name for name, _, _ in facts(text, *RANKED)][1:] == ["到账外资", "税收"]


def test_ranks_to_reach_are_values_bounded_by_a_rank() -> None:
    text = "2025年，科技创新、对外贸易两项指标分别进入前6位、前30位，综合考评力争进入全国前8名。"
    assert facts(text, *REACHED) == [
        ("target", "科技创新", 6, "位", "rank_at_most"),
        ("target", "对外贸易", 30, "位", "rank_at_most"),
        ("target", "综合考评", 8, "位", "rank_at_most"),
    ]


def test_a_rank_to_hold_does_not_go_to_the_figure_before_it() -> None:
    text = "2025年，力争规上工业总产值增长9%，省级开发区综合考评保持前10位。"
    assert facts(text, "indicator", "growth_pct", "value", "rank") == [
        ("规上工业总产值", 9, None, None),
        ("省级开发区综合考评", None, 10, None),
    ]


def test_having_been_among_the_first_for_years_is_no_fact() -> None:
    assert facts("该区连续四年进入全国前20位。", *RANKED) == []


def test_the_number_s_own_rank_goes_back_to_the_figure() -> None:
    text = "2024年上半年，签约项目42个，协议总投资210亿元，签约数居全市第三、总投资居全市第一。"
    assert facts(text, "value", "rank") == [(42, 3), (210, 1)]


def test_the_rank_of_a_size_is_not_the_rank_of_its_share() -> None:
    text = "2024年，上市企业21家，占全市一半以上，数量居全省高新区第四。"
    assert facts(text, "value", "rank") == [(21, 4), (50, None)]


def test_a_rank_that_fell_by_places_is_no_count() -> None:
    assert facts("2024年，工业投资增长6.1%，居全市第7位，较上年下滑2位。", "growth_pct", "rank") == [(6.1, 7)]


def test_a_rank_after_the_name_of_a_livable_thing() -> None:
    text = "在2023年高新区综合评价中，创新能力指标由第7位跃升至第5位，绿色发展和宜居包容性指标列第11位。"
    assert [rank for _, rank, _ in facts(text, *RANKED)] == [5, 11]


def test_the_rank_of_a_completion_rate_is_its_own() -> None:
    text = "2024年上半年，重点项目完成投资84亿元，占年度计划的54.3%，完成率在全市十大平台中排名第二。"
    assert facts(text, "value", "rank") == [(84, None), (54.3, 2)]


def test_ranks_of_size_and_growth_belong_to_the_figure_before_them() -> None:
    text = "工业产值增长10.2%；税收28.6亿元，增长6.1%，总量、增速分别位居全市第3位和第1位。"
    assert facts(text, "indicator", "rank") == [("工业产值", None), ("税收", 3), ("税收增速", 1)]


def test_how_many_were_ranked_is_no_figure_whatever_they_are_called() -> None:
    text = "2024年，税收6亿元，增长5.9%，增速居全市9个县（市、区）第6位，较去年同期后移2位。"
    assert facts(text, "indicator", "value", "rank") == [("税收", 6, 6)]


def test_a_place_to_return_to_is_a_target_without_the_word_target() -> None:
    text = "2024年目标：签约项目80个以上，重返全国30强。"
    assert facts(text, "kind", "value", "bound")[1:] == [("target", 30, "rank_at_most")]
