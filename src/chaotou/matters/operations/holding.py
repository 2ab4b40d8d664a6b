"""Holding a matter while an act changes it, and noticing that somebody else did so first."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from chaotou.core.issues import Message, Refusal
from chaotou.core.matters.flow import Flow
from chaotou.core.zone.matter_flow_specs import Role
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.matters.models import Matter
from chaotou.matters.rules import rules
from chaotou.matters.waiting import wait_of
from chaotou.organization.access import Duty
from chaotou.organization.models import Organization, Post


def locked(matter: Matter, version: int | None = None) -> Matter:
    """The matter as it now is, held until the transaction ends; what it is a part of is held before it.

    `Refusal` where it is no longer of the `version` that the person saw; None where nobody saw one.
    """
    whole = _rows().get(pk=matter.parent_id) if matter.parent_id else None
    found = _rows().get(pk=matter.pk)
    found.parent = whole
    if version is not None and found.version != version:
        message = Message("这件事项刚刚由他人办理过。")
        raise Refusal(message, Message("请看过最新的情况再提交。"))
    return found


def _rows() -> QuerySet[Matter]:
    held = Matter.objects.select_for_update(of=("self",), no_key=True)
    return held.select_related("organization", "lead")


def place(matter: Matter, kind: KindSpec, flow: Flow) -> None:
    """Say who has to act next, in which role; nobody while it waits for other parts. Not saved."""
    role = None if wait_of(matter) else flow.awaits(matter.state)
    matter.awaits = role.value if role else ""
    matter.holder_id = holder_of(matter, role, kind)


def release(chain: Matter, at: datetime) -> None:
    """Parts of a chain that waited and need wait no longer have come to who acts on them at this moment."""
    waiting = chain.parts.filter(phase__in=[Matter.Phase.WAITING, Matter.Phase.OPEN], awaits="")
    for part in waiting.select_related("organization"):
        part.parent, kind = chain, rules().kind(part.kind)
        place(part, kind, rules().flow(kind))
        if part.awaits:
            part.received_at = at
            part.version += 1
            part.save(update_fields=["awaits", "holder", "received_at", "version"])


def holder_of(matter: Matter, role: Role | None, kind: KindSpec) -> int | None:
    """The organization (a primary key) that has to act where this role is waited for. Up to 1 query.

    The applicant is chased by who took the matter in.
    """
    match role:
        case None | Role.PLATFORM:
            return None
        case Role.LEAD | Role.SUPPORTING:
            return matter.lead_id
        case Role.LEADER:
            zones = Organization.objects.filter(kind=Organization.Kind.ZONE)
            return zones.values_list("pk", flat=True).first()
        case Role.ASSIGNER | Role.VERIFIER:
            return _reviewing(matter, kind) or _intake(matter, kind)
        case Role.INTAKE | Role.APPLICANT:
            return _intake(matter, kind)


def _intake(matter: Matter, kind: KindSpec) -> int:
    """Who registered it, where they take in such matters; else the first body that does."""
    if matter.organization.code in kind.intake:
        return matter.organization_id
    found = Organization.objects.filter(code=kind.intake[0]).values_list("pk", flat=True).first()
    return found or matter.organization_id


def _reviewing(matter: Matter, kind: KindSpec) -> int | None:
    """A body where somebody reviews: one that takes in such matters, else (unless strict) any."""
    seats = Post.objects.filter(duty=Duty.REVIEWS, person__isnull=False, held_until_on=None)
    if matter.privacy == Matter.Privacy.STRICT:
        seats = seats.filter(organization__code__in=kind.intake)
    rows = seats.order_by("organization__order", "code").values_list("organization__code", "organization_id")
    found = dict(rows)
    return next((found[code] for code in (*kind.intake, *found) if code in found), None)
