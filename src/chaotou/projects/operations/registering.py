"""Registering a lead, with duplicates found at entry, and changing what is said of a project."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Unpack

from django.db import transaction

from chaotou.core.issues import Message, Obstacles, Refusal
from chaotou.core.zone.lead_specs import in_force
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.days import working_day, working_moment
from chaotou.organization.models import Organization
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.grams import put_searched
from chaotou.projects.models import Credit, Project
from chaotou.projects.models.register import SERIES
from chaotou.projects.operations.details import Details, facts, faults, put
from chaotou.projects.operations.locking import locked
from chaotou.projects.queries.duplicates import Alike
from chaotou.projects.queries.registering import alike_to
from chaotou.rows.numbering import numbered

if TYPE_CHECKING:
    from chaotou.organization.models import Person

FIRST_TALKER: Final = "first_talker"
"""The role of credit that registering a lead gives."""


class RegisteredByAnother(Refusal):
    """The lead is another unit's, who is not told; `project` (a primary key) is for a dispute alone."""

    def __init__(self, project: int) -> None:
        super().__init__(
            Message("已由其他单位登记。"), Message("认为本单位在先的，可以提出归属争议，由审核人员裁定。")
        )
        self.project = project


class MayBeRegistered(Refusal):
    """Projects that are like this one: `seen` may be told, of others only that there are some.

    `project` (a primary key) is the likeliest of the others, for a dispute alone.
    """

    def __init__(self, seen: list[Alike], others: list[Alike]) -> None:
        said = (
            Message("已由其他单位登记相近的线索。") if others else Message("有相近的项目，可能是同一条线索。")
        )
        super().__init__(said, Message("确是另一个项目的，请说明区别后再提交。"))
        self.seen = seen
        self.project = others[0].pk if others else None


@transaction.atomic
def register_lead(
    *,
    actor: Person,
    organization: Organization,
    now: datetime,
    distinct_because: str = "",
    **details: Unpack[Details],
) -> Project:
    """Register a lead for an organization, which is its first talker with the whole credit, protected.

    The server's time decides who was first. `Obstacles` with all that is wrong with the details;
    `RegisteredByAnother` where it is surely another unit's lead; `MayBeRegistered` where it is like one and
    `distinct_because` does not say why it is another; `Refusal` for who may not.
    """
    require(access.may_register_for(actor, organization.pk))
    held, at = zone(), working_moment(now)
    today = at.date()
    if wrong := [*faults({"name": "", **details}, held, today), *_late_step(details, today)]:
        raise Obstacles(wrong)
    project = Project(
        organization=organization,
        registered_by=actor,
        registered_at=at,
        stage_since_on=today,
        protected_until_on=_protected_until(today),
    )
    put(project, {"officer": actor, **details}, held, today)
    numbered(project, SERIES, today.year, lambda: _make_ready(project, actor, today, distinct_because))
    _finish(project, actor, today, now, distinct_because)
    return project


def _late_step(details: Details, today: date) -> Iterator[Message]:
    """What is still to be done cannot lie in the past when a lead is first told of."""
    step_on = details.get("next_step_on")
    if step_on and step_on < today:
        yield Message("下一步日期 {day} 已经过去。", {"day": step_on})


def _protected_until(today: date) -> date | None:
    rule = in_force(zone().protection, today)
    return today + timedelta(days=rule.days) if rule else None


def _make_ready(project: Project, actor: Person, today: date, distinct_because: str) -> None:
    """With its number, which belongs to what is searched."""
    _require_new(project, actor, today, distinct_because)
    put_searched(project)


def _require_new(project: Project, actor: Person, today: date, distinct_because: str) -> None:
    """Refuse what is another unit's; ask why where something is like it."""
    found = alike_to(actor, project, today)
    if found.surely is not None:
        raise RegisteredByAnother(found.surely.pk)
    if (found.seen or found.others) and not distinct_because.strip():
        raise MayBeRegistered(found.seen, found.others)


def _finish(project: Project, actor: Person, today: date, now: datetime, distinct_because: str) -> None:
    """The whole credit is whose it is that registered it."""
    Credit.objects.create(
        project=project,
        organization=project.organization,
        share=Decimal(1),
        role=FIRST_TALKER,
        from_on=today,
    )
    after = {"organization": project.organization.code, **facts(project)}
    if distinct_because.strip():
        after["distinct_because"] = distinct_because.strip()
    _journal(project, "projects.lead.registered", actor, None, after, now)


@transaction.atomic
def change_project(
    *, project: Project, version: int, actor: Person, now: datetime, **details: Unpack[Details]
) -> Project:
    """Change what is said of a project; what is not said stays, and the journal keeps what it was.

    `Refusal` for who may not, and where the project is no longer of the `version` that the person saw: of
    two who change at once the second is told. `Obstacles` as for registering.
    """
    require(access.may_change(actor, project))
    held, today = zone(), working_day(now)
    if wrong := faults(details, held, today, project.particulars):
        raise Obstacles(wrong)
    found = locked(project, version)
    before = facts(found)
    put(found, details, held, today)
    put_searched(found)
    changed = {field: value for field, value in facts(found).items() if value != before[field]}
    if changed:
        found.version += 1
        found.save()
        was = {field: before[field] for field in changed}
        _journal(found, "projects.project.changed", actor, was, changed, now)
    return found


def _journal(
    project: Project,
    act: str,
    actor: Person,
    before: dict[str, object] | None,
    after: dict[str, object],
    now: datetime,
) -> None:
    target = f"projects.project:{project.code}"
    journal.record(actor=actor, act=act, target=target, before=before, after=after, at=now)
