"""Which projects a review approved, and when: what signing waits for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from chaotou.core.projects.review import Outcome
from chaotou.projects.models import Review

APPROVING = [outcome.value for outcome in Outcome if outcome.approves]


def approvals(project_ids: Collection[int], on: date) -> dict[int, date]:
    """The day of approval of each project whose latest review approved it by `on`, with conditions or not.

    One query.
    """
    later = Review.objects.filter(project=OuterRef("project"), put_forward_at__gt=OuterRef("put_forward_at"))
    found = Review.objects.filter(~Exists(later), project__in=project_ids, outcome__in=APPROVING)
    decided = ((pk, timezone.localdate(at)) for pk, at in found.values_list("project", "decided_at") if at)
    return {pk: day for pk, day in decided if day <= on}
