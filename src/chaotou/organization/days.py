"""When a zone lives: now, or in a demonstration at the same time of the day that it opens on."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from chaotou.organization.zones import zone


def working_day(now: datetime) -> date:
    """Today; in a demonstration, whose year is over, the day that it lives on."""
    held, today = zone().zone, timezone.localdate(now)
    return today if held.as_of is None or today.year == held.year else held.as_of


def working_moment(now: datetime) -> datetime:
    """The moment at which all happens that happens now to enterprises, projects and matters.

    Of such a moment it is that moment itself. The journal keeps the real one, and so does the ledger of
    figures, which shows what was known by when.
    """
    here = timezone.localtime(now)
    return here.combine(working_day(now), here.timetz())
