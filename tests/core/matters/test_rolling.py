"""Limits in natural days that roll past days of rest: to the next worked day, once more after each stop."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.deadlines import CountedIn
from chaotou.core.matters.clock import Clock, ClockDue, Limit, Suspension, due_of

from .clocks import (
    BEIJING,
    CALENDAR,
    HOURS,
    NATURAL,
    WORKING,
    at,
    clock,
    due,
    minutes,
    moments,
    on,
    rolling,
)


@pytest.mark.parametrize(
    ("start", "days", "ends_on", "due_on"),
    [
        ("2024-09-20", 15, "2024-10-05", "2024-10-08"),
        ("2024-09-23", 15, "2024-10-08", "2024-10-08"),
        ("2024-09-14", 15, "2024-09-29", "2024-09-29"),
        ("2024-09-27", 15, "2024-10-12", "2024-10-12"),
        ("2024-09-28", 15, "2024-10-13", "2024-10-14"),
    ],
)
def test_natural_days_that_end_in_the_holidays_may_roll_on(
    start: str, days: int, ends_on: str, due_on: str
) -> None:
    """National Day 2024: 1 to 7 October off, Sunday 29 September and Saturday 12 October worked."""
    accepted = datetime.fromisoformat(f"{start} 09:00").replace(tzinfo=BEIJING)
    for rolls, expected in ((False, ends_on), (True, due_on)):
        found = due(Clock(accepted, Limit(days, NATURAL, rolls)))
        assert found.due_on == found.original_due_on == date.fromisoformat(expected)
        assert found.due_at == datetime.combine(found.due_on + timedelta(1), time(), BEIJING)


def before_it_runs_out(start: datetime, limit: Limit, later: timedelta, long: timedelta) -> Clock:
    """A clock that stood once, from while its days still ran."""
    began = min(start + later, due_of(Clock(start, limit), CALENDAR, BEIJING).due_at - timedelta(seconds=1))
    return Clock(start, limit, (Suspension(began, began + long),))


@given(moments, rolling, minutes, minutes)
def test_what_rolls_on_ends_on_the_very_next_worked_day(
    start: datetime, limit: Limit, later: timedelta, long: timedelta
) -> None:
    plain = before_it_runs_out(start, replace(limit, rolls_past_rest=False), later, long)
    run, found = due(plain), due(replace(plain, limit=limit))
    for ended, rolled in ((run.due_on, found.due_on), (run.original_due_on, found.original_due_on)):
        assert rolled >= ended and CALENDAR.is_workday(rolled)
        assert not any(CALENDAR.is_workday(ended + timedelta(days)) for days in range((rolled - ended).days))


@given(moments, st.integers(1, 60), st.sampled_from([WORKING, HOURS]), minutes, minutes)
def test_working_days_and_hours_have_nowhere_to_roll(
    start: datetime, days: int, counted_in: CountedIn, later: timedelta, long: timedelta
) -> None:
    plain = before_it_runs_out(start, Limit(days, counted_in), later, long)
    assert due(replace(plain, limit=Limit(days, counted_in, True))) == due(plain)


@given(moments, rolling, st.lists(minutes, min_size=1, max_size=7), st.booleans())
def test_what_rolls_on_goes_on_with_what_was_left_and_rolls_again(
    start: datetime, limit: Limit, gaps: list[timedelta], has_run: bool
) -> None:
    """However often it stopped, first while its days ran or within two days of their end."""
    run_out = due(Clock(start, replace(limit, rolls_past_rest=False))).due_at.astimezone(UTC)
    first = run_out + gaps[0] % timedelta(days=2) if has_run else start + gaps[0]
    edges = [first + sum(gaps[1 : n + 1], timedelta()) for n in range(len(gaps))]
    stops = tuple(Suspension(*edges[n : n + 2]) for n in range(0, len(edges), 2))
    found = due(Clock(start, limit, stops))
    if found.suspended_since is None:
        return
    assert found.left is not None and found.left >= 0
    for long in (timedelta(0), timedelta(days=1), timedelta(days=20, hours=7)):
        ended = edges[-1] + long
        resumed = due(Clock(start, limit, (*stops[:-1], Suspension(edges[-1], ended))))
        begins = max(ended, start).astimezone(BEIJING).date()
        assert resumed.due_at >= ended
        assert resumed.due_on == CALENDAR.on_or_after(begins + timedelta(found.left)).on


def rolls(start: str, days: int, *stops: str, until: str = "") -> ClockDue:
    given_clock = clock(start, days, NATURAL, *stops, until=until)
    return due(replace(given_clock, limit=Limit(days, NATURAL, True)))


def test_a_day_to_which_it_rolled_is_kept_while_the_clock_stands() -> None:
    """Five days from Monday 2 March end on Saturday 7 and roll to Monday 9: from Sunday on two are left."""
    assert (rolls("03-02 09:00", 5).due_on, rolls("03-02 09:00", 5, "03-06 09:00").left) == (on("03-09"), 2)
    running = rolls("03-02 09:00", 5, "03-08 09:00")
    assert (running.due_on, running.left, running.suspended_since) == (on("03-09"), 2, at("03-08 09:00"))
    assert rolls("03-02 09:00", 5, "03-08 09:00/03-11 09:00").due_on == on("03-13")
    assert rolls("03-02 09:00", 5, "03-09 09:00/03-12 09:00").due_on == on("03-13")
    assert rolls("03-02 09:00", 5, "03-09 09:00/03-13 09:00").due_on == on("03-16")
    assert rolls("03-02 09:00", 5, "03-10 09:00").suspended_since is None


def test_a_day_that_an_extension_names_does_not_roll() -> None:
    extended = rolls("03-02 09:00", 5, until="03-22 on 03-05 10:00")
    assert (extended.original_due_on, extended.due_on) == (on("03-09"), on("03-22"))
    moved = rolls("03-02 09:00", 5, "03-16 09:00/03-22 09:00", until="03-22 on 03-05 10:00")
    assert moved.due_on == on("03-29")


def test_shades_are_measured_back_from_where_it_rolled() -> None:
    assert rolls("03-02 09:00", 5).soon_at == at("03-09 00:00")


def test_where_it_rolls_in_a_year_without_a_notice_is_provisional() -> None:
    found = rolls("12-28 09:00", 5)
    assert (found.due_on, found.missing_years) == (date(2027, 1, 4), (2027,))
    assert not due(clock("12-28 09:00", 5, NATURAL)).is_provisional
    assert not rolls("11-02 09:00", 30).is_provisional
