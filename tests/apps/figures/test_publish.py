"""Publishing figures."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from chaotou.core.issues import Refusal
from chaotou.core.periods import Period
from chaotou.figures import operations
from chaotou.figures.models import Observation
from chaotou.figures.queries.vintages import unpublished
from chaotou.journal.models import Entry
from chaotou.organization.models import Post

JULY = Period.parse("2024-01..2024-07")


@pytest.fixture
def recorded(ledger, linxiao, now) -> Observation:
    said = {"indicator": "industrial_value_added", "body": "zone", "period": JULY, "value": Decimal(100)}
    return operations.record_observation(person=linxiao, now=now, **said)


def test_a_reviewer_publishes_what_another_recorded(recorded, zhoumin, now):
    row = operations.publish_observation(person=zhoumin, observation=recorded.pk, now=now)
    assert (row.published_by, row.published_at) == (zhoumin, now)
    entry = Entry.objects.first()
    assert (entry.act, entry.target) == ("figures.observation.published", f"figures.observation:{row.pk}")


def test_who_records_does_not_publish(recorded, linxiao, now):
    with pytest.raises(Refusal, match="审核岗位"):
        operations.publish_observation(person=linxiao, observation=recorded.pk, now=now)


def test_a_reviewer_does_not_publish_their_own_record(recorded, linxiao, world, now):
    Post.objects.create(
        code="second", organization=world.committee, title="审核员", duty="reviews", person=linxiao
    )
    with pytest.raises(Refusal, match="本人"):
        operations.publish_observation(person=linxiao, observation=recorded.pk, now=now)


def test_leaders_and_administrators_do_not_publish(recorded, guyuan, shenjie, now):
    for person in (guyuan, shenjie):
        with pytest.raises(Refusal):
            operations.publish_observation(person=person, observation=recorded.pk, now=now)


def test_a_figure_is_published_once(recorded, zhoumin, now):
    operations.publish_observation(person=zhoumin, observation=recorded.pk, now=now)
    with pytest.raises(Refusal, match="已经发布"):
        operations.publish_observation(person=zhoumin, observation=recorded.pk, now=now)


def test_a_vintage_with_a_newer_one_is_not_published(recorded, linxiao, zhoumin, now):
    later = {"value": Decimal(101), "reason": "更正", "now": now + timedelta(hours=1)}
    operations.revise_observation(person=linxiao, observation=recorded.pk, **later)
    with pytest.raises(Refusal, match="最新版次"):
        operations.publish_observation(person=zhoumin, observation=recorded.pk, now=now)


def test_several_are_published_together_or_not_at_all(recorded, linxiao, zhoumin, now):
    said = {"indicator": "industrial_value_added", "body": "zone", "value": Decimal(85)}
    june = operations.record_observation(person=linxiao, now=now, period=Period.half(2024, 1), **said)
    with pytest.raises(Refusal):
        operations.publish_all(person=zhoumin, observations=[june.pk, 999_999], now=now)
    assert Observation.objects.get(pk=june.pk).published_at is None
    assert operations.publish_all(person=zhoumin, observations=[june.pk, recorded.pk], now=now) == 2


def test_the_queue_holds_what_waits_and_who_recorded_it(recorded, zhoumin, now):
    (waiting,) = unpublished(zhoumin)
    assert (waiting.id, waiting.recorded_by.username) == (recorded.pk, "linxiao")
    operations.publish_observation(person=zhoumin, observation=recorded.pk, now=now)
    assert unpublished(zhoumin) == []


def test_the_queue_shows_others_nothing(recorded, hechuan):
    assert unpublished(hechuan) == []
