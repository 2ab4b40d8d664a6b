"""What a kind of meeting decided before: where each decision stands now, and what came back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from chaotou.core.matters.standing import Standing
from chaotou.core.zone.matter_flow_specs import Act
from chaotou.matters.models import Matter, Step
from chaotou.matters.queries.listing import Line, lines
from chaotou.matters.queries.sight import matters
from chaotou.meetings.models import Meeting, MinuteLine
from chaotou.organization.access import Asker

CAME_BACK = (Act.REPORT, Act.RESPOND, Act.SUBMIT, Act.SEND_BACK, Act.VERIFY, Act.ASK_EXTENSION, Act.DECLINE)
"""Steps that tell a meeting something of what it decided."""


@dataclass(frozen=True)
class Executed:
    """A decision and its matter as it stands; what came back, where the reader sees the matter."""

    line: MinuteLine
    matter: Line
    latest: Step | None
    is_seen: bool


@dataclass(frozen=True)
class Execution:
    """What the meeting before decided, and what earlier ones did that is still to be done."""

    meeting: Meeting
    lines: Sequence[Executed]
    earlier: Sequence[Executed]

    @property
    def counts(self) -> dict[Standing | None, int]:
        """How many of the latest decisions stand where."""
        found: dict[Standing | None, int] = {}
        for one in self.lines:
            found[one.matter.standing] = found.get(one.matter.standing, 0) + 1
        return found

    @property
    def done(self) -> int:
        return sum(one.matter.row.phase == Matter.Phase.CLOSED for one in self.lines)


def execution(reader: Asker, meeting: Meeting, now: datetime) -> Execution | None:
    """How the decisions of the meeting before this one were carried out; None for the first. Five queries.

    `now` is the moment of matters.
    """
    before = Meeting.objects.filter(
        kind=meeting.kind, state=Meeting.State.SIGNED, starts_at__lt=meeting.starts_at
    )
    latest = before.order_by("-starts_at", "-pk").first()
    if latest is None:
        return None
    undone = [Matter.Phase.WAITING, Matter.Phase.OPEN]
    earlier = _decisions(before.exclude(pk=latest.pk)).filter(matter__phase__in=undone)
    rows = [*_decisions([latest]), *earlier.order_by("matter__due_at", "pk")]
    found = executed(reader, rows, now)
    own = [one for one in found if one.line.meeting_id == latest.pk]
    return Execution(latest, own, [one for one in found if one.line.meeting_id != latest.pk])


def _decisions(of: Iterable[Meeting] | QuerySet[Meeting]) -> QuerySet[MinuteLine]:
    rows = MinuteLine.objects.filter(meeting__in=of, matter__isnull=False)
    return rows.select_related("matter__lead", "meeting", "lead").order_by("order", "pk")


def executed(reader: Asker, rows: Sequence[MinuteLine], now: datetime) -> list[Executed]:
    """Each decision with its matter as it stands at a moment. Two queries."""
    held = [row.matter for row in rows if row.matter is not None]
    standing = {line.row.pk: line for line in lines(held, now)}
    seen = set(matters(reader).filter(pk__in=standing).values_list("pk", flat=True))
    told = _latest_words(seen)
    return [
        Executed(row, standing[row.matter.pk], told.get(row.matter.pk), row.matter.pk in seen)
        for row in rows
        if row.matter is not None
    ]


def _latest_words(keys: Iterable[int]) -> dict[int, Step]:
    """The latest step with words of each matter, by its key. One query."""
    steps = Step.objects.filter(matter__in=list(keys), act__in=CAME_BACK).exclude(text="")
    found = steps.select_related("organization", "taken_by").order_by("taken_at", "pk")
    return {step.matter_id: step for step in found}
