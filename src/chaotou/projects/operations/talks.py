"""Recording a talk with an investor, or a step taken at home: what was said, what comes next and when."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from chaotou.core.issues import Message, Obstacles
from chaotou.core.projects import ownership
from chaotou.core.zone.lead_specs import ProtectionSpec, WaySpec, in_force
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.days import working_day, working_moment
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.models import Project, Talk
from chaotou.projects.operations.locking import locked
from chaotou.projects.queries.duplicates import alike

if TYPE_CHECKING:
    from chaotou.organization.models import Person


@transaction.atomic
def record_talk(
    *,
    project: Project,
    kind: str,
    on: date,
    summary: str,
    actor: Person,
    now: datetime,
    place: str = "",
    people: str = "",
    next_step: str = "",
    next_step_on: date | None = None,
) -> Talk:
    """Record a talk; contact with the investor renews the protection of the first report.

    What lapsed is renewed only while no other unit has a lead like it. `Obstacles` with all that is wrong,
    `Refusal` for who may not.
    """
    require(access.may_change(actor, project))
    today, held = working_day(now), locked(project)
    way = next((way for way in zone().ways if way.code == kind), None)
    if wrong := _faults(way, kind, on, summary, next_step, next_step_on, today):
        raise Obstacles(wrong)
    talk = Talk.objects.create(
        project=held,
        kind=kind,
        on=on,
        place=place.strip(),
        people=people.strip(),
        summary=summary.strip(),
        next_step=next_step.strip(),
        next_step_on=next_step_on,
        recorded_by=actor,
        recorded_at=working_moment(now),
    )
    before = _facts(held)
    _carry_on(held, talk, way, today)
    _journal(talk, held, before, actor, now)
    return talk


def _faults(
    way: WaySpec | None,
    kind: str,
    on: date,
    summary: str,
    next_step: str,
    next_step_on: date | None,
    today: date,
) -> list[Message]:
    found = []
    if way is None:
        found.append(Message("没有“{kind}”这种联系方式。", {"kind": kind}))
    if not summary.strip():
        found.append(Message("请写明谈了什么。"))
    if on > today:
        found.append(Message("联系日期还没有到；打算做的事请写在“下一步”。"))
    if next_step_on and next_step_on < on:
        found.append(Message("下一步日期早于联系日期。"))
    if bool(next_step.strip()) != bool(next_step_on):
        found.append(Message("下一步和它的日期要一起写。"))
    return found


def _carry_on(project: Project, talk: Talk, way: WaySpec | None, today: date) -> None:
    """The project's own columns after the talk: last contact, next step, protection."""
    if way and way.contact:
        project.last_talk_on = max(talk.on, project.last_talk_on or talk.on)
    if talk.next_step:
        project.next_step, project.next_step_on = talk.next_step, talk.next_step_on
    rule = in_force(zone().protection, timezone.localdate(project.registered_at))
    if rule is not None:
        project.protected_until_on = _renewed(rule, project, talk, today)
    project.save(update_fields=["last_talk_on", "next_step", "next_step_on", "protected_until_on"])


def _renewed(rule: ProtectionSpec, project: Project, talk: Talk, today: date) -> date | None:
    until = project.protected_until_on
    if until is None or talk.kind not in rule.renewed_by:
        return until
    if ownership.is_protected(until, today):
        return ownership.renewed(rule, until, ownership.Act(talk.kind, talk.on, today))
    rivals = [one for one in alike(project, today) if one.organization != project.organization_id]
    return until if rivals else max(until, talk.on + timedelta(days=rule.renewed_for_days))


def _facts(project: Project) -> dict[str, object]:
    return {
        "last_talk_on": project.last_talk_on,
        "next_step": project.next_step,
        "next_step_on": project.next_step_on,
        "protected_until_on": project.protected_until_on,
    }


def _journal(talk: Talk, project: Project, before: dict[str, object], actor: Person, now: datetime) -> None:
    """The journal keeps that there was a talk and what it moved, not what was said: terms are secret."""
    journal.record(
        actor=actor,
        act="projects.talk.recorded",
        target=f"projects.project:{project.code}",
        before=before,
        after={"talk": talk.pk, "kind": talk.kind, "on": talk.on, **_facts(project)},
        at=now,
    )
