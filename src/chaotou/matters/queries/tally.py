"""How many matters stand where, by body and by family: of those the reader may know of.

A count of one tells as much as a list of one: who may not know of a petition does not find it in a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count

from chaotou.core.matters.standing import Standing
from chaotou.core.zone.matter_specs import Family
from chaotou.journal.keeping import kept
from chaotou.matters.models import Matter
from chaotou.matters.queries.sight import visible
from chaotou.matters.queries.standing import TO_BE_DONE, conditions
from chaotou.matters.queries.wanted import Asked, chosen

SHOWN = (
    Standing.OVERDUE,
    Standing.DUE_SOON,
    Standing.ON_TRACK,
    Standing.SUSPENDED,
    Standing.NOT_STARTED,
)
"""The standings of work still to be done, the most pressing first."""

Counts = Mapping[Standing, int]


@dataclass
class Tally:
    """Work still to be done: all, by family, by leading organization (a key, None: nobody yet)."""

    all: dict[Standing, int] = field(default_factory=dict)
    by_family: dict[Family, dict[Standing, int]] = field(default_factory=dict)
    by_lead: dict[int | None, dict[Standing, int]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.all.values())

    def pressing(self) -> list[int | None]:
        """The organizations with most overdue first, then most due soon; those with neither are left out."""
        held = {
            lead: (-counts.get(Standing.OVERDUE, 0), -counts.get(Standing.DUE_SOON, 0))
            for lead, counts in self.by_lead.items()
        }
        return sorted((lead for lead, order in held.items() if order < (0, 0)), key=lambda lead: held[lead])


def tally(asked: Asked) -> Tally:
    """What is to be done and where it stands, of what the reader may know of. One query."""
    return kept("matters.tally", asked.seal, lambda: _tally(asked), asked.sight, asked.minute)


def _tally(asked: Asked) -> Tally:
    found = visible(Matter.objects.filter(TO_BE_DONE), asked.sight)
    held = conditions(asked.now)
    counts = {standing.value: Count("pk", filter=held[standing]) for standing in SHOWN}
    rows = found.order_by().values("lead_id", "kind").annotate(**counts)
    return _summed(asked, rows)


def _summed(asked: Asked, rows: Iterable[Mapping[str, object]]) -> Tally:
    found = Tally()
    for row in rows:
        kind = asked.rules.kinds.get(str(row["kind"]))
        groups = [found.all, found.by_lead.setdefault(row["lead_id"], {})]  # type: ignore[arg-type]
        if kind:
            groups.append(found.by_family.setdefault(kind.family, {}))
        for standing in SHOWN:
            for group in groups:
                group[standing] = group.get(standing, 0) + int(row[standing.value])  # type: ignore[call-overload]
    return found


def counted(asked: Asked) -> dict[Standing, int]:
    """How many of the matters asked for stand in each standing of work. One query; kept as `tally` is."""
    about = (asked.sight, asked.seats, asked.wanted, asked.minute)
    return kept("matters.counted", asked.seal, lambda: _counted(asked), *about)


def _counted(asked: Asked) -> dict[Standing, int]:
    held = conditions(asked.now)
    counts = {standing.value: Count("pk", filter=held[standing]) for standing in SHOWN}
    found = chosen(asked).order_by().aggregate(**counts)
    return {standing: found[standing.value] for standing in SHOWN}
