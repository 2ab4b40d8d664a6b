"""How a project passed from hand to hand."""

from __future__ import annotations

from chaotou.organization.access import Asker, require
from chaotou.projects import access
from chaotou.projects.models import Project, Transfer

KINDS = Transfer.Kind.choices


def transfers_of(reader: Asker, project: Project) -> list[Transfer]:
    """Every transfer with its shares, the latest first. `Refusal` for who may not know. Two queries."""
    require(access.may_see_terms(reader, project))
    found = Transfer.objects.filter(project=project).select_related(
        "from_organization", "to_organization", "decided_by"
    )
    return list(found.prefetch_related("credits__organization"))
