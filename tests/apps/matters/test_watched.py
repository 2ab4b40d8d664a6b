"""Matters as arrays: what the rows say to the microsecond, however many are read at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.deadlines import CountedIn
from chaotou.core.matters.clocks import COUNTED
from chaotou.core.midnights import midnight, moments
from chaotou.matters.models import Matter, MatterClock, MatterNode, Rating
from chaotou.matters.operations.assigning import assign, sign_for
from chaotou.matters.operations.noticing import raise_notices
from chaotou.matters.operations.registering import register_matter
from chaotou.matters.operations.reporting import report
from chaotou.matters.queries import arrays
from chaotou.matters.queries.arrays import NONE, counted, leading_limits, places
from chaotou.matters.queries.watched import watched
from chaotou.matters.rules import rules
from chaotou.organization.models import Organization

EXACT = datetime(2024, 8, 1, 18, 59, 59, 999_999, tzinfo=UTC)


def kept(count: int, **said: object) -> list[Matter]:
    """Bare rows of requests, a day apart, registered to the microsecond."""
    usual = {"kind": "request", "state": "handling", "phase": "open", "privacy": "involved", **said}
    home = Organization.objects.get(code="committee")
    times = [EXACT + timedelta(days=number) for number in range(count)]
    rows = [
        Matter(code=f"r{n}", title="缺工", organization=home, registered_at=at, received_at=at, **usual)
        for n, at in enumerate(times)
    ]
    return Matter.objects.bulk_create(rows)


def clock(matter: Matter, started_at: datetime, limit: int, **said: object) -> None:
    times = dict.fromkeys(("original_due_at", "due_at", "attention_at", "soon_at"), started_at)
    usual = {"code": "handle", "basis": "committed", "counted_in": "working", **times, **said}
    MatterClock.objects.create(matter=matter, started_at=started_at, limit=limit, **usual)


@pytest.mark.parametrize("batch", [1, 2, 500])
def test_rows_are_read_as_they_are_however_many_at_a_time(world, monkeypatch, batch: int) -> None:
    monkeypatch.setattr(arrays, "BATCH", batch)
    rows = kept(3, lead=world.economy)
    Matter.objects.filter(pk=rows[1].pk).update(closed_at=EXACT, repeats=rows[0])
    for row, score in ((rows[2], 4), (rows[0], 1), (rows[2], 5)):
        Rating.objects.create(matter=row, score=score, rated_at=EXACT)
    found = counted()
    assert found.handled.registered_at.tolist() == moments(row.registered_at for row in rows).tolist()
    assert found.handled.closed_at.tolist() == moments([None, EXACT, None]).tolist()
    assert found.handled.repeats.tolist() == [False, True, False]
    assert (found.rated.tolist(), found.ratings.score.tolist()) == ([0, 2, 2], [1, 4, 5])
    assert found.ratings.rated_at.tolist() == moments([EXACT] * 3).tolist()
    assert found.lead.tolist() == [world.economy.pk] * 3
    assert (found.kind == found.words["request"]).all()


def test_no_matters_are_no_rows(world) -> None:
    found = counted()
    assert len(found.handled) == len(found.kind) == len(found.is_synthetic) == 0


def test_the_latest_closing_limit_leads_and_of_two_the_committed_one(world) -> None:
    first, second, third = kept(3)
    clock(first, EXACT, 7)
    clock(first, EXACT + timedelta(days=1), 5, counted_in="hours")
    clock(second, EXACT, 20, basis="statutory")
    clock(second, EXACT, 10, counted_in="natural")
    clock(second, EXACT + timedelta(days=9), 1, is_closing=False)
    keys = np.array([first.pk, second.pk, third.pk])
    limit, counted_in = leading_limits(MatterClock.objects.all(), keys)
    assert limit.tolist() == [5, 10, NONE]
    hours, natural = (COUNTED.index(one) for one in (CountedIn.HOURS, CountedIn.NATURAL))
    assert counted_in.tolist() == [hours, natural, NONE]


whole = st.lists(st.integers(0, 30), max_size=20)


@given(whole.map(set).map(sorted), whole)
def test_what_stands_among_the_keys_is_found(keys: list[int], given_: list[int]) -> None:
    at, known = places(np.array(keys, np.int64), np.array(given_, np.int64))
    assert known.tolist() == [row for row, key in enumerate(given_) if key in keys]
    assert [keys[place] for place in at] == [given_[row] for row in known]


def test_a_notice_is_of_the_moment_the_matter_is_due(handled, later) -> None:
    matter = handled()
    raise_notices(now=later(days=60))
    (notice,) = matter.notices.filter(rule="overdue_1")
    assert notice.due_at == matter.due_at


@pytest.fixture
def directive(world, zhoumin, linxiao, now) -> Matter:
    """A directive that the economy leads since August."""
    matter = register_matter(kind="directive", title="稳外贸", actor=zhoumin, now=now)
    matter = assign(matter=matter, actor=zhoumin, now=now, lead="economy")
    return sign_for(matter=matter, actor=linxiao, now=now)


def behind(kind: str, now: datetime) -> list[object]:
    found = watched(rules().kind(kind), now)
    assert found is not None
    return found.watched.behind_at.tolist()


def begin(day: date) -> list[object]:
    return moments([midnight(day, timezone.get_default_timezone())]).tolist()


def test_who_led_all_month_and_did_not_report_is_behind_since_its_end(directive, linxiao, later) -> None:
    assert behind("directive", later(days=30)) == [None]
    october = later(days=60)
    assert behind("directive", october) == begin(date(2024, 10, 1))
    report(matter=directive, actor=linxiao, now=later(days=40), text="已印发", percent=60)
    assert behind("directive", october) == [None]


def test_of_what_did_not_come_the_earliest_says_since_when(directive, later) -> None:
    for code, due_on in (("second", date(2024, 9, 9)), ("first", date(2024, 8, 20))):
        MatterNode.objects.create(matter=directive, code=code, name=code, due_on=due_on)
    assert behind("directive", later(days=60)) == begin(date(2024, 8, 21))
    MatterNode.objects.filter(code="first").update(done_on=date(2024, 8, 20))
    assert behind("directive", later(days=60)) == begin(date(2024, 9, 10))


def test_only_what_is_open_is_watched(handled, closed, later, django_assert_max_num_queries) -> None:
    closed()
    matter = handled()
    with django_assert_max_num_queries(5):
        found = watched(rules().kind("request"), later(days=1))
    assert found is not None
    assert found.keys.tolist() == [matter.pk]
    assert found.watched.due_at.tolist() == moments([matter.due_at]).tolist()
    assert found.watched.limit.tolist() == [matter.clocks.get(is_closing=True).limit]
