"""An indicator of a body over time: every figure as known, single months, growth, other bodies beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from chaotou.core.figures import decimal_of, single_months
from chaotou.core.issues import Message, Missing
from chaotou.core.periods import Period
from chaotou.core.targets import latest_closed
from chaotou.figures import access
from chaotou.figures.models import Body, Indicator, Observation
from chaotou.figures.queries import cells as tables
from chaotou.figures.queries.catalogue import bodies, found_as, indicator
from chaotou.figures.queries.cells import Cells, adds_up, is_percent
from chaotou.figures.queries.frame import YEARS, end_of
from chaotou.figures.queries.vintages import GROWTH_PLACES, Vintage, as_vintage, known, rounded
from chaotou.organization import queries as organization
from chaotou.organization.access import Subject

if TYPE_CHECKING:
    from chaotou.organization.access import Asker
    from chaotou.organization.models import Organization


@dataclass(frozen=True)
class Point:
    """A figure as known, with how many vintages the reader sees of it.

    `this_month` is its single month, derived (`is_merged`: January and February together); `growth` is the
    published one, else that of the two levels, a fraction.
    """

    vintage: Vintage
    vintages: int
    this_month: Decimal | None
    is_merged: bool
    growth: Decimal | None
    is_growth_published: bool
    is_month_synthetic: bool
    is_growth_synthetic: bool

    @property
    def indicator(self) -> Indicator:
        return self.vintage.indicator  # type: ignore[no-any-return]

    @property
    def period(self) -> Period:
        return self.vintage.period

    @property
    def value(self) -> Decimal | None:
        return self.vintage.value

    @property
    def is_synthetic(self) -> bool:
        return self.vintage.is_synthetic


@dataclass(frozen=True)
class Course:
    """A body's months in a row: parallel to `Series.months`, None where nothing is known.

    A single month or a growth is synthetic where a figure it was derived from is.
    """

    body: Body
    levels: tuple[Decimal | None, ...]
    this_month: tuple[Decimal | None, ...]
    growth: tuple[Decimal | None, ...]
    synthetic: tuple[bool, ...]
    month_synthetic: tuple[bool, ...]
    growth_synthetic: tuple[bool, ...]


@dataclass(frozen=True)
class Series:
    """An indicator of a body. `points` are all its figures, latest first; `courses` the body's own months and
    then those of the bodies it is compared with that have any."""

    indicator: Indicator
    body: Body
    points: tuple[Point, ...]
    months: tuple[int, ...]
    courses: tuple[Course, ...]

    @property
    def has_synthetic(self) -> bool:
        return any(point.is_synthetic for point in self.points)


@dataclass(frozen=True)
class Line:
    """An indicator with a body's latest figure, and who leads for it."""

    indicator: Indicator
    owner: Organization | None
    period: Period | None
    value: Decimal | None
    growth: Decimal | None
    is_synthetic: bool
    is_growth_synthetic: bool
    is_published: bool


def series(
    reader: Asker | access.System,
    code: str,
    body: str,
    *,
    on: date,
    known_at: datetime | None = None,
    compared: Sequence[str] = (),
) -> Series:
    """The figures of an indicator and a body (codes) up to the day, as known at a moment (None: its end).

    `compared` are codes of other bodies. `Refusal` for what is not in the catalogue.
    """
    seen, moment = access.sight(reader), known_at or end_of(on)
    measured, known_bodies = indicator(reader, code), bodies(reader)
    if body not in {row.code for row in known_bodies}:
        raise Missing(Message("目录中没有统计主体“{code}”。", {"code": body}))
    named = {row.code: row for row in known_bodies}
    wanted = [named[one] for one in dict.fromkeys((body, *compared)) if one in named]
    months = list(range((on.year - YEARS) * 12, latest_closed(on) + 1))
    cells = tables.empty([measured], [row.pk for row in wanted], months[0], months[-1])
    tables.fill(cells, [measured], [row.pk for row in wanted], seen, moment)
    courses = [_course(cells, measured, row) for row in wanted]
    own = courses[0]
    others = [one for one in courses[1:] if any(level is not None for level in (*one.levels, *one.growth))]
    points = _points(seen, moment, cells, measured, named[body])
    return Series(measured, named[body], tuple(points), tuple(months), (own, *others))


def bodies_with(reader: Asker | access.System, code: str) -> list[Body]:
    """The bodies of which the reader sees figures of an indicator."""
    seen = access.sight(reader)
    rows = Observation.objects.filter(known(seen, None), indicator__code=code)
    return list(Body.objects.filter(pk__in=rows.values("body")))


