"""Whose figure it is and of which time, where a sentence deals, compares, looks back or starts over."""

from __future__ import annotations

import pytest
from tests.core.intake.reading import facts

from chaotou.core.intake import Lexicon, read


def test_growths_of_one_indicator_are_dealt_out_over_the_bodies_before_it() -> None:
    text = "上半年，东湖区、西山区、南港区地区生产总值分别增长6.8%、7.2%和7.0%，"
    text += "规上工业增加值分别增长8.1%、9.3%、8.8%。"
    assert facts(text, "entity", "indicator", "growth_pct") == [
        ("东湖区", "地区生产总值", 6.8),
        ("西山区", "地区生产总值", 7.2),
        ("南港区", "地区生产总值", 7.0),
        ("东湖区", "规上工业增加值", 8.1),
        ("西山区", "规上工业增加值", 9.3),
        ("南港区", "规上工业增加值", 8.8),
    ]


def test_the_city_and_the_zone_each_have_their_figure_and_its_growth() -> None:
    text = "东湖经开区一季度通报：全市、全区一般公共预算收入分别完成120.5亿元、18.6亿元，"
    text += "分别增长5.2%、6.8%。"
    assert facts(text, "entity", "value", "growth_pct") == [
        ("全市", 120.5, 5.2),
        ("东湖经开区", 18.6, 6.8),
    ]


def test_a_comparators_growth_in_brackets_is_the_comparators() -> None:
    text = "东湖经开区2024年规上工业利润增长8.2%（全省增长5.1%），利润率6.3%。"
    assert facts(text, "entity", "indicator", "growth_pct", "value") == [
        ("东湖经开区", "规上工业利润", 8.2, None),
        ("全省", "规上工业利润", 5.1, None),
        ("东湖经开区", "利润率", None, 6.3),
    ]


def test_a_growth_with_a_time_of_its_own_is_not_that_of_the_levels_before_it() -> None:
    text = "2021年、2022年、2023年工业投资分别为86亿元、102亿元和131亿元，今年一季度增长19.5%。"
    assert facts(text, "period", "value", "growth_pct") == [
        ("2021", 86, None),
        ("2022", 102, None),
        ("2023", 131, None),
        ("2024Q1", None, 19.5),
    ]


def test_a_second_list_over_the_same_years_keeps_to_them() -> None:
    text = "2022年、2023年签约项目分别为98个、126个，总投资分别为420亿元和538亿元。"
    assert facts(text, "period", "value", "unit") == [
        ("2022", 98, "个"),
        ("2023", 126, "个"),
        ("2022", 420, "亿元"),
        ("2023", 538, "亿元"),
    ]


def test_levels_chained_over_years_are_each_of_their_year() -> None:
    text = "规上工业总产值从2021年的620亿元增加到2022年的705亿元，再到2023年的812亿元。"
    assert facts(text, "period", "value") == [("2021", 620), ("2022", 705), ("2023", 812)]


def test_the_growth_that_it_rose_upon_is_no_figure_and_dates_nothing() -> None:
    text = "2024年1—9月，进出口总额在去年增长12%的基础上再增长8.5%。税收收入38.6亿元。"
    assert facts(text, "indicator", "period", "growth_pct", "value") == [
        ("进出口总额", "2024-01..2024-09", 8.5, None),
        ("税收收入", "2024-01..2024-09", None, 38.6),
    ]


def test_what_recovered_to_an_earlier_year_is_a_multiple_of_it() -> None:
    text = "2024年，接待游客1260万人次，旅游收入98亿元，分别恢复到2019年的115%和121%。零售额56亿元。"
    assert facts(text, "indicator", "period", "times", "times_base") == [
        ("接待游客", "2024", 1.15, "2019年"),
        ("旅游收入", "2024", 1.21, "2019年"),
        ("零售额", "2024", None, None),
    ]


def test_where_a_rise_over_years_ends_the_reporting_period_is_back() -> None:
    text = "2024年1—9月，工业用电量12亿千瓦时。亩均税收由2020年的18万元提高到2023年的26万元。零售额56亿元。"
    told = dict(facts(text, "indicator", "period"))
    assert (told["亩均税收"], told["零售额"]) == ("2023", "2024-01..2024-09")


def test_since_a_plan_began_is_done_and_has_no_period_of_its_own() -> None:
    text = "2024年工作目标：工业投资增长10%。\n“十四五”以来，累计引进亿元以上项目512个。"
    assert facts(text, "kind", "period", "period_text", "value") == [
        ("target", "2024", "2024年", None),
        ("actual", None, "“十四五”以来", 512),
    ]


