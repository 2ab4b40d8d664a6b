"""The day a zone lives in: today, or in a demonstration the day that it opens on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from chaotou.figures.asking import opening_day
from chaotou.organization.queries import zone
from chaotou.projects.models import Project


@dataclass(frozen=True)
class Days:
    """Today, and the day on which invented projects live: that of the demonstration."""

    today: date
    invented: date

    @classmethod
    def of(cls, today: date) -> Days:
        held = zone().zone
        return cls(today, opening_day(held.year, held.as_of, today))

    def for_project(self, project: Project) -> date:
        return self.invented if project.is_synthetic else self.today


def day_of(project: Project, now: datetime) -> date:
    """The day on which a project lives: an invented one on the zone's own day, any other today."""
    return Days.of(timezone.localdate(now)).for_project(project)


def working_day(now: datetime) -> date:
    """Today; in a demonstration, whose year is over, the day that it lives on."""
    return Days.of(timezone.localdate(now)).invented
