"""What a person records: each indicator with its latest figure and the period that comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery

from chaotou.core.lateness import reported_by
from chaotou.core.periods import Period
from chaotou.core.targets import latest_closed, latest_due, next_due
from chaotou.core.zone.vocabulary import Frequency
from chaotou.figures import access
from chaotou.figures.models import Indicator, Observation
from chaotou.figures.queries import catalogue
from chaotou.figures.queries.relative import usual_period
from chaotou.figures.queries.vintages import Vintage, as_vintage, known

if TYPE_CHECKING:
    from chaotou.organization.access import Asker

RECENT = 12
RELATED = ("indicator", "body", "source", "recorded_by", "published_by", "returned_by")


@dataclass(frozen=True)
class Line:
    """An indicator for one body (a code): its latest figure, the next period, the last day to report it.

    `is_due` once that period has closed, `is_late` once that day has passed; neither where the platform
    counts the indicator.
    """

    indicator: Any
    body: str
    latest: Vintage | None
    period: Period
    by: date
    is_counted: bool
    is_due: bool
    is_late: bool


def lines(person: Asker, body: str, on: date) -> list[Line]:
    """The indicators the person records, what is late or due on the day first. One query beside them."""
    indicators = catalogue.recordable(person)
    found, counted = _latest(indicators, body), catalogue.counted()
    made = [_line(one, body, found.get(one.pk), on, counted) for one in indicators]
    return sorted(made, key=lambda line: (not line.is_late, not line.is_due))


def _latest(indicators: list[Indicator], body: str) -> dict[int, Vintage]:
    """By indicator the figure of the latest period as it stands, published or not: the person recorded it."""
    rows = Observation.objects.filter(indicator=OuterRef("pk"), body__code=body, scope="", superseded_at=None)
    keys = Subquery(rows.order_by("-latest_month", "first_month").values("pk")[:1])
    held = Indicator.objects.filter(pk__in=[one.pk for one in indicators]).annotate(latest=keys)
    latest = Observation.objects.filter(pk__in=held.values("latest")).select_related(*RELATED)
    return {row.indicator_id: as_vintage(row) for row in latest}


def _line(indicator: Indicator, body: str, latest: Vintage | None, on: date, counted: frozenset[str]) -> Line:
    frequency, closed = Frequency(indicator.frequency), latest_closed(on)
    month = next_due(latest.period.latest, frequency) if latest else latest_due(closed, frequency)
    by = reported_by(month, frequency)
    period, is_counted = usual_period(indicator, month), indicator.code in counted
    is_due = month <= closed and not is_counted
    return Line(indicator, body, latest, period, by, is_counted, is_due, is_due and on > by)


def recent(reader: Asker, indicator: str, body: str) -> list[Vintage]:
    """The latest figures of an indicator of one body, of every scope, as far as the reader sees them."""
    rows = Observation.objects.filter(known(access.sight(reader), None), superseded_at=None)
    rows = rows.filter(indicator__code=indicator, body__code=body).select_related(*RELATED)
    return [as_vintage(row) for row in rows.order_by("-latest_month", "first_month", "scope")[:RECENT]]
