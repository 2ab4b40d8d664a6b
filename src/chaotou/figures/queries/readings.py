"""Single figures as known at a moment, each with what it is cited by; many at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Min

from chaotou.core.periods import Period
from chaotou.figures.access import Sight
from chaotou.figures.models import Indicator, Observation
from chaotou.figures.queries.vintages import GROWTH_PLACES, known, rounded

Key = tuple[str, str, int]
"""An indicator's and a body's code, and the month a period closes with."""


@dataclass(frozen=True)
class Reading:
    """One vintage: value in the indicator's unit, growth a fraction, `source` with `title` and `english`."""

    pk: int
    indicator: str
    body: str
    period: Period
    scope: str
    value: Decimal | None
    absence: str
    growth_yoy: Decimal | None
    status: str
    is_synthetic: bool
    source: Any
    revision: int
    recorded_at: datetime


def readings(
    seen: Sight,
    *,
    indicators: Collection[str],
    bodies: Collection[str],
    periods: Collection[Period],
    known_at: datetime,
) -> dict[Key, Reading]:
    """The figures that close with these periods, as the reader knew them at the moment. One query.

    What accumulates is read from January on. Otherwise the period itself counts before a shorter one. Of
    several scopes the plain one counts, else the first by name; of several vintages the latest.
    """
    months = {period.latest for period in periods}
    rows = Observation.objects.filter(known(seen, known_at), latest_month__in=months)
    rows = rows.filter(indicator__code__in=indicators, body__code__in=bodies)
    found = rows.select_related("indicator", "body", "source").order_by("revision")
    return _chosen(found, set(periods))


def _chosen(rows: Iterable[Observation], periods: set[Period]) -> dict[Key, Reading]:
    held: dict[Key, tuple[tuple[Any, ...], Reading]] = {}
    for row in rows:
        period = Period(row.first_month, row.latest_month)
        if row.indicator.is_cumulative and not period.is_year_to_date:
            continue
        order = (row.scope, period not in periods, period.months, -row.revision)
        key = row.indicator.code, row.body.code, row.latest_month
        if key not in held or order < held[key][0]:
            held[key] = order, _reading(row, period)
    return {key: reading for key, (_, reading) in held.items()}


def _reading(row: Observation, period: Period) -> Reading:
    return Reading(
        row.pk,
        row.indicator.code,
        row.body.code,
        period,
        row.scope,
        rounded(row.value, 6),
        row.absence,
        rounded(row.growth_yoy, GROWTH_PLACES),
        row.status,
        row.is_synthetic,
        row.source,
        row.revision,
        row.recorded_at,
    )


def first_recorded(
    seen: Sight, *, indicators: Collection[str], body: str, period: Period, known_at: datetime
) -> list[tuple[str, str, int, datetime]]:
    """When each figure of a body that closes within the period was first recorded. One query.

    Rows of indicator, its frequency, closing month and moment; a figure of several scopes once for each.
    """
    rows = Observation.objects.filter(known(seen, known_at), body__code=body, indicator__code__in=indicators)
    rows = rows.filter(latest_month__range=(period.first, period.latest)).order_by()
    rows = rows.exclude(scope=Observation.BESIDE)  # nobody was to report it
    named = ("indicator__code", "indicator__frequency", "latest_month", "first_month", "scope")
    first = rows.values_list(*named).annotate(first=Min("recorded_at"))
    return [(code, frequency, month, at) for code, frequency, month, _, _, at in first]


def names_of_indicators(codes: Collection[str]) -> dict[str, Indicator]:
    """Indicators of the catalogue by code, for names and units. One query."""
    return {row.code: row for row in Indicator.objects.filter(code__in=codes)}
