"""Chart options of evaluation: plain data; waterfalls close, radars keep their scale, heat has steps."""

from __future__ import annotations

import json

import pytest

from chaotou.evaluation.showing import charts
from chaotou.evaluation.showing.charts import Interval, Step
from chaotou.figures.echarts import Line

PLACES = ("现", "好", "中", "差")
NAMES = ("增减", "增加", "减少", "总分")


def fall(*points: float, start: float = 100) -> charts.Drawing:
    steps = [Step(f"第{n}步", one) for n, one in enumerate(points)]
    ends = Step("满分", start), Step("总分", start + sum(points))
    return charts.waterfall("图", ends[0], steps, ends[1], "分", head="项", names=NAMES)


def series(drawing: charts.Drawing, name: str) -> list[float | None]:
    return next(one["data"] for one in drawing.option["series"] if one["name"] == name)


def test_every_option_is_plain_data():
    lines = [Line("甲", [80.0, None, 60.0]), Line("平均", [50.0, 50.0, 50.0])]
    drawn = [
        fall(-10, 4),
        charts.radar("图", ["一", "二", "三"], lines, head="项"),
        charts.peers("图", ["一", "二", "三"], lines, head="项"),
        charts.lost("图", ["一"], Line("失分", [3.0]), "分", head="项"),
        charts.rank_intervals(
            "图", [Interval("甲", 2, 1, 2, 4)], head="对象", names=("现", "好", "中", "差")
        ),
        charts.sobol("图", ["权重"], Line("单独", [0.4]), Line("连同", [0.6]), head="来源"),
    ]
    for one in drawn:
        assert json.loads(json.dumps(one.option)) == one.option
        assert one.rows


def test_a_step_of_a_waterfall_stands_on_the_lower_of_its_ends():
    drawing = fall(-10, 4)
    assert series(drawing, "base") == [None, 90, 90, None]
    assert series(drawing, "减少") == [None, 10, None, None]
    assert series(drawing, "增加") == [None, None, 4, None]
    assert series(drawing, "总分") == [100, None, None, 94]


def test_the_table_of_a_waterfall_has_the_running_total():
    assert fall(-10, 4).rows[2][1] == [(4, False), (94, False)]


def test_small_steps_are_seen_and_great_ones_start_from_nothing():
    assert fall(-1, -1).option["xAxis"]["min"] > 90
    assert fall(-60).option["xAxis"]["min"] == 0


@pytest.mark.parametrize(
    ("lost", "possible", "heat"), [(0, 10, 0), (1, 10, 1), (2, 10, 2), (4, 10, 3), (10, 10, 4), (0, 0, 0)]
)
def test_heat_rises_with_the_part_that_is_lost(lost, possible, heat):
    assert charts.heat(lost, possible) == heat


def test_a_radar_is_as_wide_as_its_greatest_share():
    drawing = charts.radar("图", ["一", "二"], [Line("甲", [120.0, 20.0])], head="项")
    assert {axis["max"] for axis in drawing.option["radar"]["indicator"]} == {120}


def test_an_interval_without_width_can_still_be_seen():
    found = charts.rank_intervals("图", [Interval("甲", 1, 1, 1, 1)], head="对象", names=PLACES)
    assert series(found, "好—差") == [0.5]
