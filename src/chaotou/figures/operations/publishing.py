"""Publishing: a figure recorded by one person is released by another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from chaotou.core.issues import Message, Refusal
from chaotou.figures import access
from chaotou.figures.models import Observation
from chaotou.journal import operations as journal

if TYPE_CHECKING:
    from chaotou.organization.models import Person


@transaction.atomic
def publish_observation(*, person: Person, observation: int, now: datetime) -> Observation:
    """Release a figure to everyone who sees figures.

    `Refusal` for one's own record, for what is published already, and for a vintage that has a newer one.
    """
    row = _locked(observation)
    access.require(access.may_publish(person, row))
    if row.published_at is not None:
        raise Refusal(Message("这条数据已经发布。"))
    if row.superseded_at is not None:
        raise Refusal(Message("这条数据已有更新的版次。"), Message("请发布最新版次。"))
    row.published_by, row.published_at = person, now
    row.save(update_fields=["published_by", "published_at"])
    journal.record(
        actor=person,
        act="figures.observation.published",
        target=f"figures.observation:{row.pk}",
        before={"published_at": None},
        after={"published_at": now},
        at=now,
    )
    return row


@transaction.atomic
def publish_all(*, person: Person, observations: Iterable[int], now: datetime) -> int:
    """Release several figures, all or none, each with its own entry in the journal; how many.

    All are held before the first is released, in one order: else two reviewers could wait for each other.
    """
    chosen = sorted(set(observations))
    for pk in chosen:
        _locked(pk)
    return len([publish_observation(person=person, observation=pk, now=now) for pk in chosen])


def _locked(pk: int) -> Observation:
    row = Observation.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if row is None:
        raise Refusal(Message("没有这条数据。"))
    return row
