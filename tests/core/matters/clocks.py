"""Clocks as tests tell them: moments of 2026 in Beijing, limits, stops, by the demonstration's calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from chaotou.core.deadlines import CountedIn
from chaotou.core.matters.clock import Clock, ClockDue, Extension, Limit, Suspension, due_of
from chaotou.core.workdays import WorkdayCalendar
from chaotou.core.zone.loading import load_calendar

BEIJING = ZoneInfo("Asia/Shanghai")
ZONES = st.sampled_from([BEIJING, ZoneInfo("Europe/Berlin"), ZoneInfo("America/St_Johns"), UTC])


def demo() -> WorkdayCalendar:
    loaded = load_calendar(Path(__file__).parents[3] / "zones" / "demo")
    assert loaded.workdays is not None, loaded.issues
    return loaded.workdays


CALENDAR = demo()
WORKING, NATURAL, HOURS = CountedIn
moments = st.datetimes(datetime(2023, 1, 1), datetime(2026, 9, 30), timezones=st.just(UTC))
day_limits = st.builds(Limit, st.integers(0, 60), st.sampled_from([WORKING, NATURAL]))
rolling = st.builds(Limit, st.integers(0, 60), st.just(NATURAL), st.just(True))
limits = st.builds(Limit, st.integers(0, 60), st.sampled_from(CountedIn))
minutes = st.integers(0, 90 * 24 * 60).map(lambda count: timedelta(minutes=count))


def at(said: str) -> datetime:
    """A moment of 2026 by the clock in Beijing, `02-12 09:30`."""
    return datetime.fromisoformat(f"2026-{said}").replace(tzinfo=BEIJING)


def clock(start: str, days: int, counted_in: CountedIn = WORKING, *stops: str, until: str = "") -> Clock:
    """A clock; a stop is `02-13 09:00/02-24 17:00` or still runs, an extension `03-13 on 02-20 10:00`."""
    ends = [stop.split("/") for stop in stops]
    suspensions = tuple(Suspension(at(stop[0]), at(stop[1]) if len(stop) > 1 else None) for stop in ends)
    day, _, granted = until.partition(" on ")
    extension = Extension(date.fromisoformat(f"2026-{day}"), at(granted)) if until else None
    return Clock(at(start), Limit(days, counted_in), suspensions, extension)


def due(given: Clock, zone: ZoneInfo = BEIJING) -> ClockDue:
    return due_of(given, CALENDAR, zone)


def on(said: str) -> date:
    return date.fromisoformat(f"2026-{said}")
