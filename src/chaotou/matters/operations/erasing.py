"""Letters whose time is over are erased: who wrote, what they wrote, and the mail itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet

from chaotou.journal import operations as journal
from chaotou.matters.models import IncomingMail
from chaotou.matters.operations.letters import hash_of
from chaotou.matters.rules import rules
from chaotou.organization.days import working_moment


def erase_letters(*, now: datetime) -> int:
    """Erase every letter as long after its end as the zone says, each by itself; how many were.

    A letter ends when its matter is closed, or when it is set aside. What was made of it stays with the
    matter. Where the zone says nothing, nothing is erased.
    """
    days = rules().zone.zone.letters_kept_days
    if days is None:
        return 0
    by = working_moment(now) - timedelta(days=days)
    return sum(_erased(pk, by, now) for pk in list(_over(by).values_list("pk", flat=True)))


def _over(by: datetime) -> QuerySet[IncomingMail]:
    """Letters that ended by then and are still kept."""
    ended = Q(set_aside_at__lte=by) | Q(matter__closed_at__lte=by)
    return IncomingMail.objects.filter(ended, erased_at=None)


@transaction.atomic
def _erased(pk: int, by: datetime, now: datetime) -> bool:
    """Whether it was; not where its matter was taken up again meanwhile."""
    row = _over(by).select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if row is None:
        return False
    transaction.on_commit(partial(row.file.storage.delete, str(row.file.name)))
    row.message_id, row.erased_at = hash_of(row.message_id), working_moment(now)
    row.sender = row.sender_name = row.subject = row.text = ""
    row.file.name, row.files = "", []
    row.save()
    journal.record(
        actor=None,
        act="matters.incomingmail.erased",
        target=f"matters.incomingmail:{row.pk}",
        before=None,
        after={"sha256": row.sha256},
        at=now,
    )
    return True
