"""Who comes: called in, excused, marked as there or not, in which hall; who stands aside from a topic."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from chaotou.core.issues import Message, Refusal
from chaotou.core.meetings.course import Act
from chaotou.core.zone.meeting_specs import MeetingKindSpec
from chaotou.meetings import access
from chaotou.meetings.models import Attendance, Ballot, Meeting, Topic
from chaotou.meetings.operations.acting import Acting, acting, person_of
from chaotou.meetings.operations.summoning import About, tell_people
from chaotou.meetings.operations.topics import held_topic
from chaotou.meetings.rules import rules
from chaotou.organization.models import Person

State = Attendance.State


def call_in(
    *, meeting: Meeting, person: str, actor: Person, now: datetime, topics: Sequence[int] = (), hall: str = ""
) -> Attendance:
    """Let somebody (a user name) sit in 列席, for the whole meeting or some topics (their keys) only.

    They are told so.
    """
    with acting(Act.SEAT, meeting, actor, now) as one:
        one.require_office()
        _require_hall(one.kind, hall)
        guest = person_of(person)
        if one.meeting.attendances.filter(person=guest).exists():
            raise Refusal(Message("{name}已经在参会名单里。", {"name": guest.name}))
        seat = Attendance.Seat.SITS_IN
        place = one.meeting.attendances.filter(seat=seat).count()
        hall = hall or rules().main_hall(one.kind)
        row = Attendance.objects.create(meeting=one.meeting, person=guest, seat=seat, hall=hall, order=place)
        row.topics.set(one.meeting.topics.filter(pk__in=topics))
        said = {"topics": [topic.title for topic in row.topics.all()]}
        one.keep("attendance.called_in", None, {**_facts(row), **said})
        tell_people(one, [guest.pk], About.MEETING_CALLED)
    return row


def excuse(*, attendance: Attendance, reason: str, actor: Person, now: datetime) -> Attendance:
    """Take somebody's excuse 请假, from themselves or by the office, with the reason."""
    with acting(Act.SEAT, attendance.meeting, actor, now) as one:
        row = _held(one, attendance)
        access.require(access.may_excuse(actor, row))
        if not reason.strip():
            raise Refusal(Message("请写明请假事由。"))
        return _marked(one, row, State.EXCUSED, row.hall, reason)


def mark_attendance(
    *, attendance: Attendance, state: str, hall: str = "", reason: str = "", actor: Person, now: datetime
) -> Attendance:
    """Mark somebody as there, absent, excused (with a reason) or still expected, and in which hall."""
    with acting(Act.SEAT, attendance.meeting, actor, now) as one:
        one.require_office()
        _require_hall(one.kind, hall)
        if state not in State.values:
            raise Refusal(Message("到会情况请从列表中选择。"))
        row = _held(one, attendance)
        if state == State.EXCUSED and not reason.strip():
            raise Refusal(Message("{name}请假，请写明事由。", {"name": row.person.name}))
        return _marked(one, row, State(state), hall, reason)


def recuse(*, topic: Topic, attendance: Attendance, reason: str, actor: Person, now: datetime) -> Ballot:
    """Let a member stand aside from a topic 回避, with the reason; a vote given before no longer counts."""
    with acting(Act.RECUSE, topic.meeting, actor, now) as one:
        row, seat = held_topic(one, topic), _held(one, attendance)
        access.require(access.may_excuse(actor, seat))
        require_member(seat)
        if row.state == Topic.State.CONCLUDED:
            raise Refusal(Message("议题“{topic}”已经作了结论。", {"topic": row.title}))
        if not reason.strip():
            raise Refusal(Message("请写明回避的理由。"))
        said = {
            "vote": Ballot.Vote.RECUSED,
            "reason": reason.strip(),
            "recorded_by": actor,
            "recorded_at": one.at,
        }
        ballot, _new = Ballot.objects.update_or_create(topic=row, attendance=seat, defaults=said)
        member = {"topic": row.title, "member": seat.person.username}
        one.keep("ballot.recused", None, {**member, "reason": ballot.reason})
    return ballot


def require_member(seat: Attendance) -> None:
    """`Refusal` for who only sits in: they neither vote nor stand aside."""
    if seat.seat != Attendance.Seat.MEMBER:
        raise Refusal(Message("列席人员不参加表决，也不必回避。"))


def _held(one: Acting, attendance: Attendance) -> Attendance:
    return held_seat(one, attendance.pk)


def held_seat(one: Acting, pk: int) -> Attendance:
    """The seat as it now is, of the meeting that is held."""
    row = one.meeting.attendances.select_related("person").get(pk=pk)
    row.meeting = one.meeting
    return row


def _marked(one: Acting, row: Attendance, state: Attendance.State, hall: str, reason: str) -> Attendance:
    before = _facts(row)
    row.state, row.hall = state, hall
    row.reason = reason.strip() if state == State.EXCUSED else ""
    row.save(update_fields=["state", "hall", "reason"])
    one.keep("attendance.seated", before, _facts(row))
    return row


def _require_hall(kind: MeetingKindSpec, hall: str) -> None:
    if hall and hall not in kind.halls:
        raise Refusal(Message("这类会议没有会场“{hall}”。", {"hall": hall}))


def _facts(row: Attendance) -> dict[str, object]:
    return {
        "person": row.person.username,
        "seat": row.seat,
        "state": row.state,
        "hall": row.hall,
        "reason": row.reason,
    }
