"""A zone's files become organizations, people, posts and responsibilities; twice is as good as once."""

from __future__ import annotations

from pathlib import Path

import pytest

from chaotou.core.issues import Refusal
from chaotou.core.zone.loading import load_zone
from chaotou.journal.models import Entry
from chaotou.organization import access, operations
from chaotou.organization.models import Organization, Person, Post, Responsibility

DEMO = Path(__file__).resolve().parents[3] / "zones" / "demo"


@pytest.fixture
def load(db, now):
    return lambda zone: operations.load_organizations(zone=zone, actor=None, now=now)


def test_the_files_become_rows_and_one_entry(load, small_zone):
    counts = load(small_zone)
    assert counts == {"organizations": 3, "people": 2, "posts": 3, "responsibilities": 1}
    assert Organization.objects.get(code="economy").parent.code == "top"
    assert access.answers_for(Person.objects.get(username="one"), "indicator", "gdp") == "lead"
    entry = Entry.objects.get()
    assert (entry.act, entry.after) == ("organization.zone.loaded", dict(counts))


def test_a_second_run_changes_nothing_and_leaves_no_entry(load, small_zone):
    load(small_zone)
    assert set(load(small_zone).values()) == {0}
    assert Entry.objects.count() == 1


def test_new_people_have_no_password(load, small_zone):
    load(small_zone)
    assert not Person.objects.get(username="one").has_usable_password()


def test_first_passwords_go_only_to_those_without(load, small_zone, now):
    load(small_zone)
    one = Person.objects.get(username="one")
    one.set_password("kept-by-its-owner")
    one.save()
    assert operations.give_first_passwords(zone=small_zone, password="first-one-24", now=now) == ["two"]
    assert operations.give_first_passwords(zone=small_zone, password="first-one-24", now=now) == []
    one.refresh_from_db()
    assert one.check_password("kept-by-its-owner")


def test_a_changed_name_and_owner_follow_the_files(load, small_zone):
    load(small_zone)
    renamed = small_zone.organizations[0].model_copy(update={"name": "经济发展局"})
    moved = small_zone.indicators[0].model_copy(update={"lead": "commerce", "supporting": ("economy",)})
    changed = small_zone.model_copy(
        update={"organizations": (renamed, *small_zone.organizations[1:]), "indicators": (moved,)}
    )
    assert load(changed) == {"organizations": 1, "people": 0, "posts": 0, "responsibilities": 1}
    assert Organization.objects.get(code="economy").name == "经济发展局"
    assert Responsibility.objects.get(role="lead").organization.code == "commerce"


def test_what_administrators_did_since_is_kept(load, small_zone):
    load(small_zone)
    two = Person.objects.get(username="two")
    Post.objects.filter(code="recorder").update(person=two)
    Person.objects.filter(username="one").update(name="甲（改名）")
    load(small_zone)
    assert Post.objects.get(code="recorder").person == two
    assert Person.objects.get(username="one").name == "甲（改名）"


def test_a_post_that_ended_is_not_given_back(load, small_zone, now):
    load(small_zone)
    Post.objects.filter(code="recorder").update(held_until_on=now.date())
    load(small_zone)
    assert access.duties(Person.objects.get(username="one")) == frozenset()


def test_mixed_duties_in_the_files_are_refused_and_nothing_is_kept(load, small_zone):
    mixed = small_zone.posts[2].model_copy(update={"duty": access.Duty.ADMINISTERS, "person": "one"})
    with pytest.raises(Refusal, match="既管理账号或审计"):
        load(small_zone.model_copy(update={"posts": (*small_zone.posts[:2], mixed)}))
    assert (Organization.objects.count(), Entry.objects.count()) == (0, 0)


def test_the_demo_zone_loads(load):
    loaded = load_zone(DEMO)
    assert loaded.zone is not None
    assert load(loaded.zone)["people"] >= 5
    assert set(load(loaded.zone).values()) == {0}
