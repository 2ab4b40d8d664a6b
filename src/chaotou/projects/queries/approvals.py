"""Which projects a review approved, and when: what signing waits for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef

from chaotou.core.projects.review import Outcome
from chaotou.projects.days import day_of
from chaotou.projects.models import Review

APPROVING = [outcome.value for outcome in Outcome if outcome.approves]


def approvals(project_ids: Collection[int], on: date) -> dict[int, date]:
    """The day of approval of each project whose latest review approved it by `on`, with conditions or not.

    One query.
    """
    later = Review.objects.filter(project=OuterRef("project"), put_forward_at__gt=OuterRef("put_forward_at"))
    found = Review.objects.filter(~Exists(later), project__in=project_ids, outcome__in=APPROVING)
    rows = found.select_related("project").only("decided_at", "project__is_synthetic")
    decided = ((row.project_id, day_of(row.project, row.decided_at)) for row in rows if row.decided_at)
    return {pk: day for pk, day in decided if day <= on}
