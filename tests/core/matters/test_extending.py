"""Asking for more time: before the limit runs out, so often and so far as the kind allows."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from chaotou.core.deadlines import CountedIn
from chaotou.core.matters.clock import Clock, Limit, due_of
from chaotou.core.matters.extending import ExtensionFault, extension_faults, may_ask_extension
from chaotou.core.zone.loading import load_calendar
from chaotou.core.zone.matter_specs import ExtensionSpec

BEIJING = ZoneInfo("Asia/Shanghai")
CALENDAR = load_calendar(Path(__file__).parents[3] / "zones" / "demo").workdays
RULE = ExtensionSpec(times=1, at_most_days=10)


def faults(asked: str, until: str, granted: int = 0, rule: ExtensionSpec | None = RULE) -> list[str]:
    """Of five working days from Friday 6 March: due on the 13th."""
    assert CALENDAR is not None
    due = due_of(Clock(datetime(2026, 3, 6, 9, tzinfo=BEIJING), Limit(5)), CALENDAR, BEIJING)
    return list(
        extension_faults(
            rule,
            due,
            CountedIn.WORKING,
            asked_at=datetime.fromisoformat(f"2026-{asked}"),
            until=date.fromisoformat(f"2026-{until}"),
            granted=granted,
            calendar=CALENDAR,
            zone=BEIJING,
        )
    )


def test_an_extension_is_asked_for_before_the_limit_runs_out() -> None:
    assert faults("03-13 23:59", "03-20") == []
    assert faults("03-14 00:00", "03-20") == [ExtensionFault.TOO_LATE]


def test_an_extension_ends_later_and_not_too_late() -> None:
    assert faults("03-12 09:00", "03-13") == [ExtensionFault.NOT_LATER]
    assert faults("03-12 09:00", "03-27") == []
    assert faults("03-12 09:00", "03-30") == [ExtensionFault.TOO_FAR]
    assert faults("03-12 09:00", "12-30", rule=ExtensionSpec(times=1)) == []


def test_an_extension_is_granted_so_often_and_no_more() -> None:
    assert faults("03-12 09:00", "03-20", granted=1) == [ExtensionFault.TOO_OFTEN]


def test_a_kind_that_knows_no_extension_grants_none() -> None:
    assert faults("03-12 09:00", "03-20", rule=None) == [ExtensionFault.NOT_FORESEEN]
    assert faults("03-12 09:00", "03-20", rule=ExtensionSpec(times=0)) == [ExtensionFault.NOT_FORESEEN]


def test_all_that_is_wrong_is_said_at_once() -> None:
    found = faults("03-16 09:00", "03-12", granted=2)
    assert found == [ExtensionFault.TOO_LATE, ExtensionFault.TOO_OFTEN, ExtensionFault.NOT_LATER]


def test_a_petition_is_extended_by_thirty_natural_days_at_most() -> None:
    assert CALENDAR is not None
    due = due_of(Clock(datetime(2026, 3, 9), Limit(60, CountedIn.NATURAL)), CALENDAR, BEIJING)
    found = {
        day: extension_faults(
            ExtensionSpec(times=1, at_most_days=30),
            due,
            CountedIn.NATURAL,
            asked_at=datetime(2026, 5, 1),
            until=date(2026, 6, day),
            granted=0,
            calendar=CALENDAR,
            zone=BEIJING,
        )
        for day in (7, 8)
    }
    assert found == {7: [], 8: [ExtensionFault.TOO_FAR]}


def test_a_moment_without_an_offset_is_by_the_zone_s_clock() -> None:
    due = datetime(2026, 3, 14, tzinfo=BEIJING)
    assert may_ask_extension(datetime(2026, 3, 13, 23, 59), due, BEIJING)
    assert not may_ask_extension(datetime(2026, 3, 14), due, BEIJING)