def latest(
    reader: Asker | access.System,
    *,
    on: date,
    body: str | None = None,
    known_at: datetime | None = None,
    text: str = "",
) -> list[Line]:
    """The indicators that a text finds (empty: all), each with a body's latest figure by the day.

    The body None is the zone itself.
    """
    seen, moment = access.sight(reader), known_at or end_of(on)
    rows = [row for row in Indicator.objects.all() if found_as(row, text) is not None]
    main = Body.objects.get(code=body or organization.zone().zone.body)
    cells = tables.empty(rows, [main.pk], (on.year - YEARS) * 12, latest_closed(on))
    tables.fill(cells, rows, [main.pk], seen, moment)
    leaders = organization.leads(Subject.INDICATOR)
    return [_line(cells, row, main, leaders.get(row.code)) for row in rows]


def _line(cells: Cells, measured: Indicator, body: Body, owner: Organization | None) -> Line:
    pair = measured.pk, body.pk
    month = next(iter(cells.months_known(pair)), None)
    cell = cells.at(pair, month) if month is not None else None
    if month is None or cell is None:
        return Line(measured, owner, None, None, None, False, False, True)
    return Line(
        indicator=measured,
        owner=owner,
        period=cell.period,
        value=_level(measured, cells.level(pair, month)),
        growth=_growth(cells.growth_at(pair, month)),
        is_synthetic=cell.is_synthetic,
        is_growth_synthetic=cells.is_growth_synthetic(pair, month),
        is_published=cell.is_published,
    )


def _level(measured: Indicator, number: float) -> Decimal | None:
    found = decimal_of(np.float64(number))
    if found is not None and is_percent(measured):
        found *= 100
    return rounded(found, measured.decimals)


def _growth(number: float) -> Decimal | None:
    return rounded(decimal_of(np.float64(number)), GROWTH_PLACES)


def _course(cells: Cells, measured: Indicator, body: Body) -> Course:
    pair = measured.pk, body.pk
    row = cells.rows[pair]
    levels = cells.levels[row]
    single = single_months(levels, cells.first).value if adds_up(measured) else np.full_like(levels, np.nan)
    months = range(cells.first, cells.first + len(levels))
    return Course(
        body=body,
        levels=tuple(_level(measured, number) for number in levels),
        this_month=tuple(_level(measured, number) for number in single),
        growth=tuple(_growth(cells.growth_at(pair, month)) for month in months),
        synthetic=tuple(map(bool, cells.synthetic[row])),
        month_synthetic=tuple(cells.is_month_synthetic(pair, month) for month in months),
        growth_synthetic=tuple(cells.is_growth_synthetic(pair, month) for month in months),
    )


def _points(
    seen: access.Sight, moment: datetime, cells: Cells, measured: Indicator, body: Body
) -> list[Point]:
    """The latest vintage of every period and scope that the reader sees, latest period first."""
    rows = Observation.objects.filter(known(seen, moment), indicator=measured, body=body)
    rows = rows.select_related("indicator", "body", "source", "recorded_by", "published_by", "returned_by")
    found: dict[tuple[object, ...], list[Observation]] = {}
    for row in rows.order_by("-latest_month", "first_month", "scope", "revision"):
        found.setdefault((row.first_month, row.latest_month, row.scope), []).append(row)
    return [_point(cells, measured, body, vintages) for vintages in found.values()]


def _point(cells: Cells, measured: Indicator, body: Body, vintages: list[Observation]) -> Point:
    shown, pair = as_vintage(vintages[-1]), (measured.pk, body.pk)
    month = shown.period.latest
    cell = cells.at(pair, month)
    in_table = cell is not None and cell.pk == shown.id
    single, merged = _single(cells, measured, pair, month) if in_table else (None, False)
    computed = _growth(cells.growth_at(pair, month)) if in_table else None
    published = shown.growth_yoy
    return Point(
        vintage=shown,
        vintages=len(vintages),
        this_month=single,
        is_merged=merged,
        growth=published if published is not None else computed,
        is_growth_published=published is not None,
        is_month_synthetic=single is not None and cells.is_month_synthetic(pair, month),
        is_growth_synthetic=cells.is_growth_synthetic(pair, month) if in_table else shown.is_synthetic,
    )


def _single(
    cells: Cells, measured: Indicator, pair: tuple[int, int], month: int
) -> tuple[Decimal | None, bool]:
    """The single month of a figure that adds up, and whether it holds January and February."""
    if not adds_up(measured):
        return None, False
    months = single_months(cells.levels[cells.rows[pair]], cells.first)
    column = month - cells.first
    return _level(measured, float(months.value[column])), bool(months.merged[column])