def test_in_the_last_quarter_the_years_targets_are_of_the_year() -> None:
    text = "2024年四季度，各部门要紧盯全年目标，确保固定资产投资增长10%以上。"
    assert facts(text, "kind", "period", "growth_pct") == [("target", "2024", 10)]


@pytest.mark.parametrize(
    ("text", "gained"),
    [
        ("2024年，亏损面21.3%，同比收窄1.8个百分点。", -1.8),
        ("2024年，零售额下降2.3%，较上月收窄1.2个百分点。", 1.2),
        ("2024年，零售额下降2.3%，降幅较上月收窄1.2个百分点。", 1.2),
    ],
)
def test_what_narrowed_fell_unless_it_was_a_decline(text: str, gained: float) -> None:
    assert [one for (one,) in facts(text, "growth_pp") if one is not None] == [gained]


def test_a_multiple_belongs_to_the_indicator_named_with_it() -> None:
    text = "2024年，出口额增长2.5倍，高新技术产品进出口额为去年同期的2倍。"
    assert facts(text, "indicator", "growth_pct", "times") == [
        ("出口额", 250, None),
        ("高新技术产品进出口额", None, 2),
    ]


def test_who_contributed_is_also_who_pulled() -> None:
    text = "2024年，工业用电量增长11.2%，第二产业对经济增长贡献率为58.3%，拉动GDP增长4.2个百分点。"
    assert facts(text, "indicator")[1:] == [("第二产业对经济增长贡献率",), ("第二产业拉动GDP增长",)]


def test_a_tier_with_both_bounds_stays_in_the_name() -> None:
    text = "2024年，新签约5亿元以上10亿元以下项目12个，总投资86亿元。"
    assert facts(text, "indicator", "value") == [
        ("新签约5亿元以上10亿元以下项目", 12),
        ("新签约5亿元以上10亿元以下项目总投资", 86),
    ]


def test_a_rank_that_moved_holds_where_it_moved_from() -> None:
    text = "2024年，GDP总量由全省第九位升至第七位。"
    assert facts(text, "indicator", "code", "rank", "rank_scope") == [("GDP总量", "gdp", 7, "全省")]


def test_a_real_growth_is_of_the_income_it_is_told_of() -> None:
    text = "2024年，居民人均可支配收入42136元，名义增长6.8%，扣除价格因素实际增长6.1%。"
    assert facts(text, "indicator", "growth_pct") == [
        ("居民人均可支配收入", 6.8),
        ("居民人均可支配收入", 6.1),
    ]


def test_what_several_come_to_together_is_their_share() -> None:
    text = "2024年，电子、装备产业分别完成产值512亿元、338亿元，合计占规上工业总产值的66.1%。"
    *_, (share, percent) = facts(text, "indicator", "value")
    assert (share, percent) == ("电子产值、装备产业产值合计占规上工业总产值比重", 66.1)


def test_a_look_back_that_turns_to_what_comes_next_sets_targets() -> None:
    text = "东湖经开区2024年上半年经济运行情况\n上半年，零售额56亿元。\n下半年，全区将力争新签约项目120个。"
    assert facts(text, "kind", "value") == [("actual", 56), ("target", 120)]


def test_an_aim_is_set_for_the_indicator_not_for_the_setting_of_aims() -> None:
    text = "2024年，全区要锚定GDP增长7%以上的目标不动摇。"
    assert facts(text, "kind", "indicator", "growth_pct") == [("target", "GDP", 7)]


def test_a_count_before_a_tier_is_of_what_the_tier_is_of() -> None:
    for words in ("123个10亿元以上项目", "项目方面，全区123个10亿元以上项目"):
        text = f"2024年上半年，{words}完成投资98.7亿元。"
        assert facts(text, "indicator", "value") == [("10亿元以上项目", 123), ("10亿元以上项目投资", 98.7)]


def test_our_zone_is_the_lexicons_only_where_the_text_names_no_other() -> None:
    ours = Lexicon.default().extended_with({"bodies": {"东湖经济技术开发区": ["东湖经开区", "全区"]}})
    for named, whose in (("", "东湖经济技术开发区"), ("南港经济技术开发区通报：", "南港经济技术开发区")):
        (claim,) = read(f"{named}2024年，全区零售额56亿元。", ours, year=2024)
        assert claim.entity == whose
