"""The moment a zone lives in: now, or in a demonstration the same time of day on the day that it opens on."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from chaotou.projects.days import working_day


def working_moment(now: datetime) -> datetime:
    """All that happens to matters happens at this moment; the journal keeps the real one."""
    here = timezone.localtime(now)
    return here.combine(working_day(now), here.timetz())
