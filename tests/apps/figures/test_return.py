"""Returning a figure to who recorded it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from chaotou.core.issues import Refusal
from chaotou.core.periods import Period
from chaotou.figures import operations
from chaotou.figures.models import Observation
from chaotou.figures.queries.standings import standings
from chaotou.figures.queries.vintages import unpublished
from chaotou.figures.queries.waiting import waiting
from chaotou.journal.models import Entry
from chaotou.organization.models import Post

WHY = "请核对单位，疑为万元"


@pytest.fixture
def recorded(ledger, linxiao, now) -> Observation:
    said = {"indicator": "industrial_value_added", "body": "zone", "period": Period.half(2024, 1)}
    return operations.record_observation(person=linxiao, now=now, value=Decimal(100), **said)


@pytest.fixture
def returned(recorded, zhoumin, now) -> Observation:
    return operations.return_observation(person=zhoumin, observation=recorded.pk, reason=WHY, now=now)


def test_a_reviewer_returns_what_another_recorded_and_it_is_one_entry_in_the_journal(recorded, zhoumin, now):
    entries = Entry.objects.count()
    row = operations.return_observation(person=zhoumin, observation=recorded.pk, reason=f" {WHY} ", now=now)
    assert (row.returned_by, row.returned_at, row.return_reason) == (zhoumin, now, WHY)
    assert Entry.objects.count() == entries + 1
    entry = Entry.objects.first()
    assert (entry.act, entry.after["return_reason"]) == ("figures.observation.returned", WHY)


def test_a_return_needs_a_reason(recorded, zhoumin, now):
    with pytest.raises(Refusal, match="原因"):
        operations.return_observation(person=zhoumin, observation=recorded.pk, reason="  ", now=now)


def test_nobody_but_a_reviewer_returns_and_never_their_own(recorded, linxiao, guyuan, shenjie, world, now):
    for person in (linxiao, guyuan, shenjie):
        with pytest.raises(Refusal):
            operations.return_observation(person=person, observation=recorded.pk, reason=WHY, now=now)
    committee = {"organization": world.committee, "title": "审核员", "duty": "reviews"}
    Post.objects.create(code="second", person=linxiao, **committee)
    with pytest.raises(Refusal, match="本人"):
        operations.return_observation(person=linxiao, observation=recorded.pk, reason=WHY, now=now)


def test_what_was_returned_is_not_published_and_not_returned_again(returned, zhoumin, now):
    with pytest.raises(Refusal, match="退回"):
        operations.publish_observation(person=zhoumin, observation=returned.pk, now=now)
    with pytest.raises(Refusal, match="退回"):
        operations.return_observation(person=zhoumin, observation=returned.pk, reason=WHY, now=now)
    assert Observation.objects.get(pk=returned.pk).published_at is None


def test_what_was_published_or_revised_is_not_returned(recorded, zhoumin, linxiao, now):
    later = {"value": Decimal(101), "reason": "更正", "now": now + timedelta(hours=1)}
    revised = operations.revise_observation(person=linxiao, observation=recorded.pk, **later)
    with pytest.raises(Refusal, match="更新的版次"):
        operations.return_observation(person=zhoumin, observation=recorded.pk, reason=WHY, now=now)
    operations.publish_observation(person=zhoumin, observation=revised.pk, now=now)
    with pytest.raises(Refusal, match="已经发布"):
        operations.return_observation(person=zhoumin, observation=revised.pk, reason=WHY, now=now)


def test_a_revision_of_what_was_returned_waits_and_can_be_published(returned, linxiao, zhoumin, now):
    later = now + timedelta(hours=1)
    said = {"value": Decimal("0.01"), "reason": "单位改为亿元", "note": "核对过"}
    revised = operations.revise_observation(person=linxiao, observation=returned.pk, now=later, **said)
    assert [one.id for one in unpublished(zhoumin)] == [revised.pk]
    assert operations.publish_observation(person=zhoumin, observation=revised.pk, now=later).published_at
    assert Observation.objects.get(pk=returned.pk).return_reason == WHY


def test_who_recorded_it_finds_it_waiting_with_the_reason_and_the_reviewer_no_longer(
    returned, linxiao, zhoumin, now
):
    on = now.date()
    mine = waiting(linxiao, standings(linxiao, on=on).rows)
    assert [(one.id, one.return_reason) for one in mine.to_revise] == [(returned.pk, WHY)]
    theirs = waiting(zhoumin, standings(zhoumin, on=on).rows)
    assert (theirs.to_publish, theirs.to_revise) == ((), ())


def test_the_database_itself_holds_that_nothing_returned_is_published(returned, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.filter(pk=returned.pk).update(published_at=now)


def test_the_queue_leads_to_the_form_and_the_form_asks_for_the_reason(recorded, zhoumin, signed_in):
    browser, address = signed_in(zhoumin), reverse("figures:return", args=[recorded.pk])
    assert address in browser.get(reverse("figures:publish")).content.decode()
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"reason": ""}).status_code == 422
    assert browser.post(address, {"reason": WHY}).status_code == 302
    page = browser.get(reverse("figures:publish")).content.decode()
    assert WHY in page
    assert address not in page


def test_a_return_that_is_refused_says_why_on_the_form(returned, zhoumin, signed_in):
    answer = signed_in(zhoumin).post(reverse("figures:return", args=[returned.pk]), {"reason": WHY})
    assert answer.status_code == 422
    assert "已经退回" in answer.content.decode()


def test_the_form_is_closed_to_who_does_not_review(recorded, linxiao, hechuan, signed_in):
    address = reverse("figures:return", args=[recorded.pk])
    assert signed_in(linxiao).get(address).status_code == 403
    assert signed_in(hechuan).get(address).status_code == 404


@pytest.mark.parametrize("name", ["home", "figures:entry"])
def test_who_recorded_it_reads_the_reason_on_the_pages_they_come_to(returned, linxiao, signed_in, name):
    assert WHY in signed_in(linxiao).get(reverse(name)).content.decode()


def test_the_figures_own_page_and_the_form_of_its_revision_show_the_reason(returned, linxiao, signed_in):
    browser = signed_in(linxiao)
    own = reverse("figures:observation", args=["industrial_value_added", "zone", "2024H1"])
    for address in (own, reverse("figures:revise", args=[returned.pk])):
        assert WHY in browser.get(address).content.decode()
