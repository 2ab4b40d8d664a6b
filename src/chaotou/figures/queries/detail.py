"""One target: where it stands with every number derived, its course by month, its history, its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db.models import prefetch_related_objects

from chaotou.core.figures import decimal_of
from chaotou.core.issues import Message, Refusal
from chaotou.core.pace import pace
from chaotou.core.panel import Floats
from chaotou.core.periods import Period
from chaotou.core.quantities import round_half_up
from chaotou.core.targets import latest_closed
from chaotou.core.zone.specs import LightsSpec
from chaotou.figures import access
from chaotou.figures.models import Target
from chaotou.figures.queries.cells import adds_up, is_percent
from chaotou.figures.queries.frame import Frame, end_of, framed, measured_by, targets_set
from chaotou.figures.queries.rows import Row
from chaotou.figures.queries.standings import curve, table
from chaotou.figures.queries.vintages import Vintage, vintages
from chaotou.journal import queries as journal
from chaotou.organization import queries as organization
from chaotou.organization.access import Subject

if TYPE_CHECKING:
    from chaotou.organization.access import Asker
    from chaotou.organization.models import Organization

PERCENT_PLACES = 2


class NotInForce(Refusal):
    """The target was not yet set at the moment asked about, or no longer stood."""


@dataclass(frozen=True)
class CoursePoint:
    """A month of a target's course; numbers in the course's unit, None where there is none."""

    period: Period
    actual: Decimal | None
    due: Decimal | None
    expected: Decimal | None
    low: Decimal | None
    high: Decimal | None
    is_synthetic: bool
    is_published: bool


@dataclass(frozen=True)
class Course:
    """A target's months: what was done, what was due, and where it will land, in `unit` (a unit's code)."""

    unit: str
    places: int
    target: Decimal | None
    points: tuple[CoursePoint, ...]


@dataclass(frozen=True)
class Detail:
    """A target's page: `history` are its rows, `figures_used` the vintages of the figure that governs."""

    row: Row
    course: Course | None
    history: tuple[Any, ...]
    figures_used: tuple[Vintage, ...]
    supporters: tuple[Organization, ...]
    lights: LightsSpec | None
    on: date
    known_at: datetime


def target_detail(
    reader: Asker | access.System, code: str, on: date, known_at: datetime | None = None
) -> Detail:
    """All about the target of a code as known at a moment (None: by the end of `on`).

    `NotInForce` where no such target stood then.
    """
    seen, moment = access.sight(reader), known_at or end_of(on)
    made = framed(seen, on, moment, _with_parts(code, moment))
    found = table(made, derive=True)
    row = next(row for row in found.rows if row.code == code)
    supporters = organization.supporters_of(Subject.TARGET, code)
    if not supporters and row.indicator:
        supporters = organization.supporters_of(Subject.INDICATOR, row.indicator.code)
    return Detail(
        row=row,
        course=None if row.is_relative or row.kind == Target.Kind.FORMULA else course(made, row),
        history=tuple(history(code, moment)),
        figures_used=tuple(_figures(reader, row, moment)),
        supporters=tuple(supporters),
        lights=made.lights,
        on=on,
        known_at=moment,
    )


def _with_parts(code: str, moment: datetime) -> list[Target]:
    """The target of a code as set by a moment, and the targets its parts stand for."""
    held = targets_set(moment)
    named = next((row for row in held if row.code == code), None)
    if named is None:
        raise NotInForce(Message("这一天还没有目标“{code}”。", {"code": code}))
    parts = {part.target_code for part in named.parts.all()}
    return [row for row in held if row.code == code or row.code in parts]


def is_target(code: str) -> bool:
    """Whether a target of this code was ever set."""
    return Target.objects.filter(code=code).exists()


def history(code: str, moment: datetime) -> Sequence[Target]:
    """The target as it was set and changed, by a moment, latest first."""
    rows = Target.objects.filter(code=code, set_at__lte=moment).select_related(
        "indicator", "source", "set_by"
    )
    found = list(rows.order_by("-set_at", "-pk"))
    if any(row.kind == Target.Kind.FORMULA for row in found):
        prefetch_related_objects(found, "parts")
    return found


def is_in_force(code: str) -> bool:
    """Whether a target of this code holds now."""
    return Target.objects.filter(code=code, withdrawn_at=None).exists()


@dataclass(frozen=True)
class Withdrawn:
    """A target that stands no more: its latest row, and who withdrew it (None: a file did)."""

    row: Target
    by: Any


