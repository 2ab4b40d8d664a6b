"""Reminders and escalations raised by the platform: each once for a due time, to whom its rule names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import numpy as np
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from chaotou.core.matters.reminding import reminders_of
from chaotou.core.matters.sending import send_at
from chaotou.core.midnights import moment
from chaotou.core.zone.matter_flow_specs import Act
from chaotou.core.zone.matter_specs import KindSpec, Privacy
from chaotou.core.zone.matter_watch_specs import Anchor, ReminderSpec, Told
from chaotou.journal import operations as journal
from chaotou.matters.models import Assignment, Delivery, Matter, Notice
from chaotou.matters.queries.watched import Open, watched
from chaotou.matters.rules import rules
from chaotou.organization.access import Duty
from chaotou.organization.days import working_moment
from chaotou.organization.models import Organization, Post

BATCH = 500
TELLING: Final[Mapping[Act, tuple[Told, ...]]] = {Act.PRESS: (Told.HANDLER,)}
"""Which acts tell at once, and whom. Of all others one learns from the lists and the reminders."""


@dataclass
class Seats:
    """Who sits where, read once: people (keys) by organization and duty; organizations by code, the zone."""

    people: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    bodies: dict[str, int] = field(default_factory=dict)
    zone: int | None = None

    @classmethod
    def read(cls) -> Seats:
        """Two queries."""
        rows = Organization.objects.values_list("code", "pk", "kind")
        found = cls(bodies={code: pk for code, pk, _kind in rows})
        found.zone = next((pk for _code, pk, kind in rows if kind == Organization.Kind.ZONE), None)
        held = Post.objects.filter(person__isnull=False, held_until_on=None, person__is_active=True)
        for organization, duty, person in held.values_list("organization_id", "duty", "person_id"):
            found.people.setdefault((organization, duty), []).append(person)
        return found

    @property
    def reviewing(self) -> set[int]:
        """Who reviews, wherever they sit."""
        return {one for (_body, duty), held in self.people.items() if duty == Duty.REVIEWS for one in held}

    def of(self, organization: int | None, duty: str) -> list[int]:
        return self.people.get((organization, duty), []) if organization else []


def raise_notices(*, now: datetime) -> int:
    """Raise every reminder that is due, each kind in a transaction of its own; how many were raised.

    Asking again at the same moment raises none. A notice goes out when the quiet hours allow it.
    """
    seats = Seats.read()
    return sum(_raise_of(kind, seats, now) for kind in rules().kinds.values() if kind.reminders)


@transaction.atomic
def _raise_of(kind: KindSpec, seats: Seats, now: datetime) -> int:
    at = working_moment(now)
    open_now = watched(kind, at)
    if open_now is None:
        return 0
    notices = list(_notices(kind, open_now, at))
    Notice.objects.bulk_create(notices, batch_size=BATCH)
    Delivery.objects.bulk_create(_deliveries(kind, notices, seats, at), batch_size=BATCH)
    if notices:
        journal.record(
            actor=None,
            act="matters.notice.raised",
            target=f"matters.kind:{kind.code}",
            before=None,
            after={"count": len(notices)},
            at=now,
        )
    return len(notices)


def _specs(kind: KindSpec) -> list[ReminderSpec]:
    known = {spec.code: spec for spec in rules().zone.matter_reminders}
    return [known[code] for code in kind.reminders if code in known]


def _notices(kind: KindSpec, found: Open, at: datetime) -> Iterator[Notice]:
    zone = timezone.get_default_timezone()
    specs = {spec.code: spec for spec in _specs(kind)}
    needed = reminders_of(specs.values(), found.watched, found.raised, at, rules().zone.workdays, zone)
    for code, rows in needed.items():
        behind = specs[code].anchor is Anchor.BEHIND
        due = found.watched.behind_at if behind else found.watched.due_at
        for row in np.asarray(rows).tolist():
            yield Notice(
                matter_id=int(found.keys[row]),
                rule=code,
                sheet=specs[code].sheet.value,
                due_at=moment(due[row], zone),
                raised_at=at,
            )


def _deliveries(kind: KindSpec, notices: list[Notice], seats: Seats, at: datetime) -> list[Delivery]:
    specs = {spec.code: spec for spec in _specs(kind)}
    when = _when(at)
    of = [(notice, notice.matter_id) for notice in notices if notice.matter_id]
    found = reached(kind, {matter for _notice, matter in of}, seats)
    return [
        Delivery(notice=notice, person_id=person, send_at=when)
        for notice, matter in of
        for person in sorted(found.of(matter, specs[notice.rule].to))
    ]


def told_at_once(act: Act, matter: Matter, kind: KindSpec) -> set[int]:
    """Whom an act on a matter reaches (keys of people) as soon as it is taken."""
    told = TELLING.get(act, ())
    return reached(kind, {matter.pk}, Seats.read()).of(matter.pk, told) if told else set()


def tell_at_once(matter: Matter, kind: KindSpec, act: Act, at: datetime) -> None:
    """Tell whom an act on a matter reaches; told again, it is new again. In the caller's transaction."""
    due_at = matter.due_at or matter.received_at
    notice, _made = Notice.objects.update_or_create(
        matter=matter, rule=act.value, due_at=due_at, defaults={"raised_at": at}
    )
    deliver(notice, told_at_once(act, matter, kind), at)


