"""What rows of a zone's project files are written with: whom and what their codes mean in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from chaotou.core.zone.project_files import ProjectFiles
from chaotou.core.zone.specs import Zone
from chaotou.enterprises.models import Enterprise
from chaotou.organization.models import Organization, Person
from chaotou.projects.models import Project

BATCH = 500


@dataclass
class Keys:
    """`fresh` are the codes of the projects being loaded; `projects` and `moves` fill while they are."""

    zone: Zone
    files: ProjectFiles
    fresh: Collection[str]
    people: dict[str, int]
    organizations: dict[str, int]
    enterprises: dict[str, Enterprise]
    regions: dict[str, str]
    projects: dict[str, Project] = field(default_factory=dict)
    moves: dict[tuple[str, str], int] = field(default_factory=dict)

    def rows(self, table: str) -> list[Any]:
        """The lines of a table about the projects being loaded."""
        return [row for row in getattr(self.files, table) if row.project in self.fresh]

    def person(self, username: str | None) -> Any:
        """The person's primary key; None for nobody, where the column may be empty."""
        return self.people[username] if username else None

    def organization(self, code: str | None) -> Any:
        """The organization's primary key; None for none, where the column may be empty."""
        return self.organizations[code] if code else None


def keys_of(zone: Zone, files: ProjectFiles, fresh: Collection[str]) -> Keys:
    """Three queries. A merged enterprise stands for the one that was kept."""
    merged = Enterprise.objects.select_related("merged_into")
    return Keys(
        zone=zone,
        files=files,
        fresh=fresh,
        people=dict(Person.objects.values_list("username", "pk")),
        organizations=dict(Organization.objects.values_list("code", "pk")),
        enterprises={one.name: one.merged_into or one for one in merged},
        regions={city.code: city.region for city in zone.cities},
    )


def by_project(rows: Iterable[Any]) -> dict[str, list[Any]]:
    """Lines by the code of their project, in their order."""
    held: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        held[row.project].append(row)
    return held
