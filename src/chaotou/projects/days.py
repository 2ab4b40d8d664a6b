"""The day a zone lives in: today, or in a demonstration the day that it opens on."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from chaotou.figures.asking import opening_day
from chaotou.organization.queries import zone
from chaotou.projects.models import Project


def day_of(project: Project, now: datetime) -> date:
    """The day on which a project lives: an invented one on the zone's own day, any other today."""
    return working_day(now) if project.is_synthetic else timezone.localdate(now)


def working_day(now: datetime) -> date:
    """Today while the planned year runs; else the zone's own day."""
    held = zone().zone
    return opening_day(held.year, held.as_of, timezone.localdate(now))
