"""How a due date was counted: every day from the start of a clock to its end, and how much of it ran."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from chaotou.core.deadlines import CountedDay, CountedIn, counting, local
from chaotou.core.matters.clock import Clock, ClockDue
from chaotou.core.workdays import Day, WorkdayCalendar


@dataclass(frozen=True)
class CourseDay(CountedDay):
    """A day on the way: `stood` while the clock was suspended, `given` where only an extension reaches it."""

    stood: bool = False
    given: bool = False


def course(clock: Clock, due: ClockDue, calendar: WorkdayCalendar, zone: tzinfo) -> tuple[CourseDay, ...]:
    """The days of a clock in order, as `due_of` counted them; in hours the day of the start is the first.

    A day of a limit in days runs only if the clock ran through the whole of it (see `rulers`), and none runs
    once the limit has and its last day only rolls on.
    """
    start = local(clock.started_at, zone)
    in_hours = clock.limit.counted_in is CountedIn.HOURS
    first = start.date() - timedelta(1) if in_hours else start.date()
    found: list[CourseDay] = []
    total = 0.0
    for day in calendar.days(first, due.due_on):
        stood = bool(_stops(day.on, clock, zone))
        rolled = not (in_hours or stood or clock.extension) and total >= clock.limit.days
        ran = _hours(day.on, clock, due, zone) if in_hours else _day(day, clock, calendar, stood or rolled)
        total += ran
        given = bool(clock.extension) and day.on > due.original_due_on
        found.append(CourseDay(day, ran, total, rolled=rolled, stood=stood, given=given))
    return tuple(found)


def _day(day: Day, clock: Clock, calendar: WorkdayCalendar, passes: bool) -> int:
    counts = counting(calendar, clock.limit.counted_in).is_workday(day.on)
    return int(counts and not passes)


def _hours(on: date, clock: Clock, due: ClockDue, zone: tzinfo) -> float:
    """The hours of a day that ran: those within the clock, without those it stood."""
    begins = max(datetime.combine(on, time(), zone), local(clock.started_at, zone))
    ends = min(datetime.combine(on + timedelta(1), time(), zone), due.due_at)
    ran = _between(begins, ends)
    for began, ended in _stops(on, clock, zone):
        ran -= _between(max(begins, began), min(ends, ended))
    return ran


def _stops(on: date, clock: Clock, zone: tzinfo) -> list[tuple[datetime, datetime]]:
    """The suspensions that touch a day; one that runs still has no end in sight."""
    far = datetime.max.replace(tzinfo=zone) - timedelta(days=2)
    stops = [
        (local(one.began_at, zone), local(one.ended_at, zone) if one.ended_at else far)
        for one in clock.suspensions
    ]
    return [(began, ended) for began, ended in stops if began.date() <= on <= ended.date()]


def _between(begins: datetime, ends: datetime) -> float:
    return max((ends.astimezone(UTC) - begins.astimezone(UTC)) / timedelta(hours=1), 0.0)
