"""Matters as parallel arrays, for what looks at all of them at once: counts and reminders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from django.db import connection
from django.db.models import Func, QuerySet
from django.utils import timezone

from chaotou.core.deadlines import CountedIn
from chaotou.core.matters.clocks import COUNTED, along_each
from chaotou.core.matters.counting import Handled, Ratings
from chaotou.core.midnights import Moments
from chaotou.core.panel import Codes, Floats, Truths, Whole
from chaotou.matters.models import Matter, MatterClock, Rating, Suspension
from chaotou.matters.rules import rules

NONE = -1
"""In place of a key or a code where there is none."""

BATCH = 500
"""So many rows are held as Python's own values at a time."""

Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]
Reader: TypeAlias = Callable[[Sequence[Any]], Array]
"""Makes an array of some of a column's values as the database gives them."""


class Words(dict[str, int]):
    """A number for each word, in the order in which they are met."""

    def __missing__(self, word: str) -> int:
        return self.setdefault(word, len(self))

    def of(self, words: Iterable[str]) -> Whole:
        return np.array([self[word] for word in words], np.int64)


@dataclass(frozen=True)
class Counts:
    """All matters as what is counted of them, with their leading organizations (keys).

    Their kinds and results are the numbers that `words` has for them; `rated` are the places of the matters
    that `ratings` are of.
    """

    handled: Handled
    ratings: Ratings
    rated: Whole
    words: Words
    kind: Whole
    result: Whole
    lead: Whole
    is_synthetic: Truths


def columns_of(rows: QuerySet[Any], readers: Mapping[str, Reader]) -> list[Array]:
    """These columns of a query, each as its reader makes it: Django's reading of a million rows is slow."""
    asked = [_Bare(name) if read is as_moments else name for name, read in readers.items()]
    sql, params = rows.values_list(*asked).query.sql_with_params()
    parts = [[read(()) for read in readers.values()]]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        while found := cursor.fetchmany(BATCH):
            columns = zip(readers.values(), zip(*found, strict=True), strict=True)
            parts.append([read(column) for read, column in columns])
    return [np.concatenate(part) for part in zip(*parts, strict=True)]


def as_keys(column: Sequence[Any]) -> Whole:
    return np.array([NONE if key is None else key for key in column], np.int64)


def as_truths(column: Sequence[Any]) -> Truths:
    return np.array(column, bool)


def as_moments(column: Sequence[Any]) -> Moments:
    """Microseconds since 1970, or text in UTC."""
    return np.array(column, "datetime64[us]")


class _Bare(Func):
    """A moment in microseconds since 1970; of SQLite the text that it keeps. Others are slow to read."""

    template = "CAST(%(expressions)s AS text)"

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = "(EXTRACT(EPOCH FROM %(expressions)s) * 1000000)::bigint"
        return self.as_sql(compiler, connection, template=template, **more)


def counted() -> Counts:
    """Every matter that was not given up. Four queries."""
    words = Words()
    readers: dict[str, Reader] = {
        "pk": as_keys,
        "kind": words.of,
        "result": words.of,
        "lead_id": as_keys,
        "registered_at": as_moments,
        "started_at": as_moments,
        "due_at": as_moments,
        "closed_at": as_moments,
        "repeats_id": as_keys,
        "is_synthetic": as_truths,
    }
    rows = Matter.objects.exclude(phase=Matter.Phase.ENDED).order_by("pk")
    held = dict(zip(readers, columns_of(rows, readers), strict=True))
    limit, counted_in = leading_limits(MatterClock.objects.all(), held["pk"])
    handled = Handled(
        registered_at=held["registered_at"],
        due_at=held["due_at"],
        closed_at=held["closed_at"],
        used=_used(held["pk"], held["started_at"], held["closed_at"], counted_in),
        limit=np.where(counted_in == NONE, np.nan, limit),
        in_days=counted_in != COUNTED.index(CountedIn.HOURS),
        repeats=held["repeats_id"] != NONE,
    )
    parts = (held[name] for name in ("kind", "result", "lead_id", "is_synthetic"))
    return Counts(handled, *_ratings(held["pk"]), words, *parts)


def _ratings(keys: Whole) -> tuple[Ratings, Whole]:
    """Every rating of these matters, and where in `keys` its matter stands. One query."""
    readers: dict[str, Reader] = {"matter_id": as_keys, "rated_at": as_moments, "score": as_keys}
    matter, rated_at, score = columns_of(Rating.objects.order_by("matter_id", "pk"), readers)
    at, known = places(keys, matter)
    return Ratings(rated_at[known], score[known]), at


def leading_limits(clocks: QuerySet[MatterClock], keys: Whole) -> tuple[Whole, Codes]:
    """The leading limit of each matter and what it counts; `NONE` where it has none. One query.

    Of the closing ones the latest, of two that began together the committed one. `keys` are sorted.
    """
    rows = clocks.filter(is_closing=True).order_by("matter_id", "started_at", "-basis")
    readers: dict[str, Reader] = {"matter_id": as_keys, "limit": as_keys, "counted_in": _as_counted}
    matter, limit, counted_in = columns_of(rows, readers)
    limits, codes = np.full(keys.size, NONE), np.full(keys.size, NONE, np.int8)
    at, known = places(keys, matter)
    limits[at], codes[at] = limit[known], counted_in[known]
    return limits, codes


_CODES = {kind.value: code for code, kind in enumerate(COUNTED)}


def _as_counted(column: Sequence[Any]) -> Codes:
    return np.array([_CODES[kind] for kind in column], np.int8)


def places(keys: Whole, given: Whole) -> tuple[Whole, Whole]:
    """Where in sorted `keys` the given stand, and which of the given they are."""
    at = np.searchsorted(keys, given)
    known = np.flatnonzero(np.append(keys, NONE)[at] == given)
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
    ended = Suspension.objects.filter(ended_at__isnull=False).order_by("matter_id", "began_at", "pk")
    readers = {"matter_id": as_keys, "began_at": as_moments, "ended_at": as_moments}
    matter, began_at, ended_at = columns_of(ended, readers)
    stood = np.zeros(keys.size)
    at, known = places(keys, matter)
    first, latest = began_at[known], ended_at[known]
    for along, rows in _along(counted_in[at]):
        days = along.count(along.ran_until(first[rows]), along.runs_from(latest[rows])) / along.unit
        np.add.at(stood, at[rows], days)
    return stood


def _along(counted_in: Codes) -> Iterable[Any]:
    return along_each(counted_in, rules().zone.workdays, timezone.get_default_timezone())
