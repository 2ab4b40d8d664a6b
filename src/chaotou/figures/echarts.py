"""Charts of figures as ECharts options: plain dicts, every number rounded. The browser only draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from chaotou.core.quantities import round_half_up
from chaotou.ui import palette

Number = Decimal | float | None
Option = dict[str, Any]
OTHERS = ("#7a6a4f", "#5a646d", "#6b5b86", "#4f7a74", "#93614a", "#4a5f93")
DASHES = ("dashed", "dotted", [8, 3, 2, 3], [3, 3], [12, 4], [1, 4])


@dataclass(frozen=True)
class Line:
    """A line by label; `synthetic` marks the values made up for a demonstration (empty: none is)."""

    name: str
    values: Sequence[Number]
    synthetic: Sequence[bool] = ()

    @property
    def marked(self) -> list[tuple[Number, bool]]:
        """Each value with whether it is synthetic; where there is no value there is nothing to mark."""
        marks = self.synthetic or [False] * len(self.values)
        return [(value, mark and value is not None) for value, mark in zip(self.values, marks, strict=True)]

    @property
    def has_synthetic(self) -> bool:
        return any(mark for _value, mark in self.marked)


@dataclass(frozen=True)
class Chart:
    """What `ui/_chart.html` shows: an id unique on its page, a title with its unit, the option; and the same
    labels and lines for the table beneath."""

    id: str
    title: str
    unit: str
    option: Option
    labels: Sequence[str] = ()
    lines: Sequence[Line] = ()
    places: int = 2
    has_synthetic: bool = False

    @property
    def option_id(self) -> str:
        return f"{self.id}-option"

    @property
    def rows(self) -> list[tuple[str, list[tuple[Number, bool]]]]:
        """The table: each label with a value a line and whether that is synthetic."""
        columns = [line.marked for line in self.lines]
        return [(label, [column[n] for column in columns]) for n, label in enumerate(self.labels)]


@dataclass(frozen=True)
class CourseLines:
    """A target's year by month: what was done, what was due, where it will land."""

    actual: Line
    due: Line
    target: Line
    expected: Line
    low: Sequence[Number]
    high: Sequence[Number]

    @property
    def has_pace(self) -> bool:
        """Whether what is due differs from the target: growth and ratios are due in full all year."""
        return list(self.due.values) != list(self.target.values)


def target_chart(title: str, labels: Sequence[str], lines: CourseLines, unit: str, places: int) -> Chart:
    """Actual, target line, pace and forecast band over the months of a target's period."""
    series = [
        *_band(lines.low, lines.high, places),
        _line(lines.target, places, color=palette.INK, width=1, symbol="none"),
        *(
            [_line(lines.due, places, color=palette.QUIET, dash="dashed", symbol="none")]
            if lines.has_pace
            else []
        ),
        _line(lines.expected, places, color=palette.TIDE, dash="dotted", symbol="none"),
        _line(lines.actual, places, color=palette.TIDE, width=2.5, symbol="circle"),
    ]
    option = _frame(labels, series, from_zero=lines.has_pace)
    return Chart("course", title, unit, option, has_synthetic=lines.actual.has_synthetic)


def comparison_chart(
    title: str, labels: Sequence[str], lines: Sequence[Line], unit: str, places: int
) -> Chart:
    """One line a body, the first (the one the page is about) strong."""
    first, *others = lines
    series = [
        _line(line, places, color=OTHERS[n % len(OTHERS)], dash=DASHES[n % len(DASHES)], symbol="circle")
        for n, line in enumerate(others)
    ]
    own = _line(first, places, color=palette.TIDE, width=2.5, symbol="circle")
    option = _frame(labels, [*series, own], from_zero=False)
    made_up = any(line.has_synthetic for line in lines)
    return Chart("comparison", title, unit, option, labels, lines, places, made_up)


