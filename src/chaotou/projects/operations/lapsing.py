"""What time alone does to leads: those long without protection and contact fall dormant."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from chaotou.core.projects.ownership import Hold, hold
from chaotou.core.zone.lead_specs import in_force
from chaotou.journal import operations as journal
from chaotou.organization.days import working_day, working_moment
from chaotou.organization.queries import zone
from chaotou.projects.models import Move, Project

DORMANT = "dormant"
FALLING = ("lead", "negotiation")
"""Stages at which silence ends in dormancy; what is under review or signed does not fall asleep."""
REASON = "首谈保护期满后长期没有联系记录，自动转为休眠。"


def lapse(*, now: datetime, today: date | None = None) -> list[Project]:
    """Let leads fall dormant whose protection lapsed long enough ago; those that did, by code.

    Doing it again does nothing. A lead without an end of protection never falls asleep by itself.
    """
    day = today or working_day(now)
    due = Project.objects.filter(stage__in=FALLING, protected_until_on__lt=day).order_by("code")
    return [project for project in due if _is_due(project, day) and _fall_asleep(project, day, now)]


def _is_due(project: Project, day: date) -> bool:
    rule = in_force(zone().protection, timezone.localdate(project.registered_at))
    return rule is not None and hold(rule, project.protected_until_on, day) is Hold.DORMANT_DUE


@transaction.atomic
def _fall_asleep(project: Project, day: date, now: datetime) -> bool:
    """One lead at a time; False where somebody took it up a moment ago."""
    found = Project.objects.select_for_update(of=("self",), no_key=True).get(pk=project.pk)
    if found.stage not in FALLING or not _is_due(found, day):
        return False
    before = {"stage": found.stage}
    move = Move.objects.create(
        project=found,
        from_stage=found.stage,
        to_stage=DORMANT,
        moved_on=day,
        investment=found.investment,
        reason=REASON,
        reported_at=working_moment(now),
    )
    found.stage, found.stage_since_on, found.version = DORMANT, day, found.version + 1
    found.save(update_fields=["stage", "stage_since_on", "version"])
    journal.record(
        actor=None,
        act="projects.lead.lapsed",
        target=f"projects.project:{found.code}",
        before=before,
        after={"stage": DORMANT, "move": move.pk, "protected_until_on": found.protected_until_on},
        at=now,
    )
    return True
