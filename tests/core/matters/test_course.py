"""How a due date was counted: the days on the way add up to the limit, whatever stood in between."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.deadlines import CountedIn
from chaotou.core.matters.clock import Clock, Extension, Limit, Suspension, due_of
from chaotou.core.matters.course import course
from chaotou.core.workdays import Holiday, Notice, Stretch, WorkdayCalendar

CHINA = ZoneInfo("Asia/Shanghai")
FESTIVAL = Holiday(
    "中秋节", "Mid-autumn", Stretch(date(2024, 9, 15), date(2024, 9, 17)), (date(2024, 9, 14),)
)
CALENDAR = WorkdayCalendar([Notice(2024, "holidays", (FESTIVAL,)), Notice(2025, "holidays", ())])
START = datetime(2024, 9, 9, 9, 30, tzinfo=CHINA)


def ran(clock: Clock) -> list[tuple[int, float, float]]:
    """Day of the month, how much of the limit ran, how much in all."""
    days = course(clock, due_of(clock, CALENDAR, CHINA), CALENDAR, CHINA)
    return [(day.day.on.day, day.ran, day.total) for day in days]


def test_a_make_up_day_runs_and_a_holiday_does_not() -> None:
    counted = ran(Clock(START, Limit(6)))
    assert counted == [
        (10, 1, 1),
        (11, 1, 2),
        (12, 1, 3),
        (13, 1, 4),
        (14, 1, 5),
        (15, 0, 5),
        (16, 0, 5),
        (17, 0, 5),
        (18, 1, 6),
    ]


def test_days_a_clock_stood_do_not_run() -> None:
    stood = Suspension(START + timedelta(days=2), START + timedelta(days=3))
    clock = Clock(START, Limit(3), (stood,))
    days = course(clock, due_of(clock, CALENDAR, CHINA), CALENDAR, CHINA)
    assert [(day.day.on.day, day.ran, day.stood) for day in days] == [
        (10, 1, False),
        (11, 0, True),
        (12, 0, True),
        (13, 1, False),
        (14, 1, False),
    ]


def test_days_that_only_an_extension_reaches_are_marked() -> None:
    clock = Clock(START, Limit(2), extension=Extension(date(2024, 9, 13), START))
    days = course(clock, due_of(clock, CALENDAR, CHINA), CALENDAR, CHINA)
    assert [(day.day.on.day, day.given) for day in days] == [(10, False), (11, False), (12, True), (13, True)]


def test_days_to_which_a_limit_only_rolls_are_marked_and_do_not_run() -> None:
    """Six natural days from Monday end on Sunday in the festival, which lasts until Tuesday."""
    clock = Clock(START, Limit(6, CountedIn.NATURAL, True))
    days = course(clock, due_of(clock, CALENDAR, CHINA), CALENDAR, CHINA)
    assert [(day.day.on.day, day.ran, day.rolled) for day in days[4:]] == [
        (14, 1, False),
        (15, 1, False),
        (16, 0, True),
        (17, 0, True),
        (18, 0, True),
    ]
    plain = Clock(START, Limit(6, CountedIn.NATURAL))
    assert not any(day.rolled for day in course(plain, due_of(plain, CALENDAR, CHINA), CALENDAR, CHINA))


def test_hours_run_from_the_moment_and_stand_with_the_clock() -> None:
    stood = Suspension(START + timedelta(hours=2), START + timedelta(hours=5))
    clock = Clock(START, Limit(24, CountedIn.HOURS), (stood,))
    assert ran(clock) == [(9, 11.5, 11.5), (10, 12.5, 24.0)]


moments = st.integers(0, 30 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


@given(
    limit=st.builds(Limit, st.integers(1, 25), st.sampled_from(list(CountedIn)), st.booleans()),
    stops=st.lists(st.tuples(moments, moments).map(sorted), max_size=3),
)
def test_what_ran_is_the_limit(limit: Limit, stops: list[list[datetime]]) -> None:
    latest = START
    suspensions = []
    for began, ended in sorted(stops):
        if began >= latest:
            suspensions.append(Suspension(began, ended))
            latest = ended
    clock = Clock(START, limit, tuple(suspensions))
    days = course(clock, due_of(clock, CALENDAR, CHINA), CALENDAR, CHINA)
    assert abs(sum(day.ran for day in days) - limit.days) < 1e-6
    assert not any(day.ran or day.stood for day in days if day.rolled)
