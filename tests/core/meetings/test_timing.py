"""Deadlines before a meeting count working days back; topics follow one another."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.meetings.timing import Deadlines, deadlines, latest_day, timetable
from chaotou.core.workdays import WorkdayCalendar
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.meeting_specs import MeetingKindSpec

DEMO = Path(__file__).parents[3] / "zones/demo"


@pytest.fixture(scope="module")
def kind() -> MeetingKindSpec:
    zone = load_zone(DEMO).zone
    assert zone is not None
    return next(kind for kind in zone.meeting_kinds if kind.code == "directors_meeting")


@pytest.fixture(scope="module")
def calendar() -> WorkdayCalendar:
    zone = load_zone(DEMO).zone
    assert zone is not None
    return zone.workdays


def test_days_before_a_monday_skip_the_weekend(kind: MeetingKindSpec, calendar: WorkdayCalendar) -> None:
    found = deadlines(kind, calendar, date(2024, 8, 26))
    assert found == Deadlines(date(2024, 8, 21), date(2024, 8, 22), date(2024, 8, 23))


def test_days_before_skip_holidays_and_count_weekend_days_that_are_worked(calendar: WorkdayCalendar) -> None:
    after_national_day = date(2024, 10, 8)
    assert latest_day(calendar, after_national_day, 1) == date(2024, 9, 30)
    assert latest_day(calendar, after_national_day, 2) == date(2024, 9, 29)  # a Sunday worked for the holiday


def test_none_before_is_the_day_itself_even_where_it_is_not_worked(calendar: WorkdayCalendar) -> None:
    assert latest_day(calendar, date(2024, 8, 25), 0) == date(2024, 8, 25)


@given(st.dates(date(2020, 1, 10), date(2030, 12, 1)), st.integers(1, 20))
def test_counting_forward_again_comes_to_the_meeting_or_the_next_working_day(on: date, before: int) -> None:
    every = WorkdayCalendar([])
    back = latest_day(every, on, before)
    assert every.is_workday(back)
    assert back < on
    reached = every.add(back, before).on
    assert reached == on if every.is_workday(on) else on < reached


@given(st.lists(st.integers(1, 120), max_size=15))
def test_topics_follow_one_another_without_a_gap(minutes: list[int]) -> None:
    start = datetime(2024, 8, 26, 1, tzinfo=UTC)
    slots = list(timetable(start, minutes))
    assert len(slots) == len(minutes)
    assert [slot.starts_at for slot in slots][:1] == [start][: len(slots)]
    for earlier, later in zip(slots, slots[1:], strict=False):
        assert earlier.ends_at == later.starts_at
    assert not slots or slots[-1].ends_at - start == timedelta(minutes=sum(minutes))
