"""Time limits as rules state them, in working days, natural days or hours, and how each was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import cache

from chaotou.core.issues import Message, Refusal
from chaotou.core.midnights import midnight
from chaotou.core.workdays import LATEST, Day, Due, WorkdayCalendar


class CountedIn(StrEnum):
    WORKING = "working"
    NATURAL = "natural"
    HOURS = "hours"


@dataclass(frozen=True)
class CountedDay:
    """A day on the way to a deadline, how much of the limit ran on it, and how much had run by its end.

    `rolled` where the limit had run already and only rolled on to the next working day.
    """

    day: Day
    ran: float
    total: float
    rolled: bool = False


@dataclass(frozen=True)
class Deadline:
    """When a limit runs out; `at` is the moment where hours are counted, `days` the way there."""

    due: Due
    days: tuple[CountedDay, ...]
    at: datetime | None = None


def counting(workdays: WorkdayCalendar, counted_in: str) -> WorkdayCalendar:
    """The days a limit is counted in: the zone's working days, or all of them."""
    return workdays if counted_in == CountedIn.WORKING else _every_day()


@cache
def _every_day() -> WorkdayCalendar:
    return WorkdayCalendar.of_every_day()


def local(moment: datetime, zone: tzinfo) -> datetime:
    """The moment by the zone's clock, where 16:30 UTC is already tomorrow; without an offset it is local."""
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def due_in_days(
    calendar: WorkdayCalendar,
    start: date,
    limit: int,
    counted_in: CountedIn,
    *,
    rolls_past_rest: bool = False,
) -> Deadline:
    """Day 1 is the next working or natural day after `start`; `Refusal` beyond the calendar.

    With `rolls_past_rest` natural days that end on a day of rest run out on the next working day.
    """
    counter = counting(calendar, counted_in)
    run = counter.add(start, limit)
    rolls = rolls_past_rest and counted_in is CountedIn.NATURAL
    due = calendar.on_or_after(run.on) if rolls else run
    days, total = [], 0
    for day in calendar.days(start, due.on):
        ran = int(counter.is_workday(day.on) and day.on <= run.on)
        total += ran
        days.append(CountedDay(day, ran, total, rolled=day.on > run.on))
    return Deadline(due, tuple(days))


def due_in_hours(calendar: WorkdayCalendar, start: datetime, limit: int) -> Deadline:
    """Hours run day and night from the moment `start`, which carries its time zone."""
    zone = start.tzinfo
    if zone is None:
        raise ValueError("a moment needs its time zone")
    if limit > (LATEST - start.date()).days * 24:
        raise Refusal(Message("只推算到 {year} 年。", {"year": LATEST.year}))
    at = (start.astimezone(UTC) + timedelta(hours=limit)).astimezone(zone)
    days, total = [], 0.0
    for day in calendar.days(start.date() - timedelta(1), at.date()):
        ran = _hours(max(start, midnight(day.on, zone)), min(at, midnight(day.on + timedelta(1), zone)))
        total += ran
        days.append(CountedDay(day, ran, total))
    return Deadline(Due(on=at.date()), tuple(days), at)


def _hours(start: datetime, end: datetime) -> float:
    return (end.astimezone(UTC) - start.astimezone(UTC)) / timedelta(hours=1)
