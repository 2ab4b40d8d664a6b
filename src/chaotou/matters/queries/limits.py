"""The limits of one matter: where each stands, what is left of it, how it was counted day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from chaotou.core.issues import Message
from chaotou.core.lights import Light
from chaotou.core.matters.clock import Clock, ClockDue
from chaotou.core.matters.course import CourseDay, course
from chaotou.core.matters.standing import Standing, left, light_of, standing
from chaotou.core.naming import Named
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.matters.models import Matter, MatterClock
from chaotou.matters.operations import clocks
from chaotou.matters.rules import rules


@dataclass(frozen=True)
class ClockLine:
    """A limit: what it is called, when it runs out, where it stands, what is left, and how it was counted.

    `left` is days after today or hours, negative by how much it is late, and what is left to run where the
    clock stands; None once it was met.
    """

    clock: MatterClock
    name: Any
    due: ClockDue
    standing: Standing
    light: Light
    left: float | None
    days: tuple[CourseDay, ...]


def standing_of(matter: Matter, at: datetime) -> Standing:
    """Where a matter stands at a moment of matters. No query."""
    return standing(
        at,
        started_at=matter.started_at,
        due_at=matter.due_at,
        soon_at=matter.soon_at,
        suspended_since=matter.suspended_since,
        closed_at=matter.closed_at,
    )


def clock_lines(matter: Matter, kind: KindSpec, at: datetime) -> list[ClockLine]:
    """Every limit that began, at a moment of matters. Three queries."""
    stood, extension = clocks.suspensions_of(matter), clocks.extension_of(matter)
    lines = []
    for row in matter.clocks.all():
        given = clocks.clock_of(row, stood, extension)
        lines.append(_clock(row, given, clocks.counted(row, stood, extension), matter, kind, at))
    return lines


def _clock(
    row: MatterClock, clock: Clock, due: ClockDue, matter: Matter, kind: KindSpec, at: datetime
) -> ClockLine:
    calendar, zone = rules().zone.workdays, timezone.get_default_timezone()
    since = None if row.met_at else matter.suspended_since
    now = standing(
        at,
        started_at=row.started_at,
        due_at=row.due_at,
        soon_at=row.soon_at,
        suspended_since=since,
        closed_at=row.met_at,
    )
    return ClockLine(
        clock=row,
        name=_limit_name(row, kind),
        due=due,
        standing=now,
        light=light_of(now, at, row.attention_at),
        left=None if row.met_at else _left(clock, due, at),
        days=course(clock, due, calendar, zone),
    )


def _left(clock: Clock, due: ClockDue, at: datetime) -> float:
    if due.left is not None:
        return due.left
    since = max(clock.started_at, clock.extension.granted_at) if clock.extension else clock.started_at
    return left(
        at,
        clock.limit.counted_in,
        rules().zone.workdays,
        timezone.get_default_timezone(),
        due_at=due.due_at,
        since=since,
    )


def _limit_name(row: MatterClock, kind: KindSpec) -> Any:
    if row.code == clocks.OWN:
        return Message("要求完成日期")
    same = [limit for limit in kind.limits if limit.code == row.code]
    found = next((limit for limit in same if limit.basis == row.basis), next(iter(same), None))
    return Named(found.name, found.english) if found else row.code
