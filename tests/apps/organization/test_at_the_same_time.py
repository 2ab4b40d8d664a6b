"""Two people at once, on PostgreSQL, where writers need not queue: the second sees what the first did."""

from __future__ import annotations

import pytest
from django.db import connection

from chaotou.organization import access, operations
from chaotou.organization.models import Person, Post, Responsibility

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"),
]


@pytest.fixture
def second(world) -> Person:
    """Another administrator."""
    person = Person.objects.create(username="second", name="另一位", organization=world.committee)
    Post.objects.create(
        code="second_post",
        organization=world.committee,
        title="账号管理员",
        duty="administers",
        person=person,
    )
    return person


def test_two_administrators_cannot_close_each_other(meanwhile, shenjie, second, now):
    said = meanwhile(
        lambda: operations.deactivate_person(actor=shenjie, person=second, reason="一", now=now),
        lambda: operations.deactivate_person(actor=second, person=shenjie, reason="二", now=now),
    )
    assert "最后一位账号管理员" in said


def test_an_account_opened_twice_at_once_is_refused_the_second_time(meanwhile, world, shenjie, second, now):
    said = {"username": "twice", "name": "新人", "english": "", "organization": "economy", "now": now}
    refused = meanwhile(
        lambda: operations.create_person(actor=shenjie, password="Chaotou-2024-first", **said),
        lambda: operations.create_person(actor=second, password="Chaotou-2024-second", **said),
    )
    assert "已有人使用" in refused
    assert Person.objects.filter(username="twice").count() == 1


def test_a_responsibility_said_twice_at_once_is_refused_the_second_time(
    meanwhile, world, zhoumin, guyuan, now
):
    said = {"subject": "target", "code": "added", "now": now}
    refused = meanwhile(
        lambda: operations.set_responsibility(actor=zhoumin, lead="economy", **said),
        lambda: operations.set_responsibility(actor=guyuan, lead="commerce", **said),
    )
    assert "刚刚已由他人设定" in refused
    assert Responsibility.objects.get(subject="target", code="added").organization == world.economy


def test_two_administrators_cannot_mix_the_duties_of_one_person(meanwhile, world, shenjie, second, now):
    newcomer = Person.objects.create(username="newcomer", name="新人", organization=world.economy)
    for duty in ("records", "administers"):
        Post.objects.create(code=f"vacant_{duty}", organization=world.economy, title="空岗", duty=duty)
    day = now.date()
    said = meanwhile(
        lambda: operations.assign_post(
            actor=shenjie, post="vacant_records", person=newcomer, on=day, now=now
        ),
        lambda: operations.assign_post(
            actor=second, post="vacant_administers", person=newcomer, on=day, now=now
        ),
    )
    assert "不能兼任" in said
    assert access.duties(newcomer) == {"records"}
