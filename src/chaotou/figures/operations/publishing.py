"""Publishing: a figure recorded by one person is released, or returned with a reason, by another."""

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

    `Refusal` for one's own record, for what is published already, for a vintage that has a newer one, and
    for what was returned and not revised since.
    """
    row = _locked(observation)
    access.require(access.may_publish(person, row))
    _require_waiting(row)
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
def return_observation(*, person: Person, observation: int, reason: str, now: datetime) -> Observation:
    """Return a figure to who recorded it: it cannot be published until it is revised.

    `Refusal` without a reason, and as for publishing.
    """
    row = _locked(observation)
    access.require(access.may_return(person, row))
    _require_waiting(row)
    if not reason.strip():
        raise Refusal(Message("请说明退回的原因。"))
    row.returned_by, row.returned_at, row.return_reason = person, now, reason.strip()
    row.save(update_fields=["returned_by", "returned_at", "return_reason"])
    journal.record(
        actor=person,
        act="figures.observation.returned",
        target=f"figures.observation:{row.pk}",
        before={"returned_at": None},
        after={"returned_at": now, "return_reason": row.return_reason},
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


def _require_waiting(row: Observation) -> None:
    """Refuse what does not wait for a reviewer."""
    if row.published_at is not None:
        raise Refusal(Message("这条数据已经发布。"))
    if row.superseded_at is not None:
        raise Refusal(Message("这条数据已有更新的版次。"), Message("请发布最新版次。"))
    if row.returned_at is not None:
        raise Refusal(Message("这条数据已经退回。"), Message("填报人修订之后才能发布。"))


def _locked(pk: int) -> Observation:
    row = Observation.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if row is None:
        raise Refusal(Message("没有这条数据。"))
    return row
