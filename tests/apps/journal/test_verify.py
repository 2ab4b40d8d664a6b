"""The journal shows what was done to it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from chaotou.journal import chain
from chaotou.journal.models import Entry, Head
from chaotou.journal.operations import record
from chaotou.journal.queries import verify


@pytest.fixture
def entries(linxiao, zhoumin, hechuan, now) -> list[Entry]:
    return [
        record(
            actor=actor,
            act="figures.observation.recorded",
            target=f"figures.observation:{number}",
            before=None,
            after={"value": Decimal("480.00"), "on": now.date(), "工业": [number, None, True]},
            at=now + timedelta(minutes=number),
        )
        for number, actor in enumerate([linxiao, zhoumin, hechuan, None, linxiao], start=1)
    ]


def test_an_untouched_journal_holds(entries):
    found = verify()
    assert (found.ok, found.count, found.first_broken) == (True, 5, None)
    assert found.seal == entries[-1].seal


def test_an_empty_journal_holds(db):
    assert verify().ok


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2020-01-01T00:00:00Z"),
        ("act", "figures.observation.published"),
        ("target", "figures.observation:99"),
        ("before", {"value": "1"}),
        ("after", {"value": "481.00"}),
        ("previous_seal", "f" * 64),
        ("seal", "f" * 64),
        ("number", 77),
        ("actor_id", None),
    ],
)
def test_a_change_of_any_column_is_found(entries, column, value):
    Entry.objects.filter(number=3).update(**{column: value})
    found = verify()
    assert (found.ok, found.first_broken, found.count) == (False, 3, 2)


def test_another_person_in_an_entry_is_found(entries, guyuan):
    Entry.objects.filter(number=2).update(actor=guyuan)
    assert verify().first_broken == 2


def test_a_resealed_change_breaks_the_next_entry(entries):
    entry = Entry.objects.get(number=3)
    covered = {
        "number": 3,
        "at": entry.at,
        "act": entry.act,
        "target": entry.target,
        "before": None,
        "after": {},
    }
    forged = chain.seal(chain.Link(actor=entry.actor_id, previous_seal=entry.previous_seal, **covered))
    Entry.objects.filter(number=3).update(after={}, seal=forged)
    assert verify().first_broken == 4


def test_a_removed_entry_leaves_a_gap(entries):
    Entry.objects.filter(number=2).delete()
    found = verify()
    assert (found.ok, found.first_broken) == (False, 2)


def test_a_removed_tail_is_found(entries):
    Entry.objects.filter(number__gte=4).delete()
    found = verify()
    assert (found.ok, found.first_broken, found.count) == (False, 4, 3)


def test_a_journal_emptied_but_for_its_head_is_found(entries):
    Entry.objects.all().delete()
    assert verify().first_broken == 1


def test_a_lost_head_is_found(entries):
    Head.objects.all().delete()
    assert not verify().ok


def test_swapped_entries_are_found(entries):
    Entry.objects.filter(number=2).update(number=99)
    Entry.objects.filter(number=3).update(number=2)
    Entry.objects.filter(number=99).update(number=3)
    assert verify().first_broken == 2


def test_an_entry_appended_behind_the_platforms_back_is_found(entries, now):
    last = entries[-1]
    link = chain.Link(6, now, None, "figures.observation.deleted", "x:1", None, None, last.seal)
    Entry.objects.create(
        number=6, at=now, act=link.act, target=link.target, previous_seal=last.seal, seal=chain.seal(link)
    )
    found = verify()
    assert (found.ok, found.first_broken, found.count) == (False, 6, 6)


def test_an_entry_put_before_the_first_is_found(entries, now):
    Entry.objects.create(number=0, at=now, act="x", target="x:1", previous_seal=chain.START, seal=chain.START)
    assert not verify().ok


def test_a_chain_rewritten_as_a_whole_is_found_by_a_seal_noted_elsewhere(entries, now):
    noted = {4: entries[3].seal}
    Entry.objects.all().delete()
    Head.objects.all().delete()
    for _ in range(5):
        record(actor=None, act="x", target="x:1", before=None, after=None, at=now)
    assert verify().ok
    found = verify(noted=noted)
    assert (found.ok, found.first_broken) == (False, 4)


def test_an_act_that_fails_leaves_no_entry(entries, now):
    with pytest.raises(RuntimeError), transaction.atomic():
        record(actor=None, act="x", target="x:1", before=None, after=None, at=now)
        raise RuntimeError
    assert (verify().ok, Entry.objects.count()) == (True, 5)


def test_a_moment_without_a_zone_is_refused(db, now):
    with pytest.raises(ValueError, match="time zone"):
        record(actor=None, act="x", target="x:1", before=None, after=None, at=now.replace(tzinfo=None))


def test_what_has_no_plain_form_is_refused(db, now):
    with pytest.raises(TypeError):
        record(actor=None, act="x", target="x:1", before=None, after={"a": object()}, at=now)
