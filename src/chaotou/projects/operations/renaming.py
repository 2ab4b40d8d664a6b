"""Projects follow the names of the enterprises they are linked to."""

from __future__ import annotations

from typing import Any

from chaotou.enterprises.models import Enterprise
from chaotou.projects.grams import SEARCHED, put_searched
from chaotou.projects.models import Project


def follow_name(enterprise: Enterprise, **_sent: Any) -> None:
    """Let the enterprise's projects be found by the name it has now."""
    found = list(Project.objects.filter(investor=enterprise).select_related("investor"))
    for project in found:
        put_searched(project)
    Project.objects.bulk_update(found, SEARCHED, batch_size=500)
