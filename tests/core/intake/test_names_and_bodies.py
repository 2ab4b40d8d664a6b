"""Names that keep their subject, and whom a figure is about."""

from __future__ import annotations

import pytest

from .reading import facts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市重大项目完成投资80亿元。", "市重大项目投资"),
        ("增速最快的新材料制造业完成投资31亿元。", "新材料制造业投资"),
        ("第二产业实现增加值30亿元。", "第二产业增加值"),
        ("餐饮业完成营业额2亿元。", "餐饮业营业额"),
        ("困难人员实现就业800人。", "困难人员就业"),
        ("年度投资12亿元。", "年度投资"),
        ("在孵企业320家。", "在孵企业"),
        ("到位资金60亿元。", "到位资金"),
        ("存贷比72%。", "存贷比"),
        ("可再生能源电力占比31%。", "可再生能源电力占比"),
        ("市场主体存量为3600户。", "市场主体存量"),
        ("居民消费价格总水平上涨1.2%。", "居民消费价格总水平"),
        ("对外贸易增长1.2%。", "对外贸易"),
    ],
)
def test_a_name_is_neither_cut_short_nor_drawn_out(text: str, name: str) -> None:
    assert facts(text, "indicator") == [(name,)]


def test_rates_of_an_industry_keep_its_name() -> None:
    text = "高技术产业完成投资20亿元，在工业投资中的占比为33%，拉动工业投资增长4个百分点。"
    assert facts(text, "indicator", "value")[1:] == [
        ("高技术产业投资占工业投资比重", 33),
        ("高技术产业拉动工业投资增长", 4),
    ]


def test_projects_named_by_example_are_counted_as_what_they_are() -> None:
    text = "甲医疗、乙零部件产业园等6个市级重点项目总投资20亿元。"
    assert facts(text, "indicator", "value") == [("市级重点项目", 6), ("市级重点项目总投资", 20)]


def test_a_grade_takes_the_noun_of_the_count_before_it() -> None:
    text = "新增省级众创空间6个，国家级2个。"
    assert facts(text, "indicator", "value") == [("新增省级众创空间", 6), ("国家级众创空间", 2)]


def test_counts_and_the_people_in_them() -> None:
    assert facts("识别贫困户800户2100人。", "value", "unit") == [(800, "户"), (2100, "人")]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("户均增收2000元。", 2000, "元"),
        ("新增就业2050人。", 2050, "人"),
        ("变压器产量1200万千伏安。", 1200, "万千伏安"),
        ("低保标准由每人每月500元提高到530元。", 530, "元"),
        ("城乡居民收入比由1.72缩小至1.69。", 1.69, None),
    ],
)
def test_amounts_that_look_like_something_else(text: str, value: float, unit: str | None) -> None:
    assert facts(text, "value", "unit") == [(value, unit)]


def test_a_sum_spent_stands_before_what_it_was_spent_on() -> None:
    text = "投资1.6亿元新建中小学9所。"
    assert facts(text, "indicator", "value") == [("投资", 1.6), ("新建中小学", 9)]


def test_bullets_take_their_label() -> None:
    text = "招商到位资金完成较好的有：\n· 东山镇 8.6亿元\n· 西河镇 5.2亿元"
    assert facts(text, "entity", "indicator", "value") == [
        ("东山镇", "招商到位资金", 8.6),
        ("西河镇", "招商到位资金", 5.2),
    ]


def test_a_criterion_is_no_figure_but_names_the_list_below_it() -> None:
    text = "到位资金完成率低于50%的有：又新镇（48.2%）、转龙镇（45.6%）。"
    assert facts(text, "entity", "indicator", "value") == [
        ("又新镇", "到位资金完成率", 48.2),
        ("转龙镇", "到位资金完成率", 45.6),
    ]


def test_a_body_named_in_passing_does_not_stay() -> None:
    text = "2023年，滨江新区税收9亿元。光谷产业园完成产值20亿元。出口3亿元。\n全市出口12亿元。进口4亿元。"
    assert [body for (body,) in facts(text, "entity")] == [
        "滨江新区", "光谷产业园", "滨江新区", "全市", "滨江新区",
    ]  # fmt: skip


def test_a_heading_in_brackets_names_the_place_below() -> None:
    text = "摘编。\n【东湖市】上半年，税收10亿元。\n出口2亿元。\n【西山市】上半年，税收8亿元。"
    assert [body for (body,) in facts(text, "entity")] == ["东湖市", "东湖市", "西山市"]


def test_the_bureau_before_a_colon_answers_and_is_not_the_body() -> None:
    text = "滨江新区2024年目标任务。\n招商局（产投公司）：力争签约项目60个。\n力争税收8亿元。"
    assert facts(text, "entity", "owner", "value") == [
        ("滨江新区", "招商局(产投公司)", 60),
        ("滨江新区", None, 8),
    ]


@pytest.mark.parametrize("name", ["省市重点项目投资", "市外资金", "省外资金"])
def test_of_the_province_and_beyond_the_city_are_no_bodies(name: str) -> None:
    assert facts(f"2024年，{name}146亿元。", "indicator", "entity") == [(name, None)]


def test_growth_at_comparable_prices_is_the_figure_s_own() -> None:
    text = "2024年，地区生产总值312.5亿元，可比价增长8.2%。"
    assert facts(text, "indicator", "growth_pct") == [("地区生产总值", 8.2)]


def test_a_name_keeps_no_quotation_mark_alone() -> None:
    assert facts("2024年，“五个一批”项目开工率96%。", "indicator") == [("五个一批项目开工率",)]
