"""Single topics and their papers, and the topics of the reader's own organizations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import File

from chaotou.core.issues import Message, Missing
from chaotou.meetings import access
from chaotou.meetings.models import Attendance, Topic, TopicPaper
from chaotou.meetings.queries.detail import AgendaLine, MeetingPage, meeting_page
from chaotou.organization.access import Asker


@dataclass(frozen=True)
class TopicPage:
    """A topic with its meeting, and the seats of members with what each voted."""

    page: MeetingPage
    line: AgendaLine

    @property
    def topic(self) -> Topic:
        return self.line.topic

    @property
    def ballots(self) -> list[tuple[Attendance, object | None]]:
        """Every member's seat and ballot, where there is one."""
        given = {ballot.attendance_id: ballot for ballot in self.topic.ballots.all()}
        members = [seat for seat in self.page.seats if seat.seat == Attendance.Seat.MEMBER]
        return [(seat, given.get(seat.pk)) for seat in members]

    @property
    def may_supply(self) -> bool:
        return bool(access.may_supply(self.page.reader, self.topic))


def topic_page(reader: Asker, code: str, pk: int, now: datetime) -> TopicPage:
    """A topic of a meeting; `Missing` where the reader does not see it."""
    page = meeting_page(reader, code, now)
    topic = next((one for one in page.laid.topics if one.pk == pk), None)
    if topic is None or not page.part.sees(topic):
        raise Missing(Message("没有这个议题，或不在可见范围内。"))
    topic.meeting = page.row
    slot = next((line.slot for line in page.agenda if line.topic.pk == pk), None)
    return TopicPage(page, page.line(topic, slot))


def my_topics(reader: Asker) -> list[Topic]:
    """Topics that the reader's organizations brought, latest meeting first. `Refusal` for who sees none."""
    access.require(access.may_see_meetings(reader))
    bodies = access.proposes_for(reader)
    found = Topic.objects.filter(organization__code__in=bodies).select_related("meeting", "organization")
    return list(found.order_by("-meeting__starts_at", "order", "pk")[:200])


def paper(reader: Asker, code: str, pk: int, now: datetime) -> TopicPaper:
    """A paper of a meeting's topic, for who reads its papers; `Missing` else."""
    page = meeting_page(reader, code, now)
    found = next((one for papers in page.papers.values() for one in papers if one.pk == pk), None)
    topic = next((one for one in page.laid.topics if found and one.pk == found.topic_id), None)
    if found is None or topic is None or not page.part.reads_papers(topic):
        raise Missing(Message("没有这份材料，或不在可见范围内。"))
    topic.meeting = page.row
    found.topic = topic
    return found


def content_of(row: TopicPaper) -> File[bytes]:
    """The stored file, opened for reading."""
    row.file.open("rb")
    return row.file
