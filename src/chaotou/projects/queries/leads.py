"""Leads as whoever keeps them sees them: what is due next, which limits run, what has gone quiet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from chaotou.core.paging import Paging, paging
from chaotou.core.projects.ownership import Act, Clock, Hold, Running, clocks, hold
from chaotou.core.zone.lead_specs import ProtectionSpec, in_force
from chaotou.core.zone.specs import Zone
from chaotou.organization.access import Asker
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.models import Project, Talk
from chaotou.projects.queries.sight import projects, with_terms
from chaotou.projects.queries.wanted import stale

OPEN: Final = ("lead", "negotiation", "review")
"""Stages before signing: where a lead is kept alive by talking."""

PAGE: Final = 80
MOST: Final = 400
"""How many leads of one person are put in order of what is due; beyond that the soonest steps go first."""


@dataclass(frozen=True)
class Lead:
    """A lead with its limits, how its first report stands, and the day on which something is due."""

    project: Any
    clocks: Sequence[Clock]
    hold: Hold
    today: date

    @property
    def running(self) -> list[Clock]:
        return [clock for clock in self.clocks if clock.is_open]

    @property
    def is_step_late(self) -> bool:
        due: date | None = self.project.next_step_on
        return due is not None and due < self.today

    @property
    def next_due_on(self) -> date | None:
        """The earliest of its running limits and its next step."""
        days = [clock.due.on for clock in self.running]
        step: date | None = self.project.next_step_on
        return min([*days, *([step] if step else [])], default=None)

    @property
    def quiet_since_on(self) -> date:
        """The day anybody last spoke with the investor, or the later one on which it entered its stage."""
        last: date = max(filter(None, (self.project.last_talk_on, self.project.stage_since_on)))
        return last

    @property
    def is_quiet_since_its_stage(self) -> bool:
        spoken: date | None = self.project.last_talk_on
        return spoken is None or spoken < self.quiet_since_on

    @property
    def days_quiet(self) -> int:
        return (self.today - self.quiet_since_on).days


@dataclass(frozen=True)
class Leads(Paging):
    """A page of leads."""

    leads: Sequence[Lead]


def my_leads(reader: Asker, today: date) -> Leads:
    """The leads whose officer the reader is, what is due soonest first. Four queries."""
    own = _open(reader).filter(officer=reader.pk)
    rows = list(own.order_by(F("next_step_on").asc(nulls_last=True), "pk")[:MOST])
    return Leads(len(rows), 1, MOST, _soonest_first(_leads(rows, today)))


def unit_leads(reader: Asker, today: date, *, page: int = 1) -> Leads:
    """The leads of the organizations for which the reader registers, by their next step."""
    access.sight(reader)
    seats = access.registers_for(reader)
    theirs = Q(organization__in=seats) | Q(landing__in=seats)
    found = Project.objects.filter(theirs, stage__in=OPEN).select_related("organization", "officer")
    return _paged(found.order_by(F("next_step_on").asc(nulls_last=True), "pk"), today, page)


def stale_leads(reader: Asker, today: date, *, page: int = 1) -> Leads:
    """Leads whose terms the reader sees and about which nobody spoke for too long, the quietest first."""
    found = with_terms(_open(reader), access.sight(reader)).filter(stale(zone(), today))
    return _paged(
        found.order_by(F("last_talk_on").asc(nulls_first=True), "stage_since_on", "pk"), today, page
    )


def lead(project: Project, today: date) -> Lead:
    """One project with its limits and the standing of its first report. One query."""
    return _leads([project], today)[0]


def _open(reader: Asker) -> QuerySet[Project]:
    return projects(reader).filter(stage__in=OPEN).select_related("organization", "officer", "landing")


def _paged(found: QuerySet[Project], today: date, page: int) -> Leads:
    at = paging(found.count(), page, PAGE)
    keys = found.values("pk")[at.start : at.last]
    rows = list(found.filter(pk__in=keys))
    return Leads(at.total, at.number, at.size, _leads(rows, today))


def _soonest_first(leads: Iterable[Lead]) -> list[Lead]:
    return sorted(leads, key=lambda one: (one.next_due_on is None, one.next_due_on or date.max))


def _leads(rows: Sequence[Project], today: date) -> list[Lead]:
    held, acts = zone(), _acts([row.pk for row in rows])
    return [_lead(row, held, today, acts.get(row.pk, ())) for row in rows]


def _acts(keys: Sequence[int]) -> Mapping[int, Sequence[Act]]:
    found: dict[int, list[Act]] = {}
    rows = Talk.objects.filter(project__in=keys).values_list("project_id", "kind", "on", "recorded_at")
    for project, kind, on, recorded_at in rows.order_by():
        found.setdefault(project, []).append(Act(kind, on, timezone.localdate(recorded_at)))
    return found


def _lead(row: Project, held: Zone, today: date, acts: Sequence[Act]) -> Lead:
    registered_on = timezone.localdate(row.registered_at)
    running = Running(row.stage, row.investment, registered_on, tuple(acts))
    found = clocks(held.clocks, running, held.workdays, today)
    return Lead(row, found, _hold(in_force(held.protection, registered_on), row, today), today)


def _hold(rule: ProtectionSpec | None, row: Project, today: date) -> Hold:
    return hold(rule, row.protected_until_on, today) if rule else Hold.LAPSED
