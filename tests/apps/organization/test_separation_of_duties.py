"""Nobody gathers duties that check each other, and nobody helps themselves to one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chaotou.core.issues import Refusal
from chaotou.journal.models import Entry
from chaotou.organization import access, operations
from chaotou.organization.models import Person, Post


@pytest.fixture
def vacant(world):
    """A post of each duty that nobody holds."""
    return {
        duty: Post.objects.create(
            code=f"vacant_{duty}", organization=world.economy, title=f"空岗{duty}", duty=duty
        )
        for duty in access.Duty.values
    }


@pytest.fixture
def newcomer(world):
    return Person.objects.create(username="newcomer", name="新人", organization=world.economy)


def assign(actor, duty, person, now):
    return operations.assign_post(actor=actor, post=f"vacant_{duty}", person=person, on=now.date(), now=now)


@pytest.mark.parametrize("duty", access.Duty.values)
def test_an_administrator_gives_themself_no_post(vacant, shenjie, now, duty):
    with pytest.raises(Refusal, match="不能给自己安排岗位"):
        assign(shenjie, duty, shenjie, now)


@pytest.mark.parametrize("duty", ["records", "reviews", "leads", "audits"])
def test_another_administrator_cannot_mix_duties_either(vacant, shenjie, newcomer, now, duty):
    assign(shenjie, "administers", newcomer, now)
    with pytest.raises(Refusal, match="不能兼任"):
        assign(newcomer, duty, shenjie, now)


@pytest.mark.parametrize("duty", ["records", "reviews", "leads"])
def test_who_audits_has_no_other_duty(vacant, shenjie, newcomer, now, duty):
    assign(shenjie, "audits", newcomer, now)
    with pytest.raises(Refusal, match="审计不能与其他职责兼任"):
        assign(shenjie, duty, newcomer, now)


def test_who_records_does_not_become_auditor(vacant, shenjie, linxiao, now):
    with pytest.raises(Refusal, match="审计不能与其他职责兼任"):
        assign(shenjie, "audits", linxiao, now)


def test_who_records_does_not_become_administrator(vacant, shenjie, linxiao, now):
    with pytest.raises(Refusal, match="不能兼任账号管理员"):
        assign(shenjie, "administers", linxiao, now)


@pytest.mark.parametrize("name", ["linxiao", "zhoumin", "guyuan"])
def test_only_an_administrator_fills_posts(vacant, newcomer, now, name, request):
    with pytest.raises(Refusal, match="只有账号管理员"):
        assign(request.getfixturevalue(name), "records", newcomer, now)


def test_a_post_is_given_and_what_follows_from_it(vacant, shenjie, newcomer, now):
    assert not access.sees_figures(newcomer)
    assign(shenjie, "records", newcomer, now)
    assert access.answers_for(newcomer, "indicator", "gdp", duty="records") == "lead"
    entry = Entry.objects.get()
    assert (entry.act, entry.actor, entry.target) == (
        "organization.post.assigned",
        shenjie,
        "organization.post:vacant_records",
    )
    assert (entry.before["person"], entry.after["person"]) == (None, "newcomer")


def test_the_same_post_again_is_no_act(vacant, shenjie, newcomer, now):
    assign(shenjie, "records", newcomer, now)
    assign(shenjie, "records", newcomer, now)
    assert Entry.objects.count() == 1


def test_a_post_ends(shenjie, linxiao, now):
    operations.end_post(actor=shenjie, post="linxiao_post", on=now.date(), now=now)
    assert access.duties(linxiao) == frozenset()
    assert Entry.objects.get().after["held_until_on"] == "2024-08-12"


def test_a_vacated_post_is_given_to_the_next(shenjie, linxiao, newcomer, now):
    operations.end_post(actor=shenjie, post="linxiao_post", on=now.date(), now=now)
    operations.assign_post(actor=shenjie, post="linxiao_post", person=newcomer, on=now.date(), now=now)
    assert (access.duties(newcomer), access.duties(linxiao)) == ({"records"}, frozenset())


def test_a_vacant_post_cannot_be_vacated(vacant, shenjie, now):
    with pytest.raises(Refusal, match="空缺"):
        operations.end_post(actor=shenjie, post="vacant_records", on=now.date(), now=now)


def test_no_post_is_given_or_ended_ahead_of_time(vacant, shenjie, linxiao, newcomer, now):
    tomorrow = now.date() + timedelta(days=1)
    with pytest.raises(Refusal, match="不能晚于今天"):
        operations.end_post(actor=shenjie, post="linxiao_post", on=tomorrow, now=now)
    with pytest.raises(Refusal, match="不能晚于今天"):
        operations.assign_post(actor=shenjie, post="vacant_records", person=newcomer, on=tomorrow, now=now)


def test_a_closed_account_gets_no_post(vacant, shenjie, newcomer, now):
    operations.deactivate_person(actor=shenjie, person=newcomer, reason="调离", now=now)
    newcomer.refresh_from_db()
    with pytest.raises(Refusal, match="已停用"):
        assign(shenjie, "records", newcomer, now)


def test_the_last_administrator_cannot_be_replaced_by_nobody(vacant, shenjie, newcomer, now):
    assign(shenjie, "administers", newcomer, now)
    operations.end_post(actor=newcomer, post="shenjie_post", on=now.date(), now=now)
    with pytest.raises(Refusal, match="不能给自己"):
        operations.end_post(actor=newcomer, post="vacant_administers", on=now.date(), now=now)


def test_nobody_sets_responsibilities_but_who_reviews_or_leads(linxiao, shenjie, zhoumin, now, empty_zone):
    fields = {"subject": "target", "code": "new_target", "lead": "economy", "now": now}
    for actor in (linxiao, shenjie):
        with pytest.raises(Refusal, match="只有审核人员和区领导"):
            operations.set_responsibility(actor=actor, **fields)
    operations.set_responsibility(actor=zhoumin, **fields)
    assert access.answers_for(linxiao, "target", "new_target") == "lead"


def test_what_the_files_say_is_changed_in_the_files(zhoumin, now, empty_zone):
    with pytest.raises(Refusal, match="写在开发区目录里"):
        operations.set_responsibility(
            actor=zhoumin, subject="indicator", code="gdp", lead="commerce", now=now
        )
