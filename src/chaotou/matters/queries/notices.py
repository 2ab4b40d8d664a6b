"""What a person was reminded of, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from chaotou.core.naming import Named
from chaotou.matters.models import MOST_TRIES, Delivery, GroupDelivery, Notice
from chaotou.matters.queries.sight import matters
from chaotou.matters.queries.wanted import last_day
from chaotou.matters.rules import rules
from chaotou.organization.models import Person

MOST = 100


@dataclass(frozen=True)
class NoticeLine:
    """A reminder: of which matter, by which rule, on which sheet, for which day, and whether it is new.

    What is no matter has its name, the address of its page, when it begins and where. `unsent` are the
    channels (mail, robot) by which it could not be sent.
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
    unsent: Sequence[str] = ()


def notices(reader: Person) -> Sequence[NoticeLine]:
    """The reader's latest reminders, of matters they may still know of and of what else they were told.

    Two queries and what sight costs.
    """
    given_up = GroupDelivery.objects.filter(sent_at=None, tries__gte=MOST_TRIES)
    of_own_robot = given_up.filter(organization=reader.organization_id, notice=OuterRef("notice"))
    rows = _known(reader).select_related("notice__matter").annotate(robot_gave_up=Exists(of_own_robot))
    return [_line(row) for row in rows.order_by("-notice__raised_at", "-pk")[:MOST]]


def by_subject(lines: Iterable[NoticeLine]) -> list[list[NoticeLine]]:
    """The reminders of each matter, and of each page that is no matter's, together: in the order given."""
    found: dict[tuple[int | None, str], list[NoticeLine]] = {}
    for line in lines:
        found.setdefault((line.matter and line.matter.pk, line.address), []).append(line)
    return list(found.values())


def unreached(address: str) -> set[int]:
    """Who (keys of people) could not be told by mail of what this page shows. One query."""
    given_up = Delivery.objects.filter(sent_at=None, tries__gte=MOST_TRIES, notice__address=address)
    return set(given_up.values_list("person_id", flat=True))


def _channels(row: Any) -> list[str]:
    mail = [gettext("邮件")] if row.sent_at is None and row.tries >= MOST_TRIES else []
    return [*mail, gettext("群机器人")] if row.robot_gave_up else mail


def _line(row: Any) -> NoticeLine:
    notice = row.notice
    return NoticeLine(
        matter=notice.matter,
        rule=_rule(notice),
        sheet=notice.sheet,
        due_on=last_day(notice.due_at),
        raised_at=notice.raised_at,
        is_new=row.seen_at is None,
        name=Named(notice.title, notice.english or notice.title),
        address=notice.address,
        begins_at=notice.due_at,
        place=notice.place,
        unsent=_channels(row),
    )


def _rule(notice: Notice) -> Any:
    if notice.matter is None:
        return Notice.About(notice.rule).label
    return rules().called(notice.matter.kind, notice.rule) or notice.rule


def new_count(reader: Person) -> int:
    """How many reminders the reader has not looked at, of matters they may still know of. Two queries."""
    if not Delivery.objects.filter(person=reader, seen_at=None).exists():
        return 0
    return _known(reader).filter(seen_at=None).count()


def _known(reader: Person) -> QuerySet[Delivery]:
    known = Q(notice__matter=None) | Q(notice__matter__in=matters(reader))
    return Delivery.objects.filter(known, person=reader)
