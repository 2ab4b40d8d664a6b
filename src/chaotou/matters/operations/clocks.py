"""The clocks of a matter follow what is done to it: begun, met, stopped, moved on; its columns with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from django.utils import timezone

from chaotou.core.deadlines import CountedIn
from chaotou.core.matters.clock import Clock, ClockDue, Extension, Limit, Suspension, due_of
from chaotou.core.midnights import midnight
from chaotou.core.projects.conditions import holds
from chaotou.core.zone.matter_flow_specs import Act
from chaotou.core.zone.matter_specs import Basis, KindSpec, LimitSpec
from chaotou.matters import models
from chaotou.matters.models import Matter, MatterClock
from chaotou.matters.rules import rules
from chaotou.rows.inserting import copied

OWN: Final = "own"
"""The code of the limit that a day named by hand is."""

INSTANT: Final = timedelta(microseconds=1)

MOVED: Final = ("due_at", "attention_at", "soon_at", "is_provisional")


@dataclass(frozen=True)
class Moved:
    """How an act moved the matter, as far as its clocks are concerned.

    `starts` where the step starts the clock; what begins runs from `starts_at`, else from now. `ends` where
    the matter is over, which meets whatever runs; `revives` where it is taken up again: its limit runs anew,
    or goes on where none begins.
    """

    starts: bool = False
    ends: bool = False
    revives: bool = False
    starts_at: datetime | None = None


def follow(matter: Matter, kind: KindSpec, acts: Collection[Act], at: datetime, moved: Moved) -> None:
    """Let the matter's clocks follow what is done: some begin, some are met. 1 to 4 queries.

    The matter's own columns are set and not saved.
    """
    running = [] if Act.REGISTER in acts else list(matter.clocks.filter(met_at=None))
    met = [row for row in running if moved.ends or not _met_by(kind, row).isdisjoint(acts)]
    for row in met:
        row.met_at = at
    if met:
        MatterClock.objects.bulk_update(met, ["met_at"])
    known = {(row.code, row.basis) for row in running if row.met_at is None}
    begun = _begun(matter, kind, acts, moved.starts_at or at, moved.starts)
    begun = [row for row in begun if (row.code, row.basis) not in known]
    MatterClock.objects.bulk_create(begun)
    rows = [*running, *begun]
    if moved.revives and not any(row.is_closing and row.met_at is None for row in rows):
        rows += _revived(matter)
    _show(matter, rows)
    if moved.starts:
        matter.started_at = matter.started_at or moved.starts_at or at


def _revived(matter: Matter) -> list[MatterClock]:
    """The closing limits that ended with the matter run on, as they were."""
    closing = list(matter.clocks.filter(is_closing=True))
    latest = max((row.started_at for row in closing), default=None)
    rows = [row for row in closing if row.started_at == latest]
    for row in rows:
        row.met_at = None
    MatterClock.objects.bulk_update(rows, ["met_at"])
    return rows


def begin_own(matter: Matter, at: datetime) -> None:
    """Let a part that was split off run towards its own day; where none is named, without a limit."""
    rows = _own(matter.own_due_on, matter, at) if matter.own_due_on else []
    MatterClock.objects.bulk_create(rows)
    _show(matter, rows)
    matter.started_at = matter.started_at or at


def begin_alike(
    matter: Matter, registered: Iterable[MatterClock], routed: Iterable[MatterClock]
) -> list[MatterClock]:
    """The limits of a matter registered like another, counted from its own days. Nothing is saved.

    `registered` are the other's limits that began when it came, `routed` those that began when it was
    assigned by itself. The matter's own columns are set.
    """
    rows = [_alike(row, matter, matter.received_at) for row in registered]
    _show(matter, rows)
    rows += [_alike(row, matter, row.started_at) for row in routed]
    _show(matter, rows)
    return rows


def _alike(row: MatterClock, matter: Matter, starts_at: datetime) -> MatterClock:
    if row.code == OWN and matter.own_due_on:
        return _own(matter.own_due_on, matter, starts_at)[0]
    return _started(matter, [copied(row)], starts_at)[0]


def recount(matter: Matter) -> None:
    """Count anew when the running clocks run out, after they stood or were given more time. 4 queries."""
    running = list(matter.clocks.filter(met_at=None))
    stood, extension = suspensions_of(matter), extension_of(matter)
    for row in running:
        _put(row, counted(row, stood, extension))
    MatterClock.objects.bulk_update(running, MOVED)
    _show(matter, running)


def counted(
    row: MatterClock, stood: tuple[Suspension, ...] = (), extension: Extension | None = None
) -> ClockDue:
    """When the clock of a row runs out, by the zone's calendar."""
    held, zone = rules(), timezone.get_default_timezone()
    return _due_of(clock_of(row, stood, extension), held.zone.workdays, zone, held.shades)


_due_of = lru_cache(maxsize=4096)(due_of)
"""Rows of a table came on the same days: each is counted once."""


