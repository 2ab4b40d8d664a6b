"""A chart on a page: drawn where the library is, else its table stands open in its place and says why."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from chaotou.figures.echarts import Line, months_chart
from chaotou.ui.templatetags import show


@pytest.fixture
def part() -> dict[str, object]:
    chart = months_chart("单月数", ["1月"], [Line("2024", [3])], "亿元", 2)
    return {"chart": chart, "table": "figures/_chart_table.html"}


def test_where_the_library_is_the_option_is_written_as_data_and_the_table_is_folded(part, monkeypatch):
    monkeypatch.setattr(show, "has_echarts", lambda: True)
    page = render_to_string("ui/_chart.html", part)
    assert '<script id="months-option" type="application/json">' in page
    assert "<details>" in page


def test_without_the_library_the_table_stands_open_and_says_how_to_fetch_it(part, monkeypatch):
    monkeypatch.setattr(show, "has_echarts", lambda: False)
    page = render_to_string("ui/_chart.html", part)
    assert "<details open>" in page
    assert "make setup" in page
    assert "data-chart" not in page
