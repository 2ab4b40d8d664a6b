"""Objecting to a criterion of a published run, and deciding on the objection."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.issues import Message, Missing, Refusal
from chaotou.core.naming import Listed
from chaotou.evaluation import access, schemes
from chaotou.evaluation.models import Appeal, Run
from chaotou.evaluation.windows import closes_on
from chaotou.figures.operations.evidence import all_or_nothing
from chaotou.journal import operations as journal
from chaotou.organization import queries as organization

if TYPE_CHECKING:
    from chaotou.organization.models import Person


def file_appeal(
    *,
    person: Person,
    run: str,
    subject: str,
    criterion: str,
    grounds: str,
    now: datetime,
    evidence: File[bytes] | None = None,
) -> Appeal:
    """Object to a criterion of one's own organization in a published run (a code), with grounds.

    The decision is due so many working days after as the scheme says. `Refusal` for who may not, past the
    window, without grounds, for what the run does not score, and for a second objection to the same.
    """
    with all_or_nothing() as files:
        row = Run.objects.filter(code=run, state=Run.State.PUBLISHED).first()
        if row is None:
            raise Missing(Message("没有考评“{code}”，或它还没有发布。", {"code": run}))
        access.require(access.may_file(person, subject))
        spec = schemes.of_text(row.scheme_text)
        _require_scored(row, spec, subject, criterion)
        if not grounds.strip():
            raise Refusal(Message("请写明申诉的理由。"))
        appeal = Appeal(
            run=row,
            subject=subject,
            criterion=criterion,
            grounds=grounds.strip(),
            filed_by=person,
            filed_at=now,
            due_on=_due_on(row, spec, now),
        )
        if evidence:
            appeal.evidence.save(str(evidence.name), evidence, save=False)
            files.append(appeal.evidence)
        _save(appeal)
        _journal(person, "filed", appeal, None, now)
    return appeal


@transaction.atomic
def decide_appeal(
    *,
    person: Person,
    appeal: int,
    upheld: bool,
    reason: str,
    now: datetime,
    points: Decimal | None = None,
) -> Appeal:
    """Uphold an appeal with the points it brings (signed, none of them 0), or reject it, with the reason.

    The published run stays; the points count in the next run of the scheme and period. `Refusal` for whoever
    filed it or drafted or published the run, without a reason, for points beyond what the criterion carries.
    """
    row = _locked(appeal)
    access.require(access.may_decide(person, row.subject, involved(row)))
    if row.outcome != Appeal.Outcome.PENDING:
        raise Refusal(Message("这项申诉已有结论。"))
    if not reason.strip():
        raise Refusal(Message("请写明复核意见。"))
    if upheld:
        _require_points(row, points)
    before: dict[str, object] = {"outcome": row.outcome}
    row.outcome = Appeal.Outcome.UPHELD if upheld else Appeal.Outcome.REJECTED
    row.points = points if upheld else None
    row.reason, row.decided_by, row.decided_at = reason.strip(), person, now
    row.save(update_fields=["outcome", "points", "reason", "decided_by", "decided_at"])
    _journal(person, "decided", row, before, now)
    return row


def involved(row: Appeal) -> frozenset[int]:
    """Who had a hand in the appeal or its run and so does not decide."""
    people = (row.filed_by_id, row.run.created_by_id, row.run.published_by_id)
    return frozenset(pk for pk in people if pk is not None)


def _require_scored(row: Run, spec: SchemeSpec, subject: str, criterion: str) -> None:
    if subject not in row.snapshot["scored"]:
        raise Refusal(
            Message("没有“{names}”这个考评对象。", {"names": subject}),
            Message("考评的有：{names}。", {"names": Listed(tuple(row.snapshot["scored"]))}),
        )
    codes = [one.code for one in spec.walk()] + [one.code for one in spec.adjustments()]
    if criterion not in codes:
        raise Refusal(
            Message("没有“{names}”这个考评项。", {"names": criterion}), Message("从办法的考评项中选一个。")
        )


def _due_on(row: Run, spec: SchemeSpec, now: datetime) -> date:
    """The day by which it is decided; `Refusal` where the scheme has no appeals or the window is closed."""
    if spec.appeals is None:
        raise Refusal(Message("这个办法没有规定申诉。"), Message("在办法里写上 appeals 才能申诉。"))
    closes, today = closes_on(row, spec), timezone.localdate(now)
    if closes is None or today > closes:
        values = {"days": spec.appeals.within_days, "on": closes}
        raise Refusal(Message("申诉期为发布后 {days} 个工作日，已于 {on} 截止。", values))
    return organization.zone().workdays.add(today, spec.appeals.decided_within_days).on


def _require_points(row: Appeal, points: Decimal | None) -> None:
    if points is None or not points.is_finite() or points == 0:
        raise Refusal(Message("申诉成立时请写调整的分值，可加可减，不能是 0。"))
    spec = schemes.of_text(row.run.scheme_text)
    leaf = next((leaf.code for leaf in spec.leaves() if leaf.code == row.criterion), None)
    if leaf is None or spec.marks == "index":
        return
    fields = row.run.results["fields"]
    cells = (dict(zip(fields, cell, strict=True)) for cell in row.run.results["cells"])
    cell = next(one for one in cells if one["subject"] == row.subject and one["criterion"] == leaf)
    most = max(cell["possible"] or 0, cell["points"] or 0)
    after = (cell["points"] or 0) + float(points)
    if not -1e-9 <= after <= most + 1e-9:
        values = {"after": round(after, 4), "most": round(most, 4)}
        raise Refusal(Message("调整后这一项得 {after} 分，应在 0 到 {most} 分之间。", values))


def _save(appeal: Appeal) -> None:
    try:
        with transaction.atomic():
            appeal.save()
    except IntegrityError as error:
        raise Refusal(Message("对这一项已经申诉过。"), Message("结论以第一次申诉为准。")) from error


def _locked(pk: int) -> Appeal:
    found = Appeal.objects.select_for_update(of=("self",), no_key=True).select_related("run")
    row = found.filter(pk=pk).first()
    if row is None:
        raise Missing(Message("没有这项申诉。"))
    return row


def _journal(person: Person, act: str, row: Appeal, before: dict[str, object] | None, now: datetime) -> None:
    after = {
        "run": row.run.code,
        "subject": row.subject,
        "criterion": row.criterion,
        "grounds": row.grounds,
        "evidence": row.evidence.name,
        "due_on": row.due_on,
        "outcome": row.outcome,
        "points": row.points,
        "reason": row.reason,
    }
    target = f"evaluation.appeal:{row.pk}"
    journal.record(
        actor=person, act=f"evaluation.appeal.{act}", target=target, before=before, after=after, at=now
    )
