"""Midnights: on which day of a zone a moment falls, and when its days begin and end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.issues import Refusal
from chaotou.core.midnights import NEVER, midnight, midnights, moment, moments
from chaotou.core.workdays import FIRST, positions

BEIJING = ZoneInfo("Asia/Shanghai")
ZONES = st.sampled_from([BEIJING, ZoneInfo("Europe/Berlin"), ZoneInfo("America/St_Johns"), UTC])
any_moment = st.datetimes(datetime(1980, 1, 2), datetime(2100, 12, 30), timezones=st.just(UTC))


@given(any_moment, ZONES)
def test_a_moment_falls_on_the_day_that_the_zone_s_clock_shows(at: datetime, zone: ZoneInfo) -> None:
    day = midnights(zone).day_of(moments([at]))
    assert FIRST + timedelta(int(day[0])) == at.astimezone(zone).date()
    assert midnights(zone).begin(day) <= moments([at]) < midnights(zone).end(day)


def test_half_past_four_in_greenwich_is_already_tomorrow_in_beijing() -> None:
    evening = moments([datetime(2026, 2, 12, 15, 59, tzinfo=UTC), datetime(2026, 2, 12, 16, 30, tzinfo=UTC)])
    found = midnights(BEIJING).day_of(evening)
    assert found.tolist() == positions(["2026-02-12", "2026-02-13"]).tolist()


def test_a_day_of_summer_time_is_an_hour_shorter() -> None:
    day = positions(["2026-03-29"])
    berlin = midnights(ZoneInfo("Europe/Berlin"))
    assert berlin.end(day) - berlin.begin(day) == np.timedelta64(23, "h")


@given(any_moment, ZONES)
def test_moments_come_back_from_arrays_as_they_were(at: datetime, zone: ZoneInfo) -> None:
    assert moment(moments([at.astimezone(zone)])[0], zone) == at


def test_no_moment_is_nat() -> None:
    assert np.isnat(moments([None])).all()


@pytest.mark.parametrize("year", [1979, 2101])
def test_moments_beyond_the_calendar_are_refused(year: int) -> None:
    with pytest.raises(Refusal, match="1980"):
        midnights(BEIJING).day_of(moments([midnight(date(year, 6, 1), BEIJING)]))
    with pytest.raises(Refusal, match="1980"):
        midnights(BEIJING).day_of(np.array([NEVER]))
