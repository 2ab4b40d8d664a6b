"""When a zone lives: today, or in a demonstration whose year is over on a day of its own."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from chaotou.organization.days import working_day, working_moment
from chaotou.organization.queries import zone


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))


MOMENTS = [
    ("2024-05-02 09:30", "2024-05-02 09:30"),
    ("2024-12-31 23:59", "2024-12-31 23:59"),
    ("2025-01-01 00:05", "2024-08-20 00:05"),
    ("2026-12-01 23:30", "2024-08-20 23:30"),
]


@pytest.fixture(params=[2024, 2023])
def demonstration(request, serve) -> None:
    """Its day is of the planned year, or of the year after it."""
    held = zone()
    serve(held.model_copy(update={"zone": held.zone.model_copy(update={"year": request.param})}))


@pytest.mark.parametrize(("real", "lived"), MOMENTS)
def test_in_a_demonstration_the_time_of_day_is_that_of_its_own_day_once_its_year_is_over(real, lived) -> None:
    assert working_moment(at(real)) == at(lived)
    assert working_day(at(real)) == at(lived).date()


@pytest.mark.parametrize(("real", "lived"), MOMENTS)
def test_asked_of_a_moment_it_gave_it_gives_the_same(demonstration, real, lived) -> None:
    once = working_moment(at(real))
    assert working_moment(once) == once


def test_a_zone_at_work_lives_now_whatever_year_it_plans(serve) -> None:
    held = zone()
    serve(held.model_copy(update={"zone": held.zone.model_copy(update={"as_of": None})}))
    assert working_moment(at("2026-12-01 09:30")) == at("2026-12-01 09:30")
