"""Lists that people saved under a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.db.models import Q

from chaotou.journal.keeping import kept
from chaotou.organization.models import Person
from chaotou.projects.models import SavedView


class AskedByReader(Protocol):
    """A list's question, of projects or of anything else that saves its views here."""

    @property
    def reader(self) -> object: ...
    @property
    def seats(self) -> frozenset[int]: ...
    @property
    def seal(self) -> str: ...


@dataclass(frozen=True)
class Saved:
    """A saved view; `is_own` says whether the reader may rename and remove it."""

    id: int
    name: str
    query: str
    is_shared: bool
    is_own: bool


def views_of(asked: AskedByReader, page: str = "projects") -> list[Saved]:
    """The reader's own views, and those that others of the same organizations share.

    One query, or none while nothing is written.
    """
    person = asked.reader.pk if isinstance(asked.reader, Person) else None
    return kept(
        "projects.views", asked.seal, lambda: _found(person, asked.seats, page), person, asked.seats, page
    )


def _found(person: int | None, seats: frozenset[int], page: str) -> list[Saved]:
    mine = Q(person=person) | Q(is_shared=True, organization__in=seats)
    found = SavedView.objects.filter(mine, page=page)
    rows = found.values_list("pk", "name", "query", "is_shared", "person_id")
    return [Saved(pk, name, query, shared, owner == person) for pk, name, query, shared, owner in rows]
