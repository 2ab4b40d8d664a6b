"""The one way of doing something to a meeting: hold it, ask whether it is time for it, change it, journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypedDict

from django.db.models.fields.files import FieldFile
from django.utils import timezone

from chaotou.core.issues import Message, Obstacles, Refusal
from chaotou.core.meetings.course import Act, State, state_after
from chaotou.core.zone.meeting_specs import MeetingKindSpec
from chaotou.figures.operations.evidence import all_or_nothing
from chaotou.journal import operations as journal
from chaotou.meetings import access
from chaotou.meetings.laying_out import Laid, laid_out
from chaotou.meetings.models import Meeting
from chaotou.meetings.rules import rules
from chaotou.organization.days import working_moment
from chaotou.organization.models import Organization, Person

Facts = Mapping[str, object]


class By(TypedDict):
    """Who does something, and when."""

    actor: Person
    now: datetime


@dataclass
class Acting:
    """An act under way on a meeting that is held; `at` is the meeting's moment, `now` the journal's.

    Files newly stored are told to `stored`, to be deleted if the act fails.
    """

    act: Act
    meeting: Meeting
    kind: MeetingKindSpec
    actor: Person
    now: datetime
    at: datetime
    to: State
    stored: list[FieldFile] = field(default_factory=list)

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)

    @property
    def meets_on(self) -> date:
        return timezone.localdate(self.meeting.starts_at)

    def require_office(self) -> None:
        """Go on only where the actor runs meetings of this kind."""
        access.require(access.may_run(self.actor, self.kind))

    def laid(self) -> Laid:
        return laid_out(self.meeting, self.kind)

    def keep(self, what: str, before: Facts | None, after: Facts) -> None:
        """The act's one entry in the journal; `what` is a thing and a verb: topic.proposed."""
        journal.record(
            actor=self.actor,
            act=f"meetings.{what}",
            target=f"meetings.meeting:{self.meeting.code}",
            before=before,
            after=after,
            at=self.now,
        )


@contextmanager
def acting(
    act: Act, meeting: Meeting, actor: Person, now: datetime, *, version: int | None = None
) -> Iterator[Acting]:
    """An act from its first question to its entry in the journal, in one transaction.

    The body asks who may, changes rows and says what is kept (`keep`); state and version follow. `Refusal`
    where it is not the time for the act, or where somebody else changed the meeting meanwhile.
    """
    with all_or_nothing() as stored:
        held = _locked(meeting.pk, version)
        to = state_after(State(held.state), act)
        one = Acting(act, held, rules().kind(held.kind), actor, now, working_moment(now), to, stored)
        yield one
        held.state, held.version = to.value, held.version + 1
        held.save()


def _locked(pk: int, version: int | None) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("chair", "secretary").get(pk=pk)
    if version is not None and found.version != version:
        message = Message("这次会议刚刚由他人更改过。")
        raise Refusal(message, Message("请看过最新的内容再提交。"))
    return found


def need(gaps: Iterable[Message]) -> None:
    """Go on only where nothing is lacking; `Obstacles` with all that is, at once."""
    found = list(gaps)
    if found:
        raise Obstacles(found)


def organization_of(code: str) -> Organization:
    """The organization of a code. `Refusal` where there is none."""
    found = Organization.objects.filter(code=code).first()
    if found is None:
        raise Refusal(Message("没有机构“{code}”。", {"code": code}))
    return found


def person_of(username: str) -> Person:
    """Somebody with an account in use and a post. `Refusal` where there is nobody."""
    found = Person.objects.filter(username=username, is_active=True).first()
    if found is None or not access.may_see_meetings(found):
        raise Refusal(Message("没有在岗的账号“{name}”。", {"name": username}))
    return found