def months_chart(title: str, labels: Sequence[str], lines: Sequence[Line], unit: str, places: int) -> Chart:
    """Single months side by side: earlier years pale, the latest strong."""
    colors = (palette.LINE, palette.LINE_STRONG, palette.TIDE)[-len(lines) :]
    series = [_bar(line, places, color) for line, color in zip(lines, colors, strict=True)]
    made_up = any(line.has_synthetic for line in lines)
    option = _frame(labels, series, from_zero=True)
    return Chart("months", title, unit, option, labels, lines, places, made_up)


def _frame(labels: Sequence[str], series: list[Option], *, from_zero: bool) -> Option:
    words = {"color": palette.QUIET, "fontFamily": palette.FONTS, "fontSize": 12}
    return {
        "animation": False,
        "textStyle": {"fontFamily": palette.FONTS, "color": palette.INK},
        "grid": {"left": 8, "right": 24, "top": 56, "bottom": 8, "containLabel": True},
        "legend": {
            "top": 0,
            "left": 0,
            "itemWidth": 22,
            "itemHeight": 8,
            "textStyle": words,
            "data": _legend(series),
        },
        "tooltip": {"trigger": "axis", "axisPointer": {"lineStyle": {"color": palette.LINE}}},
        "xAxis": {
            "type": "category",
            "data": list(labels),
            "axisLine": {"lineStyle": {"color": palette.QUIET}},
            "axisTick": {"show": False},
            "axisLabel": words,
        },
        "yAxis": {
            "type": "value",
            **({} if from_zero else {"scale": True, "boundaryGap": ["8%", "8%"]}),
            "axisLabel": words,
            "splitLine": {"lineStyle": {"color": palette.LINE}},
        },
        "series": series,
    }


def _legend(series: list[Option]) -> list[str]:
    return [one["name"] for one in series if not one.get("silent")]


def _line(
    line: Line, places: int, *, color: str, symbol: str, dash: Any = "solid", width: float = 1.5
) -> Option:
    return {
        "name": line.name,
        "type": "line",
        "data": _points(line, places, {"symbol": "emptyCircle"}),
        "synthetic": _where(line),
        "symbol": symbol,
        "symbolSize": 6,
        "connectNulls": True,
        "lineStyle": {"color": color, "width": width, "type": dash},
        "itemStyle": {"color": color},
    }


def _bar(line: Line, places: int, color: str) -> Option:
    hollow = {"itemStyle": {"color": palette.PAPER, "borderColor": color, "borderWidth": 1.5}}
    return {
        "name": line.name,
        "type": "bar",
        "barMaxWidth": 18,
        "itemStyle": {"color": color},
        "data": _points(line, places, hollow),
        "synthetic": _where(line),
    }


def _points(line: Line, places: int, hollow: Option) -> list[Any]:
    """The values; a synthetic one is an item of its own, drawn hollow."""
    values = _rounded(line.values, places)
    marks = (mark for _value, mark in line.marked)
    return [{"value": value, **hollow} if mark else value for value, mark in zip(values, marks, strict=True)]


def _where(line: Line) -> list[int]:
    """The places of synthetic values, for the word in the tooltip."""
    return [n for n, (_value, mark) in enumerate(line.marked) if mark]


def _band(low: Sequence[Number], high: Sequence[Number], places: int) -> list[Option]:
    """The interval as two stacked areas, the lower one invisible: ECharts has no band of its own."""
    widths = [None if a is None or b is None else float(b) - float(a) for a, b in zip(low, high, strict=True)]
    quiet: Option = {
        "type": "line",
        "stack": "interval",
        "stackStrategy": "all",
        "symbol": "none",
        "silent": True,
        "lineStyle": {"opacity": 0},
        "tooltip": {"show": False},
    }
    area = {"color": palette.WASH, "opacity": 1}
    return [
        {**quiet, "name": "low", "data": _rounded(low, places)},
        {**quiet, "name": "high", "data": _rounded(widths, places), "areaStyle": area},
    ]


def _rounded(values: Sequence[Number], places: int) -> list[float | None]:
    return [None if value is None else float(round_half_up(value, places)) for value in values]
