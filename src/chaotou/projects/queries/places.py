"""Where projects come from and where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from chaotou.projects.queries.register import Row, rows_of
from chaotou.projects.queries.settled import settled
from chaotou.projects.queries.sums import Amount
from chaotou.projects.queries.wanted import Asked, chosen


@dataclass(frozen=True)
class OnMap:
    """What comes from each city (its code), the projects on each plot, and what names no city."""

    cities: Mapping[str, Amount]
    plots: Mapping[str, Sequence[Row]]
    unplaced: Amount


def on_map(asked: Asked) -> OnMap:
    """Three queries at most."""
    cities = settled("cities", asked, lambda: _cities(asked))
    unplaced = cities.get("", Amount())
    return OnMap({code: one for code, one in cities.items() if code}, _plots(asked), unplaced)


def _cities(asked: Asked) -> dict[str, Amount]:
    lines = chosen(asked).order_by().values_list("source_city").annotate(n=Count("*"), sum=Sum("investment"))
    return {city: Amount(n, total or Decimal(0)) for city, n, total in lines}


def _plots(asked: Asked) -> dict[str, list[Row]]:
    """The projects on the zone's own plots, largest first."""
    codes = [plot.code for plot in asked.zone.plots]
    found = dict(chosen(asked).filter(plot__in=codes).exclude(plot="").order_by().values_list("pk", "plot"))
    placed: dict[str, list[Row]] = {}
    for row in sorted(rows_of(asked, list(found)), key=lambda row: -(row.investment or 0)):
        placed.setdefault(found[row.id], []).append(row)
    return placed
