"""Notices on their way out: one message a person or group, a digest where there are many, by mail and robots.

Mail goes through Django, robots of WeCom, DingTalk and Feishu through Apprise, which knows each of them and
many more. A message of a strict matter carries its number and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import groupby

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import override

from chaotou.matters.models import MOST_TRIES, Delivery, GroupDelivery, Matter, Notice
from chaotou.matters.queries.wanted import last_day
from chaotou.matters.rules import rules
from chaotou.organization.days import working_moment
from chaotou.organization.models import Person

Send = Callable[[str, str], str]
"""Takes a title and a body; says what went wrong, nothing where it went out."""


@dataclass(frozen=True)
class Sent:
    """How many messages went out, and how many failed; of these, how many are not tried again."""

    messages: int = 0
    failed: int = 0
    given_up: int = 0


Row = Delivery | GroupDelivery


def send_notices(*, now: datetime, robots: Mapping[str, str] | None = None) -> Sent:
    """Send whatever waits and may go out by now: to people by mail, to their organizations' robots.

    Without any channel set, notices are only shown in the application. Each recipient stands alone: what
    fails says so at its rows and is tried again at the next call, `MOST_TRIES` times in all; the others go
    out, and who got it gets it once.
    """
    at = working_moment(now)
    known = settings.ROBOTS if robots is None else robots
    rows = list(_waiting(at))
    _note_groups([row for row in rows if not row.tries], known)
    outcomes = [_to_person(list(held), at) for _key, held in groupby(rows, key=lambda row: row.person_id)]
    outcomes += _to_groups(known, at)
    return Sent(
        messages=outcomes.count(Outcome.SENT),
        failed=outcomes.count(Outcome.FAILED) + outcomes.count(Outcome.GIVEN_UP),
        given_up=outcomes.count(Outcome.GIVEN_UP),
    )


class Outcome(Enum):
    """What became of a message; who has no channel is only told in the application."""

    SENT = "sent"
    FAILED = "failed"
    GIVEN_UP = "given_up"
    SHOWN = "shown"


def _waiting(at: datetime) -> QuerySet[Delivery]:
    """What may go out by now, by person; of a meeting that has begun nobody is told any more."""
    waiting = Delivery.objects.filter(sent_at=None, send_at__lte=at, tries__lt=MOST_TRIES)
    known = waiting.exclude(notice__matter=None, notice__due_at__lte=at).order_by("person_id", "pk")
    return known.select_related("notice__matter", "person__organization")


def _to_person(rows: Sequence[Delivery], at: datetime) -> Outcome:
    person = rows[0].person
    if not (settings.EMAIL_HOST and person.email):
        _mark(rows, at, "")
        return Outcome.SHOWN
    return _mark(rows, at, _mail(person, [row.notice for row in rows]))


def _mark(rows: Sequence[Row], at: datetime, error: str) -> Outcome:
    """Note at the rows of a message that it went out, or why not."""
    held = type(rows[0])._default_manager.filter(pk__in=[row.pk for row in rows])
    if not error:
        held.update(sent_at=at, error="")
        return Outcome.SENT
    held.update(error=error[:300], tries=F("tries") + 1)
    return Outcome.GIVEN_UP if any(row.tries + 1 >= MOST_TRIES for row in rows) else Outcome.FAILED


def _mail(person: Person, notices: list[Notice]) -> str:
    title, body = message(notices)
    try:
        send_mail(title, body, settings.DEFAULT_FROM_EMAIL, [person.email])
    except OSError as error:
        return str(error) or type(error).__name__
    return ""


def _note_groups(rows: Iterable[Delivery], robots: Mapping[str, str]) -> None:
    """Let what goes to people go to the robots of their organizations too, once for all of them."""
    bodies = [(row.notice, row.person.organization) for row in rows]
    GroupDelivery.objects.bulk_create(
        [
            GroupDelivery(notice=notice, organization=body)
            for notice, body in bodies
            if body and body.code in robots
        ],
        ignore_conflicts=True,
    )


def _to_groups(robots: Mapping[str, str], at: datetime) -> list[Outcome]:
    """One message to each organization's robot about all that waits for it."""
    waiting = GroupDelivery.objects.filter(sent_at=None, tries__lt=MOST_TRIES, organization__code__in=robots)
    known = waiting.exclude(notice__matter=None, notice__due_at__lte=at).order_by("organization_id", "pk")
    rows = known.select_related("notice__matter", "organization")
    by_body = groupby(rows, key=lambda row: row.organization.code)
    return [_to_group(list(held), robots[code], at) for code, held in by_body]


def _to_group(rows: Sequence[GroupDelivery], address: str, at: datetime) -> Outcome:
    return _mark(rows, at, _robot(address)(*message([row.notice for row in rows])))


def _robot(address: str) -> Send:
    def send(title: str, body: str) -> str:
        from apprise import Apprise

        robot = Apprise()
        if not robot.add(address):
            return "unknown address"
        return "" if robot.notify(title=title, body=body) else "not delivered"

    return send


def message(notices: list[Notice]) -> tuple[str, str]:
    """Title and body: one matter in full, several as a list, very many as a digest of the most pressing."""
    quiet = next(iter(rules().zone.quiet_hours), None)
    most = quiet.digest_from if quiet else len(notices)
    lines = [line(notice) for notice in sorted(notices, key=lambda one: one.due_at)]
    if len(lines) == 1:
        return f"潮头提醒：{_word(notices[0])}", lines[0]
    shown = lines if len(lines) < most else lines[:most]
    rest = [f"另有 {len(lines) - len(shown)} 件，请到平台查看。"] if len(shown) < len(lines) else []
    return f"潮头提醒：{len(lines)} 件", "\n".join([*shown, *rest])


def line(notice: Notice) -> str:
    """One matter in a line; of a strict one only its number. Of anything else its name, time and place."""
    matter = notice.matter
    if matter is None:
        begins = timezone.localtime(notice.due_at).strftime("%Y-%m-%d %H:%M")
        return f"【{_word(notice)}】{notice.title}（{'，'.join(filter(None, [begins, notice.place]))}）"
    what = "" if matter.privacy == Matter.Privacy.STRICT else f" {matter.title}"
    due = f"（期限 {last_day(notice.due_at).isoformat()}）" if matter.due_at else ""
    return f"【{_word(notice)}】{matter.code}{what}{due}"


def _word(notice: Notice) -> str:
    if notice.matter is None:
        with override(settings.LANGUAGE_CODE):
            return str(Notice.About(notice.rule).label)
    found = rules().called(notice.matter.kind, notice.rule)
    return found.name if found else notice.rule


def see_notices(*, person: Person, now: datetime) -> int:
    """Note that the person looked at their reminders, by which nobody is judged; how many were new."""
    return Delivery.objects.filter(person=person, seen_at=None).update(seen_at=working_moment(now))
