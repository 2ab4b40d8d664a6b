"""Disputes about who was first: raised by another unit, decided with a reason by a reviewer of neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.files.base import File
from django.db import transaction

from chaotou.core.issues import Message, Refusal
from chaotou.core.projects.ownership import Share
from chaotou.core.zone.lead_specs import in_force
from chaotou.figures.operations.evidence import all_or_nothing
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.days import working_day, working_moment
from chaotou.organization.models import Organization
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.models import Dispute, Project
from chaotou.projects.operations.crediting import hand_over, reshare, shares_of
from chaotou.projects.operations.evidence import require_fit
from chaotou.projects.operations.locking import locked
from chaotou.projects.operations.registering import FIRST_TALKER
from chaotou.projects.queries.transfers import standing_credit

if TYPE_CHECKING:
    from chaotou.organization.models import Person

HALF = Decimal("0.5")


def raise_dispute(
    *,
    project: Project,
    organization: Organization,
    statement: str,
    actor: Person,
    now: datetime,
    evidence: File[bytes] | None = None,
) -> Dispute:
    """Claim a project for an organization that was not told whose it is, with what speaks for the claim.

    `Refusal` for who may not, without a statement, and while a claim of the same unit waits.
    """
    require(access.may_register_for(actor, organization.pk))
    require(access.may_dispute(actor, project))
    if organization.pk == project.organization_id:
        raise Refusal(Message("项目已登记在本单位名下，不必提出争议。"))
    if not statement.strip():
        raise Refusal(Message("请写明主张和依据，如首次接触的时间、地点、对方人员。"))
    if Dispute.objects.filter(project=project, organization=organization, ruling="").exists():
        raise Refusal(Message("本单位已就此提出争议，正在等候裁定。"))
    if evidence:
        require_fit(evidence)
    dispute = Dispute(
        project=project,
        organization=organization,
        statement=statement.strip(),
        raised_by=actor,
        raised_at=working_moment(now),
    )
    with all_or_nothing() as files:
        if evidence:
            dispute.evidence.save(str(evidence.name), evidence, save=False)
            files.append(dispute.evidence)
        dispute.save()
        after = {"organization": organization.code, "evidence": dispute.evidence.name}
        _journal_claim(dispute, actor, after, now)
    return dispute


@transaction.atomic
def answer_dispute(*, dispute: Dispute, answer: str, actor: Person, now: datetime) -> Dispute:
    """Say once for the unit that holds the project how it was; the claimant does not read it.

    `Refusal` for who may not, without words, a second time, and once decided.
    """
    found = Dispute.objects.select_for_update(of=("self",), no_key=True).get(pk=dispute.pk)
    require(access.may_answer(actor, found))
    if found.ruling:
        raise Refusal(Message("这项争议已经裁定。"))
    if found.answer:
        raise Refusal(Message("本单位已经陈述过。"))
    if not answer.strip():
        raise Refusal(Message("请写明本单位的陈述。"))
    found.answer, found.answered_by, found.answered_at = answer.strip(), actor, working_moment(now)
    found.save(update_fields=["answer", "answered_by", "answered_at"])
    _journal(found, "answered", actor, None, {"answer": found.answer}, now)
    return found


@transaction.atomic
def rule_dispute(
    *,
    dispute: Dispute,
    ruling: str,
    reason: str,
    actor: Person,
    now: datetime,
    shares: Sequence[Share] = (),
) -> Dispute:
    """Decide whose it is: it stays, passes to the claimant whole, or is shared (halves unless said).

    `Refusal` for who may not, without a reason, and once decided; `Obstacles` for shares that are not the
    whole, or forget who holds one.
    """
    found = Dispute.objects.select_for_update(of=("self",), no_key=True).get(pk=dispute.pk)
    require(access.may_rule(actor, found))
    if found.ruling:
        raise Refusal(Message("这项争议已经裁定。"))
    if ruling not in Dispute.Ruling.values:
        raise Refusal(Message("请选择裁定结果。"))
    if not reason.strip():
        raise Refusal(Message("请写明裁定的理由。"))
    project, today = locked(found.project), working_day(now)
    before = {"organization": project.organization.code, "shares": shares_of(project)}
    found.ruling, found.reason = ruling, reason.strip()
    found.ruled_by, found.ruled_at = actor, working_moment(now)
    found.save()
    _carry_out(found, project, shares, today)
    after = {
        "ruling": ruling,
        "reason": found.reason,
        "organization": project.organization.code,
        "shares": shares_of(project),
    }
    _journal(found, "ruled", actor, before, after, now)
    return found


def _carry_out(dispute: Dispute, project: Project, shares: Sequence[Share], today: date) -> None:
    if dispute.ruling == Dispute.Ruling.STANDS:
        return
    leaving: set[int] = set()
    if dispute.ruling == Dispute.Ruling.PASSES:
        shares = [Share(dispute.organization_id, Decimal(1), FIRST_TALKER)]
        leaving = {credit.organization_id for credit in standing_credit(project)} - {dispute.organization_id}
        hand_over(project, dispute.organization)
        project.protected_until_on = _protected_anew(project, today)
    halves = [Share(project.organization_id, HALF, FIRST_TALKER), Share(dispute.organization_id, HALF)]
    reshare(project, shares or halves, today, leaving=leaving)
    project.version += 1
    project.save(update_fields=["organization", "officer", "protected_until_on", "version"])


def _protected_anew(project: Project, today: date) -> date | None:
    rule = in_force(zone().protection, today)
    if rule is None or project.protected_until_on is None:
        return project.protected_until_on
    return max(project.protected_until_on, today + timedelta(days=rule.days))


def _journal_claim(dispute: Dispute, actor: Person, after: Mapping[str, object], now: datetime) -> None:
    """The claimant reads this entry, and is not to learn whose project it is, nor which."""
    act, target = "projects.dispute.raised", f"projects.dispute:{dispute.pk}"
    journal.record(actor=actor, act=act, target=target, before=None, after=after, at=now)


def _journal(
    dispute: Dispute,
    act: str,
    actor: Person,
    before: Mapping[str, object] | None,
    after: Mapping[str, object],
    now: datetime,
) -> None:
    journal.record(
        actor=actor,
        act=f"projects.dispute.{act}",
        target=f"projects.project:{dispute.project.code}",
        before=before,
        after={"dispute": dispute.pk, **after},
        at=now,
    )
