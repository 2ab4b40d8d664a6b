"""The charts of evaluation as ECharts options: plain dicts, every number rounded; each carries its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chaotou.figures.echarts import Chart, Line, Number, Option
from chaotou.ui import palette

NOT_DRAWN = "rgba(0,0,0,0)"
PEERS = ("#7a6a4f", "#5a646d", "#6b5b86")
DASHES = ("dashed", "dotted", [8, 3, 2, 3])
WORDS = {"color": palette.QUIET, "fontFamily": palette.FONTS, "fontSize": 12}
SIZES = (8, 16, 28, 45)
"""How many rows each height of a plot holds; the stylesheet knows them as rows-8 and so on."""

CLOSE = 0.8
"""From which part of the greatest total the least stands close to it."""

STEPS = (0.02, 0.15, 0.35, 0.6)
"""Where a criterion's heat rises: the part of its full points that was lost."""


@dataclass(frozen=True)
class Drawing(Chart):
    """A chart whose table begins with the head `head`; `rows_high` is how many rows it is drawn for."""

    head: str = ""
    rows_high: int = 0

    @property
    def size(self) -> str:
        if not self.rows_high:
            return ""
        return f"rows-{next((size for size in SIZES if self.rows_high <= size), SIZES[-1])}"


@dataclass(frozen=True)
class Step:
    """A step of a waterfall: its name and signed points."""

    name: str
    points: float


@dataclass(frozen=True)
class Interval:
    """Where a subject's rank lies: now, in the middle, and between a low and a high place."""

    name: str
    rank: float | None
    low: float
    median: float
    high: float


def heat(lost: float, possible: float) -> int:
    """0 to 4: how much of the full points is lost; 0 also for what carries none."""
    share = lost / possible if possible > 0 else 0.0
    return sum(share >= step for step in STEPS)


def radar(title: str, labels: Sequence[str], lines: Sequence[Line], *, head: str) -> Drawing:
    """Shares of full marks in percent, the first line strong over the peers'; outside it is better."""
    most = max([100.0, *(float(value) for line in lines for value in line.values if value is not None)])
    series = {
        "type": "radar",
        "data": [_web(line, n) for n, line in enumerate(lines)],
    }
    option = {
        **_base([line.name for line in lines]),
        "tooltip": {"trigger": "item"},
        "radar": {
            "indicator": [{"name": label, "max": most, "min": 0} for label in labels],
            "center": ["50%", "56%"],
            "radius": "62%",
            "axisName": {**WORDS, "overflow": "break", "width": 96},
            "splitArea": {"show": False},
            "splitLine": {"lineStyle": {"color": palette.LINE}},
            "axisLine": {"lineStyle": {"color": palette.LINE}},
        },
        "series": [series],
    }
    return Drawing("radar", title, "%", option, labels, lines, 1, head=head)


def _web(line: Line, n: int) -> Option:
    color = palette.TIDE if n == 0 else PEERS[(n - 1) % len(PEERS)]
    drawn: Option = {
        "name": line.name,
        "value": [_short(value, 1) for value in line.values],
        "symbolSize": 5,
        "itemStyle": {"color": color},
        "lineStyle": {"color": color, "width": 2.5 if n == 0 else 1.5},
    }
    if n == 0:
        drawn["areaStyle"] = {"color": palette.WASH, "opacity": 0.6}
    else:
        drawn["lineStyle"]["type"] = DASHES[(n - 1) % len(DASHES)]
    return drawn


