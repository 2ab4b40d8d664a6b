"""What a list of projects is asked for, and the conditions that makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet

from chaotou.core.zone.specs import Zone
from chaotou.journal.keeping import stamp
from chaotou.organization import access as organization
from chaotou.organization.access import Asker
from chaotou.projects import access
from chaotou.projects.models import Node, Project
from chaotou.projects.queries.sight import visible, with_terms
from chaotou.rows.searching import matching

OPEN = ("lead", "negotiation", "review", "signed", "registered", "land_secured", "commenced", "completed")
"""Stages at which somebody still has to push: where silence and lateness count."""


@dataclass(frozen=True)
class Wanted:
    """The filters of a list; empty means all. Codes as the zone has them, amounts in yuan.

    `own` keeps what the reader's organizations talk about, land or have credit for; `stale` what nobody
    spoke about for as long as its stage allows; `late` what has a node past its planned day.
    """

    text: str = ""
    stages: tuple[str, ...] = ()
    organization: str = ""
    chain: str = ""
    industry: str = ""
    region: str = ""
    city: str = ""
    tier: str = ""
    at_least: Decimal | None = None
    below: Decimal | None = None
    own: bool = False
    stale: bool = False
    late: bool = False

    @property
    def is_all(self) -> bool:
        return self == Wanted()


@dataclass(frozen=True)
class Asked:
    """A list's question whole: who asks, for what, on which day, in which zone."""

    reader: Asker | access.System
    wanted: Wanted
    today: date
    zone: Zone

    @cached_property
    def sight(self) -> access.Sight:
        return access.sight(self.reader)

    @cached_property
    def seal(self) -> str:
        """Of the journal and the zone's files, read once: before whatever is read of projects."""
        return stamp(self.zone, self.reader)

    def with_filters(self, wanted: Wanted) -> Asked:
        """The same question with these filters; what was read for it is not read again."""
        found = replace(self, wanted=wanted)
        vars(found).update({name: value for name, value in vars(self).items() if name != "wanted"})
        return found

    @property
    def seats(self) -> frozenset[int]:
        """The organizations (primary keys) the reader belongs to; the platform belongs to none."""
        if isinstance(self.reader, access.System):
            return frozenset()
        return frozenset(seat.organization for seat in organization.mandate(self.reader).seats)


def occurs(asked: Asked, column: str, word: str) -> bool:
    """Whether a project that the reader sees has this word in a column. One query."""
    return visible(Project.objects.all(), asked.sight).filter(**{column: word}).exists()


def chosen(asked: Asked) -> QuerySet[Project]:
    """The projects the reader sees that are asked for, in no order. Terms are only sought where seen."""
    wanted, seen = asked.wanted, asked.sight
    found = visible(Project.objects.all(), seen).filter(*_conditions(asked))
    if wanted.own:
        found = with_terms(found, access.Sight(asked.seats))
    if wanted.stale:
        found = with_terms(found, seen).filter(stale(asked.zone, asked.today))
    return matching(found, wanted.text)


def _conditions(asked: Asked) -> Iterator[Q]:
    wanted = asked.wanted
    if wanted.stages:
        yield Q(stage__in=wanted.stages) if len(wanted.stages) > 1 else Q(stage=wanted.stages[0])
    if wanted.organization:
        yield Q(organization__code=wanted.organization)
    if wanted.industry:
        yield Q(industry__startswith=wanted.industry)
    equal = {"chain": wanted.chain, "source_region": wanted.region, "source_city": wanted.city}
    yield Q(**{field: value for field, value in equal.items() if value})
    yield from _amounts(asked)
    if wanted.late:
        yield late(asked.today)


def _amounts(asked: Asked) -> Iterator[Q]:
    wanted = asked.wanted
    tier = next((tier for tier in asked.zone.tiers if tier.code == wanted.tier), None)
    bounds = [(tier.at_least, tier.below)] if tier else []
    for least, below in [*bounds, (wanted.at_least, wanted.below)]:
        if least is not None:
            yield Q(investment__gte=least)
        if below is not None:
            yield Q(investment__lt=below)


def stale(zone: Zone, today: date) -> Q:
    """Nobody spoke about it, and it did not move, for longer than its stage allows (`stages.yaml`)."""
    found = Q(pk__in=[])
    for stage in zone.stages:
        if stage.stale_after_days:
            since = today - timedelta(days=stage.stale_after_days)
            silent = Q(last_talk_on__lt=since) | Q(last_talk_on=None)
            found |= Q(stage=stage.code, stage_since_on__lt=since) & silent
    return found


def late(today: date) -> Q:
    """A node of it was planned for a day gone by and is not done."""
    waiting = Node.objects.filter(project=OuterRef("pk"), actual_on=None, planned_on__lt=today)
    return Q(stage__in=OPEN) & Q(Exists(waiting))
