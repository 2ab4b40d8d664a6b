"""Matters a page at a time, by what is due first or what came last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

from chaotou.core.matters.standing import Standing, light_of
from chaotou.journal.keeping import kept
from chaotou.matters.models import Matter
from chaotou.matters.queries.standing import standings
from chaotou.matters.queries.wanted import Asked, chosen, last_day

PAGE = 50
ORDERS = ("due", "latest", "due_late")
FIELDS = (
    "id",
    "code",
    "kind",
    "title",
    "english",
    "state",
    "phase",
    "awaits",
    "privacy",
    "lead_id",
    "holder_id",
    "handler_id",
    "registered_at",
    "started_at",
    "original_due_at",
    "due_at",
    "attention_at",
    "soon_at",
    "next_due_at",
    "suspended_since",
    "closed_at",
    "result",
    "is_listed",
    "is_synthetic",
    "repeats_id",
)


@dataclass(frozen=True)
class Line:
    """A row of a list and where it stands; its light follows from the standing and its word goes with it."""

    row: Matter
    standing: Standing | None
    light: str

    @property
    def due_on(self) -> date | None:
        """The latest day on which it is in time."""
        return last_day(self.row.due_at) if self.row.due_at else None


@dataclass(frozen=True)
class Page:
    """Lines `first` to `last` (from 1) of `total`, on page `number` of `pages`."""

    lines: Sequence[Line]
    total: int
    number: int
    size: int = PAGE

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        return min(self.number * self.size, self.total)

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def next(self) -> int:
        return self.number + 1


def listed(asked: Asked, *, order: str = "due", number: int = 1, size: int = PAGE) -> Page:
    """A page of the matters asked for; past the last page, the last. Three queries."""
    found = chosen(asked)
    total = count(asked, found)
    number = min(max(number, 1), max(1, -(-total // size)))
    keys = _keys(found, order, (number - 1) * size, size, total)
    return Page(lines_of(keys, asked.now), total, number, size)


def count(asked: Asked, found: QuerySet[Matter]) -> int:
    """How many are asked for; kept while nothing is written, by the minute where standing depends on it."""
    moment = asked.now.replace(second=0, microsecond=0) if asked.wanted.standing else None
    return kept("matters.count", asked.seal, found.count, asked.sight, asked.seats, asked.wanted, moment)


def _keys(found: QuerySet[Matter], order: str, start: int, size: int, total: int) -> list[int]:
    """The primary keys of a page, read from an index alone and from the nearer end of it."""
    ordered = found.order_by(*_order(order)).values_list("pk", flat=True)
    stop = min(start + size, total)
    if start <= total - stop:
        return list(ordered[start:stop])
    return list(ordered.reverse()[total - stop : total - start])[::-1]


def _order(order: str) -> list[OrderBy]:
    if order == "latest":
        return [F("registered_at").desc(), F("pk").desc()]
    if order == "due_late":
        return [F("due_at").desc(nulls_last=True), F("pk").desc()]
    return [F("next_due_at").asc(nulls_last=True), F("pk").asc()]


def lines_of(keys: Sequence[int], now: datetime) -> list[Line]:
    """The rows of these keys in their order, each with its standing. One query."""
    found = {row.pk: row for row in Matter.objects.filter(pk__in=keys).only(*FIELDS).order_by()}
    return lines([found[key] for key in keys if key in found], now)


def lines(rows: list[Matter], now: datetime) -> list[Line]:
    """Each row with its standing and light; what was given up has neither."""
    return [_line(row, where, now) for row, where in zip(rows, standings(rows, now), strict=True)]


def _line(row: Matter, where: Standing, now: datetime) -> Line:
    if row.phase == Matter.Phase.ENDED:
        return Line(row, None, "no_data")
    return Line(row, where, light_of(where, now, row.attention_at).value)
