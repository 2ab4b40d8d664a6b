"""What searching a project looks through, and the words by which a lead that is like it is found."""

from __future__ import annotations

from chaotou.core.names import Likened, grams
from chaotou.core.projects.duplicates import compared_name, name_keys
from chaotou.projects.models import Project

TAGS = "tags"
"""Where among a project's particulars its tags are."""

SEARCHED = ("grams", "name_keys")
"""The columns of `Project` that follow from its names."""


def put_searched(project: Project) -> None:
    """Set both: by its code and names, its investor's, and its tags."""
    investor = project.investor.name if project.investor else ""
    names = (project.code, project.name, project.english, project.investor_name, investor)
    project.grams = grams(*names, *project.particulars.get(TAGS, ()))
    project.name_keys = keys_of(project.investor_name, investor, project.name)


def keys_of(investor_name: str, investor: str, name: str) -> str:
    """For `Project.name_keys`: of the investor as written, of the enterprise linked, of the project."""
    return " ".join(name_keys(Likened(compared_name(investor_name, investor, name))))
