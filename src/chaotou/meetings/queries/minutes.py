"""Minutes for the page and for Word, single lines, and a text beside the lines that were read in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.meetings.marking import Piece, paragraphs
from chaotou.meetings.minutes import Minutes, minutes_of
from chaotou.meetings.models import MinuteLine, MinutesText
from chaotou.meetings.queries.detail import MeetingPage, meeting_page
from chaotou.meetings.queries.sight import meetings
from chaotou.organization.access import Asker


def minutes(reader: Asker, code: str, now: datetime, *, internal: bool) -> tuple[MeetingPage, Minutes]:
    """The minutes of a meeting, for who sees it whole; before they are signed they are a draft."""
    page = meeting_page(reader, code, now)
    if not page.part.whole:
        raise Refusal(Message("纪要只供参加、办理和监督这次会议的人查看。"))
    return page, minutes_of(page.laid, page.lines, internal=internal)


def line(page: MeetingPage, pk: int) -> MinuteLine:
    """A line of the meeting, whatever its state, for who runs it; `Missing` else."""
    rows = page.row.lines.select_related("lead", "topic", "meeting", "source").prefetch_related("helpers")
    found = rows.filter(pk=pk).first() if page.part.runs else None
    if found is None:
        raise Missing(Message("没有这一条，或不在可见范围内。"))
    return found


@dataclass(frozen=True)
class Proposed:
    """A line read from a text, by its number there, with what to look at twice."""

    number: int
    row: MinuteLine
    concerns: Sequence[Message]


@dataclass(frozen=True)
class TextPage:
    """A text of minutes with its lines, and the text cut where they stand."""

    page: MeetingPage
    row: MinutesText
    lines: Sequence[Proposed]
    paragraphs: Sequence[Sequence[Piece]]

    @property
    def tells_another_day(self) -> bool:
        """Whether the text says that the meeting was on another day than this one was."""
        return self.row.held_on not in (None, timezone.localdate(self.page.row.starts_at))

    @property
    def open(self) -> int:
        return sum(one.row.state == MinuteLine.State.PROPOSED for one in self.lines)


def text_page(page: MeetingPage, pk: int) -> TextPage:
    """A text of the meeting beside what was read in it, for who runs it; `Missing` else. Three queries."""
    row = page.row.texts.select_related("added_by").filter(pk=pk).first() if page.part.runs else None
    if row is None:
        raise Missing(Message("没有这份纪要原文，或不在可见范围内。"))
    rows = row.lines.select_related("lead", "topic", "meeting").prefetch_related("helpers")
    found = [Proposed(at, one, _concerns(one)) for at, one in enumerate(rows.order_by("start", "pk"), 1)]
    marks = [(one.row.start or 0, one.row.end or 0, one.number) for one in found]
    return TextPage(page, row, found, paragraphs(row.text, marks))


def _concerns(row: MinuteLine) -> list[Message]:
    return [Message(one["template"], one["params"]) for one in row.concerns]


def lines_of_matter(reader: Asker, code: str) -> list[MinuteLine]:
    """The lines of minutes from which a matter came, of meetings the reader sees. Two queries."""
    rows = MinuteLine.objects.filter(matter__code=code, meeting__in=meetings(reader).values("pk"))
    return list(rows.select_related("meeting").order_by("pk"))
