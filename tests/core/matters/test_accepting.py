"""Missing papers listed once in time, or the matter counts as accepted; papers that may come later."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from chaotou.core.matters.accepting import (
    CorrectionFault,
    Gap,
    Receipt,
    correction_faults,
    deemed_accepted,
    latest_promise,
    list_by,
    returns_on,
)
from chaotou.core.matters.clock import Limit
from chaotou.core.workdays import WorkdayCalendar
from chaotou.core.zone.loading import load_calendar

BEIJING = ZoneInfo("Asia/Shanghai")


@pytest.fixture(scope="module")
def calendar() -> WorkdayCalendar:
    found = load_calendar(Path(__file__).parents[3] / "zones" / "demo").workdays
    assert found is not None
    return found


def at(said: str) -> datetime:
    return datetime.fromisoformat(f"2026-{said}").replace(tzinfo=BEIJING)


def receipt(listed: str = "") -> Receipt:
    """Received on Thursday 12 February: five working days end with the 26th."""
    return Receipt(at("02-12 09:00"), Limit(5), at(listed) if listed else None)


def test_what_is_missing_is_listed_within_the_limit(calendar: WorkdayCalendar) -> None:
    assert list_by(receipt(), calendar, BEIJING) == at("02-27 00:00")
    assert correction_faults(receipt(), calendar, BEIJING, at("02-26 23:59")) == []
    assert correction_faults(receipt(), calendar, BEIJING, at("02-27 00:00")) == [CorrectionFault.TOO_LATE]


def test_what_is_missing_is_listed_once(calendar: WorkdayCalendar) -> None:
    found = correction_faults(receipt("02-13 09:00"), calendar, BEIJING, at("02-14 09:00"))
    assert found == [CorrectionFault.LISTED_BEFORE]


def test_a_matter_of_which_nothing_was_listed_counts_as_accepted_when_it_came(
    calendar: WorkdayCalendar,
) -> None:
    assert deemed_accepted(receipt(), calendar, BEIJING, at("02-26 23:59")) is None
    assert deemed_accepted(receipt(), calendar, BEIJING, at("02-27 00:00")) == at("02-12 09:00")


def test_a_list_in_time_keeps_it_open_and_a_late_one_does_not(calendar: WorkdayCalendar) -> None:
    now = at("06-30 09:00")
    assert deemed_accepted(receipt("02-26 17:00"), calendar, BEIJING, now) is None
    assert deemed_accepted(receipt("02-27 09:00"), calendar, BEIJING, now) == at("02-12 09:00")


def test_a_paper_not_come_by_the_day_promised_sends_the_matter_back_the_next_day() -> None:
    promised = date(2026, 3, 13)
    assert returns_on([Gap(promised)], BEIJING) == date(2026, 3, 14)
    assert returns_on([Gap(promised, at("03-13 23:59"))], BEIJING) is None
    assert returns_on([Gap(promised, at("03-14 00:00"))], BEIJING) == date(2026, 3, 14)
    assert returns_on([], BEIJING) is None


def test_the_earliest_promise_broken_counts() -> None:
    kept = Gap(date(2026, 3, 10), at("03-09 09:00"))
    gaps = [Gap(date(2026, 3, 20)), kept, Gap(date(2026, 3, 13))]
    assert returns_on(gaps, BEIJING) == date(2026, 3, 14)


def test_a_paper_that_comes_in_the_evening_comes_on_the_zone_s_day() -> None:
    late = datetime(2026, 3, 13, 16, 30, tzinfo=UTC)
    assert returns_on([Gap(date(2026, 3, 13), late)], BEIJING) == date(2026, 3, 14)


def test_a_paper_is_promised_within_the_days_allowed_from_the_undertaking(calendar: WorkdayCalendar) -> None:
    assert latest_promise(at("02-12 16:00"), Limit(5), calendar, BEIJING) == date(2026, 2, 26)
