"""One meeting as a reader sees it: agenda, papers, who is there, minutes, what keeps it from going on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from chaotou.core.issues import Message
from chaotou.core.meetings import obstacles
from chaotou.core.meetings.course import Act, State, is_allowed
from chaotou.core.meetings.quorum import Presence
from chaotou.core.meetings.timing import Deadlines, Slot, timetable
from chaotou.core.meetings.voting import Tally
from chaotou.core.zone.meeting_specs import MeetingKindSpec
from chaotou.matters.queries.notices import unreached
from chaotou.meetings import access
from chaotou.meetings.access import Part
from chaotou.meetings.laying_out import Laid, in_order, kept_lines, laid_out, line_of, writers
from chaotou.meetings.models import Attendance, Meeting, MinuteLine, MinutesText, Topic, TopicPaper
from chaotou.meetings.posts import holders_of
from chaotou.meetings.queries.execution import Execution, execution
from chaotou.meetings.queries.sight import meeting_for
from chaotou.meetings.rules import rules
from chaotou.organization.access import Asker, Verdict
from chaotou.organization.days import working_moment

ON_AGENDA = (Topic.State.PROPOSED, Topic.State.ACCEPTED, Topic.State.CONCLUDED)


@dataclass(frozen=True)
class AgendaLine:
    """A topic on the agenda: from when to when, its papers where the reader reads them, who is there."""

    topic: Topic
    slot: Slot | None
    papers: Sequence[TopicPaper]
    paper_count: int
    presence: Presence
    tally: Tally | None
    aside: frozenset[int]

    @property
    def is_short(self) -> bool:
        return not self.presence.is_reached


@dataclass(frozen=True)
class MeetingPage:
    """A meeting with everything that the reader may see of it."""

    reader: Asker
    row: Meeting
    part: Part
    laid: Laid
    papers: dict[int, list[TopicPaper]]
    now: datetime

    @property
    def kind(self) -> MeetingKindSpec:
        return self.laid.kind

    @cached_property
    def deadlines(self) -> Deadlines:
        return rules().deadlines(self.kind, timezone.localdate(self.row.starts_at))

    @property
    def is_noticed_late(self) -> bool:
        called = self.row.called_at
        return called is not None and timezone.localdate(called) > self.deadlines.notice_on

    @cached_property
    def minutes_on(self) -> date:
        """The latest day for the minutes to be signed."""
        within = self.kind.minutes_within_days
        return rules().zone.workdays.add(timezone.localdate(self.row.starts_at), within).on

    @property
    def is_signed_late(self) -> bool:
        signed = self.row.signed_at
        return signed is not None and timezone.localdate(signed) > self.minutes_on

    @cached_property
    def agenda(self) -> list[AgendaLine]:
        """Topics that come before the meeting, in order; those still to be screened have no time yet."""
        seen = [topic for topic in self.laid.topics if topic.state in ON_AGENDA]
        timed = [topic for topic in seen if topic.state != Topic.State.PROPOSED]
        slots = dict(
            zip(
                (topic.pk for topic in timed),
                timetable(timezone.localtime(self.row.starts_at), (topic.minutes for topic in timed)),
                strict=True,
            )
        )
        return [self.line(topic, slots.get(topic.pk)) for topic in seen if self.part.sees(topic)]

    @cached_property
    def set_aside(self) -> list[Topic]:
        """Topics that were refused or put off."""
        return [topic for topic in self.laid.topics if topic.state not in ON_AGENDA and self.part.sees(topic)]

    def line(self, topic: Topic, slot: Slot | None = None) -> AgendaLine:
        found = self.papers.get(topic.pk, [])
        return AgendaLine(
            topic,
            slot,
            found if self.part.reads_papers(topic) else [],
            len(found),
            self.laid.presence_for(topic),
            self.laid.tally(topic),
            self.laid.aside(topic),
        )

    @property
    def seats(self) -> Sequence[Attendance]:
        return self.laid.seats if self.part.whole else []

    @cached_property
    def unreached(self) -> set[int]:
        """For who runs the meeting: whom (keys of people) no mail reached. One query."""
        return unreached(reverse("meetings:meeting", args=[self.row.code])) if self.part.runs else set()

    @cached_property
    def lines(self) -> list[MinuteLine]:
        """The lines of the minutes in their order, those of seen topics for who sees no more."""
        found = in_order(kept_lines(self.row), self.laid.topics)
        return found if self.part.whole else [one for one in found if one.topic_id in self.part.topics]

    @cached_property
    def undecided(self) -> int:
        """How many lines were read from a text and wait for a person."""
        return self.row.lines.filter(state=MinuteLine.State.PROPOSED).count() if self.part.whole else 0

    @cached_property
    def texts(self) -> list[MinutesText]:
        return list(self.row.texts.defer("text")) if self.part.runs else []

    def may(self, act: str) -> bool:
        """Whether the reader, running the meeting, may do this now."""
        return self.part.runs and is_allowed(State(self.row.state), Act(act))

    @cached_property
    def allowed(self) -> dict[str, bool]:
        """By act, for templates."""
        return {act.value: self.may(act) for act in Act}

    @cached_property
    def may_sign(self) -> Verdict:
        return access.may_sign(self.reader, self.row, writers(self.lines))

    @cached_property
    def may_propose(self) -> bool:
        is_time = is_allowed(State(self.row.state), Act.PROPOSE)
        return is_time and bool(access.may_propose(self.reader))

    @cached_property
    def own_seat(self) -> Attendance | None:
        return next((seat for seat in self.laid.seats if seat.person_id == self.reader.pk), None)

    @cached_property
    def gaps(self) -> list[Message]:
        """What keeps the meeting from its next turn, for who runs or signs it."""
        today = timezone.localdate(self.now)
        topics = [self.laid.topic(topic) for topic in self.laid.topics]
        if self.row.state == State.PLANNED:
            return list(obstacles.calling(topics, self.expected, self.row.starts_at, self.now))
        if self.row.state == State.CALLED:
            meets_on = timezone.localdate(self.row.starts_at)
            return list(obstacles.opening(self.laid.presence, meets_on, today))
        if self.row.state == State.HELD:
            facts = [line_of(line, [one.code for one in line.helpers.all()]) for line in self.lines]
            return list(obstacles.signing(self.laid.presence, topics, facts, self.undecided, today))
        return []

    @cached_property
    def expected(self) -> int:
        """How many hold the posts of members now."""
        return len(holders_of(self.kind.members))

    @cached_property
    def execution(self) -> Execution | None:
        """What was decided last time, for who sees the meeting whole."""
        return execution(self.reader, self.row, self.now) if self.part.whole else None

    @cached_property
    def put_off(self) -> list[Topic]:
        """Topics that the meeting before put off and that nobody brought again."""
        if not self.part.runs or not is_allowed(State(self.row.state), Act.PROPOSE):
            return []
        before = Meeting.objects.filter(kind=self.row.kind, starts_at__lt=self.row.starts_at)
        latest = before.exclude(state=State.CANCELLED).order_by("-starts_at", "-pk").first()
        if latest is None:
            return []
        here = {topic.title for topic in self.laid.topics}
        deferred = latest.topics.filter(state=Topic.State.DEFERRED).select_related("organization")
        return [topic for topic in deferred if topic.title not in here]


def meeting_page(reader: Asker, code: str, now: datetime) -> MeetingPage:
    """A meeting as the reader sees it; `Missing` where that is nothing. Ten queries, and what is asked."""
    row, part = meeting_for(reader, code)
    laid = laid_out(row, rules().kind(row.kind))
    papers = TopicPaper.objects.select_related("added_by").order_by("pk")
    topics = Topic.objects.filter(meeting=row).prefetch_related(Prefetch("papers", papers))
    held = {topic.pk: list(topic.papers.all()) for topic in topics}
    return MeetingPage(reader, row, part, laid, held, working_moment(now))
