"""The minutes of a meeting as a document: for the page, for Word, for the record.

What minutes say is data in the source language. The internal copy says which matter each decision became, the
one that goes out does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from chaotou.core.blocks import Block, Document, Heading, Paragraph
from chaotou.core.zone.meeting_specs import MeetingKindSpec
from chaotou.formats.official.decisions import Decision, decisions_appendix
from chaotou.formats.official.document import (
    Attendance,
    Attendee,
    Distribution,
    EndBlock,
    Head,
    OfficialDocument,
)
from chaotou.formats.official.numbering import numbered
from chaotou.formats.official.words import chinese_date
from chaotou.formats.official.writing import official_docx
from chaotou.meetings import models
from chaotou.meetings.laying_out import Laid
from chaotou.meetings.models import Meeting, MinuteLine, Topic
from chaotou.organization.queries import zone

NOON = 12


@dataclass(frozen=True)
class Minutes:
    """Minutes ready to be shown or written: the text in blocks, what was decided, who was there."""

    meeting: Meeting
    kind: MeetingKindSpec
    blocks: tuple[Block, ...]
    decisions: tuple[Decision, ...]
    attendance: tuple[Attendance, ...]

    @property
    def title(self) -> str:
        return f"{self.meeting.title}纪要"

    @property
    def number(self) -> str:
        return f"{self.meeting.year}年{self.kind.number.format(number=self.meeting.number)}"

    def text(self) -> str:
        """Title, text and who was there, as plain text."""
        people = (
            Paragraph(f"{listed.label}：{'、'.join(one.name for one in listed.people)}")
            for listed in self.attendance
            if listed.people
        )
        return Document(self.title, (Heading(1, self.title), *self.blocks, *people)).text()

    def docx(self) -> bytes:
        """The minutes as an official document. `Obstacles` for what cannot be written."""
        return official_docx(self._document())

    def _document(self) -> OfficialDocument:
        signed = self.meeting.signed_at
        signed_on = timezone.localdate(signed) if signed else None
        office = _organization(self.kind.office)
        return OfficialDocument(
            self.title,
            self.blocks,
            head=Head(self.kind.mark, self.number, office, signed_on),
            attendance=self.attendance,
            appendices=(decisions_appendix(self.decisions),) if self.decisions else (),
            end=self._end(office, signed_on) if signed_on else None,
        )

    def _end(self, office: str, signed_on: date) -> EndBlock:
        """Sent to whoever leads or helps with a decision."""
        bodies = dict.fromkeys(name for one in self.decisions for name in (one.lead, *one.helpers) if name)
        distribution = (Distribution("分送", "、".join(bodies)),) if bodies else ()
        return EndBlock(distribution, office, signed_on)


def minutes_of(laid: Laid, lines: Sequence[MinuteLine], *, internal: bool) -> Minutes:
    """The minutes of a meeting from its kept lines, in their order, each with its lead and helpers read."""
    tasks = [line for line in lines if line.kind != MinuteLine.Kind.NOTED]
    return Minutes(
        laid.meeting,
        laid.kind,
        tuple(numbered(_blocks(laid, lines, internal))),
        tuple(_decision(line, internal) for line in tasks),
        tuple(_attendance(laid)),
    )


def _blocks(laid: Laid, lines: Sequence[MinuteLine], internal: bool) -> Iterator[Block]:
    yield Paragraph(laid.meeting.background or _opening(laid))
    for topic in laid.topics:
        own = [line for line in lines if line.topic_id == topic.pk]
        if topic.state == Topic.State.CONCLUDED or own:
            yield Heading(1, topic.title)
            yield from map(Paragraph, _concluded(laid, topic))
            yield from (Paragraph(_sentence(line, internal)) for line in own)
    others = [line for line in lines if line.topic_id is None]
    if others and any(line.topic_id for line in lines):
        yield Heading(1, "其他事项")
    yield from (Paragraph(_sentence(line, internal)) for line in others)


def _opening(laid: Laid) -> str:
    """When, who chaired, which meeting: where nobody worded the beginning."""
    meeting = laid.meeting
    at = timezone.localtime(meeting.starts_at)
    half = "上午" if at.hour < NOON else "下午"
    title = next((post.title for post in zone().posts if post.code == laid.kind.chair), "")
    chair = f"{title}{meeting.chair.name}" if meeting.chair else title
    place = f"在{meeting.place}" if meeting.place else ""
    return f"{chinese_date(at.date())}{half}，{chair}{place}主持召开{meeting.title}。现将议定事项纪要如下："


def _concluded(laid: Laid, topic: Topic) -> Iterator[str]:
    if topic.conclusion:
        yield f"评审结论：{topic.conclusion}" if topic.review_id else topic.conclusion
    votes, there, aside = laid.tally(topic), laid.presence_for(topic), len(laid.aside(topic))
    if votes is not None and topic.state == Topic.State.CONCLUDED:
        stood = f"，回避{aside}人" if aside else ""
        cast = f"同意{votes.in_favor}票，不同意{votes.against}票，弃权{votes.abstained}票"
        outcome = "通过" if topic.passed else "未通过"
        yield f"表决：应到{there.entitled}人，实到{there.present}人{stood}；{cast}，{outcome}。"


def _sentence(line: MinuteLine, internal: bool) -> str:
    """A line with who and by when in brackets behind it, and in the internal copy its matter."""
    if line.kind == MinuteLine.Kind.NOTED:
        return line.text
    lead = f"牵头单位：{line.lead.name}" if line.lead else ""
    helpers = "、".join(body.name for body in line.helpers.all())
    due = f"完成时限：{chinese_date(line.due_on)}" if line.due_on else ""
    said = "；".join(part for part in (lead, helpers and f"配合单位：{helpers}", due) if part)
    matter = f"〔{line.matter.code}〕" if internal and line.matter else ""
    return f"{line.text}{f'（{said}）' if said else ''}{matter}"


def _decision(line: MinuteLine, internal: bool) -> Decision:
    matter = f"〔{line.matter.code}〕" if internal and line.matter else ""
    return Decision(
        f"{line.text}{matter}",
        line.lead.name if line.lead else "",
        tuple(body.name for body in line.helpers.all()),
        chinese_date(line.due_on) if line.due_on else "",
    )


def _attendance(laid: Laid) -> Iterator[Attendance]:
    seat, state = models.Attendance.Seat, models.Attendance.State
    for label, wanted, states in (
        ("出席", seat.MEMBER, (state.PRESENT,)),
        ("请假", seat.MEMBER, (state.EXCUSED, state.ABSENT)),
        ("列席", seat.SITS_IN, (state.PRESENT,)),
    ):
        held = [one for one in laid.seats if one.seat == wanted and one.state in states]
        yield Attendance(label, tuple(_attendee(one) for one in held))


def _attendee(seat: models.Attendance) -> Attendee:
    """Who only sits in is named with their organization."""
    body = seat.person.organization
    shown = seat.seat == models.Attendance.Seat.SITS_IN and body is not None
    return Attendee(seat.person.name, (body.short or body.name) if shown and body else "")


def _organization(code: str) -> str:
    return next((spec.name for spec in zone().organizations if spec.code == code), "")
