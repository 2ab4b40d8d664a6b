"""What a list of matters is asked for, and the conditions that makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils import timezone

from chaotou.core import midnights
from chaotou.core.matters.standing import Standing
from chaotou.core.zone.matter_specs import Family
from chaotou.journal.keeping import kept, stamp
from chaotou.matters import access
from chaotou.matters.models import Matter
from chaotou.matters.queries.sight import handled_by, visible
from chaotou.matters.queries.standing import PHASES, TO_BE_DONE, WORK, conditions
from chaotou.matters.rules import Rules
from chaotou.organization import access as organization
from chaotou.projects.queries.register import Unit, units
from chaotou.rows.searching import matching

STATES = ("work", "all", "closed", "ended")
"""Which part of the register a list shows: what is to be done, all, what was closed, what was given up."""


@dataclass(frozen=True)
class Wanted:
    """The filters of a list; empty means all that is still to be done. Codes as the zone has them.

    `mine` keeps what the reader's organizations have to act on; `part` what they lead or help with.
    """

    text: str = ""
    family: str = ""
    kind: str = ""
    organization: str = ""
    standing: str = ""
    state: str = "work"
    due_from: date | None = None
    due_to: date | None = None
    listed: bool = False
    mine: bool = False
    part: bool = False

    @property
    def is_all(self) -> bool:
        return self == Wanted()

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases that alone are asked for; none: whatever its phase."""
        if self.standing in PHASES:
            return (PHASES[Standing(self.standing)],)
        if self.state == "work":
            return WORK
        return (self.state,) if self.state in Matter.Phase else ()


@dataclass(frozen=True)
class Asked:
    """A list's question whole: who asks, for what, at which moment, by which rules."""

    reader: access.Reader
    wanted: Wanted
    now: datetime
    rules: Rules

    @property
    def minute(self) -> datetime:
        """The minute in which it is asked: as long as what depends on the moment is kept."""
        return self.now.replace(second=0, microsecond=0)

    @cached_property
    def sight(self) -> access.Sight:
        return access.sight(self.reader)

    @cached_property
    def seal(self) -> str:
        """Of the journal and the zone's files, read before whatever is read of matters."""
        return stamp(self.rules.zone, self.reader)

    @cached_property
    def units(self) -> dict[int, Unit]:
        """Every organization by its key, to name what rows point at; read once. One query."""
        return kept("matters.units", self.seal, units)

    @cached_property
    def seats(self) -> frozenset[int]:
        """The organizations (primary keys) the reader belongs to; the platform belongs to none."""
        if isinstance(self.reader, access.System | access.Applicant):
            return frozenset()
        return frozenset(seat.organization for seat in organization.mandate(self.reader).seats)


def chosen(asked: Asked) -> QuerySet[Matter]:
    """The matters the reader sees that are asked for, in no order."""
    found = visible(Matter.objects.all(), asked.sight).filter(*_conditions(asked))
    return matching(found, asked.wanted.text, asked.wanted.phases)


def _conditions(asked: Asked) -> Iterator[Q]:
    wanted = asked.wanted
    yield from _part(asked)
    if wanted.kind:
        yield Q(kind=wanted.kind)
    if wanted.family:
        yield Q(kind__in=kinds_of(asked.rules, wanted.family))
    if wanted.organization:
        yield Q(lead__in=[key for key, unit in asked.units.items() if unit.code == wanted.organization])
    if wanted.listed:
        yield Q(is_listed=True)
    if wanted.due_from:
        yield Q(due_at__gt=midnight(wanted.due_from))
    if wanted.due_to:
        yield Q(due_at__lte=midnight(wanted.due_to + timedelta(days=1)))


def _part(asked: Asked) -> Iterator[Q]:
    """Which part of the register: by standing where one is asked for, else by phase; whose it is."""
    wanted = asked.wanted
    held = {standing.value: condition for standing, condition in conditions(asked.now).items()}
    if wanted.standing in held:
        yield held[wanted.standing]
    elif wanted.state == "work":
        yield TO_BE_DONE
    elif wanted.state in (Matter.Phase.CLOSED, Matter.Phase.ENDED):
        yield Q(phase=wanted.state)
    if wanted.mine:
        yield Q(holder__in=sorted(asked.seats))
    if wanted.part:
        yield handled_by(asked.seats)


def kinds_of(rules: Rules, family: str) -> list[str]:
    """Codes of the kinds of a family; none for a word that is no family."""
    return [code for code, kind in rules.kinds.items() if kind.family == family]


def families_of(rules: Rules) -> list[Family]:
    """The families of which the zone has kinds, in their usual order."""
    held = {kind.family for kind in rules.kinds.values()}
    return [family for family in Family if family in held]


def midnight(day: date) -> datetime:
    """The moment with which a day begins here; a limit that runs out on a day is due at the next one."""
    return midnights.midnight(day, timezone.get_current_timezone())


def last_day(due_at: datetime) -> date:
    """The latest day on which one is in time, where a limit runs out at this moment."""
    return timezone.localdate(due_at - timedelta(microseconds=1))
