"""Lists that people saved under a name."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from chaotou.organization import access as organization
from chaotou.organization.access import Asker
from chaotou.projects.models import SavedView


@dataclass(frozen=True)
class Saved:
    """A saved view; `is_own` says whether the reader may rename and remove it."""

    id: int
    name: str
    query: str
    is_shared: bool
    is_own: bool


def views_of(reader: Asker) -> list[Saved]:
    """The reader's own views, and those that others of the same organizations share. One query."""
    seats = {seat.organization for seat in organization.mandate(reader).seats}
    shared = Q(is_shared=True, organization__in=seats)
    found = SavedView.objects.filter(Q(person=reader.pk) | shared)
    return [
        Saved(view.pk, view.name, view.query, view.is_shared, view.person_id == reader.pk) for view in found
    ]
