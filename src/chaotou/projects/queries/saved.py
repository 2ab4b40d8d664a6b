"""Lists that people saved under a name."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from chaotou.organization.models import Person
from chaotou.projects.models import SavedView
from chaotou.projects.queries.settled import kept
from chaotou.projects.queries.wanted import Asked


@dataclass(frozen=True)
class Saved:
    """A saved view; `is_own` says whether the reader may rename and remove it."""

    id: int
    name: str
    query: str
    is_shared: bool
    is_own: bool


def views_of(asked: Asked) -> list[Saved]:
    """The reader's own views, and those that others of the same organizations share.

    One query, or none while nothing is written.
    """
    person = asked.reader.pk if isinstance(asked.reader, Person) else None
    return kept("views", asked, lambda: _found(person, asked.seats), person, asked.seats)


def _found(person: int | None, seats: frozenset[int]) -> list[Saved]:
    found = SavedView.objects.filter(Q(person=person) | Q(is_shared=True, organization__in=seats))
    rows = found.values_list("pk", "name", "query", "is_shared", "person_id")
    return [Saved(pk, name, query, shared, owner == person) for pk, name, query, shared, owner in rows]
