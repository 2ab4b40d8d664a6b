"""What searching a project looks through."""

from __future__ import annotations

from chaotou.core.names import grams
from chaotou.projects.models import Project


def searchable(project: Project) -> str:
    """For `Project.grams`: its code and names, and its investor's."""
    investor = project.investor.name if project.investor else ""
    return grams(project.code, project.name, project.english, project.investor_name, investor)
