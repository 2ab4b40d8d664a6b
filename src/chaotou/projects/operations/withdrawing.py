"""Withdrawing the latest move: the project stands where it stood, and the move stays to be read."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.days import working_moment
from chaotou.projects.models import Move, Project, Recognition
from chaotou.projects.operations.ledger import count_into_ledger
from chaotou.projects.operations.locking import locked
from chaotou.projects.queries.withdrawing import may_withdraw

if TYPE_CHECKING:
    from chaotou.organization.models import Person

State = Recognition.State


@transaction.atomic
def withdraw_move(*, project: Project, move: int, reason: str, actor: Person, now: datetime) -> Move:
    """Take back the latest move (its primary key) with a reason; it counts no longer, and the ledger follows.

    Its evidence stays with the project, and what was asked of it and not decided is dropped. `Refusal` for
    who may not, for a move that others follow, no person reported or a scheme recognized; `Missing` for none.
    """
    held = locked(project)
    row = held.moves.filter(pk=move).first()
    if row is None:
        raise Missing(Message("没有这次上报，或已经撤回。"))
    require(may_withdraw(actor, held, row))
    if not reason.strip():
        raise Refusal(Message("请写明理由。"))
    before = _told(row, held)
    row.withdrawn_by, row.withdrawn_at = actor, working_moment(now)
    row.withdrawal_reason = reason.strip()
    row.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawal_reason"])
    _stand_as_before(held, row)
    _drop_requests(row)
    row.evidence.update(move=None)
    _journal(row, held, before, actor, now)
    counted_anew = f"撤回项目 {held.code} 的上报后重新计数"
    count_into_ledger(now=now, actor=actor, reason=counted_anew, stages={row.to_stage})
    return row


def _stand_as_before(project: Project, move: Move) -> None:
    if move.kind == Move.Kind.INCREASE:
        project.investment = _without(project.investment, move.investment)
    else:
        project.stage, project.stage_since_on = move.from_stage, _since(project)
    project.version += 1
    project.save(update_fields=["stage", "stage_since_on", "investment", "version"])


def _without(total: Decimal | None, increase: Decimal | None) -> Decimal:
    """The planned investment before an increase that it still holds."""
    rest = (total or Decimal(0)) - (increase or Decimal(0))
    if rest < 0:
        message = Message("计划总投资现已低于这次增资额，不能减去。")
        raise Refusal(message, Message("请先更正计划总投资，再撤回增资。"))
    return rest


def _since(project: Project) -> date:
    """The day of the stage move before, else of registering."""
    moves = project.moves.filter(kind=Move.Kind.STAGE).order_by("-pk")
    before = moves.values_list("moved_on", flat=True).first()
    return before or timezone.localdate(project.registered_at)


def _drop_requests(move: Move) -> None:
    move.recognitions.filter(state=State.REQUESTED).update(
        state=State.DROPPED,
        reason=move.withdrawal_reason,
        decided_by=move.withdrawn_by,
        decided_at=move.withdrawn_at,
    )


def _told(move: Move, project: Project) -> dict[str, object]:
    """Everything that withdrawing changes, as it was."""
    asked = move.recognitions.filter(state=State.REQUESTED).order_by("scheme")
    return {
        **_standing(project),
        "move": move.pk,
        "kind": move.kind,
        "to_stage": move.to_stage,
        "moved_on": move.moved_on,
        "move_investment": move.investment,
        "reported_by": move.reported_by and move.reported_by.get_username(),
        "reported_at": move.reported_at,
        "evidence": list(move.evidence.order_by("pk").values_list("pk", flat=True)),
        "asked_of": list(asked.values_list("scheme", flat=True)),
    }


def _standing(project: Project) -> dict[str, object]:
    return {
        "stage": project.stage,
        "stage_since_on": project.stage_since_on,
        "investment": project.investment,
    }


def _journal(move: Move, project: Project, before: dict[str, object], actor: Person, now: datetime) -> None:
    journal.record(
        actor=actor,
        act="projects.move.withdrawn",
        target=f"projects.project:{project.code}",
        before=before,
        after={**_standing(project), "move": move.pk, "reason": move.withdrawal_reason},
        at=now,
    )
