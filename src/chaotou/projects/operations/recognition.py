"""Recognition of a move under a scheme: asked for, granted or refused by another person, withdrawn."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from chaotou.core.issues import Message, Refusal
from chaotou.core.naming import Named
from chaotou.core.projects.recognition import Assessment
from chaotou.core.projects.stages import name_of
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.days import working_day, working_moment
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.models import Move, Recognition
from chaotou.projects.operations.ledger import count_into_ledger
from chaotou.projects.queries.assessing import assessment

if TYPE_CHECKING:
    from chaotou.organization.models import Person

State = Recognition.State


@transaction.atomic
def request_recognition(*, move: Move, scheme: str, actor: Person, now: datetime) -> Recognition:
    """Ask that a scheme (its code) recognize a move.

    `Refusal` with everything that speaks against it: papers missing, exclusions with their reasons, time.
    """
    require(access.may_report_move(actor, move.project))
    _require_clear(assessment(move, scheme, working_day(now)))
    at = working_moment(now)
    row = Recognition(move=move, scheme=scheme, state=State.REQUESTED, requested_by=actor, requested_at=at)
    _save_open(row)
    _journal(row, "requested", actor, now)
    return row


def _save_open(row: Recognition) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refusal(Message("这个办法下已经申请或认定过了。")) from error


@transaction.atomic
def recognize(*, recognition: Recognition, on: date, actor: Person, now: datetime) -> Recognition:
    """Recognize a move as of a day, after the checklist; the counts of the ledger follow.

    `Refusal` for whoever reported or asked for it, for a day to come, and as for asking.
    """
    row = _held(recognition, State.REQUESTED)
    _require_another(row, actor)
    if on > working_day(now):
        raise Refusal(Message("认定日期还没有到。"))
    _require_clear(assessment(row.move, row.scheme, on))
    _decide(row, State.RECOGNIZED, "", actor, now, on)
    _journal(row, "granted", actor, now)
    _recount(row, actor, now)
    return row


@transaction.atomic
def refuse_recognition(*, recognition: Recognition, reason: str, actor: Person, now: datetime) -> Recognition:
    """Refuse to recognize a move, with a reason; it may be asked for again."""
    row = _held(recognition, State.REQUESTED)
    _require_another(row, actor)
    _decide(row, State.REFUSED, _reason(reason), actor, now)
    _journal(row, "refused", actor, now)
    return row


@transaction.atomic
def withdraw_recognition(
    *, recognition: Recognition, reason: str, actor: Person, now: datetime
) -> Recognition:
    """Take a recognition back, with a reason: it no longer counts, and the ledger's counts are revised."""
    row = _held(recognition, State.RECOGNIZED)
    _require_another(row, actor)
    _decide(row, State.WITHDRAWN, _reason(reason), actor, now, row.recognized_on)
    _journal(row, "withdrawn", actor, now)
    _recount(row, actor, now)
    return row


def _held(recognition: Recognition, state: str) -> Recognition:
    """The row, locked; `Refusal` where somebody decided meanwhile."""
    rows = Recognition.objects.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("move__project").get(pk=recognition.pk)
    if row.state != state:
        raise Refusal(Message("这项认定已经办理过了。"), Message("请刷新后再看。"))
    return row


def _require_another(row: Recognition, actor: Person) -> None:
    require(access.may_recognize(actor, row.move))
    if row.requested_by_id == actor.pk:
        raise Refusal(Message("认定由本人申请，须由另一位审核人员办理。"))


def _require_clear(found: Assessment) -> None:
    """Refuse with everything that speaks against recognition, at once."""
    if found.is_clear:
        return
    told = list(reasons_against(found))
    template = " ".join(f"{{reason_{number}}}" for number, _ in enumerate(told))
    raise Refusal(Message(template, {f"reason_{number}": one for number, one in enumerate(told)}))


def reasons_against(found: Assessment) -> list[Message]:
    """What speaks against recognizing, each in a sentence."""
    scheme, papers = Named(found.scheme.name, found.scheme.english), zone().evidence
    told = [found.out_of_time] if found.out_of_time else []
    if found.checklist is None:
        told.append(Message("“{scheme}”不认定这个阶段。", {"scheme": scheme}))
    for excluded in found.exclusions:
        said = {"scheme": scheme, "reason": Named(excluded.name, excluded.english)}
        told.append(Message("按“{scheme}”不计入：{reason}。", said))
    lacking = (name_of(papers, line.evidence) for line in found.missing)
    return [*told, *(Message("缺材料“{name}”。", {"name": name}) for name in lacking)]


def _reason(text: str) -> str:
    if not text.strip():
        raise Refusal(Message("请写明理由。"))
    return text.strip()


def _decide(
    row: Recognition, state: str, reason: str, actor: Person, now: datetime, on: date | None = None
) -> None:
    row.state, row.reason, row.recognized_on = state, reason, on
    row.decided_by, row.decided_at = actor, working_moment(now)
    row.save(update_fields=["state", "reason", "recognized_on", "decided_by", "decided_at"])


def _recount(row: Recognition, actor: Person, now: datetime) -> None:
    project = row.move.project
    verb = "认定" if row.state == State.RECOGNIZED else "撤销认定"
    reason = f"{verb}项目 {project.code} 后重新计数"
    count_into_ledger(now=now, actor=actor, reason=reason, stages={row.move.to_stage})


def _journal(row: Recognition, verb: str, actor: Person, now: datetime) -> None:
    after = {"move": row.move_id, "stage": row.move.to_stage, "scheme": row.scheme, "state": str(row.state)}
    journal.record(
        actor=actor,
        act=f"projects.recognition.{verb}",
        target=f"projects.project:{row.move.project.code}",
        before=None,
        after={**after, "recognized_on": row.recognized_on, "reason": row.reason},
        at=now,
    )
