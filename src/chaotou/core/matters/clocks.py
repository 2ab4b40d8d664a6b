"""When the limits of many matters run out, at once: the arithmetic of `clock.due_of` over parallel arrays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import tzinfo
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from chaotou.core.deadlines import CountedIn
from chaotou.core.issues import Message, Refusal
from chaotou.core.matters.rulers import LimitRuler, ruler
from chaotou.core.midnights import NEVER, Moments
from chaotou.core.panel import Codes, Truths, Whole
from chaotou.core.workdays import FIRST, Dates, Positions, WorkdayCalendar, positions

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

COUNTED: Final = tuple(CountedIn)
_NOISE: Final = 1e-9


@dataclass(frozen=True)
class Shades:
    """At which share of a limit used a matter asks for attention, and is due soon (operations.md §3.4)."""

    attention: float = 0.5
    soon: float = 0.8


USUAL: Final = Shades()


@dataclass(frozen=True)
class Clocks:
    """Clocks as parallel arrays: when they started (NaT: not yet), limits, and what moved the due date.

    `limit` counts what `counted_in` (an index into `COUNTED`) names. `stood` is by how much suspensions moved
    the due date: days of the limit's own kind, microseconds where hours count; of an extended clock, only
    those since the extension. `extended_until` is the day granted (NaT: none). `rolls_past_rest` says whether
    natural days that end on a day of rest run out on the next working day.
    """

    started_at: Moments
    limit: Whole
    counted_in: Codes
    stood: Whole
    extended_until: Dates
    rolls_past_rest: Truths


@dataclass(frozen=True)
class Dues:
    """Parallel arrays of moments: each standing begins at its own. NaT where the clock has not started."""

    original_due_at: Moments
    due_at: Moments
    attention_at: Moments
    soon_at: Moments
    is_provisional: Truths


def due_many(clocks: Clocks, calendar: WorkdayCalendar, zone: tzinfo, shades: Shades = USUAL) -> Dues:
    """When every clock runs out in the zone; `Refusal` for negative limits and beyond 1980 to 2100."""
    if np.any(clocks.limit < 0):
        raise Refusal(Message("期限的天数不能是负数。"))
    found = _not_started(clocks.started_at.size)
    kinds = np.where(np.isnat(clocks.started_at), -1, clocks.counted_in)
    for along, rows in along_each(kinds, calendar, zone):
        _put(found, rows, _dues(along, taken(clocks, rows), shades))
    return found


def along_each(
    counted_in: Codes, calendar: WorkdayCalendar, zone: tzinfo
) -> Iterator[tuple[LimitRuler, Positions]]:
    """The rows of each kind of limit (codes are indices into `COUNTED`, others left out), and its ruler."""
    for code, kind in enumerate(COUNTED):
        rows = np.flatnonzero(counted_in == code)
        if rows.size:
            yield ruler(kind, calendar, zone), rows


def _not_started(size: int) -> Dues:
    never = [np.full(size, NEVER) for _ in range(4)]
    return Dues(never[0], never[1], never[2], never[3], np.zeros(size, np.bool_))


def _dues(along: LimitRuler, clocks: Clocks, shades: Shades) -> Dues:
    whole = clocks.limit * along.unit
    start, original, base = without_suspensions(along, clocks)
    due = latest(along, clocks, along.after(base, clocks.stood))
    return Dues(
        along.moment_of(_rolled(along, original, clocks.rolls_past_rest)),
        along.moment_of(due),
        along.moment_of(used_at(along, start, due, whole, shades.attention)),
        along.moment_of(used_at(along, start, due, whole, shades.soon)),
        along.is_provisional(start, due) | (_rolling(clocks) & along.rolls_provisionally(original, due)),
    )


def latest(along: LimitRuler, clocks: Clocks, due: Positions) -> Positions:
    """Where clocks of one kind run out that have run up to `due`: limits that roll past rest roll on.

    A day that an extension names is one that was said, not counted: it stays, and what stands later moves
    it on by what stood and no further.
    """
    return _rolled(along, due, _rolling(clocks))


def _rolling(clocks: Clocks) -> Truths:
    return np.asarray(clocks.rolls_past_rest & np.isnat(clocks.extended_until))


def _rolled(along: LimitRuler, at: Positions, rolls: Truths) -> Positions:
    return np.where(rolls, along.rolled(at), at) if rolls.any() else at


def without_suspensions(along: LimitRuler, clocks: Clocks) -> tuple[Positions, Positions, Positions]:
    """Where clocks of one kind start, have run by their limit alone, and have run with their extension."""
    start = along.runs_from(clocks.started_at)
    original = along.after(start, clocks.limit * along.unit)
    extended = ~np.isnat(clocks.extended_until)
    until = positions(np.where(extended, clocks.extended_until, np.datetime64(FIRST)))
    return start, original, np.where(extended, along.end_of(until), original)


def used_at(along: LimitRuler, start: Positions, due: Positions, whole: Whole, share: float) -> Positions:
    """Where this share of a limit is used: only the rest of it still lies before the due position.

    Shares of days are rounded down to whole days, so that the last day of any limit is due soon.
    """
    rest = whole - np.floor(whole * share + _NOISE).astype(np.int64)
    return along.after(start, np.maximum(along.count(start, due) - rest, 0))


P = TypeVar("P", bound="DataclassInstance")


def taken(parallel: P, rows: Positions) -> P:
    """These rows of a dataclass of parallel arrays."""
    names = [field.name for field in fields(parallel)]
    return replace(parallel, **{name: getattr(parallel, name)[rows] for name in names})


def _put(found: Dues, rows: Positions, part: Dues) -> None:
    for field in fields(found):
        getattr(found, field.name)[rows] = getattr(part, field.name)
