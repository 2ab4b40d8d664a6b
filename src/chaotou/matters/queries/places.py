"""Matters that name a place, laid over the zone's plots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chaotou.core.zone.plot_specs import PlotSpec
from chaotou.matters.queries.listing import FIELDS, Line, lines
from chaotou.matters.queries.wanted import Asked, chosen
from chaotou.organization.queries import zone

MOST = 300


@dataclass(frozen=True)
class OnMap:
    """The lines with a place, due first; the plots beneath; whether more have a place than are shown."""

    lines: Sequence[Line]
    plots: Sequence[PlotSpec]
    is_cut: bool


def on_map(asked: Asked) -> OnMap:
    """One query."""
    placed = chosen(asked).filter(longitude__isnull=False, latitude__isnull=False)
    rows = list(
        placed.order_by("next_due_at", "pk").only(*FIELDS, "longitude", "latitude", "address")[: MOST + 1]
    )
    return OnMap(lines(rows[:MOST], asked.now), zone().plots, len(rows) > MOST)
