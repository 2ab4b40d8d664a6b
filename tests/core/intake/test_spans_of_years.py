"""Periods of several years, periods said in passing, and years that other words lean on."""

from __future__ import annotations

from tests.core.intake.reading import facts

DATED = ("indicator", "value", "growth_pct", "period")


def test_a_five_year_plan_dates_its_sentence() -> None:
    text = "“十三五”期间，新建学校18所。2020年，地区生产总值增长4.1%。"
    assert facts(text, *DATED, year=2021) == [
        ("新建学校", 18, None, "2016-01..2020-12"),
        ("地区生产总值", None, 4.1, "2020"),
    ]


def test_recent_years_together_are_not_this_year() -> None:
    text = "2024年上半年，签约项目20个。近三年，累计签约项目95个。"
    assert [row[3] for row in facts(text, *DATED)] == ["2024H1", None]


def test_a_yearly_mean_to_come_is_of_the_years_until_then() -> None:
    text = "到2025年，地区生产总值达到900亿元，年均增长8%左右。"
    assert facts(text, *DATED, year=2021) == [
        ("地区生产总值", 900, None, "2025"),
        ("地区生产总值", None, 8, "2021-01..2025-12"),
    ]


def test_a_quarter_in_passing_ends_with_its_part_of_the_sentence() -> None:
    text = "2020年，固定资产投资增长6.2%，其中四季度增长9.5%；实际使用外资3亿美元。"
    assert [row[3] for row in facts(text, *DATED, year=2021)] == ["2020", "2020Q4", "2020"]


def test_a_quarter_s_target_does_not_date_the_targets_after_it() -> None:
    text = "2025年工作安排\n安排重点项目130个，一季度开工率达到60%；高新技术企业突破700家。"
    assert [row[3] for row in facts(text, *DATED, year=2025)] == ["2025", "2025Q1", "2025"]


def test_months_after_a_figure_of_last_year_are_of_this_year() -> None:
    text = "2024年一季度，研发费用18亿元。2023年研发投入强度达7.1%。截至3月底，高新技术企业500家。"
    assert [row[3] for row in facts(text, *DATED)] == ["2024Q1", "2023", "2024Q1"]


def test_the_year_before_leans_on_the_year_spoken_of() -> None:
    text = "2022年，产值由上年的32亿元增至118亿元。\n2023年，预期产值增长9%。"
    assert [row[3] for row in facts(text, *DATED, year=2023)] == ["2021", "2022", "2023"]


def test_what_this_year_plans_is_of_the_whole_year() -> None:
    text = "2024年一季度，工业投资增长5%。\n今年，全区安排重点项目108个。"
    assert facts(text, "kind", "period") == [("actual", "2024Q1"), ("target", "2024")]


def test_what_follows_when_all_is_built_has_no_period_yet() -> None:
    text = "2024年一季度，签约项目12个。项目全部建成后，预计年新增产值48亿元，带动就业960人。"
    assert [row[3] for row in facts(text, *DATED)] == ["2024Q1", None, None]


def test_another_month_of_what_was_just_told() -> None:
    text = "1—11月，规上工业增加值增长7.8%。11月当月增长10.6%。"
    assert facts(text, *DATED)[1] == ("规上工业增加值", None, 10.6, "2024-11")


def test_as_of_a_day_is_from_january_to_its_month() -> None:
    assert facts("截至2022年6月30日，累计引进项目19个。", *DATED, year=None)[0][3] == "2022H1"


def test_a_later_year_s_hopes_in_a_look_back_are_targets() -> None:
    text = "某区2023年工作总结\n2023年，税收增长7%。\n2024年，全区税收预期增长8%；全年安排重点项目135个。"
    assert facts(text, "kind", "period", year=None) == [
        ("actual", "2023"),
        ("target", "2024"),
        ("target", "2024"),
    ]


def test_a_sentence_of_the_whole_years_aims_leaves_the_half_year_reported() -> None:
    text = "2024年上半年，财政收入20亿元，完成全年目标的51%。全年目标：地区生产总值增长8%，进出口增长5%。"
    found = facts(text, *DATED, year=2024)
    assert [row[3] for row in found[-2:]] == ["2024", "2024"]
    assert {row[3] for row in found[:-2]} == {"2024H1"}
