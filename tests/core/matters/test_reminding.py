"""Which reminders a matter needs: before, on and after the due day, by hours, by shares, each once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.deadlines import CountedIn
from chaotou.core.matters.clock import Clock, Extension, Limit, Suspension, due_of
from chaotou.core.matters.clocks import COUNTED
from chaotou.core.matters.reminding import Watched, reminders, reminders_of
from chaotou.core.matters.standing import STANDINGS, Standing, standing
from chaotou.core.midnights import moments
from chaotou.core.workdays import WorkdayCalendar
from chaotou.core.zone.loading import load_calendar
from chaotou.core.zone.matter_watch_specs import ReminderSpec

BEIJING = ZoneInfo("Asia/Shanghai")
WORKING, NATURAL, HOURS = CountedIn


def demo() -> WorkdayCalendar:
    found = load_calendar(Path(__file__).parents[3] / "zones" / "demo").workdays
    assert found is not None
    return found


CALENDAR = demo()


def rule(anchor: str, amount: float = 0, counted_in: str = "working", code: str = "") -> ReminderSpec:
    said = {"code": code or anchor, "name": anchor, "english": anchor, "to": ["handler"], "source": "rule"}
    return ReminderSpec.model_validate(
        {**said, "anchor": anchor, "amount": str(amount), "counted_in": counted_in}
    )


RULES = (
    rule("share_used", 0.5, code="half"),
    rule("before_due", 3, code="near_3"),
    rule("before_due", 4, "hours", code="near_4_hours"),
    rule("at_due", code="today"),
    rule("at_due", 0, "hours", code="out"),
    rule("after_due", 1, code="late_1"),
    rule("after_due", 5, "natural", code="late_5"),
    rule("behind", 1, code="behind"),
)


def at(said: str) -> datetime:
    return datetime.fromisoformat(f"2026-{said}").replace(tzinfo=BEIJING)


def needs(
    now: str,
    clock: Clock | None = None,
    rules: tuple[ReminderSpec, ...] = RULES,
    raised: dict[str, datetime] | None = None,
    **known: datetime | None,
) -> list[str]:
    """What is needed by a clock, or else by five working days from Friday 6 March, due on the 13th."""
    clock = clock or Clock(at("03-06 09:00"), Limit(5))
    due = due_of(clock, CALENDAR, BEIJING)
    found = standing(
        at(now),
        started_at=clock.started_at,
        due_at=due.due_at,
        soon_at=due.soon_at,
        suspended_since=due.suspended_since,
        closed_at=known.get("closed_at"),
    )
    needed = reminders(
        rules,
        found,
        clock.limit,
        at(now),
        CALENDAR,
        BEIJING,
        started_at=clock.started_at,
        due_at=due.due_at,
        behind_at=known.get("behind_at"),
        raised=raised or {},
    )
    return [one.code for one in needed]


@pytest.mark.parametrize(
    ("now", "code"),
    [
        ("03-11 00:00", "half"),
        ("03-10 00:00", "near_3"),
        ("03-13 20:00", "near_4_hours"),
        ("03-13 00:00", "today"),
        ("03-14 00:00", "out"),
        ("03-16 00:00", "late_1"),
        ("03-18 00:00", "late_5"),
    ],
)
def test_a_reminder_comes_at_its_moment_and_not_before(now: str, code: str) -> None:
    before = (at(now) - timedelta(seconds=1)).strftime("%m-%d %H:%M:%S")
    assert code in needs(now)
    assert code not in needs(before)


def test_reminders_in_working_days_count_over_the_festival_and_its_make_up_days() -> None:
    """Due on Thursday 26 February 2026: the days before are 25, 24 and the worked Saturday 14."""
    clock = Clock(at("02-12 09:00"), Limit(5))
    assert "near_3" in needs("02-14 00:00", clock)
    assert "near_3" not in needs("02-13 23:59", clock)
    late = (rule("after_due", 2, code="late_2"),)
    assert needs("02-27 23:59", clock, late) == []
    assert needs("02-28 00:00", clock, late) == ["late_2"]


def test_what_warns_is_not_raised_once_the_due_time_has_passed() -> None:
    assert needs("03-13 23:59") == ["half", "near_3", "near_4_hours", "today"]
    assert needs("03-18 09:00") == ["out", "late_1", "late_5"]


def test_a_reminder_is_raised_once_for_a_due_time() -> None:
    raised = {code: at("03-14 00:00") for code in ("half", "near_3")}
    assert needs("03-13 09:00", raised=raised) == ["today"]


def test_an_extended_matter_is_reminded_of_its_new_due_time() -> None:
    extended = Clock(at("03-06 09:00"), Limit(5), (), Extension(date(2026, 3, 27), at("03-12 09:00")))
    raised = {code: at("03-14 00:00") for code in ("half", "near_3")}
    assert needs("03-16 09:00", extended, raised=raised) == []
    assert needs("03-24 09:00", extended, raised=raised) == ["near_3"]


def test_a_suspended_matter_is_not_reminded_and_is_again_when_it_goes_on() -> None:
    stops = Clock(at("03-06 09:00"), Limit(5), (Suspension(at("03-11 09:00")),))
    assert needs("03-20 09:00", stops) == []
    went_on = Clock(at("03-06 09:00"), Limit(5), (Suspension(at("03-11 09:00"), at("03-20 09:00")),))
    raised = {code: at("03-14 00:00") for code in ("half", "near_3")}
    assert needs("03-19 23:59", went_on, raised=raised) == []
    assert needs("03-23 09:00", went_on, raised=raised) == ["half", "near_3"]


def test_a_closed_matter_is_not_reminded() -> None:
    assert needs("03-18 09:00", closed_at=at("03-17 09:00")) == []


def test_a_matter_behind_is_reminded_from_when_its_report_was_due() -> None:
    behind = (rule("behind", 1, code="behind"),)
    assert needs("03-09 09:00", rules=behind) == []
    assert needs("03-08 23:59", rules=behind, behind_at=at("03-07 00:00")) == []
    assert needs("03-09 00:00", rules=behind, behind_at=at("03-07 00:00")) == ["behind"]
    raised = {"behind": at("03-07 00:00")}
    assert needs("03-12 00:00", rules=behind, raised=raised, behind_at=at("03-07 00:00")) == []
    assert needs("03-12 00:00", rules=behind, raised=raised, behind_at=at("03-11 00:00")) == ["behind"]


def test_a_matter_without_a_due_time_is_reminded_only_of_being_behind() -> None:
    found = reminders(
        RULES,
        Standing.ON_TRACK,
        Limit(5),
        at("03-18 09:00"),
        CALENDAR,
        BEIJING,
        started_at=at("03-06 09:00"),
        due_at=None,
        behind_at=at("03-07 00:00"),
        raised={},
    )
    assert [one.code for one in found] == ["behind"]


def test_a_limit_in_hours_is_reminded_by_hours_and_by_its_day() -> None:
    hours = Clock(at("03-06 09:00"), Limit(24, HOURS))
    assert needs("03-07 04:59", hours) == ["half", "near_3", "today"]
    assert needs("03-07 05:00", hours) == ["half", "near_3", "near_4_hours", "today"]
    assert needs("03-07 09:00", hours) == ["out"]


starts = st.datetimes(datetime(2026, 1, 1), datetime(2026, 3, 1), timezones=st.just(UTC))
rows = st.tuples(
    starts,
    st.integers(1, 40),
    st.sampled_from(CountedIn),
    st.sampled_from(Standing),
    st.none() | starts,
    st.sets(st.sampled_from([one.code for one in RULES])),
)


@given(st.lists(rows, min_size=1, max_size=10), st.integers(0, 2500))
def test_many_matters_at_once_need_what_each_needs_and_nothing_twice(
    held: list[tuple[Any, ...]], later: int
) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=later)
    dues = [due_of(Clock(row[0], Limit(row[1], row[2])), CALENDAR, BEIJING).due_at for row in held]
    watched = Watched(
        np.array([STANDINGS.index(row[3]) for row in held]),
        moments(row[0] for row in held),
        moments(dues),
        np.array([row[1] for row in held]),
        np.array([COUNTED.index(row[2]) for row in held]),
        moments(row[4] for row in held),
    )
    of_behind = {"behind": watched.behind_at}
    raised = {
        one.code: np.where(
            [one.code in row[5] for row in held],
            of_behind.get(one.code, watched.due_at),
            np.datetime64("NaT"),
        )
        for one in RULES
    }
    found = reminders_of(RULES, watched, raised, now, CALENDAR, BEIJING)
    for index, row in enumerate(held):
        before = {
            one.code: dues[index] if one.code != "behind" else row[4] for one in RULES if one.code in row[5]
        }
        alone = reminders(
            RULES,
            row[3],
            Limit(row[1], row[2]),
            now,
            CALENDAR,
            BEIJING,
            started_at=row[0],
            due_at=dues[index],
            behind_at=row[4],
            raised={code: due for code, due in before.items() if due},
        )
        assert [one.code for one in alone] == [code for code, needing in found.items() if index in needing]
    for one in RULES:
        raised[one.code][found[one.code]] = of_behind.get(one.code, watched.due_at)[found[one.code]]
    again = reminders_of(RULES, watched, raised, now, CALENDAR, BEIJING)
    assert not any(needing.size for needing in again.values())
