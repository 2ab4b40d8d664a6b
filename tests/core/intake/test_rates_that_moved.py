"""Rates of growth told with what they were before: only what they are now is the growth."""

from __future__ import annotations

import pytest
from tests.core.intake.reading import facts

GREW = ("indicator", "value", "growth_pct")


@pytest.mark.parametrize(
    "text",
    [
        "2024年上半年，规上工业增加值由一季度的-2.4%转正，增长3.1%。",
        "2024年上半年，规上工业增加值增速由一季度的-2.4%回升至3.1%。",
        "2024年上半年，规上工业增加值增速从一季度的5.2%回落到3.1%。",
        "2024年上半年，规上工业增加值增速回升至3.1%。",
    ],
)
def test_a_rate_that_moved_is_the_growth_it_moved_to(text: str) -> None:
    assert facts(text, *GREW, "period") == [("规上工业增加值", None, 3.1, "2024H1")]


def test_a_fall_that_narrowed_is_still_a_fall() -> None:
    assert facts("2024年，零售额降幅收窄至1.2%。", *GREW) == [("零售额", None, -1.2)]


def test_a_list_of_growths_may_hold_a_multiple() -> None:
    text = "2024年，手机、汽车、服装出口分别增长11.2%、1.4倍和下降6.5%。"
    assert facts(text, *GREW) == [
        ("手机出口", None, 11.2), ("汽车出口", None, 140), ("服装出口", None, -6.5)
    ]  # fmt: skip


def test_grades_before_one_noun_are_dealt_out() -> None:
    text = "2024年，列入省、市重大项目分别为7个和33个；国家级、省级孵化器分别为3家和12家。"
    assert facts(text, "indicator", "value") == [
        ("列入省重大项目", 7), ("列入市重大项目", 33), ("国家级孵化器", 3), ("省级孵化器", 12)
    ]  # fmt: skip


def test_a_milestone_passed_gives_way_to_the_level() -> None:
    for words in ("首次跨上3000亿元台阶，达到3071.5亿元", "首次突破千亿元、达到1071.5亿元"):
        ((name, value),) = facts(f"2024年，工业总产值{words}。", "indicator", "value")
        assert (name, value) in (("工业总产值", 3071.5), ("工业总产值", 1071.5))
