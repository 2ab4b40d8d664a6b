"""Requests made before: by the same enterprise or person, or under a title much like this one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from chaotou.core.names import CLOSE, signs
from chaotou.matters.access import Reader
from chaotou.matters.models import Matter
from chaotou.matters.queries.sight import matters

WITHIN_DAYS: Final = 90
"""For how long a request is looked at as one that may be asked again."""

LOOKED_AT: Final = 1000
"""How many of the latest of a kind are compared by their titles."""

MOST: Final = 10

Row = tuple[int, str, str, datetime]


@dataclass(frozen=True)
class Asked:
    """A request about to be registered: `enterprise` is a primary key, `seal` stands for a person."""

    kind: str
    title: str
    enterprise: int | None = None
    seal: str = ""


@dataclass(frozen=True)
class Repeat:
    """A matter that may be the same request; `likeness` of the titles is 0 to 1."""

    pk: int
    code: str
    title: str
    registered_at: datetime
    same_asker: bool
    likeness: float

    @property
    def is_sure(self) -> bool:
        """The same asker under a title like it: linked without asking."""
        return self.same_asker and self.likeness >= CLOSE


def repeats(reader: Reader, asked: Asked, at: datetime) -> list[Repeat]:
    """Requests the reader may know of that may be the same, the surest first. Two queries."""
    recent = _recent(matters(reader), asked.kind, at)
    mine = {one.pk: one for one in _compared(_by_asker(recent, asked), asked, same_asker=True)}
    titled = [one for one in _compared(recent, asked, same_asker=False) if one.likeness >= CLOSE]
    found = [*mine.values(), *(one for one in titled if one.pk not in mine)]
    return sorted(found, key=lambda one: (not one.is_sure, -one.likeness))[:MOST]


def sure_repeat(asked: Asked, at: datetime) -> int | None:
    """The matter (a primary key) that is surely asked again, whoever may know of it. At most one query."""
    recent = _recent(Matter.objects.all(), asked.kind, at)
    likely = sorted(_compared(_by_asker(recent, asked), asked, same_asker=True), key=lambda one: one.likeness)
    return next((one.pk for one in reversed(likely) if one.is_sure), None)


def _recent(found: QuerySet[Matter], kind: str, at: datetime) -> QuerySet[Matter]:
    since = at - timedelta(days=WITHIN_DAYS)
    return found.filter(kind=kind, registered_at__gte=since).order_by("-registered_at", "-pk")


def _by_asker(found: QuerySet[Matter], asked: Asked) -> QuerySet[Matter]:
    if asked.enterprise is None and not asked.seal:
        return found.none()
    firm = Q(enterprise=asked.enterprise) if asked.enterprise is not None else Q()
    return found.filter(firm | Q(personal__seal=asked.seal) if asked.seal else firm)


def _compared(found: QuerySet[Matter], asked: Asked, *, same_asker: bool) -> Iterable[Repeat]:
    title = signs(asked.title)
    rows = found.values_list("pk", "code", "title", "registered_at")[:LOOKED_AT]
    return [Repeat(*row, same_asker, fuzz.ratio(title, signs(row[2])) / 100) for row in rows]
