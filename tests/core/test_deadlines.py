"""Deadlines in working days, natural days and hours: when they run out, and the count day by day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.deadlines import CountedIn, due_in_days, due_in_hours, local
from chaotou.core.issues import Refusal
from chaotou.core.workdays import DayKind, Holiday, Notice, Stretch, WorkdayCalendar

BEIJING = ZoneInfo("Asia/Shanghai")
FESTIVAL = Stretch(date(2026, 2, 15), date(2026, 2, 23))
SPRING = Holiday("春节", "Spring Festival", FESTIVAL, (date(2026, 2, 14), date(2026, 2, 28)))
CALENDAR = WorkdayCalendar([Notice(2026, "notice", (SPRING,))])
START = date(2026, 2, 12)


def test_working_days_are_counted_over_the_festival_and_the_weekend_worked_for_it() -> None:
    found = due_in_days(CALENDAR, START, 5, CountedIn.WORKING)
    assert found.due.on == date(2026, 2, 26)
    assert [day.day.on.day for day in found.days if day.ran] == [13, 14, 24, 25, 26]
    assert [day.day.on.day for day in found.days if day.day.kind is DayKind.HOLIDAY] == list(range(15, 24))
    assert [day.total for day in found.days] == [1, 2, *[2] * 9, 3, 4, 5]


def test_natural_days_are_counted_through_the_festival() -> None:
    found = due_in_days(CALENDAR, START, 5, CountedIn.NATURAL)
    assert found.due.on == date(2026, 2, 17)
    assert [day.ran for day in found.days] == [1] * 5


def test_natural_days_and_hours_wait_for_no_notice() -> None:
    start = date(2027, 2, 1)
    assert due_in_days(CALENDAR, start, 5, CountedIn.WORKING).due.is_provisional
    assert not due_in_days(CALENDAR, start, 5, CountedIn.NATURAL).due.is_provisional
    assert not due_in_hours(CALENDAR, datetime(2027, 2, 1, 9, tzinfo=BEIJING), 5).due.is_provisional


def test_hours_run_through_the_night_and_are_shown_by_day() -> None:
    found = due_in_hours(CALENDAR, datetime(2026, 2, 12, 16, 30, tzinfo=BEIJING), 24)
    assert found.at == datetime(2026, 2, 13, 16, 30, tzinfo=BEIJING)
    assert [(day.day.on.day, day.ran, day.total) for day in found.days] == [(12, 7.5, 7.5), (13, 16.5, 24)]


@given(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)), st.integers(1, 500))
def test_the_hours_of_the_days_make_up_the_limit(start: datetime, limit: int) -> None:
    begun = start.replace(tzinfo=BEIJING)
    found = due_in_hours(CALENDAR, begun, limit)
    assert found.at == begun + timedelta(hours=limit)
    assert sum(day.ran for day in found.days) == pytest.approx(limit)
    assert max(day.ran for day in found.days) <= 24


def test_an_hour_lost_to_summer_time_does_not_shorten_a_limit() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    found = due_in_hours(CALENDAR, datetime(2026, 3, 28, 12, tzinfo=berlin), 24)
    assert found.at == datetime(2026, 3, 29, 13, tzinfo=berlin)
    assert [day.ran for day in found.days] == [12, 12]


def test_an_evening_in_london_is_already_the_next_day_in_beijing() -> None:
    accepted = local(datetime(2026, 2, 12, 16, 30, tzinfo=UTC), BEIJING)
    assert accepted.date() == date(2026, 2, 13)
    assert due_in_days(CALENDAR, accepted.date(), 5, CountedIn.WORKING).due.on == date(2026, 2, 27)


def test_a_moment_without_an_offset_is_by_the_zone_s_clock() -> None:
    assert local(datetime(2026, 2, 12, 23, 59), BEIJING) == datetime(2026, 2, 12, 23, 59, tzinfo=BEIJING)


def test_hours_beyond_the_calendar_are_refused() -> None:
    with pytest.raises(Refusal, match="2100"):
        due_in_hours(CALENDAR, datetime(2100, 12, 30, tzinfo=BEIJING), 48)
    with pytest.raises(ValueError, match="time zone"):
        due_in_hours(CALENDAR, datetime(2026, 2, 12), 48)
