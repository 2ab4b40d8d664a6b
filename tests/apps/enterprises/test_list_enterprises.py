"""The list: found by any part of a name, pinyin, initials or code; narrowed; for who may see it."""

from __future__ import annotations

import pytest

from chaotou.core.issues import Refusal
from chaotou.enterprises.access import SYSTEM
from chaotou.enterprises.queries.alike import near
from chaotou.enterprises.queries.listing import Wanted, cities, enterprises, page

CODE = "91110000600037341L"


@pytest.fixture
def three(record) -> None:
    record(
        "重庆华芯半导体有限公司",
        credit_code=CODE,
        english="Huaxin Semiconductor",
        aliases=["蓝天微电子"],
        industry="3973",
        chain="batteries",
        link="cells",
        city="重庆",
        size="large",
        tags=["重点客商", "外资"],
    )
    record("远景新能源科技有限公司", industry="3841", city="苏州", is_local=True, tags=["外资企业"])
    record("凯恒食品有限公司", industry="C13", city="苏州")


def _names(person, **wanted) -> list[str]:
    return [row.name[:2] for row in enterprises(person, Wanted(**wanted))]


@pytest.mark.parametrize(
    "asked",
    [
        "芯半导",
        "chongqing",
        "hxbdt",
        "6000373",
        "蓝天",
        "ltwdz",
        "semicon",
        "ＨＵＡＸＩＮ",
        "重庆 导体",
        "芯",
    ],
)
def test_an_enterprise_is_found_by_any_part(three, linxiao, asked) -> None:
    assert _names(linxiao, text=asked) == ["重庆"]


@pytest.mark.parametrize("asked", ["华芯 食品", "不存在", "()", "芯华"])
def test_what_no_enterprise_holds_finds_nothing(three, linxiao, asked) -> None:
    assert _names(linxiao, text=asked) == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["凯恒", "远景", "重庆"]),
        ({"chain": "batteries"}, ["重庆"]),
        ({"industry": "C39"}, ["重庆"]),
        ({"industry": "38"}, ["远景"]),
        ({"industry": "C"}, ["凯恒", "远景", "重庆"]),
        ({"industry": "电池制造"}, ["远景"]),
        ({"industry": "不存在"}, []),
        ({"city": "苏州"}, ["凯恒", "远景"]),
        ({"tag": "外资"}, ["重庆"]),
        ({"size": "large"}, ["重庆"]),
        ({"place": "local"}, ["远景"]),
        ({"place": "outside", "city": "苏州"}, ["凯恒"]),
    ],
)
def test_the_list_is_narrowed(three, linxiao, wanted, found) -> None:
    assert sorted(_names(linxiao, **wanted)) == sorted(found)


def test_a_page_is_three_queries_however_many_rows(three, django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        assert len(list(page(SYSTEM, Wanted(), 1))) == 3
    assert cities(SYSTEM) == ["苏州", "重庆"]


def test_an_administrator_sees_no_enterprises(three, shenjie) -> None:
    with pytest.raises(Refusal, match="职责分离"):
        enterprises(shenjie, Wanted())


def test_nobody_is_no_reader(db) -> None:
    with pytest.raises(TypeError):
        enterprises(None, Wanted())


def test_close_names_are_two_queries(three, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        assert [one.enterprise.name[:2] for one in near(["华芯半导体"])] == ["重庆"]
    assert near([" "]) == []
