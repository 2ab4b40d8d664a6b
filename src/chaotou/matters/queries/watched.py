"""The matters of a kind as reminders look at them: open ones, as parallel arrays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from django.db.models import Min
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
from chaotou.matters.queries.arrays import as_moments, columns_of


@dataclass(frozen=True)
class Open:
    """Open matters of a kind by their keys, and when each was reminded of which due time, by rule."""

    keys: Whole
    watched: Watched
    raised: dict[str, Moments]


_TIMES = ("started_at", "due_at", "soon_at", "suspended_since", "closed_at")


def watched(kind: KindSpec, now: datetime) -> Open | None:
    """The open matters of a kind with a limit; None where there are none. Up to six queries."""
    rows = Matter.objects.filter(kind=kind.code, phase=Matter.Phase.OPEN, due_at__isnull=False).order_by("pk")
    pk, *times = columns_of(rows, ("pk", *_TIMES))
    if not pk:
        return None
    keys = np.array(pk, np.int64)
    held = Times(*(as_moments(column) for column in times))
    limit, counted_in = _limits(kind, keys)
    standing = standings_of(held, moments([now])[0])
    behind = _behind(kind, keys, now)
    found = Watched(standing, held.started_at, held.due_at, limit, counted_in, behind)
    return Open(keys, found, _raised(kind, keys))


def _of(kind: KindSpec) -> dict[str, str]:
    """The rows of other tables that belong to open matters of a kind."""
    return {"matter__kind": kind.code, "matter__phase": Matter.Phase.OPEN}


def _places(keys: Whole) -> dict[int, int]:
    return {key: place for place, key in enumerate(keys.tolist())}


def _limits(kind: KindSpec, keys: Whole) -> tuple[Whole, Codes]:
    """The leading limit of each, and an index into `COUNTED`."""
    rows = MatterClock.objects.filter(**_of(kind), is_closing=True).order_by("started_at", "-basis")
    found = {key: (limit, kept) for key, limit, kept in rows.values_list("matter", "limit", "counted_in")}
    held = [found.get(key, (0, CountedIn.WORKING.value)) for key in keys.tolist()]
    codes = [COUNTED.index(CountedIn(counted)) for _limit, counted in held]
    return np.array([limit for limit, _counted in held], np.int64), np.array(codes, np.int8)


def _raised(kind: KindSpec, keys: Whole) -> dict[str, Moments]:
    """By rule, for which due time each matter was reminded last."""
    at = _places(keys)
    rows = Notice.objects.filter(**_of(kind), matter__due_at__isnull=False).order_by("raised_at", "pk")
    found: dict[str, Moments] = {}
    for key, rule, due_at in rows.values_list("matter", "rule", "due_at"):
        if key in at:
            found.setdefault(rule, np.full(keys.size, NEVER))[at[key]] = moments([due_at])[0]
    return found


def _behind(kind: KindSpec, keys: Whole, now: datetime) -> Moments:
    """When a progress report or a node was due that did not come; the earlier of the two."""
    found = np.full(keys.size, NEVER)
    at, today = _places(keys), timezone.localdate(now)
    for key, day in [*_reports_missing(kind, today), *_nodes_late(kind, today)]:
        if key in at:
            moment = moments([midnight(day, timezone.get_default_timezone())])[0]
            found[at[key]] = np.fmin(found[at[key]], moment)
    return found


def _reports_missing(kind: KindSpec, today: date) -> Iterator[tuple[int, date]]:
    """Matters whose lead, in charge all through the latest closed period, did not report; its end."""
    if kind.progress_every is None:
        return
    ends_on = period_of(kind.progress_every, today)
    begins_on = period_of(kind.progress_every, ends_on - timedelta(days=1))
    told = ProgressReport.objects.filter(**_of(kind), period_on=begins_on).values("matter")
    begins_at = midnight(begins_on, timezone.get_default_timezone())
    led = Assignment.objects.filter(
        **_of(kind), role=Assignment.Role.LEAD, ended_at=None, assigned_at__lt=begins_at
    )
    for key in led.exclude(matter__in=told).values_list("matter", flat=True):
        yield key, ends_on


def _nodes_late(kind: KindSpec, today: date) -> Iterator[tuple[int, date]]:
    """Matters with a node that should be done, and the day after it."""
    rows = MatterNode.objects.filter(**_of(kind), done_on=None, due_on__lt=today)
    for key, due_on in (
        rows.values_list("matter").annotate(first=Min("due_on")).values_list("matter", "first")
    ):
        yield key, due_on + timedelta(days=1)
