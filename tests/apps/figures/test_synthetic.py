"""What was made up for a demonstration is marked wherever it is shown, and so is what follows from it."""

from __future__ import annotations

import json
import re
from datetime import date, datetime

import pytest
from django.urls import reverse

from chaotou.figures import charts, echarts
from chaotou.figures.echarts import CourseLines, Line
from chaotou.figures.queries.detail import target_detail
from chaotou.figures.queries.series import series
from chaotou.figures.queries.standings import standings
from chaotou.figures.templatetags.figures import shows_synthetic_growth

ON = date(2024, 8, 12)
MONTHS = ["1月", "2月", "3月"]


@pytest.fixture
def half_made_up(load, ledger, files, row, now: datetime):
    """Retail sales: May 2024 is synthetic, its months are not; June 2023 is, and no growth was published."""
    lines = [
        row("retail_sales", "zone", "2023-01..2023-06", 60, synthetic=True),
        row("retail_sales", "zone", "2024-01..2024-04", 44),
        row("retail_sales", "zone", "2024-01..2024-05", 55, synthetic=True),
        row("retail_sales", "zone", "2024-01..2024-06", 66),
    ]
    held = {
        "code": "retail_2024", "name": "社零增长", "english": "Retail", "kind": "growth",
        "value": 8, "unit": "%", "indicator": "retail_sales", "body": "zone", "period": "2024",
        "source": "page", "set_on": date(2024, 1, 7), "provenance": "press",
    }  # fmt: skip
    load(now, observations=[*files["observations"], *lines], targets=[*files["targets"], held])


def test_a_single_month_and_a_growth_are_synthetic_where_a_figure_behind_them_is(half_made_up, guyuan):
    found = series(guyuan, "retail_sales", "zone", on=ON)
    june, may = found.points[0], found.points[1]
    assert (june.is_synthetic, june.is_month_synthetic, june.is_growth_synthetic) == (False, True, True)
    assert may.is_synthetic
    own = found.courses[0]
    marks = [own.synthetic[-2:], own.month_synthetic[-2:], own.growth_synthetic[-2:]]
    assert marks == [(False, False), (True, False), (True, False)]


def test_a_row_says_that_its_growth_and_month_rest_on_synthetic_figures(half_made_up, guyuan):
    row = next(row for row in standings(guyuan, on=ON).rows if row.code == "retail_2024")
    assert (row.is_synthetic, row.is_month_synthetic, row.is_growth_synthetic) == (False, True, True)
    assert shows_synthetic_growth(row)


def test_the_course_of_a_growth_target_marks_a_growth_over_a_synthetic_base(half_made_up, guyuan):
    course = target_detail(guyuan, "retail_2024", ON).course
    marked = [point.period.latest_month for point in course.points if point.is_synthetic]
    assert 6 in marked
    assert 4 not in marked


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_mark_them_with_a_word_in_both_languages(half_made_up, guyuan, signed_in, language):
    browser = signed_in(guyuan)
    browser.cookies["django_language"] = language
    word = {"zh-hans": "合成", "en": "synthetic"}[language]
    for address in (
        "/figures/targets/retail_2024/",
        "/figures/indicators/retail_sales/",
        "/figures/standings/",
    ):
        page = browser.get(address, {"as_of": ON.isoformat()}).content.decode()
        assert re.search(rf'class="synthetic"[^>]*>{word}<', page), address


def test_the_table_under_a_growth_chart_marks_the_growth_itself(half_made_up, guyuan, signed_in):
    address = reverse("figures:target", args=["retail_2024"])
    page = signed_in(guyuan).get(address, {"as_of": ON.isoformat()}).content.decode()
    table = page[page.index("<figure") : page.index("</figure>")]
    assert re.search(r'10\.00 <span class="synthetic"|10\.00<span class="synthetic"', table)
    assert "空心的点和柱" in table


def test_a_charts_own_data_say_which_points_are_synthetic(half_made_up, guyuan):
    comparison, months = charts.of_series(series(guyuan, "retail_sales", "zone", on=ON), "growth")
    assert comparison.has_synthetic and months.has_synthetic
    assert 5 in months.option["series"][-1]["synthetic"]


def lines() -> CourseLines:
    return CourseLines(
        actual=Line("实际", [10, 20, None], [True, False, True]),
        due=Line("序时应达", [10, 20, 30]),
        target=Line("目标", [30, 30, 30]),
        expected=Line("预计", [None, 20, 31]),
        low=[None, 20, 28],
        high=[None, 20, 34],
    )


def test_a_synthetic_point_is_hollow_and_named_and_where_nothing_is_known_there_is_nothing_to_mark():
    chart = echarts.target_chart("图", MONTHS, lines(), "亿元", 2)
    actual = next(one for one in chart.option["series"] if one["name"] == "实际")
    assert actual["data"] == [{"value": 10.0, "symbol": "emptyCircle"}, 20.0, None]
    assert actual["synthetic"] == [0]
    assert chart.has_synthetic
    assert json.loads(json.dumps(chart.option)) == chart.option


def test_a_point_that_was_published_is_never_hollow():
    compared = [Line(str(number), [1, 2, 3]) for number in range(3)]
    chart = echarts.comparison_chart("图", MONTHS, compared, "%", 1)
    assert "emptyCircle" not in json.dumps(chart.option)
    assert not chart.has_synthetic


def test_a_synthetic_bar_is_an_outline():
    chart = echarts.months_chart("图", MONTHS, [Line("2024", [1, 2, 3], [False, True, False])], "亿元", 2)
    first, second, _third = chart.option["series"][0]["data"]
    assert first == 1.0
    assert second["value"] == 2.0
    assert second["itemStyle"]["borderColor"] == chart.option["series"][0]["itemStyle"]["color"]
    assert chart.rows[1] == ("2月", [(2, True)])
