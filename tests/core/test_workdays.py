"""Working days: the published arrangements of 2023 to 2026, due dates across them, years without a notice."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.issues import Refusal
from chaotou.core.workdays import DayKind, Holiday, Notice, Stretch, WorkdayCalendar, positions
from chaotou.core.zone.loading import load_calendar


def demo() -> WorkdayCalendar:
    loaded = load_calendar(Path(__file__).parents[2] / "zones" / "demo")
    assert loaded.workdays is not None, loaded.issues
    return loaded.workdays


CALENDAR = demo()
WORKED_WEEKENDS = {
    2023: "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}
known = st.dates(date(2022, 12, 31), date(2026, 10, 31))
any_day = st.dates(date(1985, 1, 1), date(2090, 1, 1))
counts = st.integers(1, 400)


def stretches(within: st.SearchStrategy[date]) -> st.SearchStrategy[Stretch]:
    return st.builds(lambda first, days: Stretch(first, first + timedelta(days)), within, st.integers(0, 40))


@pytest.mark.parametrize("year", WORKED_WEEKENDS)
def test_the_weekend_days_worked_are_those_of_the_notice(year: int) -> None:
    days = CALENDAR.days(date(year - 1, 12, 31), date(year, 12, 31))
    worked = [day.on for day in days if day.is_workday and day.on.weekday() >= 5]
    assert worked == [date.fromisoformat(f"{year}-{day}") for day in WORKED_WEEKENDS[year].split()]


@pytest.mark.parametrize(("year", "days"), [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_its_weekdays_less_the_statutory_days(year: int, days: int) -> None:
    """11 statutory days until 2024 and 13 since: of 260, 262, 261 and 261 weekdays."""
    assert CALENDAR.between(date(year - 1, 12, 31), date(year, 12, 31)).days == days


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-02-12", 5, "2026-02-26"),
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-14", 1, "2026-02-24"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-10-08", 2, "2026-10-10"),
        ("2025-09-26", 3, "2025-09-30"),
        ("2025-09-30", 2, "2025-10-10"),
        ("2024-02-09", 1, "2024-02-18"),
        ("2023-09-28", 3, "2023-10-09"),
        ("2022-12-30", 1, "2023-01-03"),
        ("2026-03-07", 5, "2026-03-13"),
        ("2026-03-09", 0, "2026-03-09"),
    ],
)
def test_day_one_is_the_next_working_day(start: str, days: int, due: str) -> None:
    assert CALENDAR.add(date.fromisoformat(start), days).on == date.fromisoformat(due)


def test_a_day_says_what_it_is_and_which_notice_says_so() -> None:
    eve, festival, weekend, monday = (
        CALENDAR.day(date(2026, 2, 14)),
        CALENDAR.day(date(2026, 2, 17)),
        CALENDAR.day(date(2026, 3, 7)),
        CALENDAR.day(date(2026, 3, 9)),
    )
    assert (eve.kind, eve.source) == (DayKind.SHIFTED, "holidays_2026")
    assert festival.kind is DayKind.HOLIDAY
    assert festival.holiday is not None
    assert festival.holiday.name == "春节"
    assert (weekend.kind, weekend.holiday) == (DayKind.WEEKEND, None)
    assert (monday.kind, monday.source) == (DayKind.WORKDAY, "")


@given(any_day, counts)
def test_the_days_added_are_the_days_between(start: date, days: int) -> None:
    due = CALENDAR.add(start, days)
    assert CALENDAR.between(start, due.on).days == days
    assert CALENDAR.is_workday(due.on)
    assert due.missing_years == CALENDAR.between(start, due.on).missing_years


@given(known, known, known)
def test_days_between_add_up_and_turn_around(one: date, two: date, three: date) -> None:
    count = CALENDAR.between
    assert count(one, two).days + count(two, three).days == count(one, three).days
    assert count(one, two).days == -count(two, one).days


@given(known, st.integers(0, 60))
def test_the_running_count_agrees_with_stepping_through_days(start: date, days: int) -> None:
    end = start + timedelta(days)
    stepped = sum(CALENDAR.is_workday(start + timedelta(n)) for n in range(1, days + 1))
    assert CALENDAR.between(start, end).days == stepped


@given(known, st.integers(1, 60), stretches(known))
def test_a_suspension_moves_the_due_date_by_exactly_its_working_days(
    start: date, days: int, pause: Stretch
) -> None:
    plain, moved = CALENDAR.add(start, days).on, CALENDAR.add(start, days, [pause]).on
    begins = max(pause.first - timedelta(1), start)
    stopped = CALENDAR.between(begins, max(pause.latest, begins)).days if pause.first <= plain else 0
    assert CALENDAR.between(plain, moved).days == stopped


@given(known, st.integers(1, 40), st.lists(stretches(known), max_size=4))
def test_suspensions_leave_exactly_the_limit_to_run(start: date, days: int, pauses: list[Stretch]) -> None:
    due = CALENDAR.add(start, days, pauses).on
    run = [
        day.on
        for day in CALENDAR.days(start, due)
        if day.is_workday and not any(pause.first <= day.on <= pause.latest for pause in pauses)
    ]
    assert len(run) == days
    assert run[-1] == due


def test_a_suspension_over_a_rest_moves_nothing() -> None:
    rest = Stretch(date(2026, 2, 15), date(2026, 2, 23))
    assert CALENDAR.add(date(2026, 2, 12), 5, [rest]) == CALENDAR.add(date(2026, 2, 12), 5)


@given(st.lists(st.tuples(known, st.integers(0, 300)), min_size=1, max_size=20))
def test_many_due_dates_at_once_are_those_of_one_by_one(cases: list[tuple[date, int]]) -> None:
    due, provisional = CALENDAR.add_many([start for start, _ in cases], [days for _, days in cases])
    one_by_one = [CALENDAR.add(start, days) for start, days in cases]
    assert due.tolist() == [one.on for one in one_by_one]
    assert provisional.tolist() == [one.is_provisional for one in one_by_one]


@given(st.dates(date(2027, 1, 1), date(2090, 1, 1)), counts)
def test_a_year_without_a_notice_is_provisional_and_says_so(start: date, days: int) -> None:
    due = CALENDAR.add(start, days)
    assert due.is_provisional
    assert set(due.missing_years) <= set(range(start.year, due.on.year + 2))
    assert str(due.missing_years[0]) in str(due.caveat)
    assert due.on == np.busday_offset(start, days, roll="backward").item()


@given(st.dates(date(2023, 1, 1), date(2026, 7, 31)), st.integers(1, 60))
def test_a_year_with_a_notice_is_not_provisional(start: date, days: int) -> None:
    due = CALENDAR.add(start, days)
    assert (due.is_provisional, due.caveat) == (False, None)


def test_the_end_of_december_waits_for_the_next_notice() -> None:
    """The notice for 2019 made Saturday 29 December 2018 a working day and Monday the 31st a day off."""
    assert not CALENDAR.next(date(2026, 12, 23)).is_provisional
    assert CALENDAR.next(date(2026, 12, 24)).missing_years == (2027,)
    assert not CALENDAR.next(date(2025, 12, 30)).is_provisional
    new_year = Stretch(date(2018, 12, 30), date(2019, 1, 1))
    notices = [
        Notice(2018, "a", ()),
        Notice(2019, "b", (Holiday("元旦", "New Year", new_year, (date(2018, 12, 29),)),)),
    ]
    settled = WorkdayCalendar(notices)
    assert settled.add(date(2018, 12, 28), 2).on == date(2019, 1, 2)
    assert not settled.add(date(2018, 12, 28), 2).is_provisional
    assert WorkdayCalendar(notices[:1]).add(date(2018, 12, 28), 2).missing_years == (2019,)


def test_without_any_notice_everything_is_provisional() -> None:
    assert WorkdayCalendar().next(date(2026, 2, 13)).missing_years == (2026,)
    assert WorkdayCalendar().next(date(2026, 2, 13)).on == date(2026, 2, 16)


@given(any_day, counts)
def test_natural_days_run_every_day_and_need_no_notice(start: date, days: int) -> None:
    due = WorkdayCalendar.of_every_day().add(start, days)
    assert (due.on, due.missing_years) == (start + timedelta(days), ())


@pytest.mark.parametrize(
    ("start", "days"), [(date(1979, 12, 31), 1), (date(2101, 1, 1), 1), (date(2100, 12, 1), 90)]
)
def test_what_lies_beyond_the_calendar_is_refused(start: date, days: int) -> None:
    with pytest.raises(Refusal, match="1980"):
        CALENDAR.add(start, days)
    with pytest.raises(Refusal, match="1980"):
        CALENDAR.add_many([start], [days])


def test_a_limit_is_not_negative_and_a_suspension_does_not_end_before_it_begins() -> None:
    with pytest.raises(Refusal, match="负数"):
        CALENDAR.add(date(2026, 2, 12), -1)
    with pytest.raises(Refusal, match="早于"):
        CALENDAR.add(date(2026, 2, 12), 1, [Stretch(date(2026, 2, 14), date(2026, 2, 13))])


@given(known, st.integers(1, 60))
def test_counting_back_undoes_counting_on(start: date, days: int) -> None:
    at = int(positions([start])[0])
    back = int(CALENDAR.before(at, days))
    assert int(CALENDAR.count(back - 1, at - 1)) == days
    assert CALENDAR.is_workday(start + timedelta(back - at))
    assert int(CALENDAR.before(at, 0)) == at


def test_counting_back_past_the_calendar_is_refused() -> None:
    with pytest.raises(Refusal, match="1980"):
        CALENDAR.before(3, 5)
