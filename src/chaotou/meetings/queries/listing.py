"""Meetings one after another: what is coming, with its deadlines, and what was held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from chaotou.core.issues import Message, Missing
from chaotou.core.meetings.course import State
from chaotou.core.meetings.timing import Deadlines
from chaotou.core.paging import Paging, paging
from chaotou.core.zone.meeting_specs import MeetingKindSpec
from chaotou.meetings import access
from chaotou.meetings.models import Meeting, MinuteLine, Topic
from chaotou.meetings.posts import office_of
from chaotou.meetings.queries.sight import meetings
from chaotou.meetings.rules import rules
from chaotou.organization.access import Asker
from chaotou.ui.templatetags.show import name

PAGE = 30
OPEN = (State.PLANNED, State.CALLED, State.HELD)


@dataclass(frozen=True)
class Coming:
    """A meeting not over yet: by when topics come, how many there are, whether the reader sees the agenda."""

    row: Meeting
    kind: MeetingKindSpec
    deadlines: Deadlines
    topics: int
    mine: int
    is_seen: bool
    takes_topics: bool


@dataclass(frozen=True)
class Held:
    """A meeting that is over, with how many topics were before it and how many decisions came of it."""

    row: Meeting
    kind: MeetingKindSpec | None
    topics: int
    decisions: int


@dataclass(frozen=True)
class Page(Paging):
    """A page of the meetings that are over."""

    lines: Sequence[Held]


def coming(reader: Asker, kind: str = "") -> list[Coming]:
    """Meetings that are not over, soonest first, for whoever may bring a topic before them. Seven queries.

    Of a meeting the reader has no part in only its time and its deadlines are shown.
    """
    access.require(access.may_see_meetings(reader))
    bodies = access.proposes_for(reader)
    rows = (
        _chosen(Meeting.objects.filter(state__in=OPEN), kind)
        .select_related("chair")
        .order_by("starts_at", "pk")
    )
    counted = rows.annotate(
        before=Count("topics", filter=~Q(topics__state=Topic.State.REFUSED)),
        own=Count("topics", filter=Q(topics__organization__code__in=bodies)),
    )
    seen = set(meetings(reader).filter(state__in=OPEN).values_list("pk", flat=True))
    held = rules()
    return [
        Coming(
            row,
            held.kinds[row.kind],
            held.deadlines(held.kinds[row.kind], timezone.localdate(row.starts_at)),
            row.before,
            row.own,
            row.pk in seen,
            row.state in (State.PLANNED, State.CALLED) and bool(bodies),
        )
        for row in counted
        if row.kind in held.kinds
    ]


def announced(reader: Asker, code: str) -> Coming:
    """A meeting that is not over, for whoever may bring a topic before it; `Missing` else."""
    found = next((one for one in coming(reader) if one.row.code == code), None)
    if found is None:
        raise Missing(Message("没有会议“{code}”，或已经开过。", {"code": code}))
    return found


def past(reader: Asker, kind: str = "", number: int = 1) -> Page:
    """A page of the meetings that are over and that the reader sees, latest first."""
    rows = _chosen(meetings(reader).exclude(state__in=OPEN), kind)
    page = paging(rows.count(), number, PAGE)
    tasks = Q(lines__state=MinuteLine.State.KEPT) & ~Q(lines__kind=MinuteLine.Kind.NOTED)
    counted = rows.annotate(
        before=Count("topics", filter=Q(topics__state=Topic.State.CONCLUDED), distinct=True),
        decided=Count("lines", filter=tasks, distinct=True),
    ).order_by("-starts_at", "-pk")
    found = counted[page.start : page.last]
    lines = [Held(row, rules().kinds.get(row.kind), row.before, row.decided) for row in found]
    return Page(page.total, page.number, page.size, lines)


def _chosen(rows: QuerySet[Meeting], kind: str) -> QuerySet[Meeting]:
    return rows.filter(kind=kind) if kind else rows


def kinds_run_by(reader: Asker) -> list[MeetingKindSpec]:
    """The kinds of which the reader plans meetings."""
    return [kind for kind in rules().kinds.values() if access.may_run(reader, kind)]


def office_choices(kind: MeetingKindSpec) -> list[tuple[str, str]]:
    """User names and names of who may write the minutes of a kind of meeting, for a form."""
    return [(person.username, name(person)) for person in office_of(kind)]
