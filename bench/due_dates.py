"""A million due dates, standings and reminders of matters, against stepping through days one by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from bench.measure import Result, seconds
from chaotou.core.deadlines import CountedIn
from chaotou.core.matters.clocks import COUNTED, Clocks, Dues, due_many, taken
from chaotou.core.matters.reminding import Watched, reminders_of
from chaotou.core.matters.standing import STANDINGS, Standing, Times, standings_of
from chaotou.core.midnights import NEVER, midnight, moment, moments
from chaotou.core.panel import Codes
from chaotou.core.workdays import WorkdayCalendar
from chaotou.core.zone.loading import load_zone

RUNS = 5
MATTERS, SAMPLE = 1_000_000, 2_000
ZONE = Path(__file__).resolve().parents[1] / "zones/demo"
BEIJING = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 11, 1, 30, tzinfo=UTC)
ALLOWED = 20
"""Seconds that a tick over a million matters may take."""


def run() -> dict[str, Result]:
    zone = load_zone(ZONE).zone
    assert zone is not None
    calendar, rules = zone.workdays, zone.matter_reminders
    clocks = _clocks()
    dues = due_many(clocks, calendar, BEIJING)
    watched = _watched(clocks, dues)
    looped, judged = _alone(clocks, dues, calendar)
    dated = seconds(lambda: due_many(clocks, calendar, BEIJING), RUNS)
    placed = seconds(lambda: _standings(clocks, dues), RUNS)
    reminded = seconds(lambda: reminders_of(rules, watched, {}, NOW, calendar, BEIJING), RUNS)
    tick = dated + placed + reminded
    return {
        "due_dates_1m": Result(1000 * dated, "ms", RUNS, "a loop over days", looped / dated),
        "matter_standings_1m": Result(1000 * placed, "ms", RUNS, "a loop over matters", judged / placed),
        "matter_tick_1m": Result(1000 * tick, "ms", RUNS, f"the {ALLOWED} s allowed", ALLOWED / tick),
    }


def _clocks() -> Clocks:
    """Started within 150 days before now, three kinds of limit, every fourth clock stood for some days."""
    random = np.random.default_rng(1)
    age = random.integers(0, 150 * 86_400, MATTERS).astype("timedelta64[s]")
    counted_in = random.integers(0, len(COUNTED), MATTERS).astype(np.int8)
    days = random.integers(0, 15, MATTERS) * (random.random(MATTERS) < 0.25)
    stood = np.where(counted_in == COUNTED.index(CountedIn.HOURS), 0, days)
    never = np.full(MATTERS, np.datetime64("NaT"), "datetime64[D]")
    limits, started_at = random.integers(1, 61, MATTERS), moments([NOW])[0] - age
    return Clocks(started_at, limits, counted_in, stood, never, np.zeros(MATTERS, np.bool_))


def _standings(clocks: Clocks, dues: Dues) -> Codes:
    never = np.full(MATTERS, NEVER)
    return standings_of(Times(clocks.started_at, dues.due_at, dues.soon_at, never, never), moments([NOW])[0])


def _watched(clocks: Clocks, dues: Dues) -> Watched:
    standing, never = _standings(clocks, dues), np.full(MATTERS, NEVER)
    return Watched(standing, clocks.started_at, dues.due_at, clocks.limit, clocks.counted_in, never)


def _alone(clocks: Clocks, dues: Dues, calendar: WorkdayCalendar) -> tuple[float, float]:
    """How long loops over days, and over matters, would take for all, by a sample; they find the same."""
    rows = np.arange(SAMPLE)
    cases = _cases(taken(clocks, rows))
    found = [_due(*case, calendar) for case in cases]
    assert found == [moment(due, BEIJING) for due in dues.due_at[rows]]
    soon = [moment(at, BEIJING) for at in dues.soon_at[rows]]
    standings = [STANDINGS[code] for code in _standings(clocks, dues)[rows]]
    assert standings == [_standing(*times) for times in zip(found, soon, strict=True)]
    all_of = MATTERS / SAMPLE
    looped = seconds(lambda: [_due(*case, calendar) for case in cases], 1)
    judged = seconds(lambda: [_standing(*times) for times in zip(found, soon, strict=True)], RUNS)
    return looped * all_of, judged * all_of


def _cases(clocks: Clocks) -> list[tuple[datetime, CountedIn, int]]:
    starts = [moment(at, BEIJING) for at in clocks.started_at]
    kinds = [COUNTED[code] for code in clocks.counted_in]
    return list(zip(starts, kinds, (clocks.limit + clocks.stood).tolist(), strict=True))


def _due(start: datetime, counted_in: CountedIn, limit: int, calendar: WorkdayCalendar) -> datetime:
    if counted_in is CountedIn.HOURS:
        return start + timedelta(hours=limit)
    day, left = start.date(), limit
    while left:
        day += timedelta(1)
        left -= counted_in is CountedIn.NATURAL or calendar.is_workday(day)
    return midnight(day + timedelta(1), BEIJING)


def _standing(due_at: datetime, soon_at: datetime) -> Standing:
    if due_at <= NOW:
        return Standing.OVERDUE
    return Standing.DUE_SOON if soon_at <= NOW else Standing.ON_TRACK
