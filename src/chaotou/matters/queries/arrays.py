"""Matters as parallel arrays, for what looks at all of them at once: counts and reminders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import F, QuerySet
from django.utils import timezone

from chaotou.core.deadlines import CountedIn
from chaotou.core.matters.clocks import COUNTED, along_each
from chaotou.core.matters.counting import Handled
from chaotou.core.midnights import Moments, moments
from chaotou.core.panel import Codes, Floats, Whole
from chaotou.matters.models import Matter, MatterClock, Suspension
from chaotou.matters.rules import rules

NONE = -1
"""In place of a key or a code where there is none."""


@dataclass(frozen=True)
class Counts:
    """All matters as what is counted of them, with their kinds, results and leading organizations (keys)."""

    handled: Handled
    kind: np.ndarray[Any, np.dtype[np.str_]]
    result: np.ndarray[Any, np.dtype[np.str_]]
    lead: Whole
    is_synthetic: np.ndarray[Any, np.dtype[np.bool_]]


_COLUMNS = (
    "pk",
    "kind",
    "result",
    "lead_id",
    "registered_at",
    "started_at",
    "due_at",
    "closed_at",
    "phase",
    "satisfaction",
    "repeats_id",
    "is_synthetic",
)


def counted() -> Counts:
    """Every matter that was not given up. Three queries."""
    columns = columns_of(Matter.objects.exclude(phase=Matter.Phase.ENDED).order_by("pk"), _COLUMNS)
    held = dict(zip(_COLUMNS, columns, strict=True))
    keys = np.array(held["pk"], np.int64)
    started, closed = as_moments(held["started_at"]), as_moments(held["closed_at"])
    limit, counted_in = _limits(keys)
    handled = Handled(
        registered_at=as_moments(held["registered_at"]),
        due_at=as_moments(held["due_at"]),
        closed_at=closed,
        used=_used(keys, started, closed, counted_in),
        limit=limit,
        in_days=counted_in != COUNTED.index(CountedIn.HOURS),
        satisfaction=_numbers(held["satisfaction"]),
        repeats=np.array([key is not None for key in held["repeats_id"]], bool),
    )
    return Counts(
        handled,
        np.array(held["kind"], np.str_),
        np.array(held["result"], np.str_),
        np.array([NONE if key is None else key for key in held["lead_id"]], np.int64),
        np.array(held["is_synthetic"], bool),
    )


def columns_of(rows: QuerySet[Any], names: Sequence[str]) -> list[Sequence[Any]]:
    """The columns of a query as the database gives them: Django's reading of a million rows is slow."""
    sql, params = rows.values_list(*names).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found = cursor.fetchall()
    return [list(column) for column in zip(*found, strict=True)] if found else [[] for _ in names]


def as_moments(column: Iterable[Any]) -> Moments:
    """Moments of a raw column: SQLite keeps them as text in UTC."""
    values = list(column)
    if all(value is None or isinstance(value, datetime) for value in values):
        return moments(values)
    return np.array(["NaT" if value is None else value for value in values], "datetime64[us]")


def _numbers(column: Iterable[Any]) -> Floats:
    return np.array([np.nan if value is None else value for value in column], float)


def _limits(keys: Whole) -> tuple[Floats, Codes]:
    """The leading limit of each matter and what it counts; NaN and no code where it has none. One query."""
    leading = MatterClock.objects.filter(is_closing=True).order_by("started_at", F("basis").desc())
    matter, limit, counted_in = columns_of(leading, ("matter_id", "limit", "counted_in"))
    limits, codes = np.full(keys.size, np.nan), np.full(keys.size, NONE, np.int8)
    at, known = _places(keys, matter)
    limits[at] = np.array(limit, float)[known]
    codes[at] = np.array([COUNTED.index(CountedIn(one)) for one in counted_in], np.int8)[known]
    return limits, codes


def _places(keys: Whole, matter: Sequence[int]) -> tuple[Whole, Whole]:
    """Where in sorted `keys` these matters stand, and which of the given they are."""
    if not len(keys) or not len(matter):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    given = np.array(matter, np.int64)
    at = np.minimum(np.searchsorted(keys, given), keys.size - 1)
    known = np.flatnonzero(keys[at] == given)
    return at[known], known


def _used(keys: Whole, started: Moments, closed: Moments, counted_in: Codes) -> Floats:
    """How much of its limit had run on each closed matter, the closing day included. One query."""
    used = np.full(keys.size, np.nan)
    is_closed = ~np.isnat(started) & ~np.isnat(closed)
    stood = _stood(keys, counted_in)
    for along, rows in _along(np.where(is_closed, counted_in, NONE).astype(np.int8)):
        ran = along.count(along.runs_from(started[rows]), along.runs_from(closed[rows]))
        used[rows] = ran / along.unit - stood[rows]
    return used


def _stood(keys: Whole, counted_in: Codes) -> Floats:
    """How long the clocks of each matter stood, in its limit's own days or hours."""
    matter, began, ended = columns_of(
        Suspension.objects.filter(ended_at__isnull=False), ("matter_id", "began_at", "ended_at")
    )
    stood = np.zeros(keys.size)
    at, known = _places(keys, matter)
    first, latest = as_moments(began)[known], as_moments(ended)[known]
    for along, rows in _along(counted_in[at]):
        days = along.count(along.ran_until(first[rows]), along.runs_from(latest[rows])) / along.unit
        np.add.at(stood, at[rows], days)
    return stood


def _along(counted_in: Codes) -> Iterable[Any]:
    return along_each(counted_in, rules().zone.workdays, timezone.get_default_timezone())
