"""The pages that show figures: what stands on them, for whom, and what they say when something is missing."""

from __future__ import annotations

import csv
import re
from datetime import date
from decimal import Decimal
from html import unescape
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse

from chaotou.core.periods import Period
from chaotou.core.relative import Comparability, Comparison
from chaotou.figures import addresses, operations, sheets

DAY = {"as_of": "2024-08-12"}


@pytest.fixture
def leader(ledger, guyuan, signed_in):
    return signed_in(guyuan)


def text_of(client, name: str, *args: str, **query: str) -> str:
    answer = client.get(reverse(name, args=args), {**DAY, **query})
    assert answer.status_code == 200
    return answer.content.decode()


def test_home_counts_the_targets_and_names_what_matters_most(leader):
    page = text_of(leader, "home")
    assert "全年 7 项目标中" in page
    assert "最要紧的" in page
    assert reverse("figures:target", args=["projects_2024"]) in page


def test_home_of_an_empty_zone_says_what_to_do_next(world, guyuan, signed_in, small, serve):
    serve(small)
    page = text_of(signed_in(guyuan), "home")
    assert "还没有目标" in page
    assert "chaotou run --prepare" in page


def test_home_tells_a_recorder_what_is_due(ledger, linxiao, signed_in):
    assert "待填报" in text_of(signed_in(linxiao), "home", as_of="2024-12-15")


def test_home_tells_a_reviewer_what_to_publish(ledger, linxiao, zhoumin, signed_in, now):
    operations.record_observation(
        person=linxiao, indicator="gdp", body="zone", period=Period.parse("2024Q1"), now=now,
        value=Decimal("115"), growth_yoy=Decimal("0.08"), growth_basis="comparable", status="preliminary",
        source="page", note="试报",
    )  # fmt: skip
    assert "待发布 1 条" in text_of(signed_in(zhoumin), "home")


def test_the_master_table_shows_target_pace_and_lead(leader):
    page = text_of(leader, "figures:standings")
    assert "50.00%" in page
    assert "−16.25" in page
    assert "欠序时" not in page  # the small zone has its own words for lights
    assert "落后" in page


@pytest.mark.parametrize(("query", "kept"), [({"light": "behind"}, True), ({"light": "done"}, False)])
def test_a_filter_in_the_address_keeps_only_what_it_names(leader, query, kept):
    assert ("projects_2024" in text_of(leader, "figures:standings", **query)) is kept


def test_a_filter_that_keeps_nothing_says_so_and_offers_all(leader):
    page = text_of(leader, "figures:standings", light="done", owner="commerce")
    assert "没有符合筛选的目标" in page


def test_htmx_gets_only_the_table(leader):
    answer = leader.get(reverse("figures:standings"), DAY, headers={"HX-Request": "true"})
    assert b"<html" not in answer.content
    assert b'id="standings"' in answer.content
    assert "HX-Request" in answer["Vary"]


