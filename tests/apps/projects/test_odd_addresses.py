"""An address that asks for what nobody knows: it is said and left aside, and the rest is applied."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from chaotou.projects.operations.delivery import plan_nodes

PAGES = ("register", "board", "pivot", "funnel", "map")
UNKNOWN = ("stage", "organization", "city", "chain", "region", "tier", "industry")
ASIDE = "没有“nonsense”，没有按它筛选。"


def read(browser, name: str, query: str, **headers: str) -> str:
    answer = browser.get(f"{reverse(f'projects:{name}')}?{query}", headers=headers)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("key", UNKNOWN)
def test_an_unknown_code_is_said_and_left_aside(few, signed_in, zhoumin, name, key) -> None:
    text = read(signed_in(zhoumin), name, f"{key}=nonsense").lower()
    assert ASIDE in text
    assert "没有符合条件的项目" not in text


def test_what_is_known_beside_it_is_applied(few, signed_in, zhoumin) -> None:
    text = read(signed_in(zhoumin), "register", "stage=nonsense&stage=signed&city=nonsense")
    assert text.count(ASIDE) == 2
    assert few.signed.code in text and few.lead.code not in text and few.rival.code not in text


@pytest.mark.parametrize(("least", "below"), [("5", "3"), ("5", "5.0")])
@pytest.mark.parametrize("name", PAGES)
def test_a_range_in_which_nothing_lies_is_said(few, signed_in, zhoumin, name, least, below) -> None:
    text = read(signed_in(zhoumin), name, f"from={least}&to={below}&stage=signed")
    assert f"投资不低于 {least} 亿元又低于 {below} 亿元的项目不会有，没有按投资额筛选。" in text
    assert "没有符合条件的项目" not in text


def test_what_is_known_is_not_complained_of(few, signed_in, zhoumin) -> None:
    known = "stage=signed&organization=economy&city=shanghai&chain=pcb&region=yangtze_delta&tier=from_1b"
    for query in (known, "industry=c38", "industry=384", "from=1&to=2", "stage=&city=", "q=nonsense"):
        assert 'class="message' not in read(signed_in(zhoumin), "register", query)


def test_digits_of_an_industry_find_what_is_kept_with_its_letter(make_project, signed_in, zhoumin) -> None:
    make_project("P2024-0010", industry="C3841")
    assert "P2024-0010" in read(signed_in(zhoumin), "register", "industry=384")


def test_a_city_that_only_a_table_named_is_one_where_a_project_has_it(
    make_project, world, signed_in, zhoumin, linxiao
) -> None:
    make_project("P2024-0010", organization=world.commerce, source_city="扬州")
    assert "P2024-0010" in read(signed_in(zhoumin), "register", "city=扬州")
    assert "没有“扬州”" in read(signed_in(linxiao), "register", "city=扬州"), "others' leads tell nothing"


def test_it_is_said_where_only_the_list_is_changed(few, signed_in, zhoumin) -> None:
    browser = signed_in(zhoumin)
    text = read(browser, "register", "stage=nonsense", hx_request="true")
    assert ASIDE in text and "<html" not in text
    assert ASIDE not in read(browser, "register", "")
    assert read(browser, "register", "stage=nonsense").count(ASIDE) == 1


def test_a_long_word_is_not_repeated_whole(few, signed_in, zhoumin) -> None:
    text = read(signed_in(zhoumin), "board", f"tier={'x' * 300}{{}}<b>")
    assert f"没有“{'x' * 40}”，" in text


@pytest.mark.parametrize("name", ["export", "export_csv"])
def test_no_file_is_made_of_what_is_not_understood(few, signed_in, zhoumin, name) -> None:
    browser = signed_in(zhoumin)
    refused = browser.get(reverse(f"projects:{name}") + "?stage=nonsense")
    assert refused.status_code == 404 and ASIDE in refused.content.decode()
    assert browser.get(reverse(f"projects:{name}") + "?stage=signed").status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_known_filters_take_no_query_more(few, signed_in, zhoumin, name) -> None:
    browser, taken = signed_in(zhoumin), []
    for query in ("q=", "stage=signed&organization=economy&city=shanghai&chain=pcb&tier=from_1b&from=1&to=2"):
        read(browser, name, query)
        with CaptureQueriesContext(connection) as captured:
            read(browser, name, query)
        taken.append(len(captured))
    assert taken[1] <= taken[0]


def test_the_timeline_says_it_too(few, linxiao, signed_in, zhoumin) -> None:
    starts = timezone.localdate() - timedelta(30)
    plan_nodes(
        project=few.signed, template="leased_plant", starts_on=starts, actor=linxiao, now=timezone.now()
    )
    for key in ("organization", "light"):
        text = read(signed_in(zhoumin), "timeline", f"{key}=nonsense")
        assert ASIDE in text and few.signed.name in text


def test_counts_say_of_which_scheme_they_are_not(few, signed_in, zhoumin) -> None:
    browser = signed_in(zhoumin)
    assert ASIDE in read(browser, "counts", "scheme=nonsense")
    for query in ("stage=nonsense", "scheme=nonsense", "at_least=5&below=3"):
        assert browser.get(reverse("projects:counted") + f"?{query}").status_code == 404
    rate = reverse("projects:rate", args=["commencement_planned"])
    assert browser.get(rate).status_code == 200
    assert browser.get(rate + "?scheme=nonsense").status_code == 404
