"""What a person was reminded of, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from chaotou.matters.models import Delivery
from chaotou.matters.queries.sight import matters
from chaotou.matters.queries.wanted import last_day
from chaotou.matters.rules import rules
from chaotou.organization.models import Person

MOST = 100


@dataclass(frozen=True)
class NoticeLine:
    """A reminder: of which matter, by which rule, on which sheet, for which day, and whether it is new."""

    matter: Any
    rule: Any
    sheet: str
    due_on: date
    raised_at: datetime
    is_new: bool


def notices(reader: Person) -> Sequence[NoticeLine]:
    """The reader's latest reminders, of matters they may still know of. Two queries and what sight costs."""
    rows = _known(reader).select_related("notice__matter").order_by("-notice__raised_at", "-pk")[:MOST]
    return [
        NoticeLine(
            matter=row.notice.matter,
            rule=rules().called(row.notice.matter.kind, row.notice.rule) or row.notice.rule,
            sheet=row.notice.sheet,
            due_on=last_day(row.notice.due_at),
            raised_at=row.notice.raised_at,
            is_new=row.seen_at is None,
        )
        for row in rows
    ]


def new_count(reader: Person) -> int:
    """How many reminders the reader has not looked at, of matters they may still know of. One query."""
    return _known(reader).filter(seen_at=None).count()


def _known(reader: Person) -> QuerySet[Delivery]:
    return Delivery.objects.filter(person=reader, notice__matter__in=matters(reader))
