"""Which projects a review approved, when, and under which conditions: what stages wait for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from chaotou.core.naming import Named
from chaotou.core.projects.review import Outcome
from chaotou.core.projects.stages import Owed
from chaotou.organization.queries import zone
from chaotou.projects.models import Condition, Project, Review

APPROVING = [outcome.value for outcome in Outcome if outcome.approves]


def approvals(project_ids: Collection[int], on: date) -> dict[int, date]:
    """The day of approval of each project whose latest review approved it by `on`, with conditions or not.

    One query.
    """
    later = Review.objects.filter(project=OuterRef("project"), pk__gt=OuterRef("pk"))
    found = Review.objects.filter(~Exists(later), project__in=project_ids, outcome__in=APPROVING)
    decided = found.filter(decided_at__isnull=False).values_list("project_id", "decided_at")
    days = {pk: timezone.localdate(at) for pk, at in decided if at}
    return {pk: day for pk, day in days.items() if day <= on}


def missed(project: Project, on: date) -> tuple[Owed, ...]:
    """The conditions of the project's approvals that were to be met by a day and were not, soonest first.

    One query; none where no stage of the zone asks.
    """
    if not any(stage.needs_conditions_met for stage in zone().stages):
        return ()
    rows = Condition.objects.filter(review__project=project).select_related("organization")
    found = sorted((_owed(row) for row in rows), key=lambda owed: owed.due_on)
    return tuple(owed for owed in found if owed.is_missed(on))


def _owed(row: Condition) -> Owed:
    """Met is what somebody confirmed, on the day it was met."""
    owner = row.organization
    met_on = row.met_on if row.confirmed_at else None
    return Owed(row.text, Named(owner.name, owner.english), row.last_on, met_on)
