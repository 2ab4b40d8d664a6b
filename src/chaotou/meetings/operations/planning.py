"""A meeting as a whole: planned and numbered, changed, called, opened, called off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final, NotRequired, TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils import timezone

from chaotou.core.issues import Message, Refusal
from chaotou.core.meetings import obstacles
from chaotou.core.meetings.course import Act
from chaotou.core.meetings.naming import name_of, next_number
from chaotou.core.zone.meeting_specs import MeetingKindSpec
from chaotou.journal import operations as journal
from chaotou.meetings import access
from chaotou.meetings.models import Attendance, Meeting
from chaotou.meetings.operations.acting import Acting, acting, need, person_of
from chaotou.meetings.operations.summoning import About, tell_expected
from chaotou.meetings.posts import holder_of, holders_of
from chaotou.meetings.rules import rules
from chaotou.organization.days import working_moment
from chaotou.organization.models import Person

TRIES: Final = 10


class Arrangements(TypedDict):
    """When and where; who chairs and who writes the minutes (user names), where not as usual."""

    starts_at: datetime
    place: NotRequired[str]
    chair: NotRequired[str]
    secretary: NotRequired[str]
    background: NotRequired[str]


def plan_meeting(
    *,
    kind: str,
    actor: Person,
    now: datetime,
    number: int | None = None,
    is_synthetic: bool = False,
    **said: Unpack[Arrangements],
) -> Meeting:
    """Plan the next meeting of a kind, numbered in its year; `number` where earlier ones were kept elsewhere.

    `Refusal` for who does not run such meetings, a day that is past, a number that is taken.
    """
    spec, at = rules().kind(kind), working_moment(now)
    access.require(access.may_run(actor, spec))
    _require_to_come(said["starts_at"], at)
    row = Meeting(kind=kind, planned_by=actor, planned_at=at, secretary=actor, chair=holder_of(spec.chair))
    row.is_synthetic = is_synthetic
    _arrange(row, said)
    with transaction.atomic():
        numbered(row, spec, number)
        journal.record(
            actor=actor,
            act="meetings.meeting.planned",
            target=f"meetings.meeting:{row.code}",
            before=None,
            after=_facts(row),
            at=now,
        )
    return row


def numbered(row: Meeting, kind: MeetingKindSpec, number: int | None) -> Meeting:
    """Save it under its number, else the next of its kind and year; of two at once the other looks again."""
    row.year = timezone.localdate(row.starts_at).year
    for _try in range(TRIES):
        taken = list(Meeting.objects.filter(kind=row.kind, year=row.year).values_list("number", flat=True))
        if number in taken:
            raise Refusal(Message("第 {number} 次已经有了。", {"number": number}))
        row.number = number or next_number(taken)
        name = name_of(kind, row.year, row.number)
        row.code, row.title, row.english = name.code, name.chinese, name.english
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            row.pk = None
        else:
            return row
    raise Refusal(Message("同时登记的人太多，请再提交一次。"))


def change_meeting(
    *,
    meeting: Meeting,
    actor: Person,
    now: datetime,
    version: int | None = None,
    **said: Unpack[Arrangements],
) -> Meeting:
    """Change when and where it is, who chairs it and who writes its minutes. A meeting keeps its year."""
    with acting(Act.CHANGE, meeting, actor, now, version=version) as one:
        one.require_office()
        _require_to_come(said["starts_at"], one.at)
        before, year = _facts(one.meeting), one.meeting.year
        _arrange(one.meeting, said)
        if one.meets_on.year != year:
            raise Refusal(Message("会议按年编次数，不能改到另一年。"), Message("请取消这次会议，另行排定。"))
        one.keep("meeting.changed", before, _facts(one.meeting))
        if before != _facts(one.meeting):
            tell_expected(one, About.MEETING_CHANGED)
    return one.meeting


def call_meeting(*, meeting: Meeting, actor: Person, now: datetime) -> Meeting:
    """Give notice 通知: whoever holds the posts that the kind names is expected from now on, and told so."""
    with acting(Act.CALL, meeting, actor, now) as one:
        one.require_office()
        expected = list(_expected(one))
        laid = one.laid()
        members = sum(seat.seat == Attendance.Seat.MEMBER for seat in expected)
        topics = [laid.topic(topic) for topic in laid.topics]
        need(obstacles.calling(topics, members, one.meeting.starts_at, one.at))
        Attendance.objects.bulk_create(expected)
        one.meeting.called_at = one.at
        names = [seat.person.username for seat in expected]
        one.keep("meeting.called", None, {"starts_at": one.meeting.starts_at, "expected": names})
        tell_expected(one, About.MEETING_CALLED)
    return one.meeting


def open_meeting(*, meeting: Meeting, actor: Person, now: datetime) -> Meeting:
    """Open it: enough members are there."""
    with acting(Act.OPEN, meeting, actor, now) as one:
        one.require_office()
        laid = one.laid()
        need(obstacles.opening(laid.presence, one.meets_on, one.today))
        one.meeting.opened_at = one.at
        there = {"entitled": laid.presence.entitled, "present": laid.presence.present}
        one.keep("meeting.opened", None, {"opened_at": one.at, **there})
    return one.meeting


def cancel_meeting(*, meeting: Meeting, reason: str, actor: Person, now: datetime) -> Meeting:
    """Call it off, with the reason. Its number is not given again."""
    with acting(Act.CANCEL, meeting, actor, now) as one:
        one.require_office()
        if not reason.strip():
            raise Refusal(Message("请写明取消的理由。"))
        one.meeting.reason = reason.strip()
        one.keep("meeting.cancelled", None, {"reason": one.meeting.reason})
        tell_expected(one, About.MEETING_CANCELLED)
    return one.meeting


def _expected(one: Acting) -> Iterator[Attendance]:
    """A seat for each holder of a post that has none yet, the main hall unless said otherwise."""
    seated = set(one.meeting.attendances.values_list("person_id", flat=True))
    hall = rules().main_hall(one.kind)
    for seat, posts in (
        (Attendance.Seat.MEMBER, one.kind.members),
        (Attendance.Seat.SITS_IN, one.kind.sits_in),
    ):
        for order, person in enumerate(holders_of(posts)):
            if person.pk not in seated:
                seated.add(person.pk)
                yield Attendance(meeting=one.meeting, person=person, seat=seat, hall=hall, order=order)


def _require_to_come(starts_at: datetime, at: datetime) -> None:
    if timezone.localdate(starts_at) < timezone.localdate(at):
        raise Refusal(Message("开会时间 {day} 已经过去。", {"day": timezone.localdate(starts_at)}))


def _arrange(row: Meeting, said: Arrangements) -> None:
    row.starts_at, row.place = said["starts_at"], said.get("place", row.place).strip()
    row.background = said.get("background", row.background).strip()
    if said.get("chair"):
        row.chair = person_of(said["chair"])
    if said.get("secretary"):
        row.secretary = person_of(said["secretary"])
        _require_of_the_office(row)


def _require_of_the_office(row: Meeting) -> None:
    """Who writes the minutes is one of those who may."""
    if row.secretary and not access.may_run(row.secretary, rules().kind(row.kind)):
        message = Message(
            "{name}不在办会单位的填报或审核岗位上，不能作记录人。", {"name": row.secretary.name}
        )
        raise Refusal(message)


def _facts(row: Meeting) -> dict[str, object]:
    return {
        "title": row.title,
        "starts_at": row.starts_at,
        "place": row.place,
        "chair": row.chair.username if row.chair else "",
        "secretary": row.secretary.username if row.secretary else "",
    }