def clock_of(
    row: MatterClock, stood: tuple[Suspension, ...] = (), extension: Extension | None = None
) -> Clock:
    """A row as the rule counts it; an extension moves closing limits only."""
    moves = extension is not None and row.is_closing and extension.granted_at >= row.started_at
    limit = Limit(row.limit, CountedIn(row.counted_in), row.rolls_past_rest)
    return Clock(row.started_at, limit, stood, extension if moves else None)


def suspensions_of(matter: Matter) -> tuple[Suspension, ...]:
    """Every time the matter's clocks stood, the running one included. One query."""
    return tuple(Suspension(*when) for when in matter.suspensions.values_list("began_at", "ended_at"))


def extension_of(matter: Matter) -> Extension | None:
    """The latest extension that was granted. One query."""
    granted = matter.extensions.filter(state=models.Extension.State.GRANTED, decided_at__isnull=False)
    latest = granted.order_by("-decided_at", "-pk").first()
    return Extension(latest.until_on, latest.decided_at) if latest and latest.decided_at else None


def limits_of(
    kind: KindSpec, acts: Collection[Act], starts: bool, on: date, matter: Matter
) -> Iterator[LimitSpec]:
    """The limits that acts begin: in force on the day, the earliest of a code and basis that holds.

    A day named by hand takes the place of what the zone promises, not of what the law sets.
    """
    known = set()
    for limit in kind.limits:
        begins = not set(acts).isdisjoint(limit.started_by) or (starts and not limit.started_by)
        replaced = matter.own_due_on and limit.is_closing and limit.basis is Basis.COMMITTED
        if not begins or replaced or (limit.code, limit.basis) in known:
            continue
        if _in_force(limit, on) and holds(limit.when, matter.particulars):
            known.add((limit.code, limit.basis))
            yield limit


def _in_force(limit: LimitSpec, on: date) -> bool:
    return limit.valid_from <= on and (limit.until is None or on <= limit.until)


def _begun(
    matter: Matter, kind: KindSpec, acts: Collection[Act], at: datetime, starts: bool
) -> list[MatterClock]:
    on = timezone.localdate(at)
    rows = _started(matter, [_of_rule(limit) for limit in limits_of(kind, acts, starts, on, matter)], at)
    return rows + _own(matter.own_due_on, matter, at) if starts and matter.own_due_on else rows


def _started(matter: Matter, rows: list[MatterClock], at: datetime) -> list[MatterClock]:
    for row in rows:
        row.matter, row.started_at = matter, at
        due = counted(row)
        row.original_due_at = due.original_due_at
        _put(row, due)
    return rows


def _of_rule(limit: LimitSpec) -> MatterClock:
    return MatterClock(
        code=limit.code,
        basis=limit.basis.value,
        is_closing=limit.is_closing,
        limit=limit.days,
        counted_in=limit.counted_in.value,
        rolls_past_rest=limit.rolls_past_rest,
        clause=limit.clause,
        source=limit.source,
    )


def _own(due_on: date, matter: Matter, at: datetime) -> list[MatterClock]:
    """The limit towards a day named by hand; a day already past is counted from itself: late at once.

    Named, it stands on a day of rest too.
    """
    starts_at = min(at, midnight(due_on + timedelta(days=1), timezone.get_default_timezone()) - INSTANT)
    days = (due_on - timezone.localdate(starts_at)).days
    row = MatterClock(code=OWN, basis=Basis.COMMITTED.value, limit=days, counted_in=CountedIn.NATURAL.value)
    return _started(matter, [row], starts_at)


def _met_by(kind: KindSpec, row: MatterClock) -> frozenset[Act]:
    same = [limit for limit in kind.limits if (limit.code, limit.basis.value) == (row.code, row.basis)]
    return frozenset(act for limit in same for act in limit.met_by)


def _put(row: MatterClock, due: ClockDue) -> None:
    row.due_at, row.attention_at, row.soon_at = due.due_at, due.attention_at, due.soon_at
    row.is_provisional = due.is_provisional


def _show(matter: Matter, rows: Iterable[MatterClock]) -> None:
    """The matter's own columns: its leading limit and the nearest of those that run."""
    found = list(rows)
    leading = max((row for row in found if row.is_closing), key=leads, default=None)
    if leading is not None:
        matter.started_at = leading.started_at
        matter.original_due_at = matter.original_due_at or leading.original_due_at
        matter.due_at = leading.due_at
        matter.attention_at, matter.soon_at = leading.attention_at, leading.soon_at
    open_until = [row.due_at for row in found if _runs(row, matter.suspended_since)]
    matter.next_due_at = min(open_until, default=None)


def _runs(row: MatterClock, suspended_since: datetime | None) -> bool:
    """Whether the limit is still to be met; one that ran out before the clock stood is late all the same."""
    return row.met_at is None and (suspended_since is None or row.due_at <= suspended_since)


def leads(row: MatterClock) -> tuple[datetime, bool]:
    """The one begun latest; of those the zone's promise."""
    return row.started_at, row.basis == Basis.COMMITTED
