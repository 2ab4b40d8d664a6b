"""Where reviews of projects hand their conditions over: each becomes a matter, as the zone's rules say."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from chaotou.core.projects.review import rules_on
from chaotou.matters.access import may_see_matters
from chaotou.matters.operations.becoming import become_matter
from chaotou.matters.operations.conditions import FROM_REVIEW
from chaotou.matters.queries.sight import matters
from chaotou.matters.rules import rules
from chaotou.organization.access import Asker
from chaotou.projects.handling import hand_over
from chaotou.projects.models import Condition


class ReviewDesk:
    """Takes conditions of an approval, and says who may be led to their matters."""

    def take(self, condition: Condition, now: datetime) -> str:
        """The matter (its code) that the condition is from now on; empty where the zone has no kind for it.

        Who owes it leads, with the unit that introduces the project beside it.
        """
        review, owing = condition.review, condition.organization.code
        held = rules_on(rules().zone.reviews, review.meets_on)
        if held is None or held.becomes is None:
            return ""
        introducing = review.project.organization.code
        matter = become_matter(
            kind=held.becomes,
            lead=owing,
            supporting={introducing} - {owing},
            now=now,
            content=condition.text,
            quote=condition.text,
            source=f"{review.batch}项目评审附带条件",
            channel=FROM_REVIEW,
            project=review.project.code,
            due_on=condition.due_on,
            is_synthetic=review.project.is_synthetic,
        )
        return matter.code

    def seen(self, reader: Asker, codes: Collection[str]) -> frozenset[str]:
        """Those of the matters (by code) that the reader may know of. Two queries."""
        if not may_see_matters(reader):
            return frozenset()
        return frozenset(matters(reader).filter(code__in=codes).values_list("code", flat=True))


@transaction.atomic
def take_invented() -> int:
    """Take over the conditions of invented projects that nobody has met yet, as of the day of their decision.

    How many became matters; those that are do not again.
    """
    rows = Condition.objects.filter(matter="", met_on=None, review__project__is_synthetic=True)
    found = list(rows.select_related("review__project__organization", "organization").order_by("pk"))
    for row in found:
        assert row.review.decided_at is not None
        hand_over(row, row.review.decided_at)
    return sum(bool(row.matter) for row in found)
