"""A limit on a matter: day 1, suspensions, extensions, the festival of 2026, an evening in Beijing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.deadlines import CountedIn, counting, due_in_days, due_in_hours
from chaotou.core.issues import Refusal
from chaotou.core.matters.clock import Clock, Limit, Suspension, due_of
from chaotou.core.matters.clocks import Shades

from .clocks import (
    BEIJING,
    CALENDAR,
    HOURS,
    NATURAL,
    WORKING,
    ZONES,
    at,
    clock,
    day_limits,
    due,
    limits,
    minutes,
    moments,
    on,
    rolling,
)


def stood(start: date, stop: Suspension, counted_in: CountedIn, zone: ZoneInfo) -> int:
    """By stepping through days: those after the start on which the clock stood at any moment."""
    assert stop.ended_at is not None
    first, latest = stop.began_at.astimezone(zone).date(), stop.ended_at.astimezone(zone).date()
    days = [first + timedelta(number) for number in range((latest - first).days + 1)]
    counter = counting(CALENDAR, counted_in)
    return sum(day > start and counter.is_workday(day) for day in days)


@pytest.mark.parametrize(
    ("start", "days", "due_on"),
    [
        ("01-02 10:00", 1, "01-04"),
        ("02-12 09:00", 5, "02-26"),
        ("02-13 16:59", 1, "02-14"),
        ("02-14 09:00", 1, "02-24"),
        ("02-27 09:00", 1, "02-28"),
        ("05-08 09:00", 1, "05-09"),
        ("09-18 09:00", 1, "09-20"),
        ("10-08 09:00", 2, "10-10"),
    ],
)
def test_the_weekend_days_worked_in_2026_count(start: str, days: int, due_on: str) -> None:
    assert due(clock(start, days)).due_on == on(due_on)


def test_a_limit_in_days_ends_with_the_midnight_after_its_last_day() -> None:
    found = due(clock("02-12 09:00", 5))
    assert found.due_at == found.original_due_at == at("02-27 00:00")
    assert (found.due_on, found.original_due_on) == (on("02-26"), on("02-26"))


def test_a_limit_in_hours_ends_at_the_very_moment() -> None:
    found = due(clock("02-12 16:30", 24, HOURS))
    assert found.due_at == at("02-13 16:30")
    assert found.due_on == on("02-13")


def test_an_evening_in_london_is_already_the_next_day_in_beijing() -> None:
    accepted = Clock(datetime(2026, 2, 12, 16, 30, tzinfo=UTC), Limit(5))
    assert due(accepted).due_on == on("02-27")
    assert due_of(accepted, CALENDAR, ZoneInfo("Europe/London")).due_on == on("02-26")


def test_a_moment_without_an_offset_is_by_the_zone_s_clock() -> None:
    assert due(Clock(datetime(2026, 2, 12, 23, 59), Limit(5))).due_on == on("02-26")


@given(moments, day_limits | rolling, ZONES)
def test_days_are_counted_as_the_command_counts_them(start: datetime, limit: Limit, zone: ZoneInfo) -> None:
    begins, rolls = start.astimezone(zone).date(), limit.rolls_past_rest
    counted = due_in_days(CALENDAR, begins, limit.days, limit.counted_in, rolls_past_rest=rolls)
    found = due_of(Clock(start, limit), CALENDAR, zone)
    assert (found.due_on, found.missing_years) == (counted.due.on, counted.due.missing_years)


@given(moments, st.integers(0, 2000), ZONES)
def test_hours_are_counted_as_the_command_counts_them(start: datetime, hours: int, zone: ZoneInfo) -> None:
    found = due_of(Clock(start, Limit(hours, HOURS)), CALENDAR, zone)
    assert found.due_at == due_in_hours(CALENDAR, start.astimezone(zone), hours).at


def test_a_year_without_a_notice_is_provisional() -> None:
    found = due_of(Clock(datetime(2026, 12, 30), Limit(5)), CALENDAR, BEIJING)
    assert found.missing_years == (2027,)
    assert found.caveat is not None
    assert not due_of(Clock(datetime(2026, 12, 30), Limit(5, NATURAL)), CALENDAR, BEIJING).is_provisional


def test_neither_the_day_of_stopping_nor_that_of_going_on_counts() -> None:
    found = due(clock("03-06 09:00", 5, WORKING, "03-11 10:00/03-13 15:00"))
    assert found.due_on == on("03-18")
    assert (found.original_due_on, found.suspended_since) == (on("03-13"), None)


def test_a_suspension_over_the_festival_moves_by_its_working_days_only() -> None:
    """13, 14 and 24 February are worked, 15 to 23 are not: three days, over the worked Saturday 28."""
    assert due(clock("02-12 09:00", 5, WORKING, "02-13 09:00/02-24 17:00")).due_on == on("03-02")
    assert due(clock("02-12 09:00", 5, WORKING, "02-15 09:00/02-23 17:00")).due_on == on("02-26")
    assert due(clock("02-12 09:00", 5, NATURAL, "02-13 09:00/02-24 17:00")).due_on == on("03-01")


def test_hours_stand_for_exactly_as_long_as_they_were_suspended() -> None:
    found = due(clock("03-09 09:00", 24, HOURS, "03-09 12:00/03-09 13:30", "03-10 10:00/03-10 10:10"))
    assert found.due_at == at("03-10 10:40")


def test_suspensions_that_overlap_or_touch_count_once() -> None:
    at_once = due(clock("03-09 09:00", 10, WORKING, "03-11 10:00/03-18 15:00"))
    overlapping = due(clock("03-09 09:00", 10, WORKING, "03-13 09:00/03-18 15:00", "03-11 10:00/03-16 15:00"))
    touching = due(clock("03-09 09:00", 10, WORKING, "03-11 10:00/03-13 15:00", "03-13 16:00/03-18 15:00"))
    assert at_once.due_at == overlapping.due_at == touching.due_at


def test_a_suspended_matter_does_not_run_out_and_says_what_is_left() -> None:
    running = due(clock("03-06 09:00", 5, WORKING, "03-13 16:00"))
    assert running.suspended_since == at("03-13 16:00")
    assert running.left == 1
    resumed = due(clock("03-06 09:00", 5, WORKING, "03-13 16:00/03-20 09:00"))
    assert (resumed.due_on, resumed.left) == (on("03-23"), None)


def test_hours_left_are_told_to_the_minute() -> None:
    assert due(clock("03-09 09:00", 4, HOURS, "03-09 10:30")).left == 2.5


def test_a_suspension_after_the_limit_ran_out_stops_nothing() -> None:
    for stop in ("03-14 09:00", "03-14 00:00/03-20 09:00"):
        found = due(clock("03-06 09:00", 5, WORKING, stop))
        assert (found.due_on, found.suspended_since) == (on("03-13"), None)


def test_a_suspension_that_ends_before_it_began_is_refused() -> None:
    with pytest.raises(Refusal, match="早于"):
        Suspension(at("03-10 09:00"), at("03-10 08:00"))


def test_a_suspension_recorded_within_a_running_one_is_part_of_it() -> None:
    alone = due(clock("03-09 09:00", 10, WORKING, "03-11 09:00"))
    assert alone == due(clock("03-09 09:00", 10, WORKING, "03-11 09:00", "03-12 09:00/03-13 09:00"))


@given(moments, limits, minutes, minutes, ZONES)
def test_a_suspension_moves_the_due_date_by_exactly_what_stood(
    start: datetime, limit: Limit, later: timedelta, long: timedelta, zone: ZoneInfo
) -> None:
    stop = Suspension(start + later, start + later + long)
    plain = due_of(Clock(start, limit), CALENDAR, zone)
    moved = due_of(Clock(start, limit, (stop,)), CALENDAR, zone)
    assert moved.original_due_at == plain.due_at
    if stop.began_at >= plain.due_at:
        assert moved.due_at == plain.due_at
    elif limit.counted_in is HOURS:
        assert moved.due_at.astimezone(UTC) - plain.due_at.astimezone(UTC) == long
    else:
        counter = counting(CALENDAR, limit.counted_in)
        by = stood(start.astimezone(zone).date(), stop, limit.counted_in, zone)
        assert counter.between(plain.due_on, moved.due_on).days == by


@given(moments, limits.filter(lambda limit: limit.days > 0), st.lists(minutes, min_size=1, max_size=7), ZONES)
def test_what_is_left_when_a_clock_stops_is_what_is_left_when_it_goes_on(
    start: datetime, limit: Limit, gaps: list[timedelta], zone: ZoneInfo
) -> None:
    """However often it stopped: the clock never runs out while it stands."""
    edges = [start + sum(gaps[: n + 1], timedelta()) for n in range(len(gaps))]
    stops = tuple(Suspension(*edges[n : n + 2]) for n in range(0, len(edges), 2))
    found = due_of(Clock(start, limit, stops), CALENDAR, zone)
    if found.suspended_since is None:
        return
    assert found.left is not None
    for long in (timedelta(0), timedelta(days=1), timedelta(days=20, hours=7)):
        ended = edges[-1] + long
        resumed = due_of(Clock(start, limit, (*stops[:-1], Suspension(edges[-1], ended))), CALENDAR, zone)
        assert resumed.due_at >= ended
        if limit.counted_in is HOURS:
            remaining = (resumed.due_at.astimezone(UTC) - ended.astimezone(UTC)) / timedelta(hours=1)
            assert remaining == pytest.approx(found.left)
        else:
            days = counting(CALENDAR, limit.counted_in)
            begins = max(ended, start).astimezone(zone).date()
            assert days.between(begins, resumed.due_on).days == found.left


@given(moments, day_limits, minutes, ZONES)
def test_stopping_and_going_on_within_a_day_costs_that_day_and_no_more(
    start: datetime, limit: Limit, later: timedelta, zone: ZoneInfo
) -> None:
    stop = Suspension(start + later, start + later)
    plain = due_of(Clock(start, limit), CALENDAR, zone)
    found = due_of(Clock(start, limit, (stop,)), CALENDAR, zone)
    counter = counting(CALENDAR, limit.counted_in)
    costs = stop.began_at < plain.due_at and stood(
        start.astimezone(zone).date(), stop, limit.counted_in, zone
    )
    assert counter.between(plain.due_on, found.due_on).days == costs


@given(moments, st.integers(1, 200), minutes)
def test_stopping_hours_for_no_time_changes_nothing(start: datetime, hours: int, later: timedelta) -> None:
    stop = Suspension(start + later, start + later)
    limit = Limit(hours, HOURS)
    assert due(Clock(start, limit, (stop,))).due_at == due(Clock(start, limit)).due_at


def test_an_extension_sets_a_new_due_date_and_keeps_the_original() -> None:
    found = due(clock("03-06 09:00", 5, until="03-27 on 03-12 10:00"))
    assert (found.due_on, found.original_due_on) == (on("03-27"), on("03-13"))
    assert found.due_at == at("03-28 00:00")


def test_an_extension_until_a_day_of_rest_ends_with_that_day() -> None:
    assert due(clock("03-09 09:00", 5, until="03-22 on 03-12 10:00")).due_at == at("03-23 00:00")
    assert due(clock("03-09 09:00", 48, HOURS, until="03-22 on 03-10 10:00")).due_at == at("03-23 00:00")


def test_an_extension_holds_what_stood_before_it_and_is_moved_by_what_stands_later() -> None:
    before = due(clock("03-09 09:00", 5, WORKING, "03-10 09:00/03-11 09:00", until="03-27 on 03-12 10:00"))
    assert before.due_on == on("03-27")
    later = due(clock("03-09 09:00", 5, WORKING, "03-16 09:00/03-17 09:00", until="03-27 on 03-12 10:00"))
    assert later.due_on == on("03-31")
    across = due(clock("03-09 09:00", 5, WORKING, "03-10 09:00/03-17 09:00", until="03-27 on 03-12 10:00"))
    assert across.due_on == on("04-01")


def test_a_clock_extended_while_it_stands_has_left_what_was_granted() -> None:
    found = due(clock("03-09 09:00", 5, WORKING, "03-10 09:00", until="03-20 on 03-12 10:00"))
    assert found.left == 6


@pytest.mark.parametrize(
    ("days", "attention", "soon"),
    [(1, "03-10", "03-10"), (3, "03-11", "03-12"), (5, "03-12", "03-14"), (10, "03-17", "03-20")],
)
def test_shades_begin_when_their_whole_days_of_the_limit_have_run(
    days: int, attention: str, soon: str
) -> None:
    """Half and four fifths of a limit that starts on Monday 9 March; the last day is always soon."""
    found = due(clock("03-09 09:00", days))
    assert (found.attention_at, found.soon_at) == (at(f"{attention} 00:00"), at(f"{soon} 00:00"))


def test_shades_of_hours_are_exact() -> None:
    found = due(clock("03-09 09:00", 10, HOURS))
    assert (found.attention_at, found.soon_at) == (at("03-09 14:00"), at("03-09 17:00"))


def test_shades_move_with_the_due_date() -> None:
    stopped = due(clock("03-09 09:00", 10, WORKING, "03-11 09:00/03-12 09:00"))
    assert stopped.soon_at == at("03-24 00:00")
    extended = due(clock("03-09 09:00", 10, until="04-03 on 03-12 10:00"))
    assert extended.soon_at == at("04-02 00:00")


@given(moments, limits, minutes, minutes, st.floats(0.01, 1), st.floats(0.01, 1), ZONES)
def test_shades_come_in_order(
    start: datetime,
    limit: Limit,
    later: timedelta,
    long: timedelta,
    one: float,
    other: float,
    zone: ZoneInfo,
) -> None:
    shades = Shades(attention=min(one, other), soon=max(one, other))
    stop = Suspension(start + later, start + later + long)
    found = due_of(Clock(start, limit, (stop,)), CALENDAR, zone, shades)
    assert found.attention_at <= found.soon_at <= found.due_at
    assert found.original_due_at <= found.due_at


@pytest.mark.parametrize(
    ("what", "days", "due_on"),
    [
        ("transfer", 15, "03-24"),
        ("told", 15, "03-24"),
        ("handled", 60, "05-08"),
        ("review", 30, "04-08"),
    ],
)
def test_petitions_run_in_natural_days(what: str, days: int, due_on: str) -> None:
    """15 to transfer, 15 to say whether accepted, 60 to handle, 30 for each review (operations.md §6.5)."""
    assert due(clock("03-09 09:00", days, NATURAL)).due_on == on(due_on)


def test_a_petition_is_extended_by_thirty_days_at_most() -> None:
    found = due(clock("03-09 09:00", 60, NATURAL, until="06-07 on 05-06 10:00"))
    assert (found.due_on, found.original_due_on) == (on("06-07"), on("05-08"))
    assert (found.due_on - found.original_due_on).days == 30


def test_the_hearing_of_a_petition_is_not_counted() -> None:
    found = due(clock("03-09 09:00", 30, NATURAL, "03-20 09:00/03-22 17:00"))
    assert found.due_on == on("04-11")


def test_statutory_and_committed_limits_are_two_clocks_of_one_start() -> None:
    stop = "03-11 10:00/03-13 15:00"
    statutory, committed = (due(clock("03-09 09:00", days, WORKING, stop)) for days in (20, 5))
    assert (committed.due_on, statutory.due_on) == (on("03-19"), on("04-10"))


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(Refusal, match="负数"):
        due(clock("03-09 09:00", -1))
    for limit in (Limit(60), Limit(3000, HOURS)):
        with pytest.raises(Refusal, match="2100"):
            due(Clock(datetime(2100, 12, 20, tzinfo=BEIJING), limit))
    with pytest.raises(Refusal, match="1980"):
        due(Clock(datetime(1979, 12, 20, tzinfo=BEIJING), Limit(5)))
