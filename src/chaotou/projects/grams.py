"""What searching a project looks through."""

from __future__ import annotations

from chaotou.core.names import grams
from chaotou.projects.models import Project

TAGS = "tags"
"""Where among a project's particulars its tags are."""


def searchable(project: Project) -> str:
    """For `Project.grams`: its code and names, its investor's, and its tags."""
    investor = project.investor.name if project.investor else ""
    names = (project.code, project.name, project.english, project.investor_name, investor)
    return grams(*names, *project.particulars.get(TAGS, ()))
