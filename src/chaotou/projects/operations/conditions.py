"""Conditions of an approval: met with a proof by who owes them, confirmed or returned by somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.files.base import File
from django.db import transaction

from chaotou.core.issues import Message, Missing, Obstacles, Refusal
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.projects import review_access
from chaotou.projects.days import day_of
from chaotou.projects.models import Condition
from chaotou.projects.operations.evidence import keep_evidence

if TYPE_CHECKING:
    from chaotou.organization.models import Person


@transaction.atomic
def meet_condition(
    *,
    condition: int,
    met_on: date,
    note: str,
    kind: str,
    proof: File[bytes] | None,
    actor: Person,
    now: datetime,
) -> Condition:
    """Report a condition as met on a day, with a file of evidence; again until it is confirmed.

    `Refusal` for another organization's condition; `Obstacles` with all that is missing.
    """
    row = _held(condition)
    require(review_access.may_meet(actor, row))
    wrong = []
    if met_on > day_of(row.review.project, now):
        wrong.append(Message("落实日期 {day} 还没有到。", {"day": met_on}))
    if not note.strip():
        wrong.append(Message("请写明落实情况。"))
    if proof is None:
        wrong.append(Message("请附上落实的证明材料。"))
    if wrong or proof is None:
        raise Obstacles(wrong)
    project = row.review.project
    row.proof = keep_evidence(project=project, kind=kind, file=proof, actor=actor, now=now)
    row.met_on, row.note, row.met_by = met_on, note.strip(), actor
    row.save()
    _journal(row, "met", {"met_on": met_on, "note": row.note, "proof": row.proof.pk}, actor, now)
    return row


@transaction.atomic
def confirm_condition(*, condition: int, actor: Person, now: datetime) -> Condition:
    """Confirm that a condition was met; never what oneself or one's own organization met."""
    row = _held(condition)
    require(review_access.may_confirm(actor, row))
    row.confirmed_by, row.confirmed_at = actor, now
    row.save()
    _journal(row, "confirmed", {}, actor, now)
    return row


@transaction.atomic
def return_condition(*, condition: int, reason: str, actor: Person, now: datetime) -> Condition:
    """Send back what was reported as met, with a reason; the proof stays among the project's evidence."""
    row = _held(condition)
    require(review_access.may_confirm(actor, row))
    if not reason.strip():
        raise Refusal(Message("请说明退回的理由。"))
    row.met_on, row.note, row.met_by, row.proof = None, "", None, None
    row.save()
    _journal(row, "returned", {"reason": reason.strip()}, actor, now)
    return row


def _held(pk: int) -> Condition:
    rows = Condition.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("review__project", "organization").filter(pk=pk).first()
    if found is None:
        raise Missing(Message("没有这项条件。"))
    return found


def _journal(row: Condition, act: str, after: Mapping[str, object], actor: Person, now: datetime) -> None:
    journal.record(
        actor=actor,
        act=f"projects.condition.{act}",
        target=f"projects.project:{row.review.project.code}",
        before=None,
        after={"condition": row.pk, "text": row.text, **after},
        at=now,
    )
