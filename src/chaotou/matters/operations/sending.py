"""Notices on their way out: one message a person or group, a digest where there are many, by mail and robots.

Mail goes through Django, robots of WeCom, DingTalk and Feishu through Apprise, which knows each of them and
many more. A message of a strict matter carries its number and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import override

from chaotou.matters.days import working_moment
from chaotou.matters.models import Delivery, Matter, Notice
from chaotou.matters.queries.wanted import last_day
from chaotou.matters.rules import rules
from chaotou.organization.models import Person

Send = Callable[[str, str], str]
"""Takes a title and a body; says what went wrong, nothing where it went out."""


@dataclass(frozen=True)
class Sent:
    """How many messages went out, and how many failed; mail is tried again at the next tick."""

    messages: int = 0
    failed: int = 0


def send_notices(*, now: datetime, robots: Mapping[str, str] | None = None) -> Sent:
    """Send whatever waits and may go out by now: to people by mail, to their organizations' robots.

    Without any channel set, notices are only shown in the application. Each recipient stands alone: mail that
    fails says so at its rows and is tried again, the others go out. A robot is told once, at the first try.
    """
    at = working_moment(now)
    rows = list(_waiting(at))
    to_people = [_to_person(list(held), at) for _key, held in groupby(rows, key=lambda row: row.person_id)]
    first = [row for row in rows if not row.error]
    to_groups = _to_robots(first, settings.ROBOTS if robots is None else robots)
    outcomes = [*to_people, *to_groups]
    return Sent(sum(ok is True for ok in outcomes), sum(ok is False for ok in outcomes))


def _waiting(at: datetime) -> QuerySet[Delivery]:
    """What may go out by now, by person; of a meeting that has begun nobody is told any more."""
    waiting = Delivery.objects.filter(sent_at=None, send_at__lte=at).order_by("person_id", "pk")
    known = waiting.exclude(notice__matter=None, notice__due_at__lte=at)
    return known.select_related("notice__matter", "person__organization")


def _to_person(rows: list[Delivery], at: datetime) -> bool | None:
    """Whether the mail went out; None where the person is only told in the application."""
    person = rows[0].person
    if not (settings.EMAIL_HOST and person.email):
        _mark(rows, at, "")
        return None
    error = _mail(person, [row.notice for row in rows])
    _mark(rows, None if error else at, error)
    return not error


def _mark(rows: Iterable[Delivery], sent_at: datetime | None, error: str) -> None:
    _of(rows).update(sent_at=sent_at, error=error[:300])


def _of(rows: Iterable[Delivery]) -> QuerySet[Delivery]:
    return Delivery.objects.filter(pk__in=[row.pk for row in rows])


def _mail(person: Person, notices: list[Notice]) -> str:
    title, body = message(notices)
    try:
        send_mail(title, body, settings.DEFAULT_FROM_EMAIL, [person.email])
    except OSError as error:
        return str(error) or type(error).__name__
    return ""


def _to_robots(rows: Iterable[Delivery], robots: Mapping[str, str]) -> list[bool]:
    """One message to each organization's robot about all that goes to its people."""
    held: dict[str, dict[int, Notice]] = {}
    for row in rows:
        organization = row.person.organization
        if organization and organization.code in robots:
            held.setdefault(organization.code, {})[row.notice_id] = row.notice
    return [_robot(robots[code])(*message(list(notices.values()))) == "" for code, notices in held.items()]


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
    return f"【{_word(notice)}】{matter.code}{what}（期限 {last_day(notice.due_at).isoformat()}）"


def _word(notice: Notice) -> str:
    if notice.matter is None:
        with override(settings.LANGUAGE_CODE):
            return str(Notice.About(notice.rule).label)
    found = rules().called(notice.matter.kind, notice.rule)
    return found.name if found else notice.rule


def see_notices(*, person: Person, now: datetime) -> int:
    """Note that the person looked at their reminders, by which nobody is judged; how many were new."""
    return Delivery.objects.filter(person=person, seen_at=None).update(seen_at=working_moment(now))
