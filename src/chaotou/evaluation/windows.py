"""Until when one may object to a run, in working days."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.evaluation.models import Run
from chaotou.organization import queries as organization


def closes_on(run: Run, scheme: SchemeSpec) -> date | None:
    """The last day of the window; None for a run not published or a scheme without appeals."""
    if run.published_at is None or scheme.appeals is None:
        return None
    start = timezone.localdate(run.published_at)
    return organization.zone().workdays.add(start, scheme.appeals.within_days).on
