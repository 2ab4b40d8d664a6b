"""Passing a project from one unit or area to another, with a split of credit that adds up to the whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from chaotou.core.issues import Message, Refusal
from chaotou.core.projects.ownership import Share
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.days import working_day, working_moment
from chaotou.organization.models import Organization
from chaotou.projects import access
from chaotou.projects.models import Project, Transfer
from chaotou.projects.operations.crediting import hand_over, reshare, shares_of
from chaotou.projects.operations.locking import locked

if TYPE_CHECKING:
    from chaotou.organization.models import Person


@transaction.atomic
def transfer_project(
    *,
    project: Project,
    kind: str,
    to: Organization,
    shares: Sequence[Share],
    reason: str,
    actor: Person,
    now: datetime,
    leaving: Collection[int] = (),
    version: int | None = None,
) -> Transfer:
    """Pass the project on: across areas it is talked about and landed by `to`, which names an
    officer of its own; between units only landed.

    `shares` name organizations by primary key, `leaving` those that held a share and are to have none.
    `Obstacles` for a split that is not the whole or forgets who holds a share; `Refusal` for who may not,
    without a reason, to where it is already, and where somebody changed it meanwhile.
    """
    require(access.may_transfer(actor, project))
    held, today = locked(project, version), working_day(now)
    if not reason.strip():
        raise Refusal(Message("请写明流转的理由。"))
    giving = _giving(held, kind)
    if giving == to.pk:
        raise Refusal(Message("项目已在这个单位。"))
    before = {**_facts(held), "shares": shares_of(held)}
    transfer = Transfer.objects.create(
        project=held,
        kind=kind,
        from_organization_id=giving,
        to_organization=to,
        reason=reason.strip(),
        decided_by=actor,
        decided_at=working_moment(now),
    )
    _pass_on(held, kind, to)
    reshare(held, shares, today, transfer, leaving)
    after = {**_facts(held), "shares": shares_of(held), "kind": kind, "reason": transfer.reason}
    target = f"projects.project:{held.code}"
    journal.record(
        actor=actor, act="projects.project.transferred", target=target, before=before, after=after, at=now
    )
    return transfer


def _giving(project: Project, kind: str) -> int:
    """Who gives the project away: who talks about it, or between units who lands it so far."""
    if kind not in Transfer.Kind.values:
        raise Refusal(Message("请选择流转类别。"))
    if kind == Transfer.Kind.AREA:
        return project.organization_id
    return project.landing_id or project.organization_id


def _pass_on(project: Project, kind: str, to: Organization) -> None:
    project.landing = to
    if kind == Transfer.Kind.AREA:
        hand_over(project, to)
    project.version += 1
    project.save(update_fields=["landing", "organization", "officer", "version"])


def _facts(project: Project) -> dict[str, object]:
    return {
        "organization": project.organization.code,
        "landing": project.landing.code if project.landing else None,
        "officer": project.officer.username if project.officer else None,
    }