def withdrawn(reader: Asker | access.System, code: str, moment: datetime) -> Withdrawn | None:
    """How the target of a code ended by a moment; None where it was not yet set, or stands."""
    access.sight(reader)
    row = next(iter(history(code, moment)), None)
    if row is None or row.withdrawn_at is None or row.withdrawn_at > moment:
        return None
    entry = journal.latest("figures.target.withdrawn", f"figures.target:{code}")
    return Withdrawn(row, entry.actor if entry else None)


def _figures(reader: Asker | access.System, row: Row, moment: datetime) -> list[Vintage]:
    if row.observation is None or row.period is None:
        return []
    cell = {"indicator": row.indicator.code, "body": row.body.code, "period": row.period, "scope": row.scope}
    return vintages(reader, **cell, known_at=moment)


def course(made: Frame, row: Row) -> Course:
    """The months of a target: levels for what adds up, growth for a growth target, else the level itself."""
    target = row.record
    indicator, is_growth = measured_by(target), row.kind == Target.Kind.GROWTH
    percent = is_growth or is_percent(indicator)
    from_start = adds_up(indicator) and not is_growth
    lines = _Lines.of(made, row)
    places = PERCENT_PLACES if is_growth else indicator.decimals

    def shown(number: float) -> Decimal | None:
        found = decimal_of(np.float64(number))
        return None if found is None else round_half_up(found * 100 if percent else found, places)

    points = (
        CoursePoint(
            period=Period(target.first_month if from_start else month, month),
            actual=shown(lines.actual[n]),
            due=shown(lines.due[n]),
            expected=shown(lines.expected[n]),
            low=shown(lines.low[n]),
            high=shown(lines.high[n]),
            is_synthetic=bool(lines.synthetic[n]),
            is_published=bool(lines.published[n]),
        )
        for n, month in enumerate(lines.months)
    )
    return Course("percent" if percent else indicator.unit, places, shown(lines.target), tuple(points))


@dataclass(frozen=True)
class _Lines:
    """The lines of a course over its months, in the core's units, NaN where there is no number."""

    months: list[int]
    actual: Floats
    due: Floats
    expected: Floats
    low: Floats
    high: Floats
    synthetic: Any
    published: Any
    target: float

    @classmethod
    def of(cls, made: Frame, row: Row) -> _Lines:
        target, standing = row.record, row.standing
        indicator, is_growth = measured_by(target), row.kind == Target.Kind.GROWTH
        months = list(range(target.first_month, target.latest_month + 1))
        actual, synthetic, published = _actual(made, target, months, is_growth)
        aim = _number(target.value)
        if is_percent(indicator) and not is_growth:
            aim /= 100
        adding = adds_up(indicator) and not is_growth
        passed = np.arange(1, len(months) + 1)
        due = (
            aim * pace(passed, curve(made, target), row.target_period)
            if adding
            else np.full(len(months), aim)
        )
        outlook = [
            _number(value) for value in (standing.expected, standing.expected_low, standing.expected_high)
        ]
        expected, low, high = (_led(actual, value) for value in outlook)
        return cls(months, actual, due, expected, low, high, synthetic, published, aim)


def _number(value: Decimal | None) -> float:
    return float("nan") if value is None else float(value)


def _actual(made: Frame, target: Target, months: list[int], is_growth: bool) -> tuple[Floats, Any, Any]:
    """What was reported by month, whether synthetic, whether published; closed years of a period add up."""
    indicator, cells = measured_by(target), made.cells
    pair = indicator.pk, target.body_id
    until = latest_closed(made.on)
    read = cells.growth_at if is_growth else cells.level
    values = np.array([read(pair, month) if month <= until else np.nan for month in months])
    if adds_up(indicator) and not is_growth:
        for december in range(target.first_month // 12 * 12 + 11, target.latest_month, 12):
            values[np.array(months) > december] += cells.level(pair, december)
    found = [cells.at(pair, month) for month in months]
    marked = cells.is_growth_synthetic if is_growth else cells.is_synthetic
    synthetic = np.array([marked(pair, month) for month in months])
    return values, synthetic, np.array([cell is None or cell.is_published for cell in found])


def _led(actual: Floats, landing: float) -> Floats:
    """A straight line from the latest actual month to the landing at the end; only to draw it."""
    line = np.full(actual.shape, np.nan)
    known = np.flatnonzero(~np.isnan(actual))
    if known.size and not np.isnan(landing):
        start, end = int(known[-1]), len(actual) - 1
        line[start:] = np.interp(np.arange(start, end + 1), [start, end], [actual[start], landing])
    return line
