"""Many clocks at once say what each says alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chaotou.core.deadlines import CountedIn, counting
from chaotou.core.issues import Refusal
from chaotou.core.matters.clock import Clock, Extension, Limit, Suspension, due_of
from chaotou.core.matters.clocks import COUNTED, Clocks, Dues, due_many
from chaotou.core.midnights import moment, moments
from chaotou.core.zone.loading import load_calendar

BEIJING = ZoneInfo("Asia/Shanghai")
CALENDAR = load_calendar(Path(__file__).parents[3] / "zones" / "demo").workdays
starts = st.datetimes(datetime(2023, 1, 1), datetime(2027, 3, 1), timezones=st.just(UTC))
limits = st.builds(Limit, st.integers(0, 60), st.sampled_from(CountedIn), st.booleans())
clocks = st.lists(st.builds(Clock, starts, limits), min_size=1, max_size=12)


def rows(
    given_clocks: list[Clock], stood: list[int] | None = None, until: Sequence[date | None] = ()
) -> Clocks:
    size = len(given_clocks)
    return Clocks(
        moments(clock.started_at for clock in given_clocks),
        np.array([clock.limit.days for clock in given_clocks]),
        np.array([COUNTED.index(clock.limit.counted_in) for clock in given_clocks]),
        np.array(stood or [0] * size),
        np.array(list(until) or [None] * size, "datetime64[D]"),
        np.array([clock.limit.rolls_past_rest for clock in given_clocks], np.bool_),
    )


def many(given_rows: Clocks) -> Dues:
    assert CALENDAR is not None
    return due_many(given_rows, CALENDAR, BEIJING)


def assert_as_alone(found: Dues, given_clocks: list[Clock]) -> None:
    assert CALENDAR is not None
    for row, clock in enumerate(given_clocks):
        alone = due_of(clock, CALENDAR, BEIJING)
        for name in ("original_due_at", "due_at", "attention_at", "soon_at"):
            assert moment(getattr(found, name)[row], BEIJING) == getattr(alone, name)
        assert bool(found.is_provisional[row]) == alone.is_provisional


@given(clocks)
def test_many_due_dates_at_once_are_those_of_one_by_one(held: list[Clock]) -> None:
    assert_as_alone(many(rows(held)), held)


@given(starts, limits, st.integers(0, 60), st.integers(0, 20))
def test_days_that_a_clock_stood_are_handed_in_as_counts(
    start: datetime, limit: Limit, later: int, long: int
) -> None:
    assert CALENDAR is not None
    stop = Suspension(start + timedelta(later), start + timedelta(later + long))
    clock, counter = Clock(start, limit, (stop,)), counting(CALENDAR, limit.counted_in)
    counted = replace(limit, rolls_past_rest=False)
    plain, moved = (due_of(Clock(start, counted, stops), CALENDAR, BEIJING) for stops in ((), (stop,)))
    assume(stop.began_at < plain.due_at)
    days = counter.between(plain.due_on, moved.due_on).days
    passed = (moved.due_at - plain.due_at) // timedelta(microseconds=1)
    found = many(rows([clock], [passed if limit.counted_in is CountedIn.HOURS else days]))
    assert_as_alone(found, [clock])


@given(starts, limits, st.integers(0, 90))
def test_extended_clocks_are_handed_in_with_their_day(start: datetime, limit: Limit, more: int) -> None:
    assert CALENDAR is not None
    until = due_of(Clock(start, limit), CALENDAR, BEIJING).due_on + timedelta(more)
    clock = Clock(start, limit, (), Extension(until, start))
    assert_as_alone(many(rows([clock], until=[until])), [clock])


def test_a_clock_that_has_not_started_has_no_due_date() -> None:
    held = Clock(datetime(2026, 3, 9, tzinfo=UTC), Limit(5))
    found = many(rows([held, held]))
    started = rows([held, held])
    started.started_at[0] = None
    waiting = many(started)
    assert np.isnat(waiting.due_at).tolist() == np.isnat(waiting.soon_at).tolist() == [True, False]
    assert waiting.due_at[1] == found.due_at[1]


def test_no_clocks_have_no_due_dates() -> None:
    assert many(rows([])).due_at.size == 0


def test_a_negative_limit_is_refused_in_every_kind() -> None:
    for counted_in in CountedIn:
        with pytest.raises(Refusal, match="负数"):
            many(rows([Clock(datetime(2026, 3, 9, tzinfo=UTC), Limit(-1, counted_in))]))
