"""The charts of figures and the tables beneath them, from what the ledger answers: labels, names, months."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from chaotou.core.periods import Period
from chaotou.figures import addresses, echarts
from chaotou.figures.echarts import Chart, CourseLines, Line
from chaotou.figures.queries.detail import CoursePoint, Detail
from chaotou.figures.queries.series import Course, Series
from chaotou.ui.templatetags.show import months, name, unit

RECENT = 36
"""How many months a comparison draws at most: three years are enough to see a season."""
GROWTH_PLACES = 1


@dataclass(frozen=True)
class CourseRow:
    """A month of a target's course, with the page of the figure behind it."""

    point: CoursePoint
    label: str
    url: str


def course(detail: Detail) -> Chart | None:
    """The chart of a target; None where it has no course of its own."""
    found = detail.course
    if found is None:
        return None
    points = found.points
    lines = CourseLines(
        actual=Line(_("实际"), [point.actual for point in points], [point.is_synthetic for point in points]),
        due=Line(_("序时应达"), [point.due for point in points]),
        target=Line(_("目标"), [found.target for _point in points]),
        expected=Line(_("预计"), [point.expected for point in points]),
        low=[point.low for point in points],
        high=[point.high for point in points],
    )
    title = _("{target}：实际、序时与预计").format(target=name(detail.row))
    labels = [months(Period(point.period.latest, point.period.latest)) for point in points]
    return echarts.target_chart(title, labels, lines, unit(found.unit), found.places)


def course_table(detail: Detail) -> list[CourseRow]:
    found = detail.course
    return (
        [CourseRow(point, months(point.period), _page(detail, point)) for point in found.points]
        if found
        else []
    )


def _page(detail: Detail, point: CoursePoint) -> str:
    """Where the figure behind a month is shown; figures that accumulate are kept from January on."""
    if point.actual is None:
        return ""
    row = detail.row
    kept = point.period.to_date() if row.indicator.is_cumulative else point.period
    return addresses.of_figure(row.indicator.code, row.body.code, kept, row.scope)


def of_series(found: Series, show: str) -> list[Chart]:
    """The comparison of bodies, and this body's single months of the last three years where it has any."""
    made = [_comparison(found, show), _months(found)]
    return [chart for chart in made if chart is not None]


def _comparison(found: Series, show: str) -> Chart | None:
    kept = _kept(found, show)
    if not kept:
        return None
    lines = [_compared(one, show, kept) for one in found.courses]
    labels = [_short(found.months[n]) for n in kept]
    if show == "growth":
        return echarts.comparison_chart(_("同比增速"), labels, lines, "%", GROWTH_PLACES)
    measured = unit(found.indicator.unit)
    return echarts.comparison_chart(_("累计或期末数"), labels, lines, measured, found.indicator.decimals)


def _compared(one: Course, show: str, kept: list[int]) -> Line:
    marks = one.synthetic if show == "level" else one.growth_synthetic
    return Line(name(one.body), [_value(one, show, n) for n in kept], [marks[n] for n in kept])


def _months(found: Series) -> Chart | None:
    """Single months by calendar month, one bar a year."""
    own = found.courses[0]
    by_month = dict(zip(found.months, own.this_month, strict=True))
    marks = dict(zip(found.months, own.month_synthetic, strict=True))
    years = [year for year in sorted({month // 12 for month in found.months}) if _any(by_month, year)][-3:]
    if not years:
        return None
    calendar = {year: range(year * 12, year * 12 + 12) for year in years}
    lines = [
        Line(str(year), [by_month.get(n) for n in ordinals], [marks.get(n, False) for n in ordinals])
        for year, ordinals in calendar.items()
    ]
    labels = [months(Period.month(years[0], n)) for n in range(1, 13)]
    title = _("单月数")
    return echarts.months_chart(title, labels, lines, unit(found.indicator.unit), found.indicator.decimals)


def _any(by_month: dict[int, Decimal | None], year: int) -> bool:
    return any(by_month.get(year * 12 + n) is not None for n in range(12))


def _kept(found: Series, show: str) -> list[int]:
    """Which of the months are drawn: the recent ones in which anybody has a number."""
    known = [
        n for n in range(len(found.months)) if any(_value(one, show, n) is not None for one in found.courses)
    ]
    return known[-RECENT:]


def _value(one: Course, show: str, n: int) -> Decimal | None:
    """A growth in percent, or a level."""
    if show == "level":
        return one.levels[n]
    growth = one.growth[n]
    return None if growth is None else growth * 100


def _short(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02d}"
