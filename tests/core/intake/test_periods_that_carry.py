"""How far a period reaches: over the text, to the end of its paragraph, to the end of its sentence, or not at
all."""

from __future__ import annotations

import pytest

from .reading import facts


def periods(text: str, year: int | None = 2024) -> list[str | None]:
    return [period for (period,) in facts(text, "period", year=year)]


@pytest.mark.parametrize(
    "aside",
    [
        "二期厂房预计2026年3月投产",
        "该厂2019年建成投用，占地广阔",
        "新桥计划于2027年底前通车",
        "展厅2026年1月启用",
    ],
)
def test_when_a_thing_is_built_dates_no_figure(aside: str) -> None:
    text = f"2023年上半年，税收6亿元。{aside}。出口9亿元，增长4%。"
    assert periods(text, None) == ["2023H1", "2023H1"]


def test_a_future_date_is_not_the_year_of_the_text() -> None:
    text = "2022年6月8日上午，北港园区举行开园仪式。首期厂房预计2024年5月投产。今年1—5月，税收3亿元。"
    assert periods(text, None) == ["2022-01..2022-05"]


def test_the_month_alone_ends_with_its_sentence() -> None:
    text = "1—4月，税收8亿元，增长3%。4月当月，税收2亿元，出口1亿元。工业用电量5亿千瓦时。"
    assert periods(text) == ["2024-01..2024-04", "2024-04", "2024-04", "2024-01..2024-04"]


def test_a_narrower_period_ends_with_its_paragraph() -> None:
    text = "1—6月，税收18亿元。\n6月，出口3亿元。进口1亿元。\n工业用电量9亿千瓦时。"
    assert periods(text) == ["2024H1", "2024-06", "2024-06", "2024H1"]


def test_a_narrower_period_within_a_sentence_ends_with_it() -> None:
    text = "2023年完成税收30亿元，其中12月份完成4亿元。出口12亿元。"
    assert periods(text) == ["2023", "2023-12", "2023"]


def test_a_month_in_a_sentence_without_figures_is_not_handed_on() -> None:
    text = "1—9月，税收18亿元。今年7月，科创园通过省级验收。工业用电量9亿千瓦时。"
    assert periods(text) == ["2024-01..2024-09", "2024-01..2024-09"]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("前11月", "2024-01..2024-11"),
        ("前十个月", "2024-01..2024-10"),
        ("前8个月", "2024-01..2024-08"),
        ("11月当月", "2024-11"),
        ("三季度单季", "2024Q3"),
        ("截至3月底", "2024Q1"),
        ("2021年至2023年", "2021-01..2023-12"),
        ("2021—2023年", "2021-01..2023-12"),
    ],
)
def test_words_for_a_period(words: str, period: str) -> None:
    assert periods(f"{words}，累计税收8亿元。") == [period]


def test_a_balance_is_of_the_month_it_was_struck() -> None:
    text = "1—9月，税收8亿元。截至9月末，存款余额90亿元。"
    assert periods(text) == ["2024-01..2024-09", "2024-09"]


def test_by_a_later_year_holds_to_the_paragraph() -> None:
    text = "2024年的目标是税收20亿元。到2027年，产值达到300亿元。\n全年引进项目30个。"
    assert periods(text) == ["2024", "2027", "2024"]


def test_the_years_a_level_rose_from_and_to() -> None:
    text = "2023年度排行发布。产值由2019年的71亿元增至2023年的158亿元，其中出口12亿元。"
    assert periods(text, None) == ["2019", "2023", "2023"]


def test_a_year_passed_once_does_not_come_back() -> None:
    text = "自2017年考核列第21位以后再未进入前20位。\n2024年目标如下。到2026年产值达到900亿元。"
    assert periods(text)[-1] == "2026"


def test_a_bulletin_of_january_reports_the_year_before() -> None:
    text = "南屿经开区统计站\n2024年1月18日\n1—12月，税收40亿元，增长5%。"
    assert periods(text, None) == ["2023"]


def test_a_heading_with_a_year_dates_this_year_below_it() -> None:
    text = "工作报告。\n一、2022年工作回顾\n今年完成税收12亿元。\n二、2023年工作安排\n今年完成税收14亿元。"
    assert periods(text, 2023) == ["2022", "2023"]


def test_levels_are_dealt_over_quarters() -> None:
    text = "一季度、二季度和三季度的出口分别为7.1亿元、7.6亿元和8.2亿元。"
    assert periods(text) == ["2024Q1", "2024Q2", "2024Q3"]


def test_an_average_over_years_has_no_single_period() -> None:
    assert periods("2023年税收9亿元，三年年均增长8%。出口年均增长3%。") == ["2023", None, None]


def test_a_year_that_is_something_opens_the_aims_of_that_year() -> None:
    text = "2024年，税收6亿元。\n会议强调，2025年是“十四五”规划收官之年。全区主要预期目标是：税收增长7.5%。"
    assert periods(text, None) == ["2024", "2025"]


@pytest.mark.parametrize("aim", ["锚定全年目标不动摇，", "全区将紧盯年度目标任务，", "围绕年初既定目标，"])
def test_aims_of_the_year_named_in_its_second_half_are_the_year_s(aim: str) -> None:
    assert periods(f"上半年，税收6亿元。\n下半年，{aim}确保税收增长7%以上。") == ["2024H1", "2024"]


def test_steps_of_a_target_are_told_one_by_one_and_date_nothing_after_them() -> None:
    text = "2025年，实施重点项目120个，确保一季度开工率达60%、上半年达90%；三是新增高企30家。"
    assert facts(text, "indicator", "period", "value", year=2025) == [
        ("实施重点项目", "2025", 120),
        ("开工率", "2025Q1", 60),
        ("开工率", "2025H1", 90),
        ("新增高企", "2025", 30),
    ]


def test_the_year_before_named_beside_this_years_figure_passes_with_its_sentence() -> None:
    text = "2024年，一般公共预算收入33亿元，上年为30亿元。规上工业总产值500亿元。\n全年签约亿元以上项目81个。"
    assert facts(text, "value", "period") == [(33, "2024"), (30, "2023"), (500, "2024"), (81, "2024")]


def test_a_later_date_of_the_sentence_holds_on_after_the_year_before() -> None:
    text = "2024年实际利用外资20亿元，去年为18亿元，2025年实际利用外资22亿元。固定资产投资30亿元。"
    assert facts(text, "value", "period")[-2:] == [(22, "2025"), (30, "2025")]
