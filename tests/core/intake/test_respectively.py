"""Lists with 分别: signs of their own, places, collectives, shares."""

from __future__ import annotations

import pytest

from .reading import facts


@pytest.mark.parametrize(
    ("growth", "expected"),
    [
        ("增长3.1%、下降2.2%和增长6.5%", [3.1, -2.2, 6.5]),
        ("增长3.1%、2.2%和下降6.5%", [3.1, 2.2, -6.5]),
        ("下降3.1%、2.2%和增长6.5%", [-3.1, -2.2, 6.5]),
        ("增长3.1%、2.2%和-6.5%", [3.1, 2.2, -6.5]),
    ],
)
def test_each_number_has_the_sign_of_the_word_that_governs_it(growth: str, expected: list[float]) -> None:
    text = f"对甲国、乙国、丙国出口分别为30.1、20.5和9.8亿元，同比分别{growth}。"
    assert [fact for (fact,) in facts(text, "growth_pct")] == expected


def test_two_growths_of_one_indicator_are_no_list() -> None:
    text = "2月出口30亿元，环比增长2%、同比下降3%。"
    assert facts(text, "value", "growth_pct")[0][0] == 30


def test_places_take_one_indicator_in_turn() -> None:
    text = "东湖、西山和南渡三个区分别完成税收50亿元、30亿元和12亿元，分别增长7%、6%和-1%。"
    assert facts(text, "entity", "indicator", "value", "growth_pct") == [
        ("东湖", "税收", 50, 7),
        ("西山", "税收", 30, 6),
        ("南渡", "税收", 12, -1),
    ]


def test_sources_named_in_the_clause_before_take_their_amounts() -> None:
    text = "甲国、乙国位列前二，分别到资2.2亿美元、1.1亿美元。"
    assert facts(text, "indicator", "value") == [("甲国到资", 2.2), ("乙国到资", 1.1)]


@pytest.mark.parametrize("name", ["第一、二、三产业", "一、二、三产业", "第一、第二、第三产业", "三次产业"])
def test_the_three_sectors_are_three_names(name: str) -> None:
    found = facts(f"{name}增加值分别增长3%、9%和5%。", "indicator", "growth_pct")
    assert found == [("第一产业增加值", 3), ("第二产业增加值", 9), ("第三产业增加值", 5)]


def test_shares_in_a_list_belong_to_the_figures_before_them() -> None:
    text = "入选省级名录9人、市级名录20人，占全市的比重分别为20.5%和18.2%。"
    shares = [(name, value) for name, value, facet in facts(text, "indicator", "value", "facet") if facet]
    assert shares == [("入选省级名录占全市比重", 20.5), ("市级名录占全市比重", 18.2)]


def test_a_second_share_follows_its_first() -> None:
    text = "2023年光伏产值90亿元，占全市的71%、全省的17%。"
    assert facts(text, "indicator", "value")[1:] == [("光伏产值占全市比重", 71), ("光伏产值占全省比重", 17)]


def test_greatest_growth_named_before_the_numbers() -> None:
    text = "矿产业和电子业增幅最大，分别为22%和21%。"
    assert facts(text, "indicator", "growth_pct") == [("矿产业", 22), ("电子业", 21)]
