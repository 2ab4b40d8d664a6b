"""Codes follow one another, whatever was added in between and in whichever order."""

from __future__ import annotations

from datetime import date

import pytest

from chaotou.projects.models import Project
from chaotou.rows import numbering
from chaotou.rows.numbering import code_of, next_number, numbered


@pytest.fixture
def given(world, now):
    """Projects that have these codes, added in this order."""

    def add(*codes: str) -> None:
        for code in codes:
            _project(world, now, code).save()

    return add


@pytest.fixture
def taken(world, now):
    """The code that a project of the year gets."""
    return lambda year=2024: numbered(_project(world, now), "P", year).code


def _project(world, now, code: str = "") -> Project:
    since = date(2024, 1, 1)
    return Project(
        code=code, name="轴承", organization=world.economy, registered_at=now, stage_since_on=since
    )


def test_the_first_of_a_year_is_one(taken):
    assert taken() == "P2024-0001"


def test_after_9999_comes_10000(given, taken):
    given("P2024-9999")
    assert taken() == "P2024-10000"
    assert taken() == "P2024-10001"


def test_each_year_and_series_counts_by_itself(given, taken):
    given("P2024-0007", "P2025-0003", "Q2024-0100", "P2024-0007-old")
    assert (taken(2024), taken(2025), taken(2026)) == ("P2024-0008", "P2025-0004", "P2026-0001")


def test_a_number_added_earlier_than_lower_ones_is_not_given_again(given, taken, monkeypatch):
    given("P2024-0003", "P2024-0001", "P2024-0002")
    monkeypatch.setattr(numbering, "LATELY", 2)
    assert taken() == "P2024-0004"


def test_rows_of_other_series_added_lately_hide_nothing(given, taken, monkeypatch):
    given("P2024-0005", *(code_of("Q", 2024, number) for number in range(1, 4)))
    monkeypatch.setattr(numbering, "LATELY", 2)
    assert taken() == "P2024-0006"


def test_many_at_once_begin_above_all_that_is_taken(given):
    given("P2024-0002", "P2024-10000", "P2024-0900", "P2024-0900-old")
    assert next_number(Project.objects.all(), "P", 2024) == 10001
