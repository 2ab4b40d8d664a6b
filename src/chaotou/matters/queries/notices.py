"""What a person was reminded of, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from chaotou.core.naming import Named
from chaotou.matters.models import Delivery, Notice
from chaotou.matters.queries.sight import matters
from chaotou.matters.queries.wanted import last_day
from chaotou.matters.rules import rules
from chaotou.organization.models import Person

MOST = 100


@dataclass(frozen=True)
class NoticeLine:
    """A reminder: of which matter, by which rule, on which sheet, for which day, and whether it is new.

    What is no matter has its name, the address of its page, when it begins and where.
    """

    matter: Any
    rule: Any
    sheet: str
    due_on: date
    raised_at: datetime
    is_new: bool
    name: Named
    address: str
    begins_at: datetime
    place: str


def notices(reader: Person) -> Sequence[NoticeLine]:
    """The reader's latest reminders, of matters they may still know of and of what else they were told.

    Two queries and what sight costs.
    """
    rows = _known(reader).select_related("notice__matter").order_by("-notice__raised_at", "-pk")[:MOST]
    return [_line(row.notice, row.seen_at is None) for row in rows]


def _line(notice: Notice, is_new: bool) -> NoticeLine:
    return NoticeLine(
        matter=notice.matter,
        rule=_rule(notice),
        sheet=notice.sheet,
        due_on=last_day(notice.due_at),
        raised_at=notice.raised_at,
        is_new=is_new,
        name=Named(notice.title, notice.english or notice.title),
        address=notice.address,
        begins_at=notice.due_at,
        place=notice.place,
    )


def _rule(notice: Notice) -> Any:
    if notice.matter is None:
        return Notice.About(notice.rule).label
    return rules().called(notice.matter.kind, notice.rule) or notice.rule


def new_count(reader: Person) -> int:
    """How many reminders the reader has not looked at, of matters they may still know of. One query."""
    return _known(reader).filter(seen_at=None).count()


def _known(reader: Person) -> QuerySet[Delivery]:
    known = Q(notice__matter=None) | Q(notice__matter__in=matters(reader))
    return Delivery.objects.filter(known, person=reader)
