"""Standing as conditions on rows, for lists and counts; the rule itself is `core.matters.standing`."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from chaotou.core.matters.standing import STANDINGS, Standing, Times, standings_of
from chaotou.core.midnights import moments
from chaotou.matters.models import Matter

WORK: Final = (Matter.Phase.WAITING, Matter.Phase.OPEN)
"""Phases in which somebody still has to do something."""
TO_BE_DONE: Final = Q(phase__in=[RawSQL(f"'{phase.value}'", ()) for phase in WORK])
"""What somebody still has to act on, with the phases written out: an index of that part alone answers
only where a database reads in the question itself that nothing else is asked for.
"""
PHASES: Final = {
    Standing.OVERDUE: Matter.Phase.OPEN,
    Standing.DUE_SOON: Matter.Phase.OPEN,
    Standing.ON_TRACK: Matter.Phase.OPEN,
    Standing.SUSPENDED: Matter.Phase.OPEN,
    Standing.NOT_STARTED: Matter.Phase.WAITING,
    Standing.CLOSED_ON_TIME: Matter.Phase.CLOSED,
    Standing.CLOSED_LATE: Matter.Phase.CLOSED,
}
"""The phase of whatever stands so."""


def conditions(now: datetime) -> dict[Standing, Q]:
    """For each standing the rows in it at this moment. What was given up stands nowhere."""
    open_now, closed = TO_BE_DONE & Q(phase=Matter.Phase.OPEN), Q(phase=Matter.Phase.CLOSED)
    running = Q(suspended_since=None)
    overdue = Q(due_at__lte=now) & (running | Q(suspended_since__gte=F("due_at")))
    in_time = Q(due_at=None) | Q(due_at__gt=now)
    soon = Q(soon_at__lte=now)
    return {
        Standing.OVERDUE: open_now & overdue,
        Standing.DUE_SOON: open_now & running & Q(due_at__gt=now) & soon,
        Standing.ON_TRACK: open_now & running & in_time & (Q(soon_at=None) | ~soon),
        Standing.SUSPENDED: open_now & ~running & (Q(due_at=None) | Q(suspended_since__lt=F("due_at"))),
        Standing.NOT_STARTED: TO_BE_DONE & Q(phase=Matter.Phase.WAITING),
        Standing.CLOSED_ON_TIME: closed & (Q(due_at=None) | Q(closed_at__lt=F("due_at"))),
        Standing.CLOSED_LATE: closed & Q(closed_at__gte=F("due_at")),
    }


def standings(rows: list[Any], now: datetime) -> list[Standing]:
    """Where each row stands at a moment, by the rule itself."""
    if not rows:
        return []
    times = Times(
        *(
            moments([getattr(row, name) for row in rows])
            for name in ("started_at", "due_at", "soon_at", "suspended_since", "closed_at")
        )
    )
    return [STANDINGS[code] for code in standings_of(times, moments([now]))]
