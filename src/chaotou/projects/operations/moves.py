"""Reporting that a project reached a stage, or that its investment rose."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from chaotou.core.issues import Message, Refusal
from chaotou.core.projects.stages import Gaps, StageMachine
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.days import working_day, working_moment
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.models import Evidence, Move, Project
from chaotou.projects.operations.locking import locked
from chaotou.projects.queries.approvals import missed
from chaotou.projects.queries.fields import evidence_codes, fields_of

if TYPE_CHECKING:
    from chaotou.organization.models import Person

INCREASED_STAGE = "signed"
"""An increase is agreed upon: it counts as money signed."""


class NotYet(Refusal):
    """A move that lacks something: `gaps` says everything at once."""

    def __init__(self, gaps: Gaps) -> None:
        said = [issue.message for issue in gaps.issues()]
        template = " ".join(f"{{gap_{number}}}" for number, _ in enumerate(said))
        super().__init__(Message(template, {f"gap_{number}": one for number, one in enumerate(said)}))
        self.gaps = gaps


def machine() -> StageMachine:
    """The zone's stage machine, with the names of what it asks for."""
    held = zone()
    return StageMachine.of(held.stages, held.fields, held.evidence)


@transaction.atomic
def report_move(
    *,
    project: Project,
    to: str,
    moved_on: date,
    actor: Person,
    now: datetime,
    reason: str = "",
    occasion: str = "",
    version: int | None = None,
) -> Move:
    """Report that the project reached a stage on a day, with its planned investment as it then is.

    The evidence at hand that the stage asks for stays with the move. `NotYet` with all that is missing;
    `Refusal` for who may not, for a day to come or before the move before, and where somebody else changed
    the project meanwhile.
    """
    require(access.may_report_move(actor, project))
    held = locked(project, version)
    _require_day(held, moved_on, now)
    known, papers, owed = fields_of(held, moved_on), evidence_codes(held), missed(held, moved_on)
    gaps = machine().missing(known, papers, to, reason=reason, owed=owed)
    if gaps:
        raise NotYet(gaps)
    move = _moved(held, to, moved_on, actor, now, reason, occasion)
    _keep_evidence(move, held)
    _advance(held, to, moved_on)
    _journal(move, "projects.move.reported", actor, now)
    return move


@transaction.atomic
def report_increase(
    *,
    project: Project,
    amount: Decimal,
    on: date,
    reason: str,
    actor: Person,
    now: datetime,
    occasion: str = "",
    version: int | None = None,
) -> Move:
    """Report that the planned investment of a signed project rose by so many yuan.

    It counts as money and not as a project. `Refusal` where the project was never signed, for an amount that
    is no increase, without a reason, and as for a move.
    """
    require(access.may_report_move(actor, project))
    held = locked(project, version)
    if not held.moves.filter(to_stage=INCREASED_STAGE, kind=Move.Kind.STAGE).exists():
        raise Refusal(Message("项目还没有签约，不能上报增资。"), Message("请直接更改计划总投资。"))
    if amount <= 0:
        raise Refusal(Message("增资额要大于零。"))
    if not reason.strip():
        raise Refusal(Message("请写明增资的依据。"))
    _require_day(held, on, now)
    move = Move.objects.create(
        project=held,
        kind=Move.Kind.INCREASE,
        from_stage=held.stage,
        to_stage=INCREASED_STAGE,
        moved_on=on,
        investment=amount,
        investor_name=_investor(held),
        occasion=occasion.strip(),
        reason=reason.strip(),
        reported_by=actor,
        reported_at=working_moment(now),
    )
    held.investment = (held.investment or Decimal(0)) + amount
    held.version += 1
    held.save(update_fields=["investment", "version"])
    _journal(move, "projects.move.increased", actor, now)
    return move


def _require_day(project: Project, day: date, now: datetime) -> None:
    if day > working_day(now):
        raise Refusal(Message("发生日期还没有到。"), Message("事情发生以后再上报。"))
    latest = project.moves.filter(kind=Move.Kind.STAGE).order_by("-moved_on").first()
    if latest is not None and day < latest.moved_on:
        said = {"day": latest.moved_on}
        raise Refusal(Message("发生日期早于上一次阶段变动（{day}）。", said), Message("请核对日期。"))


def _moved(
    project: Project, to: str, moved_on: date, actor: Person, now: datetime, reason: str, occasion: str
) -> Move:
    return Move.objects.create(
        project=project,
        from_stage=project.stage,
        to_stage=to,
        moved_on=moved_on,
        investment=project.investment,
        investor_name=_investor(project),
        occasion=occasion.strip(),
        reason=reason.strip(),
        reported_by=actor,
        reported_at=working_moment(now),
    )


def _investor(project: Project) -> str:
    return project.investor.name if project.investor else project.investor_name


def _keep_evidence(move: Move, project: Project) -> None:
    """What the stage asks for and no earlier move has stays with this one."""
    asked = {code for need in machine().stage(move.to_stage).needs for code in need.evidence}
    Evidence.objects.filter(project=project, move=None, kind__in=asked).update(move=move)


def _advance(project: Project, to: str, moved_on: date) -> None:
    project.stage, project.stage_since_on = to, moved_on
    project.version += 1
    project.save(update_fields=["stage", "stage_since_on", "version"])


def _journal(move: Move, act: str, actor: Person, now: datetime) -> None:
    journal.record(
        actor=actor,
        act=act,
        target=f"projects.project:{move.project.code}",
        before={"stage": move.from_stage},
        after={
            "move": move.pk,
            "stage": move.to_stage,
            "moved_on": move.moved_on,
            "investment": move.investment,
            "occasion": move.occasion,
            "reason": move.reason,
        },
        at=now,
    )
