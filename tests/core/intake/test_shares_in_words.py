"""Shares said in words, in rows and as ratios."""

from __future__ import annotations

import pytest
from tests.core.intake.reading import facts

SHARE = ("indicator", "value", "bound")


@pytest.mark.parametrize(
    ("words", "value", "bound"),
    [
        ("三分之一", 33.333333, "exact"),
        ("近四分之三", 75, "about"),
        ("一半以上", 50, "at_least"),
        ("近一半", 50, "about"),
        ("超半数", 50, "at_least"),
        ("七成左右", 70, "about"),
        ("超六成", 60, "at_least"),
    ],
)
def test_a_share_in_words_is_a_percent(words: str, value: float, bound: str) -> None:
    text = f"2024年，光伏组件产值62亿元，占全省的{words}。"
    assert facts(text, *SHARE)[1] == ("光伏组件产值占全省比重", value, bound)


def test_more_than_half_without_a_number_is_a_share_only_where_one_is_spoken_of() -> None:
    assert facts("2024年，新兴产业产值增长8%，占规上工业比重过半。", *SHARE)[1][1:] == (50, "at_least")
    assert facts("确保时间过半、任务过半。", *SHARE) == []


def test_a_second_share_follows_a_hedged_first() -> None:
    text = "2024年，进出口总额860亿元，占全市五成以上、全省近6%。"
    assert facts(text, *SHARE)[1:] == [
        ("进出口总额占全市比重", 50, "at_least"),
        ("进出口总额占全省比重", 6, "about"),
    ]


def test_the_structure_of_three_sectors_is_three_shares() -> None:
    text = "2023年，三次产业结构由上年的9.1:51.2:39.7调整为8.8:50.9:40.3。"
    assert facts(text, "indicator", "value", "unit", "facet", "from_value", "period") == [
        ("第一产业比重", 8.8, "%", "share", 9.1, "2023"),
        ("第二产业比重", 50.9, "%", "share", 51.2, "2023"),
        ("第三产业比重", 40.3, "%", "share", 39.7, "2023"),
    ]


def test_a_ratio_to_one_is_the_ratio() -> None:
    text = "2023年，城乡居民收入比由2.11:1缩小到2.02:1。"
    assert facts(text, "indicator", "value", "unit", "from_value") == [("城乡居民收入比", 2.02, None, 2.11)]


def test_a_share_not_to_fall_below_a_limit_is_named_without_the_limit() -> None:
    text = "2024年，全区计划引进项目100个，其中制造业项目占比不低于70%。"
    assert facts(text, "indicator", "value", "bound")[-1] == ("制造业项目占比", 70, "at_least")
