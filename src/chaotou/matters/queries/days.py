"""What is due on each day of a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chaotou.core.workdays import Day, WorkdayCalendar
from chaotou.matters.queries.listing import FIELDS, Line, lines
from chaotou.matters.queries.standing import TO_BE_DONE
from chaotou.matters.queries.wanted import Asked, chosen, midnight

SHOWN = 4
"""So many matters of a day are named; the rest is a number that opens the list."""
MOST = 2000


@dataclass(frozen=True)
class DueDay:
    """A day of the calendar: whether it is worked, and the matters whose limit ends with it."""

    day: Day
    is_of_month: bool
    lines: Sequence[Line]

    @property
    def shown(self) -> Sequence[Line]:
        return self.lines[:SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.lines) - SHOWN)


@dataclass(frozen=True)
class Month:
    """A month in whole weeks from Monday to Sunday; `is_cut` where more is due than could be read."""

    first: date
    weeks: Sequence[Sequence[DueDay]]
    is_cut: bool

    @property
    def previous(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def next(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1)


def month(asked: Asked, first: date, calendar: WorkdayCalendar) -> Month:
    """The month that begins on `first`, with what is still to be done. One query."""
    start = first - timedelta(days=first.weekday())
    end = (first + timedelta(days=31)).replace(day=1)
    end += timedelta(days=-end.weekday() % 7)
    found = chosen(asked).filter(TO_BE_DONE, due_at__gt=midnight(start), due_at__lte=midnight(end))
    rows = list(found.order_by("due_at", "pk").only(*FIELDS)[: MOST + 1])
    held: dict[date | None, list[Line]] = {}
    for line in lines(rows[:MOST], asked.now):
        held.setdefault(line.due_on, []).append(line)
    days = [start + timedelta(days=n) for n in range((end - start).days)]
    due = [DueDay(calendar.day(day), day.month == first.month, held.get(day, [])) for day in days]
    return Month(first, [due[at : at + 7] for at in range(0, len(due), 7)], len(rows) > MOST)
