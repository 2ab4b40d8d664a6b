"""What the limits of matters are counted along: whole days, worked or all, and the hours themselves.

One rule for days: a day counts only if the clock ran through the whole of it. So the day of acceptance does
not count, day 1 is the next; and neither the day on which a clock stops nor the one on which it goes on does.
"""

from __future__ import annotations

from datetime import tzinfo
from functools import lru_cache
from typing import Protocol

import numpy as np

from chaotou.core.deadlines import CountedIn, counting
from chaotou.core.midnights import Midnights, Moments, midnights
from chaotou.core.panel import Truths
from chaotou.core.workdays import Positions, Ruler, WorkdayCalendar


class LimitRuler(Ruler, Protocol):
    """A ruler on which moments have positions; `unit` is how much it counts in one day or hour of a limit."""

    unit: int

    def runs_from(self, moments: Moments) -> Positions:
        """From where a clock runs that starts, or goes on, at these moments."""
        ...

    def ran_until(self, moments: Moments) -> Positions:
        """Up to where a clock ran that stopped at these moments; undoes `moment_of`."""
        ...

    def end_of(self, days: Positions) -> Positions:
        """Where these days end."""
        ...

    def rolled(self, at: Positions) -> Positions:
        """These positions where their days are worked, else those of the next working days."""
        ...

    def moment_of(self, at: Positions) -> Moments: ...

    def is_provisional(self, start: Positions, end: Positions) -> Truths: ...

    def rolls_provisionally(self, at: Positions, end: Positions) -> Truths:
        """Whether a year without a notice decides how positions from `at` on rolled up to `end`."""
        ...


class Days:
    """The days that `calendar` counts, in a time zone: a position is the midnight that ends a day."""

    unit = 1

    def __init__(self, calendar: WorkdayCalendar, workdays: WorkdayCalendar, held: Midnights) -> None:
        self._midnights = held
        self.rolled, self._workdays = workdays.at_or_after, workdays
        self.after, self.count, self.is_provisional = calendar.after, calendar.count, calendar.is_provisional

    def runs_from(self, moments: Moments) -> Positions:
        return self._midnights.day_of(moments)

    def ran_until(self, moments: Moments) -> Positions:
        return self._midnights.day_of(moments) - 1

    def end_of(self, days: Positions) -> Positions:
        return days

    def moment_of(self, at: Positions) -> Moments:
        return self._midnights.end(at)

    def rolls_provisionally(self, at: Positions, end: Positions) -> Truths:
        return self._workdays.is_provisional(np.maximum(at - 1, 0), end)


class Hours:
    """Hours run day and night: a position is a moment, in microseconds."""

    unit = 3_600_000_000

    def __init__(self, held: Midnights) -> None:
        self._midnights = held

    def after(self, at: int | Positions, days: int | Positions) -> Positions:
        found = np.add(at, days)
        self._midnights.day_of(self.moment_of(found))
        return found

    def count(self, start: int | Positions, end: int | Positions) -> Positions:
        return np.subtract(end, start)

    def is_provisional(self, start: Positions, end: Positions) -> Truths:
        return np.zeros(np.shape(end), dtype=np.bool_)

    rolls_provisionally = is_provisional

    def rolled(self, at: Positions) -> Positions:
        return at

    def runs_from(self, moments: Moments) -> Positions:
        return np.asarray(moments, "datetime64[us]").astype(np.int64)

    ran_until = runs_from

    def end_of(self, days: Positions) -> Positions:
        return self.runs_from(self._midnights.end(days))

    def moment_of(self, at: Positions) -> Moments:
        return np.asarray(at, np.int64).astype("datetime64[us]")


@lru_cache(maxsize=32)
def ruler(counted_in: CountedIn, calendar: WorkdayCalendar, zone: tzinfo) -> LimitRuler:
    """What a limit in these units is counted along in a zone."""
    if counted_in is CountedIn.HOURS:
        return Hours(midnights(zone))
    return Days(counting(calendar, counted_in), calendar, midnights(zone))
