"""Who somebody is to a matter: from posts held, bodies that take its kind in, bodies assigned now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from chaotou.core.issues import Message
from chaotou.core.naming import Listed, Named
from chaotou.core.zone.matter_flow_specs import Role, StepSpec
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.matters.actors import Applicant, Reader
from chaotou.matters.models import Assignment, Matter, Step
from chaotou.matters.rules import rules
from chaotou.organization import access as organization
from chaotou.organization.access import Duty, Mandate, Seat, Verdict
from chaotou.organization.models import Person
from chaotou.projects.access import System

ROLES: Final = {
    Role.INTAKE: Message("受理单位"),
    Role.ASSIGNER: Message("交办人"),
    Role.LEAD: Message("牵头单位"),
    Role.SUPPORTING: Message("协办单位"),
    Role.VERIFIER: Message("核验人"),
    Role.LEADER: Message("区领导"),
    Role.APPLICANT: Message("申请人"),
    Role.PLATFORM: Message("平台"),
}
"""What the reasons call each role."""

Roles = Mapping[Role, int | None]
"""Who somebody is to a matter, and the organization (a primary key) in which; None where in none."""


@dataclass(frozen=True)
class Taker:
    """Somebody before one matter: the roles they have to it and the acts they were the latest to do."""

    roles: Roles
    done: frozenset[str] = frozenset()

    def may(self, step: StepSpec) -> Verdict:
        """Whether they may take a step that the matter's state allows. No query."""
        if self.roles.keys().isdisjoint(step.by):
            listed = Listed(tuple(ROLES[role] for role in step.by))
            return Verdict(False, Message("这一步由{roles}办理。", {"roles": listed}))
        if self.done & set(step.apart_from):
            what = Named(step.name, step.english)
            return Verdict(
                False, Message("本人经办过这件事项，“{act}”须由他人办理（职责分离）。", {"act": what})
            )
        return Verdict(True, Message("可以办理。"))


def roles_of(actor: Reader, matter: Matter) -> frozenset[Role]:
    """Who the actor is to the matter, for whoever may know of it: that is asked first (`access.may_see`)."""
    return frozenset(_roles(actor, matter))


def taker(actor: Reader, matter: Matter) -> Taker:
    """The actor before a matter: two queries, and what reading the mandate costs."""
    return Taker(_roles(actor, matter), _done(actor, matter))


def _roles(actor: Reader, matter: Matter) -> Roles:
    if isinstance(actor, System):
        return {Role.PLATFORM: None}
    if isinstance(actor, Applicant):
        return {Role.APPLICANT: None} if actor.matter in (matter.pk, matter.parent_id or 0) else {}
    kind, handling = rules().kind(matter.kind), assigned(matter)
    within_intake = matter.privacy == Matter.Privacy.STRICT
    found: dict[Role, int | None] = {}
    for seat in seats_at_work(organization.mandate(actor)):
        for role in _roles_in(seat, kind, handling, within_intake):
            found.setdefault(role, seat.organization)
    return found


def _roles_in(seat: Seat, kind: KindSpec, handling: Mapping[int, str], within_intake: bool) -> list[Role]:
    """What one post makes of its holder; of a strict matter only the bodies that take it in oversee it."""
    takes_in, handles = seat.organization_code in kind.intake, seat.organization in handling
    within = takes_in or not within_intake
    found = []
    if seat.duty in (Duty.RECORDS, Duty.REVIEWS) and takes_in:
        found.append(Role.INTAKE)
    if seat.duty == Duty.REVIEWS and within:
        found += [Role.ASSIGNER, Role.VERIFIER]
    if seat.duty == Duty.LEADS and seat.is_zone and (within or handles):
        found.append(Role.LEADER)
    if seat.duty == Duty.RECORDS and handles:
        found.append(Role(handling[seat.organization]))
    return found


def _done(actor: Reader, matter: Matter) -> frozenset[str]:
    """The acts on the matter of which the actor was the latest doer. One query."""
    if not isinstance(actor, Person):
        return frozenset()
    steps = Step.objects.filter(matter=matter).order_by("taken_at", "pk")
    latest = dict(steps.values_list("act", "taken_by_id"))
    return frozenset(act for act, doer in latest.items() if doer == actor.pk)


def seats_at_work(held: Mandate) -> list[Seat]:
    """Seats that take part in work: not those of auditors, and none of who administers accounts."""
    return [] if held.administers else [seat for seat in held.seats if seat.duty != Duty.AUDITS]


def assigned(matter: Matter) -> dict[int, str]:
    """The organizations (primary keys) that handle the matter now, each in its role. One query."""
    in_force = Assignment.objects.filter(matter=matter, ended_at__isnull=True)
    return dict(in_force.values_list("organization_id", "role"))
