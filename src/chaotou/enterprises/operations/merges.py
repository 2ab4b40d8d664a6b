"""Two rows found to be one enterprise: merged with nothing lost, and taken apart again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from chaotou.core.issues import Message, Refusal
from chaotou.enterprises import access, facts
from chaotou.enterprises.lineage import barred_parents
from chaotou.enterprises.merging import changes, outcome, restored
from chaotou.enterprises.models import Enterprise, Merge
from chaotou.enterprises.operations.recording import Taken, known_by_code, locked
from chaotou.journal import operations as journal
from chaotou.organization.days import working_moment

if TYPE_CHECKING:
    from chaotou.organization.models import Person


@transaction.atomic
def merge_enterprises(*, person: Person, kept: int, absorbed: int, reason: str, now: datetime) -> Merge:
    """Merge `absorbed` into `kept` (keys): empty fields are filled, aliases and tags joined.

    The absorbed row stays as it is and points at the kept one; its contacts, subsidiaries and projects are
    found there. `Refusal` for one and the same row, for rows merged already, for two credit codes, and
    without a reason.
    """
    access.require(access.may_merge(person))
    into, gone = locked(kept), locked(absorbed)
    require_mergeable(into, gone)
    if not reason.strip():
        raise Refusal(Message("请说明为什么是同一家企业。"))
    before, at = facts.values(into), working_moment(now)
    after = outcome(before, facts.values(gone), barred_parents(into, gone))
    gone.merged_into, gone.changed_at = into, at
    gone.save(update_fields=["merged_into", "changed_at"])
    facts.put(into, after).changed_at = at
    into.save()
    merge = Merge.objects.create(
        kept=into,
        absorbed=gone,
        before=changes(before, after),
        reason=reason.strip(),
        merged_by=person,
        merged_at=at,
    )
    _tell(person, "merged", merge, now)
    return merge


def require_mergeable(kept: Enterprise, absorbed: Enterprise) -> None:
    """Refuse what cannot be one enterprise."""
    if kept.pk == absorbed.pk:
        raise Refusal(Message("请选另一家企业来合并。"))
    for one in (kept, absorbed):
        if one.merged_into is not None:
            said = {"name": one.name, "kept": one.merged_into.name}
            raise Refusal(Message("“{name}”已并入“{kept}”。", said))
    if kept.credit_code and absorbed.credit_code and kept.credit_code != absorbed.credit_code:
        raise Refusal(
            Message("两家的统一社会信用代码不同，不是同一家企业。"),
            Message("若有一个登记错了，请先更正；若是集团内的两家，请登记为母公司与子公司。"),
        )


@transaction.atomic
def undo_merge(*, person: Person, merge: int, now: datetime) -> list[str]:
    """Take a merge apart: both rows as they were. Columns changed since stay as they are and are returned.

    `Refusal` where it is undone already, where a later merge of the same enterprise must be undone first, and
    where the absorbed row's credit code has meanwhile been given to another.
    """
    access.require(access.may_merge(person))
    found = Merge.objects.select_for_update(of=("self",), no_key=True).filter(pk=merge).first()
    if found is None or found.undone_at is not None:
        raise Refusal(Message("没有这次合并，或已经撤销。"))
    _require_latest(found)
    kept, absorbed = locked(found.kept_id), locked(found.absorbed_id)
    back, stays = restored(facts.values(kept), found.before)
    at = working_moment(now)
    facts.put(kept, back).changed_at = at
    kept.save()
    _release(absorbed, at)
    found.undone_by, found.undone_at = person, at
    found.save(update_fields=["undone_by", "undone_at"])
    _tell(person, "unmerged", found, now)
    return stays


def _require_latest(merge: Merge) -> None:
    """What came later may rest on this merge: the latest is taken apart first."""
    later = Merge.objects.filter(kept=merge.kept_id, undone_at=None, pk__gt=merge.pk).order_by("-pk")
    onward = Merge.objects.filter(absorbed=merge.kept_id, undone_at=None)
    for other in [*onward, *later]:
        said = {"absorbed": other.absorbed.name, "kept": other.kept.name}
        raise Refusal(Message("请先撤销之后的合并：“{absorbed}”并入“{kept}”。", said))


def _release(absorbed: Enterprise, at: datetime) -> None:
    other = known_by_code(absorbed.credit_code, besides=absorbed.pk)
    if other is not None:
        raise Taken(other)
    absorbed.merged_into, absorbed.changed_at = None, at
    absorbed.save(update_fields=["merged_into", "changed_at"])


def _tell(person: Person, act: str, merge: Merge, now: datetime) -> None:
    journal.record(
        actor=person,
        act=f"enterprises.enterprise.{act}",
        target=f"enterprises.enterprise:{merge.kept_id}",
        before=facts.for_journal(merge.before["before"]),
        after={
            **facts.for_journal(merge.before["after"]),
            "absorbed": merge.absorbed_id,
            "reason": merge.reason,
        },
        at=now,
    )
