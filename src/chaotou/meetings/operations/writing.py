"""Minutes written in the room, one line after another: noted, decided or ordered, until they are signed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from chaotou.core.issues import Message, Refusal
from chaotou.core.meetings.course import Act
from chaotou.meetings.models import Meeting, MinuteLine, Topic
from chaotou.meetings.operations.acting import Acting, acting, need
from chaotou.organization.models import Organization, Person

LONGEST = 5000


@dataclass(frozen=True)
class Said:
    """A line as it is to be: its kind and words, who leads and helps (codes), by when, on which topic."""

    kind: str
    text: str
    lead: str = ""
    helpers: Collection[str] = ()
    due_on: date | None = None
    topic: int | None = None


def write_line(*, meeting: Meeting, said: Said, actor: Person, now: datetime) -> MinuteLine:
    """Write a line at the end. Lead and day may follow: signing asks for them.

    `Obstacles` with all that is wrong with it.
    """
    with acting(Act.WRITE, meeting, actor, now) as one:
        one.require_office()
        row = MinuteLine(meeting=one.meeting, order=next_place(one.meeting))
        put(one, row, said)
        one.keep("minuteline.written", None, facts(row))
    return row


def change_line(
    *, line: MinuteLine, said: Said, actor: Person, now: datetime, version: int | None = None
) -> MinuteLine:
    """Write a line anew. `Refusal` where somebody else changed it meanwhile."""
    with acting(Act.WRITE, line.meeting, actor, now) as one:
        one.require_office()
        row = held_line(one, line, version)
        _require_kept(row)
        before = facts(row)
        put(one, row, said)
        one.keep("minuteline.changed", before, facts(row))
    return row


def remove_line(*, line: MinuteLine, actor: Person, now: datetime) -> None:
    """Strike a line out of minutes that are not signed yet; one read from a text is not taken up instead."""
    with acting(Act.WRITE, line.meeting, actor, now) as one:
        one.require_office()
        row = held_line(one, line)
        _require_kept(row)
        before = facts(row)
        if row.source_id is None:
            row.delete()
        else:
            row.state = MinuteLine.State.REJECTED
            row.save(update_fields=["state"])
        one.keep("minuteline.removed", before, {})


def held_line(one: Acting, line: MinuteLine, version: int | None = None) -> MinuteLine:
    """The line as it now is, of the meeting that is held; `Refusal` where it is gone or another version."""
    row = one.meeting.lines.select_related("lead", "topic", "written_by").filter(pk=line.pk).first()
    if row is None:
        raise Refusal(Message("这一条已经删去。"))
    if version is not None and row.version != version:
        raise Refusal(Message("这一条刚刚由他人更改过。"), Message("请看过最新的内容再提交。"))
    return row


def put(one: Acting, row: MinuteLine, said: Said) -> None:
    """Let the row say this, written by who acts; saved, with its helpers."""
    lead, helpers, topic = _named(said.lead), _all_named(said.helpers), _topic(one.meeting, said.topic)
    need(_faults(said, lead, helpers, topic))
    row.kind, row.text, row.due_on = said.kind, said.text.strip(), said.due_on
    row.lead, row.topic = lead, topic
    row.written_by, row.written_at = one.actor, one.at
    row.version = row.version + 1 if row.pk else 1
    row.save()
    row.helpers.set(helpers.values())


def _faults(
    said: Said, lead: Organization | None, helpers: dict[str, Organization], topic: Topic | None
) -> Iterator[Message]:
    if said.kind not in MinuteLine.Kind.values:
        yield Message("请选择类别：听取、议定或要求。")
    if not said.text.strip():
        yield Message("请写明内容。")
    if len(said.text) > LONGEST:
        yield Message("一条最多 {most} 个字。", {"most": LONGEST})
    if said.lead and lead is None:
        yield Message("没有机构“{code}”。", {"code": said.lead})
    for code in said.helpers:
        if code not in helpers:
            yield Message("没有机构“{code}”。", {"code": code})
    if said.lead and said.lead in said.helpers:
        yield Message("牵头单位不能同时是配合单位。")
    if said.topic is not None and topic is None:
        yield Message("这个议题不属于这次会议。")


def _named(code: str) -> Organization | None:
    return Organization.objects.filter(code=code).first() if code else None


def _all_named(codes: Collection[str]) -> dict[str, Organization]:
    return Organization.objects.in_bulk(sorted(codes), field_name="code") if codes else {}


def _topic(meeting: Meeting, pk: int | None) -> Topic | None:
    return meeting.topics.filter(pk=pk).first() if pk is not None else None


def next_place(meeting: Meeting) -> int:
    """After the latest line."""
    latest = meeting.lines.aggregate(place=Max("order"))["place"]
    return (latest or 0) + 1


def _require_kept(row: MinuteLine) -> None:
    if row.state != MinuteLine.State.KEPT:
        raise Refusal(Message("这一条还不在纪要里，请先采纳。"))


def facts(row: MinuteLine) -> dict[str, object]:
    """What the journal keeps of a line."""
    return {
        "text": row.text,
        "kind": row.kind,
        "lead": row.lead.code if row.lead else "",
        "helpers": [helper.code for helper in row.helpers.all()],
        "due_on": row.due_on,
        "topic": row.topic.title if row.topic else "",
        "state": row.state,
    }
