"""What the condition of an approval is told of the matter that handles it, after each act.

The review keeps no life of its own for such a condition: how it stands follows from the matter alone.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.utils import timezone

from chaotou.core.zone.matter_flow_specs import Act
from chaotou.matters.actors import Actor, person_of
from chaotou.matters.models import Assignment, Matter, Step
from chaotou.matters.queries.wanted import last_day
from chaotou.projects.operations.conditions import Told, follow

FROM_REVIEW: Final = "review"
"""The channel of matters that are conditions."""


def tell_condition(matter: Matter, actor: Actor, now: datetime) -> None:
    """Let the condition that the matter handles, where it is one, stand as the matter does. Up to 5 queries.

    `Refusal` where the actor may not confirm it.
    """
    if matter.channel == FROM_REVIEW:
        follow(matter=matter.code, told=_told(matter), actor=person_of(actor), now=now)


def _told(matter: Matter) -> Told:
    """Owed by who leads; met since the lead reported it done; confirmed by whoever closed it."""
    reported, closed = _reported(matter), _closed(matter)
    met = reported or closed
    return Told(
        organization_id=matter.lead_id,
        until_on=_until(matter),
        met_on=timezone.localdate(met.taken_at) if met else None,
        met_by_id=reported.taken_by_id if reported else None,
        note=reported.text if reported else "",
        confirmed_by_id=closed.taken_by_id if closed else None,
        confirmed_at=matter.closed_at if closed else None,
    )


def _until(matter: Matter) -> date:
    if matter.due_at is not None:
        return last_day(matter.due_at)
    assert matter.own_due_on is not None
    return matter.own_due_on


def _reported(matter: Matter) -> Step | None:
    """The report that it is done, unless it was sent back or taken up again since."""
    lead = matter.assignments.filter(ended_at=None, role=Assignment.Role.LEAD, reported_at__isnull=False)
    steps = matter.steps.filter(act=Act.SUBMIT).order_by("-taken_at", "-pk")
    return steps.first() if lead.exists() else None


def _closed(matter: Matter) -> Step | None:
    """The step that closed it, while it is closed."""
    if matter.phase != Matter.Phase.CLOSED:
        return None
    steps = matter.steps.filter(to_state=matter.state).exclude(from_state=matter.state)
    return steps.order_by("-taken_at", "-pk").first()
