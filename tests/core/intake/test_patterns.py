"""One test for each way of writing that goes wrong most: invented zones, invented figures, several variants
each."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from chaotou.core.intake import Claim, Lexicon, read

LEXICON = Lexicon.default()


def claims(text: str, year: int = 2024) -> list[Claim]:
    return read(text, LEXICON, year=year)


def facts(text: str, *names: str, year: int = 2024) -> list[tuple[Any, ...]]:
    """The named fields of every claim, plainly: numbers as floats, periods as text."""
    return [tuple(_plain(getattr(claim, name)) for name in names) for claim in claims(text, year)]


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if value is not None and type(value).__name__ == "Period" else value


NAME_GROWTH = ("indicator", "growth_pct")
NAME_VALUE = ("indicator", "value", "unit")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全区工业投资、技改投资同比分别增长12%、30%。", [("工业投资", 12), ("技改投资", 30)]),
        ("出口、进口分别增长5.1%和下降2.3%。", [("出口", 5.1), ("进口", -2.3)]),
        ("芯片、传感器产量分别增长8%、9%。", [("芯片产量", 8), ("传感器产量", 9)]),
        ("工业增加值、固定资产投资均增长10%。", [("工业增加值", 10), ("固定资产投资", 10)]),
    ],
)
def test_a_list_with_respectively_is_dealt_out(text: str, expected: list[tuple[str, float]]) -> None:
    assert facts(text, *NAME_GROWTH)[: len(expected)] == expected


def test_levels_and_growth_are_dealt_over_the_same_subjects() -> None:
    text = "2023年，税收、利润分别完成33亿元和21亿元，分别增长4%、-6%。"
    assert facts(text, "indicator", "value", "growth_pct") == [("税收", 33, 4), ("利润", 21, -6)]


def test_counts_with_one_threshold_for_two_indicators() -> None:
    text = "2023年新签约、新开工亿元以上项目分别为46个、31个。"
    assert facts(text, *NAME_VALUE) == [("新签约亿元以上项目", 46, "个"), ("新开工亿元以上项目", 31, "个")]


def test_one_figure_is_held_against_three_places() -> None:
    (claim,) = claims("一季度GDP同比增长7.1%，比全国、全省、全市分别高1.8、1.2、0.4个百分点。")
    assert [(c.against, float(c.diff_pp or 0)) for c in claim.compared] == [
        ("全国", 1.8),
        ("全省", 1.2),
        ("全市", 0.4),
    ]
    assert (claim.compared_with, claim.diff_pp) == ("全国", Decimal("1.8"))


@pytest.mark.parametrize(
    ("text", "against", "points"),
    [
        ("固定资产投资增长3.1%，低于全市平均2.2个百分点。", "全市", -2.2),
        ("固定资产投资增长3.1%，比全省慢0.7个百分点。", "全省", -0.7),
        ("固定资产投资增长13.1%，快于全市2.2个百分点。", "全市", 2.2),
        ("固定资产投资增长13.1%，高于全市2.2%。", "全市", 2.2),
    ],
)
def test_a_gap_keeps_its_sign(text: str, against: str, points: float) -> None:
    ((name, other, gap),) = facts(text, "indicator", "compared_with", "diff_pp")
    assert (name, other, gap) == ("固定资产投资", against, points)


@pytest.mark.parametrize(
    ("words", "points"),
    [("落后序时进度3.5个百分点", -3.5), ("超序时进度3.5个百分点", 3.5), ("快于时序进度3.5个百分点", 3.5)],
)
def test_a_lead_or_lag_of_the_pace_belongs_to_the_completion(words: str, points: float) -> None:
    text = f"上半年实现税收12亿元，完成年度目标的46.5%，{words}。"
    first, second = claims(text)
    assert (first.value, first.unit) == (12, "亿元")
    assert (second.facet, second.value, second.plan) == ("completion", Decimal("46.5"), "年度目标")
    assert (second.compared_with, second.diff_pp) == ("序时进度", Decimal(str(points)))


def test_the_zone_and_its_city_take_turns_as_subjects() -> None:
    text = "2023年，全市技改投资增长6%，南湾新区下降4%；南湾新区社会消费品零售总额80亿元，增长9%。"
    read_facts = facts(text, "indicator", "value", "growth_pct")
    assert read_facts == [("技改投资", None, 6), ("技改投资", None, -4), ("社会消费品零售总额", 80, 9)]


def test_investment_belongs_to_the_projects_counted_before_it() -> None:
    text = "今年集中开工项目24个，总投资136亿元；签约项目9个，总投资50亿元。"
    assert facts(text, *NAME_VALUE) == [
        ("集中开工项目", 24, "个"),
        ("集中开工项目总投资", 136, "亿元"),
        ("签约项目", 9, "个"),
        ("签约项目总投资", 50, "亿元"),
    ]


def test_parts_named_after_among_which_know_their_whole() -> None:
    text = "2023年新引进项目60个，其中外资项目12个、科技项目20个；外贸进出口100亿元，增长5%，其中出口70亿元。"
    assert facts(text, "indicator", "parent")[1:3] == [("外资项目", "新引进项目"), ("科技项目", "新引进项目")]
    assert facts(text, "indicator", "parent")[-1] == ("出口", "外贸进出口")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年引进10—50亿元产业项目6个以上。", [(6, None, None, "at_least")]),
        ("力争GDP增长6%—7%。", [(None, 6, 7, "exact")]),
        ("计划完成投资80-90亿元。", [(None, 80, 90, "exact")]),
    ],
)
def test_a_ranged_threshold_is_no_range_of_values(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert facts(text, "value", "value_low", "value_high", "bound") == expected


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("2023年软件业收入90亿元，占全市的31%。", "软件业收入占全市比重", 31),
        ("2023年软件业收入90亿元，占服务业比重达31%。", "软件业收入占服务业比重", 31),
        ("2023年软件业收入占服务业的比重为31%。", "软件业收入占服务业比重", 31),
    ],
)
def test_a_share_without_its_subject_takes_the_one_before(text: str, name: str, value: float) -> None:
    assert facts(text, "indicator", "value", "facet")[-1] == (name, value, "share")


@pytest.mark.parametrize("change", ["同比提高2.4个百分点", "较上年提高2.4个百分点", "同比提高2.4%"])
def test_what_a_share_gained_is_in_points_even_if_printed_as_percent(change: str) -> None:
    last = claims(f"2023年新兴产业产值300亿元，增长9%，占工业总产值的45%，{change}。")[-1]
    assert (last.value, last.growth_pp, last.growth_pp_of) == (45, Decimal("2.4"), "value")


def test_a_growth_that_itself_rose_keeps_both() -> None:
    (claim,) = claims("上半年实现GDP200亿元，增长6.5%，较一季度加快0.8个百分点。")
    assert (claim.growth_pct, claim.growth_pp, claim.growth_pp_of) == (
        Decimal("6.5"),
        Decimal("0.8"),
        "growth",
    )


def test_a_fall_that_narrowed_gained_points() -> None:
    (claim,) = claims("1—8月进口下降9%，降幅较1—7月收窄1.5个百分点。")
    assert (claim.growth_pct, claim.growth_pp) == (-9, Decimal("1.5"))


def test_pull_and_contribution_are_figures_of_their_own() -> None:
    text = "前三季度医药产业增加值增长12%，拉动规上工业增长3.1个百分点，贡献率38.5%。"
    assert facts(text, "indicator", "value", "unit", "facet")[1:] == [
        ("医药产业拉动规上工业增长", 3.1, "个百分点", "pull"),
        ("医药产业贡献率", 38.5, "%", "contribution"),
    ]


@pytest.mark.parametrize(
    ("words", "growth", "times"),
    [
        ("增长1.5倍", 150, None),
        ("为去年同期的3倍", None, 3),
        ("是上年的1.4倍", None, 1.4),
        ("实现翻番", 100, 2),
        ("翻了两番", 300, 4),
    ],
)
def test_multiples_are_growth_or_times(words: str, growth: float | None, times: float | None) -> None:
    ((_, value, grew, by),) = facts(
        f"2023年锂电池产值46亿元，{words}。", "indicator", "value", "growth_pct", "times"
    )
    assert (value, grew, by) == (46, growth, times)


@pytest.mark.parametrize("words", ["高于12%的年度目标", "为年度目标（12%）的近两倍"])
def test_a_target_within_an_actual_is_a_target(words: str) -> None:
    actual, target = claims(f"2023年工业投资90亿元，增长23%，{words}。")
    assert (actual.kind, actual.growth_pct, actual.compared_with) == ("actual", 23, "年度目标")
    assert (target.kind, target.indicator, target.growth_pct) == ("target", "工业投资", 12)


def test_a_yardsticks_own_figure_is_given_to_the_yardstick() -> None:
    own, city = claims("2023年工业投资增长15%，快于全市（9.2%）5.8个百分点。")
    assert (own.growth_pct, own.compared_with, own.diff_pp) == (15, "全市", Decimal("5.8"))
    assert (city.entity, city.growth_pct) == ("全市", Decimal("9.2"))


def test_several_years_of_one_sentence_each_get_their_value() -> None:
    text = "2021年、2022年、2023年，园区营收分别为80亿元、95亿元、120亿元。"
    assert facts(text, "period", "value") == [("2021", 80), ("2022", 95), ("2023", 120)]


def test_estimated_covers_the_list_and_a_nearer_hedge_wins() -> None:
    text = "预计全年完成GDP300亿元，增长7%左右；完成税收40亿元，增长5%；外贸突破90亿元，增长3%。"
    assert facts(text, "value", "bound") == [(300, "estimated"), (40, "estimated"), (90, "at_least")]


def test_estimated_in_the_middle_speaks_of_its_own_clause_only() -> None:
    text = "今年签约项目8个，总投资30亿元，预计年产值50亿元，其中外资项目2个。"
    assert [bound for (bound,) in facts(text, "bound")] == ["exact", "exact", "estimated", "exact"]


@pytest.mark.parametrize(
    "text",
    [
        "工业总产值从50亿元、100亿元一路增长到2023年的268亿元。",
        "工业总产值先后突破100亿元、200亿元，2023年达到268亿元。",
        "2023年工业总产值突破260亿元大关，达到268亿元。",
    ],
)
def test_of_a_chain_of_milestones_only_the_last_counts(text: str) -> None:
    assert facts(text, *NAME_VALUE) == [("工业总产值", 268, "亿元")]


def test_an_average_growth_stands_beside_that_of_the_period() -> None:
    text = "上半年工业增加值增长9%，两年平均增长6.5%，居全市第二。"
    assert facts(text, "growth_pct", "rank") == [(9, 2), (6.5, None)]


@pytest.mark.parametrize(
    ("text", "rank", "scope"),
    [
        ("2023年出口90亿元，总量居全市第3位。", 3, "全市"),
        ("2023年出口90亿元，规模全省第一。", 1, "全省"),
        ("2023年出口占比62%，全市最高。", 1, "全市"),
        ("2023年出口增长9%，增速列全市各县区首位。", 1, "全市各县区"),
    ],
)
def test_a_rank_is_put_on_its_figure(text: str, rank: int, scope: str) -> None:
    assert facts(text, "rank", "rank_scope") == [(rank, scope)]


def test_a_rank_in_an_assessment_is_a_figure_of_its_own() -> None:
    text = "在2022年度综合考评中，该区居全国230家国家级开发区第41位。"
    ((name, rank, scope, period),) = facts(text, "indicator", "rank", "rank_scope", "period")
    assert (name, rank, scope, period) == ("国家级开发区综合考评", 41, "全国", "2022")


def test_relative_targets_have_no_number() -> None:
    text = "今年要实现主要指标增速快于全市、快于周边，工业总量、财政总量占全市比重稳步提高。"
    found = {
        name: (kind, against)
        for name, kind, against in facts(text, "indicator", "comparison", "compared_with")
    }
    assert found == {
        "主要指标增速": ("faster_than", ("全市", "周边")),
        "工业总量占全市比重": ("share_rises", ("全市",)),
        "财政总量占全市比重": ("share_rises", ("全市",)),
    }


def test_a_rank_to_reach_is_a_target_said_once() -> None:
    text = "全区上下锚定“全国40强”的奋斗目标。各部门要为冲刺“全国40强”目标作贡献。"
    assert facts(text, "kind", "indicator", "value", "unit", "bound") == [
        ("target", "全国排名", 40, "位", "rank_at_most")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "3月12日，区党工委十四届五次全会召开，八位代表发言。",
        "深入实施项目建设“1623”行动，形成“1+1>2”的效应。",
        "聚力实现“三个快于、三个提高”，抓好以下六个方面工作。",
        "今年是建区75周年，也是“十四五”的关键之年。",
        "会议表彰了先进集体12个、先进个人30名，3家单位作交流发言。",
        "连续三年获评全省先进，第1家外资企业落户，用8年时间完成三连跳。",
        "坚持“两手抓”，推进千亿级、百亿级园区建设，第一产业和第一书记都要抓。",
    ],
)
def test_dates_slogans_and_ordinals_are_no_figures(text: str) -> None:
    assert claims(text) == []


def test_an_owner_named_in_the_sentence_answers_for_its_targets() -> None:
    text = "2024年，招商局（产投公司）将围绕目标，力争签约亿元以上项目90个。"
    assert facts(text, "kind", "value", "owner") == [("target", 90, "招商局(产投公司)")]


def test_a_speakers_line_answers_for_the_speech_below() -> None:
    text = "开幕。\n经开区社会事业局党委书记、局长\n2024年实施民生实事项目30项，力争新增学位900个。"
    assert {owner for (owner,) in facts(text, "owner")} == {"社会事业局"}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("今年上半年，税收9亿元。", "2024H1"),
        ("去年，税收9亿元。", "2023"),
        ("1至4月，税收9亿元。", "2024-01..2024-04"),
        ("2023年前三季度，税收9亿元。", "2023-01..2023-09"),
        ("二〇二二年，税收9亿元。", "2022"),
        ("6月份税收9亿元。", "2024-06"),
        ("到2027年，力争税收达到9亿元。", "2027"),
        ("力争三年内税收突破9亿元。", "2026"),
        ("“十四五”末，税收力争达到9亿元。", "2025"),
    ],
)
def test_periods_are_resolved_against_the_documents_year(text: str, period: str) -> None:
    assert facts(text, "period") == [(period,)]


def test_a_period_without_a_year_keeps_its_words() -> None:
    (claim,) = read("上半年，税收9亿元。", LEXICON)
    assert (claim.period, claim.period_text) == (None, "上半年")