def peers(title: str, labels: Sequence[str], lines: Sequence[Line], *, head: str) -> Drawing:
    """Shares of full marks beside those of peers, a group of bars a criterion."""
    colors = [palette.TIDE, palette.LINE_STRONG, "#7a6a4f"]
    series = [
        _bar(line.name, [_short(value, 1) for value in line.values], colors[n % len(colors)])
        for n, line in enumerate(lines)
    ]
    option = _lying(labels, series)
    rows = len(labels) * max(1, len(lines) * 2 // 3)
    return Drawing("peers", title, "%", option, labels, lines, 1, head=head, rows_high=rows)


def lost(
    title: str, labels: Sequence[str], points: Line, unit: str, *, head: str, places: int = 2
) -> Drawing:
    """Points lost by criterion, most first."""
    bars = _bar(points.name, [_short(value, places) for value in points.values], palette.BEHIND)
    bars["label"] = {"show": True, "position": "right", "color": palette.INK}
    option = _lying(labels, [bars])
    return Drawing("lost", title, unit, option, labels, [points], places, head=head, rows_high=len(labels))


def waterfall(
    title: str,
    start: Step,
    steps: Sequence[Step],
    finish: Step,
    unit: str,
    *,
    head: str,
    names: Sequence[str],
    id: str = "waterfall",
) -> Drawing:
    """From one total to another; `names` are the words for points, gain, loss and the running total."""
    points_word, gain_word, loss_word, total_word = names
    running = [start.points]
    for step in steps:
        running.append(running[-1] + step.points)
    labels = [start.name, *(step.name for step in steps), finish.name]
    parts = _waterfall_parts(start, steps, finish, running)
    series = [
        {**_bar("base", parts["base"], NOT_DRAWN, stack="all"), "silent": True, "tooltip": {"show": False}},
        _bar(total_word, parts["total"], palette.TIDE, stack="all"),
        _bar(gain_word, parts["gain"], palette.ON_TRACK, stack="all"),
        _bar(loss_word, parts["loss"], palette.BEHIND, stack="all"),
    ]
    option = _lying(labels, series)
    option["xAxis"] = {**option["xAxis"], "scale": True, "min": _floor(running)}
    option["legend"]["data"] = [total_word, gain_word, loss_word]
    table = [
        Line(points_word, [None, *(step.points for step in steps), None]),
        Line(total_word, [*running, finish.points]),
    ]
    rows = len(labels)
    return Drawing(id, title, unit, option, labels, table, 2, head=head, rows_high=rows)


def _waterfall_parts(
    start: Step, steps: Sequence[Step], finish: Step, running: Sequence[float]
) -> dict[str, list[float | None]]:
    """The stacked bars: an invisible base under each step, totals at both ends."""
    bases = [min(a, b) for a, b in zip(running, running[1:], strict=False)]
    nothing: list[float | None] = [None] * len(steps)
    return {
        "base": [None, *(_short(base, 4) for base in bases), None],
        "total": [_short(start.points, 4), *nothing, _short(finish.points, 4)],
        "gain": [None, *(_short(step.points, 4) if step.points > 0 else None for step in steps), None],
        "loss": [None, *(_short(-step.points, 4) if step.points < 0 else None for step in steps), None],
    }


def _floor(running: Sequence[float]) -> float:
    """Where the axis begins: at 0, or, where all steps are small, close below the least."""
    least, most = min(running), max(running)
    if least < most * CLOSE:
        return min(0.0, float(least))
    return float(int(least - (most - least) * 0.25))


def rank_intervals(title: str, found: Sequence[Interval], *, head: str, names: Sequence[str]) -> Drawing:
    """A band of places a subject, the present one marked; place 1 stands left."""
    now_word, low_word, median_word, high_word = names
    labels = [one.name for one in found]
    series: list[Option] = [
        {
            **_bar("base", [_short(one.low - 0.25, 2) for one in found], NOT_DRAWN, stack="all"),
            "silent": True,
            "tooltip": {"show": False},
        },
        _bar(
            f"{low_word}—{high_word}",
            [_short(one.high - one.low + 0.5, 2) for one in found],
            palette.LINE_STRONG,
            stack="all",
        ),
        _dots(median_word, [one.median for one in found], "emptyCircle", palette.INK),
        _dots(now_word, [one.rank for one in found], "diamond", palette.TIDE),
    ]
    option = _lying(labels, series)
    option["xAxis"] = {**option["xAxis"], "min": 0, "minInterval": 1}
    option["tooltip"] = {"trigger": "item"}
    lines = [
        Line(now_word, [one.rank for one in found]),
        Line(low_word, [one.low for one in found]),
        Line(median_word, [one.median for one in found]),
        Line(high_word, [one.high for one in found]),
    ]
    return Drawing("intervals", title, "", option, labels, lines, 0, head=head, rows_high=len(found))


def _dots(name: str, values: Sequence[Number], symbol: str, color: str) -> Option:
    return {
        "name": name,
        "type": "scatter",
        "symbol": symbol,
        "symbolSize": 9,
        "itemStyle": {"color": color},
        "data": [_short(value, 1) for value in values],
        "z": 5,
    }


def sobol(title: str, labels: Sequence[str], first: Line, total: Line, *, head: str) -> Drawing:
    """What the uncertainty of a rank comes from: first- and total-order shares of its variance."""
    series = [
        _bar(first.name, [_short(value, 3) for value in first.values], palette.TIDE),
        _bar(total.name, [_short(value, 3) for value in total.values], palette.LINE_STRONG),
    ]
    option = _lying(labels, series)
    rows = len(labels) * 2
    return Drawing("sobol", title, "", option, labels, [first, total], 3, head=head, rows_high=rows)


def _base(legend: Sequence[str]) -> Option:
    return {
        "animation": False,
        "textStyle": {"fontFamily": palette.FONTS, "color": palette.INK},
        "legend": {"top": 0, "left": 0, "itemWidth": 22, "itemHeight": 8, "textStyle": WORDS, "data": legend},
    }


def _lying(labels: Sequence[str], series: Sequence[Option]) -> Option:
    """Bars lying on their side, the first label on top."""
    shown = [one["name"] for one in series if not one.get("silent")]
    return {
        **_base(shown),
        "grid": {"left": 8, "right": 48, "top": 36, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow", "shadowStyle": {"opacity": 0.06}}},
        "xAxis": {
            "type": "value",
            "axisLabel": {**WORDS, "hideOverlap": True},
            "splitLine": {"lineStyle": {"color": palette.LINE}},
        },
        "yAxis": {
            "type": "category",
            "data": list(labels),
            "inverse": True,
            "axisTick": {"show": False},
            "axisLine": {"lineStyle": {"color": palette.QUIET}},
            "axisLabel": {**WORDS, "width": 132, "overflow": "break", "interval": 0},
        },
        "series": list(series),
    }


def _bar(name: str, data: Sequence[Any], color: str, stack: str = "") -> Option:
    drawn: Option = {
        "name": name,
        "type": "bar",
        "barMaxWidth": 16,
        "itemStyle": {"color": color},
        "data": list(data),
    }
    return {**drawn, "stack": stack} if stack else drawn


def _short(value: Number, places: int) -> float | None:
    """A plain rounded number; None for none, and for what is not a number."""
    if value is None or value != value:
        return None
    return round(float(value), places)
