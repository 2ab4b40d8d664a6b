"""Letters that wait, for who takes matters in."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from chaotou.core.issues import Message, Missing
from chaotou.matters.access import require
from chaotou.matters.access_outside import may_read_letters
from chaotou.matters.models import IncomingMail
from chaotou.organization.models import Person
from chaotou.projects.operations.evidence import PAPERS, PHOTOS

MOST = 200


@dataclass(frozen=True)
class LetterFile:
    """A file of a letter by its place (from 0); whether it is of a kind that matters keep."""

    place: int
    name: str
    size: int
    is_kept: bool


def waiting(person: Person) -> list[IncomingMail]:
    """The letters that wait, the oldest first. One query."""
    require(may_read_letters(person))
    return list(_waiting().only("pk", "subject", "received_at", "files")[:MOST])


def count_waiting(person: Person) -> int:
    """How many wait for the reader; none for who reads none. One query."""
    return _waiting().count() if may_read_letters(person) else 0


def letter(person: Person, pk: int) -> IncomingMail:
    """One that waits; `Missing` for any other. One query."""
    require(may_read_letters(person))
    found = _waiting().filter(pk=pk).first()
    if found is None:
        raise Missing(Message("没有这封来信，或已经办理。"))
    return found


def files(row: IncomingMail) -> list[LetterFile]:
    """What came with it. No query."""
    return [
        LetterFile(at, one["name"], one["size"], one["name"].lower().rsplit(".", 1)[-1] in (*PAPERS, *PHOTOS))
        for at, one in enumerate(row.files)
    ]


def _waiting() -> QuerySet[IncomingMail]:
    return IncomingMail.objects.filter(matter=None, set_aside_at=None)
