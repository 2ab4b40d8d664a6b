"""The matters of a kind as reminders look at them: open ones, as parallel arrays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from chaotou.core.deadlines import CountedIn
from chaotou.core.matters.clocks import COUNTED
from chaotou.core.matters.progress import period_of
from chaotou.core.matters.reminding import Watched
from chaotou.core.matters.standing import Times, standings_of
from chaotou.core.midnights import NEVER, Moments, midnight, moments
from chaotou.core.panel import Codes, Whole
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.matters.models import Assignment, Matter, MatterClock, MatterNode, Notice, ProgressReport
from chaotou.matters.queries.arrays import (
    NONE,
    Reader,
    Words,
    as_keys,
    as_moments,
    columns_of,
    leading_limits,
    places,
)
from chaotou.matters.queries.standing import TO_BE_DONE


@dataclass(frozen=True)
class Open:
    """Open matters of a kind by their keys, and when each was reminded of which due time, by rule."""

    keys: Whole
    watched: Watched
    raised: dict[str, Moments]


_TIMES = ("started_at", "due_at", "soon_at", "suspended_since", "closed_at")
_READERS: dict[str, Reader] = {"pk": as_keys, **dict.fromkeys(_TIMES, as_moments)}


def watched(kind: KindSpec, now: datetime) -> Open | None:
    """The open matters of a kind with a limit; None where there are none. Up to five queries.

    All ask by the keys of those few, which an index of what is to be done finds; asked by kind, SQLite reads
    every matter of it.
    """
    is_open = TO_BE_DONE & Q(phase=Matter.Phase.OPEN)
    rows = Matter.objects.filter(is_open, kind=kind.code, due_at__isnull=False)
    keys, *times = columns_of(Matter.objects.filter(pk__in=rows).order_by("pk"), _READERS)
    if not keys.size:
        return None
    held = Times(*times)
    limit, counted_in = _limits(rows, keys)
    standing = standings_of(held, moments([now])[0])
    behind = _behind(kind, rows, keys, now)
    found = Watched(standing, held.started_at, held.due_at, limit, counted_in, behind)
    return Open(keys, found, _raised(rows, keys))


def _limits(rows: QuerySet[Matter], keys: Whole) -> tuple[Whole, Codes]:
    """The leading limit of each, and an index into `COUNTED`; no working days where it has none."""
    limit, counted_in = leading_limits(MatterClock.objects.filter(matter__in=rows), keys)
    has_none, working = counted_in == NONE, COUNTED.index(CountedIn.WORKING)
    return np.where(has_none, 0, limit), np.where(has_none, working, counted_in).astype(np.int8)


def _raised(rows: QuerySet[Matter], keys: Whole) -> dict[str, Moments]:
    """By rule, for which due time each matter was reminded last."""
    words = Words()
    readers = {"matter_id": as_keys, "rule": words.of, "due_at": as_moments}
    notices = Notice.objects.filter(matter__in=rows).order_by("raised_at", "pk")
    matter, rule, due_at = columns_of(notices, readers)
    found: dict[str, Moments] = {}
    for code, number in words.items():
        one = np.flatnonzero(rule == number)
        at, known = places(keys, matter[one])
        found[code] = np.full(keys.size, NEVER)
        found[code][at] = due_at[one][known]
    return found


def _behind(kind: KindSpec, rows: QuerySet[Matter], keys: Whole, now: datetime) -> Moments:
    """When a progress report or a node was due that did not come; the earlier of the two."""
    zone, today = timezone.get_default_timezone(), timezone.localdate(now)
    late = [*_reports_missing(kind, rows, today), *_nodes_late(rows, today)]
    at, known = places(keys, np.array([key for key, _day in late], np.int64))
    found = np.full(keys.size, NEVER)
    np.fmin.at(found, at, moments(midnight(day, zone) for _key, day in late)[known])
    return found


def _reports_missing(kind: KindSpec, rows: QuerySet[Matter], today: date) -> Iterator[tuple[int, date]]:
    """Matters whose lead, in charge all through the latest closed period, did not report; its end."""
    if kind.progress_every is None:
        return
    ends_on = period_of(kind.progress_every, today)
    begins_on = period_of(kind.progress_every, ends_on - timedelta(days=1))
    begins_at = midnight(begins_on, timezone.get_default_timezone())
    told = ProgressReport.objects.filter(matter__in=rows, period_on=begins_on).values("matter")
    led = Assignment.objects.filter(
        matter__in=rows, role=Assignment.Role.LEAD, ended_at=None, assigned_at__lt=begins_at
    ).order_by()
    for key in led.exclude(matter__in=told).values_list("matter", flat=True):
        yield key, ends_on


def _nodes_late(rows: QuerySet[Matter], today: date) -> Iterator[tuple[int, date]]:
    """Matters with a node that should be done, and the day after it."""
    late = MatterNode.objects.filter(matter__in=rows, done_on=None, due_on__lt=today).order_by()
    for key, due_on in late.values_list("matter").annotate(first=Min("due_on")):
        yield key, due_on + timedelta(days=1)
