"""Chart options: plain data, rounded, with the zone strong and the interval drawn as a band."""

from __future__ import annotations

import json
from decimal import Decimal

from chaotou.figures import echarts
from chaotou.figures.echarts import CourseLines, Line
from chaotou.ui import palette

MONTHS = ["1月", "2月", "3月"]


def course(due: list[float] | None = None) -> CourseLines:
    return CourseLines(
        actual=Line("实际", [Decimal("10.126"), Decimal("20.5"), None]),
        due=Line("序时应达", due or [10, 20, 30]),
        target=Line("目标", [30, 30, 30]),
        expected=Line("预计", [None, Decimal("20.5"), Decimal("31")]),
        low=[None, Decimal("20.5"), Decimal("28.004")],
        high=[None, Decimal("20.5"), Decimal("34")],
    )


def named(option: dict, name: str) -> dict:
    return next(one for one in option["series"] if one["name"] == name)


def test_an_option_is_plain_data_that_json_can_hold():
    chart = echarts.target_chart("图", MONTHS, course(), "亿元", 2)
    assert json.loads(json.dumps(chart.option)) == chart.option
    assert (chart.id, chart.option_id, chart.unit) == ("course", "course-option", "亿元")


def test_numbers_are_rounded_as_the_indicator_is_printed_and_gaps_stay_gaps():
    option = echarts.target_chart("图", MONTHS, course(), "亿元", 2).option
    assert named(option, "实际")["data"] == [10.13, 20.5, None]


def test_the_interval_is_a_base_and_its_width_stacked_and_not_in_the_legend():
    option = echarts.target_chart("图", MONTHS, course(), "亿元", 2).option
    low, high = option["series"][:2]
    assert low["stack"] == high["stack"]
    assert (low["data"], high["data"]) == ([None, 20.5, 28.0], [None, 0.0, 6.0])
    assert option["legend"]["data"] == ["目标", "序时应达", "预计", "实际"]


def test_a_figure_that_adds_up_is_drawn_from_zero():
    assert "scale" not in echarts.target_chart("图", MONTHS, course(), "亿元", 2).option["yAxis"]


def test_a_growth_target_has_no_line_of_pace_and_its_axis_fits_the_numbers():
    option = echarts.target_chart("图", MONTHS, course(due=[30, 30, 30]), "%", 1).option
    assert "序时应达" not in option["legend"]["data"]
    assert option["yAxis"]["scale"] is True


def test_of_several_bodies_the_first_is_strong_and_no_two_lines_look_alike():
    lines = [Line(str(number), [1, 2, 3]) for number in range(5)]
    series = echarts.comparison_chart("图", MONTHS, lines, "%", 1).option["series"]
    strong = named({"series": series}, "0")
    assert strong["lineStyle"] == {"color": palette.TIDE, "width": 2.5, "type": "solid"}
    looks = {json.dumps([one["lineStyle"], one["symbol"]]) for one in series}
    assert len(looks) == len(series)


def test_the_latest_year_of_single_months_is_strong_however_many_years_there_are():
    for years in (["2024"], ["2023", "2024"], ["2022", "2023", "2024"]):
        lines = [Line(year, [1, 2, 3]) for year in years]
        option = echarts.months_chart("图", MONTHS, lines, "亿元", 2).option
        assert named(option, "2024")["itemStyle"]["color"] == palette.TIDE


def test_nothing_moves_and_nothing_is_a_function():
    option = echarts.months_chart("图", MONTHS, [Line("2024", [1, 2, 3])], "亿元", 2).option
    assert option["animation"] is False
    assert "formatter" not in json.dumps(option)


def test_the_table_beneath_has_the_charts_own_numbers():
    lines = [Line("2023", [1, 2, None]), Line("2024", [4, None, 6])]
    chart = echarts.months_chart("图", MONTHS, lines, "亿元", 2)
    plain = [(label, [value for value, _is_synthetic in values]) for label, values in chart.rows]
    assert plain == [("1月", [1, 4]), ("2月", [2, None]), ("3月", [None, 6])]
