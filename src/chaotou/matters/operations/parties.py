"""Who answers for a matter: put in charge by people or by the zone's rules, released again with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from chaotou.core.issues import Message
from chaotou.core.matters.flow import Flow
from chaotou.core.projects.conditions import holds
from chaotou.core.zone.matter_flow_specs import Act, Role
from chaotou.core.zone.matter_specs import KindSpec, RoutingSpec
from chaotou.matters.models import Assignment, Matter
from chaotou.organization.models import Organization, Person

LONGEST_TASK: Final = 300


@dataclass(frozen=True)
class Charge:
    """Who is put in charge: the lead and its task, supporting organizations each with theirs, by code."""

    lead: str
    task: str = ""
    supporting: Mapping[str, str] = field(default_factory=dict)

    @property
    def codes(self) -> tuple[str, ...]:
        return (self.lead, *self.supporting)

    def as_data(self) -> dict[str, object]:
        """For a step's particulars."""
        return {"lead": self.lead, "task": self.task, "supporting": dict(self.supporting)}


def routed(matter: Matter, kind: KindSpec) -> RoutingSpec | None:
    """The earliest line of the kind's routing whose condition holds for the matter."""
    return next((line for line in kind.routing if holds(line.when, matter.particulars)), None)


def automatic(matter: Matter, kind: KindSpec, flow: Flow) -> RoutingSpec | None:
    """The line that assigns the matter by itself now: where the flow leaves assigning to the platform.

    It does so once: what a body gave back waits for a person.
    """
    step = flow.steps.get((matter.state, Act.ASSIGN))
    line = routed(matter, kind) if step and Role.PLATFORM in step.by else None
    return None if line is None or matter.lead_id or matter.assignments.exists() else line


def line_in_charge(line: RoutingSpec) -> Charge:
    """Who a line of routing puts in charge."""
    return Charge(line.lead, supporting=dict.fromkeys(line.supporting, ""))


def charge_gaps(charge: Charge) -> Iterator[Message]:
    """All that is wrong with who is to be put in charge. One query."""
    if not charge.lead:
        yield Message("请选择牵头单位。")
    if charge.lead in charge.supporting:
        yield Message("牵头单位不能同时是协办单位。")
    if any(len(task) > LONGEST_TASK for task in (charge.task, *charge.supporting.values())):
        yield Message("分工最多 {most} 个字。", {"most": LONGEST_TASK})
    known = organizations(charge.codes)
    for code in charge.codes:
        if code and code not in known:
            yield Message("没有机构“{code}”。", {"code": code})


def organizations(codes: tuple[str, ...]) -> dict[str, Organization]:
    """Organizations by code, those that there are. One query."""
    return Organization.objects.in_bulk(sorted({code for code in codes if code}), field_name="code")


def put_in_charge(
    matter: Matter,
    charge: Charge,
    by: Person | None,
    at: datetime,
    *,
    reason: str = "",
    known: Mapping[str, Organization] | None = None,
) -> None:
    """Let these organizations answer for the matter from now on; the others that did are released.

    The matter's lead is set and not saved. 3 to 4 queries.
    """
    found = known or organizations(charge.codes)
    tasks = {found[charge.lead].pk: (Assignment.Role.LEAD.value, charge.task)}
    for code, task in charge.supporting.items():
        tasks[found[code].pk] = (Assignment.Role.SUPPORTING.value, task)
    held = {row.organization_id: (row.role, row.task) for row in matter.assignments.filter(ended_at=None)}
    changed = {pk for pk in held if held[pk] != tasks.get(pk)}
    release_bodies(matter, changed, at, reason)
    Assignment.objects.bulk_create(
        Assignment(matter=matter, organization_id=pk, role=role, task=task, assigned_by=by, assigned_at=at)
        for pk, (role, task) in tasks.items()
        if pk not in held or pk in changed
    )
    matter.lead = found[charge.lead]


def release_bodies(matter: Matter, bodies: set[int], at: datetime, reason: str) -> None:
    """These organizations (primary keys) no longer answer for the matter."""
    if bodies:
        in_force = matter.assignments.filter(organization__in=bodies, ended_at=None)
        in_force.update(ended_at=at, reason=reason[:300])
