"""Counts and sums are kept until the journal has a new entry, and kept apart for who sees what."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.utils import timezone

from chaotou.organization.queries import zone
from chaotou.projects.operations.views import save_view
from chaotou.projects.queries.sums import by_stage
from chaotou.projects.queries.wanted import Asked, Wanted


@pytest.fixture
def count(settings, today):
    """How many leads a reader is told of."""
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }
    cache.clear()

    def ask(reader: object, **wanted: object) -> int:
        return by_stage(Asked(reader, Wanted(**wanted), today, zone()))["lead"].count

    return ask


@pytest.fixture
def changed():
    """Another edition of the zone's files is there: of nothing that counts, but another."""
    return lambda: zone().model_copy(update={"plots": ()})


@pytest.fixture
def act(zhoumin):
    """Something happens: the journal has a new entry."""

    def happen() -> None:
        save_view(person=zhoumin, name="看", query="", shared=False, now=timezone.now())

    return happen


def test_nothing_is_kept_before_the_first_act(few, make_project, count, zhoumin) -> None:
    assert count(zhoumin) == 2
    make_project("P2024-0010")
    assert count(zhoumin) == 3


def test_an_answer_stands_until_the_next_act(few, make_project, count, act, zhoumin) -> None:
    act()
    assert count(zhoumin) == 2
    make_project("P2024-0010")
    assert count(zhoumin) == 2
    act()
    assert count(zhoumin) == 3


def test_an_answer_is_for_who_sees_the_same_and_asks_the_same(few, count, act, zhoumin, linxiao) -> None:
    act()
    assert (count(zhoumin), count(linxiao), count(zhoumin, organization="commerce")) == (2, 1, 1)


def test_an_answer_by_files_no_longer_served_is_kept_for_nobody(
    few, make_project, act, serve, changed, zhoumin, today, count
) -> None:
    act()
    begun_before = Asked(zhoumin, Wanted(), today, zone())
    serve(changed())
    assert begun_before.seal == "" and by_stage(begun_before)["lead"].count == 2
    make_project("P2024-0010")
    assert count(zhoumin) == 3


def test_files_changed_while_it_is_asked_are_asked_of_anew(
    few, make_project, act, serve, changed, zhoumin, today, count
) -> None:
    act()
    begun_before = Asked(zhoumin, Wanted(), today, zone())
    assert begun_before.seal
    serve(changed())
    assert by_stage(begun_before)["lead"].count == 2
    make_project("P2024-0010")
    assert count(zhoumin) == 3