def deliver(notice: Notice, people: Iterable[int], at: datetime) -> None:
    """Send a notice on its way to people (keys), as the quiet hours allow; told again, it is new again."""
    found = set(people)
    if notice.deliveries.filter(person__in=found).exists():
        notice.groups.all().delete()
    anew = {"send_at": _when(at), "sent_at": None, "seen_at": None, "error": "", "tries": 0}
    for person in sorted(found):
        Delivery.objects.update_or_create(notice=notice, person_id=person, defaults=anew)


def _when(at: datetime) -> datetime:
    """When what is said now may go out: not in the quiet hours."""
    quiet = next(iter(rules().zone.quiet_hours), None)
    return send_at(at, quiet, rules().zone.workdays, timezone.get_default_timezone())


@dataclass(frozen=True)
class Reached:
    """Whom reminders of some matters reach, by whom the rules name."""

    people: dict[tuple[int, Told], set[int]]

    def of(self, matter: int, told: Iterable[Told]) -> set[int]:
        return set().union(*(self.people.get((matter, one), set()) for one in told))


def reached(kind: KindSpec, keys: set[int], seats: Seats) -> Reached:
    """Of a strict kind nobody is told who does not handle it or take it in."""
    found: dict[tuple[int, Told], set[int]] = {}
    strict = kind.privacy is Privacy.STRICT
    for at in range(0, len(keys), BATCH):
        part = sorted(keys)[at : at + BATCH]
        for matter in _with_parts(part):
            bodies = matter.assignments.all()
            found[matter.pk, Told.HANDLER] = _handlers(matter, seats)
            found[matter.pk, Told.SUPPORTING] = set().union(*(_helpers(row, seats) for row in bodies))
            found[matter.pk, Told.ASSIGNER] = _assigners(matter, kind, bodies, seats)
            if not strict:
                found[matter.pk, Told.HEAD] = set(seats.of(matter.lead_id, Duty.LEADS))
                found[matter.pk, Told.LEADER] = set(seats.of(seats.zone, Duty.LEADS))
    return Reached(found)


def _with_parts(keys: list[int]) -> QuerySet[Matter]:
    """Matters with the parts in force of each: only what says who is reached."""
    parts = Assignment.objects.filter(ended_at=None).only("matter", "organization", "role", "assigned_by")
    rows = Matter.objects.filter(pk__in=keys).only("organization", "holder", "lead", "handler")
    return rows.order_by().prefetch_related(Prefetch("assignments", parts.order_by()))


def _handlers(matter: Matter, seats: Seats) -> set[int]:
    """Who handles it and still sits there, else whoever records for its lead, or the body it waits at."""
    there = set(seats.of(matter.lead_id or matter.holder_id, Duty.RECORDS))
    return there & {matter.handler_id} or there


def _helpers(row: Assignment, seats: Seats) -> set[int]:
    supporting = row.role == Assignment.Role.SUPPORTING
    return set(seats.of(row.organization_id, Duty.RECORDS)) if supporting else set()


def _assigners(matter: Matter, kind: KindSpec, bodies: Iterable[Assignment], seats: Seats) -> set[int]:
    """Who assigned it and still may; else who reviews or records where it was taken in."""
    intake = [seats.bodies.get(code) for code in kind.intake]
    strict = kind.privacy is Privacy.STRICT
    home = intake[0] if strict and matter.organization_id not in intake else matter.organization_id
    reviews, records = set(seats.of(home, Duty.REVIEWS)), set(seats.of(home, Duty.RECORDS))
    may = {one for body in intake for duty in (Duty.REVIEWS, Duty.RECORDS) for one in seats.of(body, duty)}
    may |= set() if strict else seats.reviewing
    return may & {row.assigned_by_id for row in bodies} or reviews or records
