"""Which reminders a matter needs now: the zone's rules against its due time, each raised once for a due time.

Rules in days come at the beginning of a day: before, on or after the day that is due. Rules in hours come so
many hours before or after the due moment. What warns of a due time is no longer raised once it has passed.
A suspended or closed matter needs none; one with a new due time is reminded of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

import numpy as np

from chaotou.core.deadlines import CountedIn, counting
from chaotou.core.matters.clock import Limit
from chaotou.core.matters.clocks import COUNTED, along_each, taken, used_at
from chaotou.core.matters.rulers import Hours
from chaotou.core.matters.standing import RUNNING, STANDINGS, Standing
from chaotou.core.midnights import NEVER, Moments, midnights, moments
from chaotou.core.panel import Codes, Whole
from chaotou.core.workdays import Positions, WorkdayCalendar
from chaotou.core.zone.matter_watch_specs import Anchor, ReminderSpec

_INSTANT = np.timedelta64(1, "us")


@dataclass(frozen=True)
class Watched:
    """What reminders depend on, as parallel arrays over matters whose kinds have the same rules.

    `standing` are codes of `standings_of`; `limit` and `counted_in` as in `Clocks`; `behind_at` is when a
    progress report or a node was due that did not come (NaT: none outstanding).
    """

    standing: Codes
    started_at: Moments
    due_at: Moments
    limit: Whole
    counted_in: Codes
    behind_at: Moments


def reminders_of(
    rules: Iterable[ReminderSpec],
    watched: Watched,
    raised: Mapping[str, Moments],
    now: datetime,
    calendar: WorkdayCalendar,
    zone: tzinfo,
) -> dict[str, Positions]:
    """For each rule by code, the rows that need it now.

    `raised` says by rule for which due time each row was reminded last (NaT, or no such rule: never). Asking
    again after raising what was found finds nothing.
    """
    at = moments([now])[0]
    runs = np.isin(watched.standing, [STANDINGS.index(one) for one in RUNNING])
    found = {}
    for rule in rules:
        due = _measured_from(rule, watched)
        rows = np.flatnonzero(runs & ~np.isnat(due) & (raised.get(rule.code, NEVER) != due))
        comes, due = _comes_at(rule, taken(watched, rows), calendar, zone), due[rows]
        found[rule.code] = rows[(comes <= at) & ((at < due) | (comes >= due))]
    return found


def reminders(
    rules: Sequence[ReminderSpec],
    standing: Standing,
    limit: Limit,
    now: datetime,
    calendar: WorkdayCalendar,
    zone: tzinfo,
    *,
    started_at: datetime | None,
    due_at: datetime | None,
    behind_at: datetime | None = None,
    raised: Mapping[str, datetime],
) -> list[ReminderSpec]:
    """The rules that one matter needs now; see `reminders_of`. Moments carry their time zone."""
    codes = np.array([STANDINGS.index(standing)]), np.array([COUNTED.index(limit.counted_in)])
    times = [moments([one]) for one in (started_at, due_at, behind_at)]
    watched = Watched(codes[0], times[0], times[1], np.array([limit.days]), codes[1], times[2])
    before = {code: moments([due]) for code, due in raised.items()}
    found = reminders_of(rules, watched, before, now, calendar, zone)
    return [rule for rule in rules if found[rule.code].size]


def _measured_from(rule: ReminderSpec, watched: Watched) -> Moments:
    return watched.behind_at if rule.anchor is Anchor.BEHIND else watched.due_at


def _comes_at(rule: ReminderSpec, watched: Watched, calendar: WorkdayCalendar, zone: tzinfo) -> Moments:
    """From which moment each matter needs the reminder."""
    if rule.anchor is Anchor.SHARE_USED:
        return _share_used_at(float(rule.amount), watched, calendar, zone)
    due, is_before = _measured_from(rule, watched), rule.anchor is Anchor.BEFORE_DUE
    if rule.counted_in is CountedIn.HOURS:
        hours = np.timedelta64(int(rule.amount * Hours.unit), "us")
        return due - hours if is_before else due + hours
    days, held = counting(calendar, rule.counted_in), midnights(zone)
    due_days = held.day_of(due - _INSTANT)
    move = days.before if is_before else days.after
    return held.begin(move(due_days, int(rule.amount)))


def _share_used_at(share: float, watched: Watched, calendar: WorkdayCalendar, zone: tzinfo) -> Moments:
    comes = np.full(watched.due_at.size, NEVER)
    for along, rows in along_each(watched.counted_in, calendar, zone):
        part = taken(watched, rows)
        start, due = along.runs_from(part.started_at), along.ran_until(part.due_at)
        comes[rows] = along.moment_of(used_at(along, start, due, part.limit * along.unit, share))
    return comes
