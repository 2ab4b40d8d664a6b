"""Projects as a reader sees them: the one way in for every list."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from chaotou.organization.access import Asker
from chaotou.projects.access import PUBLIC_STAGES, Sight, System, sight
from chaotou.projects.models import Credit, Project


def projects(reader: Asker | System) -> QuerySet[Project]:
    """All projects the reader knows of. Refusal for whoever sees none, TypeError for nobody at all."""
    return visible(Project.objects.all(), sight(reader))


def visible(found: QuerySet[Project], seen: Sight) -> QuerySet[Project]:
    """Those of `found` that are public, or whose terms are seen."""
    if seen.organizations is None:
        return found
    return found.filter(Q(stage__in=PUBLIC_STAGES) | _held(seen.organizations))


def with_terms(found: QuerySet[Project], seen: Sight) -> QuerySet[Project]:
    """Those of `found` whose talks, terms and contacts are seen."""
    return found if seen.organizations is None else found.filter(_held(seen.organizations))


def _held(organizations: frozenset[int]) -> Q:
    """Projects an organization talks about, lands, or has credit for now."""
    credits = Credit.objects.filter(
        project=OuterRef("pk"), organization__in=organizations, until_on__isnull=True
    )
    return Q(organization__in=organizations) | Q(landing__in=organizations) | Q(Exists(credits))
