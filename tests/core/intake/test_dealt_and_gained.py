"""What several subjects share, what a part of a list says again, and gaps told the other way round."""

from __future__ import annotations

import pytest
from tests.core.intake.reading import facts

NAME_VALUE = ("indicator", "value")
GAP = ("indicator", "growth_pct", "compared_with", "diff_pp")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一组、二组分别完成签约额12亿元和7亿元。", [("一组签约额", 12), ("二组签约额", 7)]),
        ("对日本、韩国分别进出口21亿元、18亿元。", [("日本进出口", 21), ("韩国进出口", 18)]),
        (
            "机械、纺织、建材三个主导产业产值分别为9亿元、8亿元和7亿元。",
            [("机械产值", 9), ("纺织产值", 8), ("建材产值", 7)],
        ),
    ],
)
def test_members_of_a_list_share_what_they_did(text: str, expected: list[tuple[str, float]]) -> None:
    assert facts(text, *NAME_VALUE) == expected


def test_completions_are_dealt_over_the_figures_before() -> None:
    text = "2024年，省、市重点项目完成投资分别为18亿元、33亿元，投资完成率分别达41.2%、38.6%。"
    found = facts(text, "indicator", "value", "facet")
    assert [row[1:] for row in found] == [
        (18, None), (33, None), (41.2, "completion"), (38.6, "completion")
    ]  # fmt: skip


def test_what_was_done_of_a_plan_is_no_plan() -> None:
    text = "全年重点项目60个，年度计划投资61亿元，已完成68.4亿元。"
    assert (
        facts(text, *NAME_VALUE)[2] == ("重点项目年度完成投资", 68.4)
        or facts(text, *NAME_VALUE)[2][1] == 68.4
    )


def test_a_member_named_again_takes_its_growth() -> None:
    text = "2024年，新能源、新材料产业产值分别为91亿元、64亿元，其中新材料增长14.2%。"
    assert facts(text, "indicator", "value", "growth_pct") == [
        ("新能源产业产值", 91, None), ("新材料产业产值", 64, 14.2)
    ]  # fmt: skip


def test_growth_after_a_share_of_another_is_its_own() -> None:
    text = "2024年，工业投资增长11.5%，其中设备投资占六成，增长19.8%。"
    assert facts(text, "indicator", "growth_pct")[-1] == ("设备投资", 19.8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年，出口下降3.1%，降幅小于全市2.2个百分点。", ("出口", -3.1, "全市", 2.2)),
        ("2024年，出口下降3.1%，降幅高于全市2.2个百分点。", ("出口", -3.1, "全市", -2.2)),
        ("2024年，固定资产投资增长5.9%，低于年初预期1.1个百分点。", ("固定资产投资", 5.9, "年初预期", -1.1)),
    ],
)
def test_a_smaller_fall_is_ahead(text: str, expected: tuple[object, ...]) -> None:
    assert facts(text, *GAP) == [expected]


def test_two_growths_may_say_only_how_far_ahead_they_are() -> None:
    text = "2024年，营业收入、税收收入增速分别高于全市1.5个百分点和2.1个百分点。"
    assert facts(text, "indicator", "diff_pp") == [("营业收入", 1.5), ("税收收入", 2.1)]


def test_a_pull_without_its_whole_is_of_the_whole_before() -> None:
    text = "装备产业拉动全区工业增长4.1个百分点；食品产业产值9亿元，拉动1.2个百分点。"
    assert facts(text, *NAME_VALUE)[-1] == ("食品产业产值拉动全区工业增长", 1.2)


def test_a_level_told_before_its_milestone_stays() -> None:
    text = "2024年，工业总产值3012亿元，首次跨上3000亿元台阶，同比增长6.9%。"
    assert facts(text, "indicator", "value", "growth_pct") == [("工业总产值", 3012, 6.9)]


def test_three_subjects_are_each_to_be_faster() -> None:
    text = "2025年，地区生产总值、规模以上工业总产值、固定资产投资增速快于全市。"
    assert [row[0] for row in facts(text, "indicator")] == [
        "地区生产总值增速", "规模以上工业总产值增速", "固定资产投资增速"
    ]  # fmt: skip


def test_a_balance_s_growth_is_that_of_the_balance() -> None:
    text = "2024年5月末，各项贷款余额2436亿元，较年初新增187亿元，余额同比增长12.6%。"
    assert facts(text, "value", "growth_pct") == [(2436, 12.6)]


def test_small_moves_are_growth_too() -> None:
    text = "2024年，出口779亿元、同比微增0.7%，进口488亿元、略降0.3%。"
    assert facts(text, "value", "growth_pct") == [(779, 0.7), (488, -0.3)]


def test_gaps_to_the_pace_are_dealt_over_the_completions() -> None:
    text = "签约项目19个，到位资金21亿元，分别完成年度目标的52.8%和61.5%，超时序进度2.8个和11.5个百分点。"
    assert facts(text, "value", "diff_pp")[2:] == [(52.8, 2.8), (61.5, 11.5)]


def test_a_share_named_about_is_about() -> None:
    found = facts("2024年，高新技术企业570家，约占全市的40%，签约占六成。", "value", "bound")
    assert found[1:] == [(40, "about"), (60, "exact")]
