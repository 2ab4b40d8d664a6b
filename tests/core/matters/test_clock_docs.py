"""The examples of docs/clocks.md come out as they are written there."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from chaotou.core.deadlines import CountedIn
from chaotou.core.matters.clock import Clock, Extension, Limit, Suspension, due_of, last_day
from chaotou.core.matters.standing import Standing
from chaotou.core.workdays import WorkdayCalendar
from chaotou.core.zone.loading import load_calendar
from chaotou.core.zone.matter_watch_specs import Anchor

ROOT = Path(__file__).parents[3]
BEIJING = ZoneInfo("Asia/Shanghai")
DOCS = (ROOT / "docs/clocks.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.split("|")[1:-1]] for line in DOCS.splitlines() if line[:4] == "| 20"]


@pytest.fixture(scope="module")
def calendar() -> WorkdayCalendar:
    found = load_calendar(ROOT / "zones" / "demo").workdays
    assert found is not None
    return found


def at(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=BEIJING)


def clock(accepted: str, limit: str, stood: str, extended: str) -> Clock:
    days, counted_in, *rolls = limit.replace(",", "").split()
    stops = (Suspension(*map(at, stood.split(" to "))),) if stood else ()
    until, _, granted = extended.partition(", ")
    extension = Extension(date.fromisoformat(until), at(granted)) if extended else None
    return Clock(at(accepted), Limit(int(days), CountedIn(counted_in), rolls == ["rolls"]), stops, extension)


def written(moment: datetime, limit: Limit) -> str:
    if limit.counted_in is CountedIn.HOURS:
        return moment.strftime("%Y-%m-%d %H:%M")
    return last_day(moment).isoformat()


def test_there_are_examples() -> None:
    assert len(ROWS) >= 12


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_an_example_comes_out_as_written(row: list[str], calendar: WorkdayCalendar) -> None:
    given = clock(*row[:4])
    due = due_of(given, calendar, BEIJING)
    assert [written(moment, given.limit) for moment in (due.original_due_at, due.due_at)] == row[4:]


@pytest.mark.parametrize("name", [*Standing, *Anchor])
def test_every_standing_and_anchor_is_explained(name: str) -> None:
    assert f"`{name}`" in DOCS
