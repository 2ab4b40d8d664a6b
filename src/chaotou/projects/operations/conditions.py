"""Conditions of an approval: met with a proof by who owes them, confirmed or returned by somebody else.

What is handled as a matter is told from there (`follow`) and takes no act of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet

from chaotou.core.issues import Message, Missing, Obstacles, Refusal
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.days import working_day, working_moment
from chaotou.projects import review_access
from chaotou.projects.models import Condition
from chaotou.projects.operations.evidence import keep_evidence

if TYPE_CHECKING:
    from chaotou.organization.models import Person

LONGEST_NOTE: Final = 300


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
    if met_on > working_day(now):
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
    row.confirmed_by, row.confirmed_at = actor, working_moment(now)
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


@dataclass(frozen=True)
class Told:
    """How a condition stands as its matter tells it: who owes it by when, how it was met, who confirmed it.

    Organizations and people are primary keys; `organization_id` is None while it is nobody's.
    """

    organization_id: int | None
    until_on: date
    met_on: date | None = None
    met_by_id: int | None = None
    note: str = ""
    confirmed_by_id: int | None = None
    confirmed_at: datetime | None = None


@transaction.atomic
def follow(*, matter: str, told: Told, actor: Person | None, now: datetime) -> None:
    """Let the condition that a matter (its code) handles stand as told, if it handles one.

    Whoever confirms is held to the rule of the review's own pages: `Refusal` for one's own organization.
    """
    row = _rows().filter(matter=matter).first()
    stands = _stands(row, told) if row else {}
    changed = {name: value for name, value in stands.items() if getattr(row, name) != value}
    if row is None or not changed:
        return
    act, before = _act(row, stands), {name: getattr(row, name) for name in changed}
    if act == "confirmed" and actor is not None:
        require(review_access.confirms(actor, row))
    for name, value in changed.items():
        setattr(row, name, value)
    row.save()
    _journal(row, act, {"matter": matter, **changed}, actor, now, before)


def _stands(row: Condition, told: Told) -> dict[str, Any]:
    """The columns as told: a day is another only where it is not the one first set."""
    return asdict(told) | {
        "organization_id": told.organization_id or row.organization_id,
        "until_on": None if told.until_on == row.due_on else told.until_on,
        "note": told.note[:LONGEST_NOTE],
        "proof_id": row.proof_id if told.met_on else None,
    }


def _act(row: Condition, stands: Mapping[str, Any]) -> str:
    """What the journal calls a change."""
    if (row.confirmed_at is None) != (stands["confirmed_at"] is None):
        return "confirmed" if stands["confirmed_at"] else "reopened"
    if (row.met_on is None) != (stands["met_on"] is None):
        return "met" if stands["met_on"] else "returned"
    return "changed"


def _rows() -> QuerySet[Condition]:
    rows = Condition.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("review__project", "organization")


def _held(pk: int) -> Condition:
    found = _rows().filter(pk=pk).first()
    if found is None:
        raise Missing(Message("没有这项条件。"))
    return found


def _journal(
    row: Condition,
    act: str,
    after: Mapping[str, object],
    actor: Person | None,
    now: datetime,
    before: Mapping[str, object] | None = None,
) -> None:
    journal.record(
        actor=actor,
        act=f"projects.condition.{act}",
        target=f"projects.project:{row.review.project.code}",
        before=before,
        after={"condition": row.pk, "text": row.text, **after},
        at=now,
    )
