"""Brings a zone's `meetings/` in by taking every act again, at the moment the files say.

What is loaded is marked as invented; the acts are those of the operations, with their checks and their
entries in the journal, which carry the moments of the files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from chaotou.core.issues import Issue, Message, Obstacles, Refusal
from chaotou.core.zone.entries import Entry
from chaotou.core.zone.meeting_rows import Screened, ToldMeetingSpec, ToldTopicSpec
from chaotou.matters.access import SYSTEM
from chaotou.matters.operations.loading_acts import Telling
from chaotou.matters.operations.taking import Who
from chaotou.meetings.models import Attendance, Meeting, Topic
from chaotou.meetings.operations import attending, deciding, papers, planning, topics, writing
from chaotou.meetings.operations.acting import By
from chaotou.meetings.operations.signing import sign_minutes
from chaotou.meetings.operations.writing import Said
from chaotou.organization.models import Person

PLATFORM = "platform"


@dataclass
class LoadedMeetings:
    """How many meetings were loaded, and what the operations refused, where it stands in the files."""

    meetings: int = 0
    issues: list[Issue] = field(default_factory=list)


def load_meetings(*, meetings: Sequence[Entry[ToldMeetingSpec]]) -> LoadedMeetings:
    """Every meeting not known yet, or none where anything is refused. Loading again changes nothing."""
    rows = Meeting.objects.filter(is_synthetic=True)
    known = set(rows.values_list("kind", "planned_at"))
    fresh = [one for one in meetings if (one.spec.kind, timezone.make_aware(one.spec.at)) not in known]
    people = Person.objects.in_bulk(field_name="username") if fresh else {}
    issues: list[Issue] = []
    with transaction.atomic():
        for entry in sorted(fresh, key=lambda one: one.spec.at):
            issues += _refused(entry, people)
        if issues:
            transaction.set_rollback(True)
    return LoadedMeetings(0 if issues else len(fresh), issues)


def _refused(entry: Entry[ToldMeetingSpec], people: dict[str, Person]) -> list[Issue]:
    """Take the acts of a meeting; what was refused where they go no further."""
    try:
        with transaction.atomic():
            _Replay(entry.spec, people).run()
    except Refusal as refusal:
        said = refusal.messages if isinstance(refusal, Obstacles) else [refusal.message]
        hint = Message("平台不这样办；请照会议规则、岗位和时间更正。")
        return [entry.error(message, hint, "meeting") for message in said]
    return []


@dataclass
class _Replay:
    """One meeting as the files tell it, by whom they name."""

    spec: ToldMeetingSpec
    people: dict[str, Person]
    made: list[Topic] = field(default_factory=list)
    telling: Telling = field(default_factory=Telling)

    def run(self) -> None:
        spec = self.spec
        self.meeting = planning.plan_meeting(
            kind=spec.kind,
            starts_at=timezone.make_aware(spec.starts_at),
            place=spec.place,
            number=spec.number,
            is_synthetic=True,
            **self._who(spec.by, spec.at),
        )
        self._collect()
        if spec.called_at:
            planning.call_meeting(meeting=self.meeting, **self._who(spec.by, spec.called_at))
        if spec.opened_at:
            self._hold(spec.opened_at)
        if spec.signed_by and spec.signed_at:
            sign_minutes(meeting=self.meeting, **self._who(spec.signed_by, spec.signed_at))
            self._carry_out()

    def _who(self, username: str, at: datetime) -> By:
        return By(actor=self.people[username], now=timezone.make_aware(at))

    def _collect(self) -> None:
        office = self._who(self.spec.by, self.spec.at)
        if self.spec.batch:
            topics.bring_batch(meeting=self.meeting, batch=self.spec.batch, **office)
        for told in self.spec.topics:
            self.made.append(self._topic(told))

    def _topic(self, told: ToldTopicSpec) -> Topic:
        by = self._who(told.by, told.at)
        topic = topics.propose_topic(
            meeting=self.meeting,
            organization=told.organization,
            title=told.title,
            draft=told.draft,
            kind=told.kind or "",
            minutes=told.minutes,
            **by,
        )
        for file in told.files:
            brought = ContentFile((Path(settings.ZONE) / file).read_bytes(), PurePath(file).name)
            papers.add_paper(topic=topic, file=brought, **by)
        office = self._who(self.spec.by, told.at)
        if told.screened is Screened.ACCEPTED:
            topics.accept_topic(topic=topic, **office)
        elif told.screened is Screened.REFUSED:
            topics.refuse_topic(topic=topic, reason=told.reason, **office)
        elif told.screened is Screened.DEFERRED:
            topics.defer_topic(topic=topic, reason=told.reason, **office)
        return topic

    def _hold(self, at: datetime) -> None:
        office = self._who(self.spec.by, at)
        for person in self.spec.sits_in:
            attending.call_in(meeting=self.meeting, person=person, **office)
        for seat in self.meeting.attendances.select_related("person", "meeting"):
            self._seat(seat, office)
        planning.open_meeting(meeting=self.meeting, **office)
        for topic, told in zip(self.made, self.spec.topics, strict=True):
            self._decide(topic, told, office)
        for line in self.spec.lines:
            topic_key = self.made[line.topic - 1].pk if line.topic else None
            said = Said(line.kind.value, line.text, line.lead or "", line.helpers, line.due_on, topic_key)
            writing.write_line(meeting=self.meeting, said=said, **office)

    def _seat(self, seat: Attendance, office: By) -> None:
        name = seat.person.username
        reason = self.spec.excused.get(name, "")
        attending.mark_attendance(
            attendance=seat,
            state="excused" if reason else "present",
            hall=self.spec.halls.get(name, seat.hall),
            reason=reason,
            **office,
        )

    def _decide(self, topic: Topic, told: ToldTopicSpec, office: By) -> None:
        seats = {
            seat.person.username: seat
            for seat in self.meeting.attendances.select_related("person", "meeting")
        }
        for name, reason in told.aside.items():
            attending.recuse(topic=topic, attendance=seats[name], reason=reason, **office)
        for name, vote in told.votes.items():
            deciding.record_vote(topic=topic, attendance=seats[name], vote=vote, **office)
        if told.conclusion:
            deciding.conclude_topic(topic=topic, conclusion=told.conclusion, **office)

    def _carry_out(self) -> None:
        """What was done to the matters that decisions became."""
        lines = list(self.meeting.lines.select_related("matter").order_by("order"))
        for line, told in zip(lines, self.spec.lines, strict=True):
            for act in told.acts if line.matter else ():
                actor = SYSTEM if act.by == PLATFORM else self.people[act.by]
                assert line.matter is not None
                self.telling.take(act, Who(matter=line.matter, actor=actor, now=timezone.make_aware(act.at)))