def test_the_table_as_a_file_has_a_head_and_a_line_for_each_target(leader):
    answer = leader.get(reverse("figures:standings_csv"), DAY)
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][0] == "目标"
    assert len(rows) == 8
    assert "standings-2024-08-12.csv" in answer["Content-Disposition"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_text_that_a_spreadsheet_would_run_is_defused(text):
    assert sheets.safe(text) == f"'{text}"


def test_a_negative_number_stays_a_number():
    assert sheets.safe(Decimal("-1.5")) == Decimal("-1.5")


def test_what_is_not_comparable_is_said_with_its_reason(leader):
    page = text_of(leader, "figures:relative")
    assert "不可比" in page
    assert "口径不同" in page


def test_a_target_says_how_each_number_came_about(leader):
    page = text_of(leader, "figures:target", "gdp_2024")
    assert "480.00 亿元 × (1 + 8.0%) = 518.40 亿元" in page
    assert "地区生产总值增长8%。" in page


def test_a_target_leads_to_the_figure_it_stands_on(leader):
    page = text_of(leader, "figures:target", "trade_2024")
    assert reverse("figures:observation", args=["total_trade", "zone", "2024H1"]) in page


def test_an_unfilled_number_of_a_formula_is_shown_as_unfilled(leader):
    assert "未填" in text_of(leader, "figures:target", "formula_16")


def test_a_target_that_was_not_yet_set_says_so_calmly_and_leads_to_what_is_known_now(leader):
    page = text_of(leader, "figures:target", "gdp_2024", as_of="2023-06-30")
    assert "到 2023-06-30 为止，这项目标还没有设定" in page
    assert "权限" not in page
    assert f'href="{reverse("figures:target", args=["gdp_2024"])}"' in page


def test_a_target_that_never_was_is_not_found(leader):
    assert leader.get(reverse("figures:target", args=["nonsense"])).status_code == 404


@pytest.mark.parametrize("name", ["home", "figures:standings", "figures:relative", "figures:indicators"])
def test_a_day_before_anything_was_known_has_its_calm_page(leader, name):
    assert "按当时所知" in text_of(leader, name, as_of="2019-06-30")


def test_home_of_a_day_before_any_target_names_the_day(leader):
    assert "到 2019-06-30 为止，还没有设定目标" in text_of(leader, "home", as_of="2019-06-30")


@pytest.mark.parametrize(("value", "said"), [("0.428", "高于上限 1.9%"), ("0.412", "低于上限 1.9%")])
def test_a_target_with_an_upper_limit_stands_above_or_below_it(load, leader, files, row, now, value, said):
    intensity = {"code": "intensity", "unit": "吨标准煤/万元", "measure": "ratio", "cumulative": False}
    like, aim = files["indicators"][7], files["targets"][1]
    limit = {"code": "limit_2024", "indicator": "intensity", "bound": "at_most", "value": Decimal("0.420")}
    load(
        now,
        indicators=[*files["indicators"], {**like, **intensity, "name": "能耗强度", "decimals": 3}],
        targets=[*files["targets"], {**aim, **limit}],
        observations=[row("intensity", "zone", "2024H1", Decimal(value), recorded_on=date(2024, 7, 20))],
    )
    page = text_of(leader, "figures:target", "limit_2024")
    assert said in page
    assert "差 1.87 个百分点" not in page


def test_only_words_of_a_document_are_set_as_a_quotation(leader):
    page = text_of(leader, "figures:target", "gdp_2024")
    assert "地区生产总值增长8%。" in page
    assert "<blockquote" not in page


def test_the_note_on_growth_says_that_some_is_computed(leader):
    assert "没有公布的由两期数值算出" in text_of(leader, "figures:standings")


def test_the_reason_is_given_where_an_act_is_not_allowed(leader):
    assert "只有填报岗位可以填报数据" in text_of(leader, "figures:indicator", "gdp")


def test_who_may_record_finds_the_way_from_the_indicator(ledger, linxiao, signed_in):
    page = text_of(signed_in(linxiao), "figures:indicator", "gdp")
    assert reverse("figures:record", args=["gdp"]) in page


def test_an_indicator_shows_the_bodies_the_address_chooses(leader):
    page = text_of(leader, "figures:indicator", "total_trade", chosen="1", **{"with": "county_b"})
    assert '<th class="num" scope="col">乙县</th>' in page
    assert '<th class="num" scope="col">甲县</th>' not in page


def test_every_indicator_is_listed_with_its_latest_figure(leader):
    page = text_of(leader, "figures:indicators")
    assert "240.00" in page
    assert "2024年上半年" in page


def test_a_figure_shows_every_vintage(leader):
    page = text_of(leader, "figures:observation", "gdp", "zone", "2023")
    assert "480.00 亿元" in page
    assert "由数据文件载入" in page


@pytest.mark.parametrize("period", ["1999", "2024-05", "blah"])
def test_a_figure_that_is_not_there_is_not_found(leader, period):
    assert leader.get(reverse("figures:observation", args=["gdp", "zone", period])).status_code == 404


def test_evidence_of_no_such_vintage_is_not_found(leader):
    assert leader.get(reverse("figures:evidence", args=["gdp", "zone", "2023", 9])).status_code == 404


@pytest.fixture
def narrow(ledger, linxiao, now):
    """An unpublished figure of a narrower scope, with its evidence, beside a published one of none."""
    return operations.record_observation(
        person=linxiao, indicator="gdp", body="zone", period=Period.parse("2023"), scope="narrow", now=now,
        value=Decimal("300"), note="小口径", evidence=SimpleUploadedFile("narrow.txt", b"narrow"),
    )  # fmt: skip


def test_a_figure_of_a_narrower_scope_leads_to_its_own_evidence(narrow, zhoumin, signed_in):
    browser = signed_in(zhoumin)
    address = addresses.of_figure("gdp", "zone", Period.parse("2023"), "narrow")
    fetched = re.search(r'href="([^"]*/evidence/[^"]*)"', browser.get(address).content.decode())[1]
    answer = browser.get(unescape(fetched))
    assert b"".join(answer.streaming_content) == b"narrow"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_evidence_of_an_unpublished_figure_is_hidden_from_another_bureau(narrow, hechuan, signed_in):
    place = ["gdp", "zone", "2023", 0]
    answer = signed_in(hechuan).get(reverse("figures:evidence", args=place), {"scope": "narrow"})
    assert answer.status_code == 404


def test_an_invented_value_is_marked_on_the_pages_that_show_it(leader):
    for page in ("figures:standings", "figures:indicators"):
        assert 'class="synthetic"' in text_of(leader, page)


def test_the_page_says_when_a_date_cannot_be_read(leader):
    answer = leader.get(reverse("figures:standings"), {"as_of": "yesterday"})
    assert answer.status_code == 200
    assert "“yesterday”不是日期" in answer.content.decode()


@pytest.mark.parametrize("name", ["figures:standings", "figures:relative", "figures:indicators"])
def test_who_administers_accounts_sees_no_figures_and_is_told_why(ledger, shenjie, signed_in, name):
    answer = signed_in(shenjie).get(reverse(name))
    assert answer.status_code == 403
    assert "账号管理员只管理账号" in answer.content.decode()


def test_who_administers_accounts_is_led_from_home_to_the_organizations(ledger, shenjie, signed_in):
    answer = signed_in(shenjie).get(reverse("home"))
    assert answer.headers["Location"] == reverse("organization:organizations")


@pytest.mark.parametrize(
    ("name", "args"), [("home", ()), ("figures:standings", ()), ("figures:target", ("gdp_2024",))]
)
def test_an_unpublished_figure_is_marked_for_those_who_see_it(
    ledger, guyuan, linxiao, signed_in, now, name, args
):
    browser, mark = signed_in(guyuan), '<span class="tag">未发布</span>'
    assert mark not in text_of(browser, name, *args)
    operations.record_observation(
        person=linxiao, indicator="gdp", body="zone", period=Period.parse("2024-01..2024-07"), now=now,
        value=Decimal("290"), growth_yoy=Decimal("0.08"), growth_basis="comparable", status="preliminary",
        source="page", note="试报",
    )  # fmt: skip
    assert mark in text_of(browser, name, *args)


def _row_of(page: str, code: str) -> str:
    return page.split(reverse("figures:target", args=[code]))[1].split("</tr>")[0]


def test_synthetic_values_are_marked_where_they_are_compared(leader):
    page = text_of(leader, "figures:relative")
    faster, share = _row_of(page, "gdp_faster_2024"), _row_of(page, "gdp_share_2024")
    assert (
        faster.count('class="synthetic"') == 1
    )  # the zone's own; the city's, county's and last year's are not
    assert share.count('class="synthetic"') == 1
    assert 'class="synthetic"' in text_of(leader, "figures:target", "gdp_faster_2024")


def test_a_synthetic_growth_of_the_city_is_marked_in_its_column(load, leader, row, now):
    assert 'class="synthetic"' not in _row_of(text_of(leader, "figures:standings"), "trade_2024")
    base = row("total_trade", "city", "2024H1", 600, 9, synthetic=True, recorded_on=date(2024, 8, 1))
    load(now, observations=[base])
    page = text_of(leader, "figures:standings")
    assert re.search(r"\+9\.0%</a><span class=\"synthetic\"", _row_of(page, "trade_2024"))


@pytest.mark.parametrize("name", ["home", "figures:relative"])
def test_targets_with_nothing_to_compare_yet_still_have_their_pages(leader, name):
    assert "gdp_share_2024" in text_of(leader, name, as_of="2024-01-08")


def test_the_growth_of_another_body_leads_to_its_figures(leader):
    there = reverse("figures:indicator", args=["gdp"]) + "?body=city&amp;as_of=2024-08-12"
    assert f'<a href="{there}">+7.1%</a>' in text_of(leader, "figures:relative")
    assert f'<a href="{there}">+7.1%</a>' in text_of(leader, "figures:target", "gdp_faster_2024")
    assert f'<a href="{there}">+7.1%</a>' in text_of(leader, "figures:standings")


def test_the_own_growth_leads_to_the_figure_it_is(leader):
    figure = reverse("figures:observation", args=["gdp", "zone", "2024H1"])
    assert f'<a href="{figure}">+8.1%</a>' in text_of(leader, "figures:relative")


@pytest.mark.parametrize(
    ("reason", "shown"), [("basis_unstated", "不可比"), ("missing_other", "—"), ("missing_own", "—")]
)
def test_home_tells_what_is_not_comparable_from_what_is_not_there(reason, shown):
    none = Comparison("average_of_neighbors", None, None, None, False, Comparability(reason))
    assert shown in render_to_string("figures/_difference.html", {"c": none})
