"""When a notice may go out: quiet hours over midnight, weekends, the Spring Festival and its make-up days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.matters.sending import is_quiet, send_at
from chaotou.core.workdays import WorkdayCalendar
from chaotou.core.zone.loading import load_calendar
from chaotou.core.zone.matter_watch_specs import QuietSpec

BEIJING = ZoneInfo("Asia/Shanghai")


def demo() -> WorkdayCalendar:
    found = load_calendar(Path(__file__).parents[3] / "zones" / "demo").workdays
    assert found is not None
    return found


CALENDAR = demo()


def quiet(begins: str = "21:00", ends: str = "07:30", working_days_only: bool = True) -> QuietSpec:
    said = {"from": begins, "until": ends, "working_days_only": working_days_only}
    return QuietSpec.model_validate(said)


def at(said: str) -> datetime:
    return datetime.fromisoformat(f"2026-{said}").replace(tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("now", "goes_out"),
    [
        ("03-11 09:00", "03-11 09:00"),
        ("03-11 20:59", "03-11 20:59"),
        ("03-11 21:00", "03-12 07:30"),
        ("03-12 00:00", "03-12 07:30"),
        ("03-12 07:30", "03-12 07:30"),
        ("03-13 22:00", "03-16 07:30"),
        ("03-14 12:00", "03-16 07:30"),
        ("02-13 22:00", "02-14 07:30"),
        ("02-14 21:30", "02-24 07:30"),
        ("02-27 22:00", "02-28 07:30"),
    ],
)
def test_a_notice_waits_for_the_morning_of_a_working_day(now: str, goes_out: str) -> None:
    assert send_at(at(now), quiet(), CALENDAR, BEIJING) == at(goes_out)


def test_on_all_days_a_notice_waits_for_the_morning_only() -> None:
    assert send_at(at("03-14 12:00"), quiet(working_days_only=False), CALENDAR, BEIJING) == at("03-14 12:00")
    assert send_at(at("03-14 23:00"), quiet(working_days_only=False), CALENDAR, BEIJING) == at("03-15 07:30")


def test_quiet_hours_may_lie_within_a_day() -> None:
    assert send_at(at("03-11 12:30"), quiet("12:00", "14:00"), CALENDAR, BEIJING) == at("03-11 14:00")
    assert send_at(at("03-14 12:30"), quiet("12:00", "14:00"), CALENDAR, BEIJING) == at("03-16 00:00")


def test_without_quiet_hours_a_notice_goes_out_at_once() -> None:
    assert send_at(at("03-14 23:00"), None, CALENDAR, BEIJING) == at("03-14 23:00")
    never = quiet("08:00", "08:00", working_days_only=False)
    assert send_at(at("03-14 08:00"), never, CALENDAR, BEIJING) == at("03-14 08:00")


@given(
    st.datetimes(datetime(2023, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    st.times().map(lambda one: one.replace(second=0, microsecond=0)),
    st.times().map(lambda one: one.replace(second=0, microsecond=0)),
    st.booleans(),
)
def test_a_notice_goes_out_at_the_first_moment_that_is_allowed(
    now: datetime, begins: datetime, ends: datetime, working_days_only: bool
) -> None:
    rule = quiet(begins.isoformat(), ends.isoformat(), working_days_only)
    goes_out = send_at(now, rule, CALENDAR, BEIJING)

    def allowed(moment: datetime) -> bool:
        here = moment.astimezone(BEIJING)
        is_day = not working_days_only or CALENDAR.is_workday(here.date())
        return is_day and not is_quiet(here.time(), rule)

    assert goes_out >= now
    assert allowed(goes_out)
    assert send_at(goes_out, rule, CALENDAR, BEIJING) == goes_out
    earlier = [now + part * (goes_out - now) / 20 for part in range(20)]
    assert goes_out == now or not any(allowed(moment) for moment in earlier)
    assert goes_out == now or not allowed(goes_out - timedelta(seconds=1))
