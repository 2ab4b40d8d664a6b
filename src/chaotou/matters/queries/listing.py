"""Matters a page at a time, by what is due first or what came last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

from chaotou.core.matters.standing import Standing, light_of
from chaotou.core.paging import Paging, paging
from chaotou.journal.keeping import kept
from chaotou.matters.models import Matter
from chaotou.matters.queries.standing import standings
from chaotou.matters.queries.wanted import Asked, chosen, last_day
from chaotou.rows.paged import keys_of

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
class Page(Paging):
    """A page of the list with its lines."""

    lines: Sequence[Line]


def listed(asked: Asked, *, order: str = "due", number: int = 1, size: int = PAGE) -> Page:
    """A page of the matters asked for; past the last page, the last. Three queries."""
    found = chosen(asked)
    page = paging(count(asked, found), number, size)
    keys = keys_of(found.order_by(*_order(order)), page)
    return Page(page.total, page.number, page.size, lines_of(keys, asked.now))


def count(asked: Asked, found: QuerySet[Matter]) -> int:
    """How many are asked for; kept while nothing is written, by the minute where standing depends on it."""
    moment = asked.minute if asked.wanted.standing else None
    return kept("matters.count", asked.seal, found.count, asked.sight, asked.seats, asked.wanted, moment)


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
