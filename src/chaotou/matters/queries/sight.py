"""Matters as a reader sees them: the one way in for every list."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from chaotou.matters.access import Reader, Sight, sight
from chaotou.matters.models import Assignment, Matter


def matters(reader: Reader) -> QuerySet[Matter]:
    """All matters the reader knows of. `Refusal` for whoever sees none, TypeError for nobody at all."""
    return visible(Matter.objects.all(), sight(reader))


def visible(found: QuerySet[Matter], seen: Sight) -> QuerySet[Matter]:
    """Those of `found` that are seen: one condition over a matter's own columns and its assignments."""
    return found if seen.sees_all else found.filter(_condition(seen))


def _condition(seen: Sight) -> Q:
    if seen.matter is not None:
        return Q(pk=seen.matter) | Q(parent=seen.matter)
    known = Q(privacy__in=[Matter.Privacy.OPEN, Matter.Privacy.INVOLVED])
    if not seen.oversees:
        known = Q(privacy=Matter.Privacy.OPEN)
        if seen.organizations:
            known |= Q(privacy=Matter.Privacy.INVOLVED) & _takes_part(seen.organizations)
    if seen.kinds:
        known |= Q(kind__in=seen.kinds)
    return known | handled_by(seen.organizations) if seen.organizations else known


def _takes_part(organizations: frozenset[int]) -> Q:
    """Registered by one of these organizations, or held by one; who handles it is asked for apart."""
    held = sorted(organizations)
    return Q(organization__in=held) | Q(holder__in=held)


def handled_by(organizations: Iterable[int]) -> Q:
    """Led by one of these organizations (primary keys), as the matter itself says, or supported by one."""
    held = sorted(organizations)
    supporting = Assignment.objects.filter(
        organization__in=held, ended_at__isnull=True, role=Assignment.Role.SUPPORTING
    )
    return Q(lead__in=held) | Q(pk__in=supporting.values("matter"))
