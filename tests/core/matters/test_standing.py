"""Where matters stand: the order of standings, what suspension and closing mean, one by one and many."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.deadlines import CountedIn
from chaotou.core.lights import Light
from chaotou.core.matters.clock import Clock, Limit, Suspension, due_of
from chaotou.core.matters.standing import (
    STANDINGS,
    Standing,
    Times,
    left,
    light_of,
    standing,
    standings_of,
)
from chaotou.core.midnights import moments
from chaotou.core.workdays import WorkdayCalendar
from chaotou.core.zone.loading import load_calendar

BEIJING = ZoneInfo("Asia/Shanghai")
ORDER = (Standing.NOT_STARTED, Standing.ON_TRACK, Standing.DUE_SOON, Standing.OVERDUE)
START = datetime(2026, 3, 6, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
WORKING, NATURAL, HOURS = CountedIn
some_moment = st.integers(-50, 500).map(lambda hours: START + hours * HOUR)
maybe = st.none() | some_moment
given_times = st.fixed_dictionaries(
    {
        "started_at": maybe,
        "due_at": maybe,
        "soon_at": maybe,
        "suspended_since": maybe,
        "closed_at": maybe,
    }
)


def demo() -> WorkdayCalendar:
    found = load_calendar(Path(__file__).parents[3] / "zones" / "demo").workdays
    assert found is not None
    return found


CALENDAR = demo()


def at(said: str) -> datetime:
    return datetime.fromisoformat(f"2026-{said}").replace(tzinfo=BEIJING)


def stands(now: str, *, suspended: str = "", closed: str = "", started: str = "03-06 09:00") -> Standing:
    """A matter of five working days from Friday 6 March: due soon from the 13th, late from the 14th."""
    due = due_of(Clock(at(started), Limit(5)), CALENDAR, BEIJING)
    return standing(
        at(now),
        started_at=at(started),
        due_at=due.due_at,
        soon_at=due.soon_at,
        suspended_since=at(suspended) if suspended else None,
        closed_at=at(closed) if closed else None,
    )


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ("03-06 08:59", Standing.NOT_STARTED),
        ("03-06 09:00", Standing.ON_TRACK),
        ("03-12 23:59", Standing.ON_TRACK),
        ("03-13 00:00", Standing.DUE_SOON),
        ("03-13 23:59", Standing.DUE_SOON),
        ("03-14 00:00", Standing.OVERDUE),
        ("12-31 00:00", Standing.OVERDUE),
    ],
)
def test_a_matter_is_on_track_then_due_soon_then_overdue(now: str, found: Standing) -> None:
    assert stands(now) is found


def test_a_suspended_matter_is_not_overdue_however_long_it_stands() -> None:
    assert stands("03-13 15:00", suspended="03-13 16:00") is Standing.DUE_SOON
    assert stands("03-13 16:00", suspended="03-13 16:00") is Standing.SUSPENDED
    assert stands("08-13 16:00", suspended="03-13 16:00") is Standing.SUSPENDED


def test_a_matter_suspended_after_it_ran_out_stays_overdue() -> None:
    assert stands("03-20 09:00", suspended="03-14 00:00") is Standing.OVERDUE


def test_what_is_closed_stays_as_it_was_closed() -> None:
    assert stands("12-31 09:00", closed="03-13 23:59") is Standing.CLOSED_ON_TIME
    assert stands("12-31 09:00", closed="03-14 00:00") is Standing.CLOSED_LATE
    assert stands("03-13 09:00", closed="03-13 23:59") is Standing.DUE_SOON
    assert stands("12-31 09:00", closed="03-18 09:00", suspended="03-11 09:00") is Standing.CLOSED_LATE


def test_a_matter_without_a_limit_never_runs_out() -> None:
    never = {"started_at": START, "due_at": None, "soon_at": None}
    assert standing(START + 9000 * HOUR, **never) is Standing.ON_TRACK
    assert standing(START + 9000 * HOUR, **never, closed_at=START + HOUR) is Standing.CLOSED_ON_TIME
    assert standing(START + HOUR, **never, suspended_since=START) is Standing.SUSPENDED
    assert standing(START, started_at=None, due_at=None, soon_at=None) is Standing.NOT_STARTED


@given(given_times, st.lists(some_moment, min_size=2, max_size=6))
def test_standing_never_goes_back_by_itself(times: dict[str, datetime | None], nows: list[datetime]) -> None:
    times["suspended_since"] = times["closed_at"] = None
    if times["soon_at"] and times["due_at"]:
        times["soon_at"] = min(times["soon_at"], times["due_at"])
    found = [ORDER.index(standing(now, **times)) for now in sorted(nows)]
    assert found == sorted(found)


@given(given_times, some_moment, some_moment)
def test_what_is_closed_or_overdue_stays_so(
    times: dict[str, datetime | None], now: datetime, later: datetime
) -> None:
    now, later = min(now, later), max(now, later)
    before, after = standing(now, **times), standing(later, **times)
    if before in (Standing.CLOSED_ON_TIME, Standing.CLOSED_LATE):
        assert after is before
    if before is Standing.OVERDUE:
        assert after in (Standing.OVERDUE, Standing.CLOSED_LATE, Standing.CLOSED_ON_TIME)


@given(st.lists(given_times, min_size=1, max_size=12), some_moment)
def test_many_standings_at_once_are_those_of_one_by_one(
    held: list[dict[str, datetime | None]], now: datetime
) -> None:
    times = Times(**{name: moments(one[name] for one in held) for name in held[0]})
    codes = standings_of(times, moments([now])[0])
    assert [STANDINGS[code] for code in codes] == [standing(now, **one) for one in held]
    assert codes.dtype == np.int8


@given(some_moment, st.integers(1, 20), st.sampled_from(CountedIn), st.integers(0, 900), st.integers(0, 400))
def test_clock_and_standing_agree_on_who_stands(
    start: datetime, days: int, counted_in: CountedIn, later: int, then: int
) -> None:
    stop = Suspension(start + later * HOUR)
    due = due_of(Clock(start, Limit(days, counted_in), (stop,)), CALENDAR, BEIJING)
    found = standing(
        stop.began_at + then * HOUR,
        started_at=start,
        due_at=due.due_at,
        soon_at=due.soon_at,
        suspended_since=stop.began_at,
    )
    assert (found is Standing.SUSPENDED) == (due.suspended_since is not None)
    if due.left is not None:
        times = {"due_at": due.due_at, "since": start, "suspended_since": stop.began_at}
        assert left(stop.began_at, counted_in, CALENDAR, BEIJING, **times) == due.left


@pytest.mark.parametrize(
    ("now", "counted_in", "found"),
    [
        ("03-11 09:00", WORKING, 2),
        ("03-13 23:59", WORKING, 0),
        ("03-14 09:00", WORKING, 0),
        ("03-16 09:00", WORKING, -1),
        ("03-16 09:00", NATURAL, -3),
        ("03-13 21:30", HOURS, 2.5),
    ],
)
def test_what_is_left_is_counted_in_the_limit_s_own_days(
    now: str, counted_in: CountedIn, found: float
) -> None:
    times = {"due_at": at("03-14 00:00"), "since": at("03-06 09:00")}
    assert left(at(now), counted_in, CALENDAR, BEIJING, **times) == found


def test_what_is_left_stays_while_the_clock_stands() -> None:
    times = {"due_at": at("03-14 00:00"), "since": at("03-06 09:00"), "suspended_since": at("03-11 16:00")}
    for now in ("03-11 18:00", "06-30 09:00"):
        assert left(at(now), WORKING, CALENDAR, BEIJING, **times) == 3


def test_lights_are_yellow_from_the_share_that_asks_for_attention() -> None:
    asks = at("03-11 00:00")
    lights = [light_of(found, at("03-11 09:00"), asks) for found in Standing]
    assert lights == [
        Light.NOT_DUE,
        Light.AT_RISK,
        Light.AT_RISK,
        Light.BEHIND,
        Light.NOT_DUE,
        Light.DONE,
        Light.DONE,
    ]
    assert light_of(Standing.ON_TRACK, at("03-10 09:00"), asks) is Light.ON_TRACK
    assert light_of(Standing.ON_TRACK, at("03-10 09:00"), None) is Light.ON_TRACK
