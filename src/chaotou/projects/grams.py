"""What searching a project looks through."""

from __future__ import annotations

from chaotou.core.names import Likened, grams
from chaotou.core.projects.duplicates import name_keys
from chaotou.projects.models import Project

TAGS = "tags"
"""Where among a project's particulars its tags are."""


def searchable(project: Project) -> str:
    """For `Project.grams`: its code and names, its investor's, and its tags."""
    investor = project.investor.name if project.investor else ""
    names = (project.code, project.name, project.english, project.investor_name, investor)
    compared = project.investor_name or investor or project.name
    return with_keys(grams(*names, *project.particulars.get(TAGS, ())), compared)


def with_keys(found: str, compared: str) -> str:
    """These grams, and the words by which a lead under the name `compared` is found to be like another."""
    return " ".join([found, *name_keys(Likened(compared))])
