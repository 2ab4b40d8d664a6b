"""A meeting's rows laid out for the rules: who is there for each topic, how they voted, what lines ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from chaotou.core.meetings import obstacles
from chaotou.core.meetings.obstacles import TopicState
from chaotou.core.meetings.quorum import Presence, presence
from chaotou.core.meetings.voting import Tally, Vote, tally
from chaotou.core.zone.meeting_specs import Conclusion, MeetingKindSpec
from chaotou.meetings.models import Attendance, Ballot, Meeting, MinuteLine, Topic


@dataclass(frozen=True)
class Sits:
    """A member by their key, and whether they are there."""

    person: int
    is_present: bool


@dataclass(frozen=True)
class Laid:
    """A meeting with its seats and topics as read; topics carry their ballots, organization and review."""

    meeting: Meeting
    kind: MeetingKindSpec
    seats: Sequence[Attendance]
    topics: Sequence[Topic]

    @cached_property
    def members(self) -> list[Sits]:
        return [
            Sits(seat.person_id, seat.state == Attendance.State.PRESENT)
            for seat in self.seats
            if seat.seat == Attendance.Seat.MEMBER
        ]

    @cached_property
    def presence(self) -> Presence:
        """Who is there for the meeting as a whole."""
        return presence(self.members, self.kind.quorum)

    def presence_for(self, topic: Topic) -> Presence:
        """Who is there for a topic, without who stands aside from it."""
        return presence(self.members, self.kind.quorum_of(topic.kind), self.aside(topic))

    def aside(self, topic: Topic) -> frozenset[int]:
        """Keys of the members who stand aside from a topic."""
        ballots = topic.ballots.all()
        return frozenset(one.attendance.person_id for one in ballots if one.vote == Ballot.Vote.RECUSED)

    def tally(self, topic: Topic) -> Tally | None:
        """The votes on a topic, where the members vote on it here: of a review they vote there."""
        if self.kind.concludes is not Conclusion.VOTE or topic.review_id is not None:
            return None
        there = {member.person for member in self.members if member.is_present}
        votes = [
            Vote(one.vote)
            for one in topic.ballots.all()
            if one.vote != Ballot.Vote.RECUSED and one.attendance.person_id in there
        ]
        return tally(self.presence_for(topic), votes, self.kind.majority)

    def topic(self, topic: Topic) -> obstacles.Topic:
        """A topic as the rules see it."""
        return obstacles.Topic(
            topic.title,
            TopicState(topic.state),
            self.presence_for(topic),
            self.tally(topic),
            waits=topic.review is not None and not topic.review.outcome,
        )


def laid_out(meeting: Meeting, kind: MeetingKindSpec) -> Laid:
    """A meeting with all that the rules ask of it. Three queries."""
    seats = meeting.attendances.select_related("person", "person__organization").order_by(
        "seat", "order", "pk"
    )
    topics = meeting.topics.select_related("organization", "review", "review__project", "proposed_by")
    found = topics.prefetch_related("ballots__attendance").order_by("order", "pk")
    return Laid(meeting, kind, list(seats), list(found))


def kept_lines(meeting: Meeting) -> list[MinuteLine]:
    """The lines of the minutes as they were written, with what they name. Two queries."""
    kept = meeting.lines.filter(state=MinuteLine.State.KEPT)
    found = kept.select_related("lead", "topic", "matter", "source").prefetch_related("helpers")
    return list(found.order_by("order", "pk"))


def writers(lines: Sequence[MinuteLine]) -> frozenset[int]:
    """Keys of who wrote the lines."""
    return frozenset(line.written_by_id for line in lines if line.written_by_id)


def in_order(lines: Iterable[MinuteLine], topics: Sequence[Topic]) -> list[MinuteLine]:
    """The lines as the minutes have them: topic by topic in the order of the agenda, the others after."""
    places = {topic.pk: place for place, topic in enumerate(topics)}
    return sorted(lines, key=lambda one: (places.get(one.topic_id or 0, len(places)), one.order, one.pk))


def line_of(line: MinuteLine, helpers: Iterable[str]) -> obstacles.Line:
    """A line as the rules see it; `helpers` are codes."""
    lead = line.lead.code if line.lead else ""
    return obstacles.Line(line.text, line.kind != MinuteLine.Kind.NOTED, lead, tuple(helpers), line.due_on)
