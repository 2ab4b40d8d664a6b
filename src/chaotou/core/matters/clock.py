"""A limit running on a matter: started, suspended, extended, and when it runs out.

A limit in days runs from the day after the moment that started it and ends with the midnight after its last
day, by the zone's own clock. What the law or the zone allows moves the due date; the original one never
changes, and an extension that was not asked for in time is none and is not handed in here. A limit in natural
days that rolls past rest runs out, where its last day is one of rest, on the next working day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import partial

import numpy as np

from chaotou.core.deadlines import CountedIn, counting, local
from chaotou.core.issues import Message, Refusal
from chaotou.core.matters.clocks import COUNTED, USUAL, Clocks, Shades, due_many, latest, without_suspensions
from chaotou.core.matters.rulers import LimitRuler, ruler
from chaotou.core.midnights import moment, moments
from chaotou.core.workdays import Reckoned, WorkdayCalendar, postponed


@dataclass(frozen=True)
class Limit:
    """So many working days, natural days or hours.

    Natural days may roll past rest: where the last of them is not worked, the next working day is the last.
    Of working days and hours that means nothing.
    """

    days: int
    counted_in: CountedIn = CountedIn.WORKING
    rolls_past_rest: bool = False


@dataclass(frozen=True)
class Suspension:
    """The clock stood from one moment to another, or stands still (None)."""

    began_at: datetime
    ended_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.ended_at is not None and self.ended_at < self.began_at:
            raise Refusal(Message("中止计时的结束时间早于开始时间。"))


@dataclass(frozen=True)
class Extension:
    """The latest extension: asked for before the limit ran out, granted at a moment, until the end of a day.

    What stood before it was granted is in it already; what stands later moves it on. It is a day that was
    said and may be one of rest: it does not roll, nor does what stood make it.
    """

    until: date
    granted_at: datetime


@dataclass(frozen=True)
class Clock:
    """A limit, when it started, and all that has moved it. Moments without an offset are by the zone's clock.

    Statutory and committed limits are two clocks with one start.
    """

    started_at: datetime
    limit: Limit
    suspensions: tuple[Suspension, ...] = ()
    extension: Extension | None = None


@dataclass(frozen=True, kw_only=True)
class ClockDue(Reckoned):
    """When a limit runs out, by the zone's clock; from `due_at` on it is late.

    While a suspension runs (`suspended_since`) the clock stands: `due_at` is as it was when the suspension
    began and will move, `left` is what is left to run, in the limit's own days or hours; days by which
    it only rolls on are left if those counted were over. A suspension that began after the limit had run out
    stops nothing.
    """

    original_due_at: datetime
    due_at: datetime
    attention_at: datetime
    soon_at: datetime
    suspended_since: datetime | None = None
    left: float | None = None

    @property
    def original_due_on(self) -> date:
        return last_day(self.original_due_at)

    @property
    def due_on(self) -> date:
        """The last day in time, as it is shown."""
        return last_day(self.due_at)


def due_of(clock: Clock, calendar: WorkdayCalendar, zone: tzinfo, shades: Shades = USUAL) -> ClockDue:
    """When the clock runs out in a time zone; `Refusal` for what cannot be counted (operations.md §3.4)."""
    course = _course(clock, ruler(clock.limit.counted_in, calendar, zone), zone)
    found = due_many(course.row, calendar, zone, shades)
    due_at = moment(found.due_at[0], zone)
    return ClockDue(
        original_due_at=moment(found.original_due_at[0], zone),
        due_at=due_at,
        attention_at=moment(found.attention_at[0], zone),
        soon_at=moment(found.soon_at[0], zone),
        suspended_since=course.stands_since,
        left=course.left,
        missing_years=_missing_years(clock, last_day(due_at), calendar, zone),
    )


def _missing_years(clock: Clock, due_on: date, calendar: WorkdayCalendar, zone: tzinfo) -> tuple[int, ...]:
    start, limit = local(clock.started_at, zone).date(), clock.limit
    if limit.rolls_past_rest and limit.counted_in is CountedIn.NATURAL and clock.extension is None:
        return calendar.missing_years(start + timedelta(limit.days - 1), due_on)
    return counting(calendar, limit.counted_in).missing_years(start, due_on)


def last_day(ends_at: datetime) -> date:
    """The day on which a time ends: of midnight, the day before it."""
    return (ends_at - timedelta(microseconds=1)).date()


@dataclass(frozen=True)
class _Course:
    """The clock as a row of `due_many`; since when it stands, and what is left then."""

    row: Clocks
    stands_since: datetime | None = None
    left: float | None = None


def _course(clock: Clock, along: LimitRuler, zone: tzinfo) -> _Course:
    row = _row(clock, zone)
    rolled = partial(_latest, along, row)
    start, _, base = (int(found[0]) for found in without_suspensions(along, row))
    since = start if clock.extension is None else max(start, _from(clock.extension.granted_at, along, zone))
    stops = [(_until(began, along, zone), _from(ended, along, zone)) for began, ended in _ended(clock)]
    due = postponed(along, base, since, stops, rolled)
    row = replace(row, stood=along.count(np.array([base]), due))
    if (running := _running(clock)) is None:
        return _Course(row)
    stopped = _until(running, along, zone)
    due = rolled(due) if stopped >= due else due
    if stopped >= due:
        return _Course(row)
    ran = max(stopped, since, *(ended for _, ended in stops))
    return _Course(row, local(running, zone), int(along.count(ran, due)) / along.unit)


def _latest(along: LimitRuler, row: Clocks, due: int) -> int:
    return int(latest(along, row, np.array([due]))[0])


def _row(clock: Clock, zone: tzinfo) -> Clocks:
    until = clock.extension.until if clock.extension else None
    return Clocks(
        moments([local(clock.started_at, zone)]),
        np.array([clock.limit.days]),
        np.array([COUNTED.index(clock.limit.counted_in)], np.int8),
        np.array([0]),
        np.array([until], "datetime64[D]"),
        np.array([clock.limit.rolls_past_rest]),
    )


def _running(clock: Clock) -> datetime | None:
    return min((one.began_at for one in clock.suspensions if one.ended_at is None), default=None)


def _ended(clock: Clock) -> list[tuple[datetime, datetime]]:
    """The suspensions that have ended; what began while another still runs is part of that."""
    running = _running(clock)
    return [
        (one.began_at, one.ended_at)
        for one in clock.suspensions
        if one.ended_at is not None and (running is None or one.began_at < running)
    ]


def _from(at: datetime, along: LimitRuler, zone: tzinfo) -> int:
    return int(along.runs_from(moments([local(at, zone)]))[0])


def _until(at: datetime, along: LimitRuler, zone: tzinfo) -> int:
    return int(along.ran_until(moments([local(at, zone)]))[0])
