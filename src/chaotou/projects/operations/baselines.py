"""Moving planned dates of a project: proposed with a reason, taken back, approved or refused by another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.core.naming import Named
from chaotou.organization.access import require
from chaotou.organization.days import working_moment
from chaotou.projects import access, access_delivery
from chaotou.projects.models import Baseline, Dependency, Node, Project
from chaotou.projects.operations.delivery import enter, kept_dates, save_baseline
from chaotou.projects.planning import baseline_in_force

if TYPE_CHECKING:
    from chaotou.organization.models import Person


@transaction.atomic
def propose_baseline(
    *, project: Project, dates: Mapping[str, date], reason: str, actor: Person, now: datetime
) -> Baseline:
    """Ask for other planned dates (by code of node; those not named stay) with the reason.

    Nothing changes until another approves. `Refusal` without a reason or a change, for a node that is not
    there or done, for one planned before what it waits for, and while another proposal waits.
    """
    require(access.may_deliver(actor, project))
    held = _baseline_to_change(project)
    nodes = {node.code: node for node in project.nodes.all()}
    changed = {code: day for code, day in dates.items() if code not in nodes or day != nodes[code].planned_on}
    if not reason.strip():
        raise Refusal(Message("请说明调整计划的理由。"))
    if not changed:
        raise Refusal(Message("没有改动任何节点的日期。"))
    for code in changed:
        if code not in nodes:
            raise Refusal(Message("这个项目没有节点“{code}”。", {"code": code}))
        if nodes[code].actual_on:
            raise Refusal(Message("“{name}”已经完成，计划日期不再调整。", {"name": _named(nodes[code])}))
    said = {key: value for key, value in held.dates.items() if key != "nodes"}
    planned = {code: node.planned_on for code, node in nodes.items()} | changed
    _require_order(project, planned, changed)
    row = Baseline(project=project, number=held.number + 1, dates=kept_dates(planned, said))
    row.reason, row.proposed_by, row.proposed_at = reason.strip(), actor, working_moment(now)
    save_baseline(row)
    before = {code: nodes[code].planned_on for code in changed}
    enter(actor, "baseline.proposed", f"projects.baseline:{row.pk}", before, changed, now)
    return row


@transaction.atomic
def approve_baseline(*, baseline: int, actor: Person, now: datetime) -> Baseline:
    """Let proposed dates hold from now on; the earlier baselines stay."""
    row = _pending(baseline)
    require(access_delivery.may_approve_baseline(actor, row))
    nodes = list(row.project.nodes.select_for_update(of=("self",)))
    before = {node.code: node.planned_on for node in nodes}
    for node in nodes:
        node.planned_on = date.fromisoformat(row.dates["nodes"].get(node.code, node.planned_on.isoformat()))
    Node.objects.bulk_update(nodes, ["planned_on"])
    row.approved_by, row.approved_at = actor, working_moment(now)
    row.save(update_fields=["approved_by", "approved_at"])
    enter(actor, "baseline.approved", f"projects.baseline:{row.pk}", before, row.dates["nodes"], now)
    return row


@transaction.atomic
def refuse_baseline(*, baseline: int, reason: str, actor: Person, now: datetime) -> None:
    """Turn proposed dates down with the reason; the proposal goes, the journal keeps it."""
    row = _pending(baseline)
    require(access_delivery.may_approve_baseline(actor, row))
    if not reason.strip():
        raise Refusal(Message("请说明不批准的理由。"))
    after = {"reason": reason.strip()}
    enter(actor, "baseline.refused", f"projects.baseline:{row.pk}", _told(row), after, now)
    row.delete()


@transaction.atomic
def withdraw_baseline(*, baseline: int, reason: str, actor: Person, now: datetime) -> Baseline:
    """Take proposed dates back with a reason while nobody decided; the proposal stays to be read.

    `Refusal` for who does not deliver the project, without a reason, and for dates approved already.
    """
    row = _pending(baseline)
    require(access_delivery.may_withdraw_baseline(actor, row))
    if not reason.strip():
        raise Refusal(Message("请写明理由。"))
    row.withdrawn_by, row.withdrawn_at = actor, working_moment(now)
    row.withdrawal_reason = reason.strip()
    row.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawal_reason"])
    after = {"reason": row.withdrawal_reason}
    enter(actor, "baseline.withdrawn", f"projects.baseline:{row.pk}", _told(row), after, now)
    return row


def _told(row: Baseline) -> dict[str, object]:
    """A proposal as it stood."""
    return {"project": row.project.code, "number": row.number, "reason": row.reason, **row.dates}


def _baseline_to_change(project: Project) -> Baseline:
    held = baseline_in_force(project)
    if held is None:
        raise Refusal(Message("这个项目还没有节点计划。"), Message("先按模板编排节点。"))
    if project.baselines.filter(approved_at__isnull=True).exists():
        raise Refusal(Message("已有一份计划调整等待批准。"))
    return held


def _require_order(project: Project, planned: Mapping[str, date], changed: Mapping[str, date]) -> None:
    """No changed day puts a node's end before the end it waits for; what overlaps may, by its overlap."""
    ends = (Dependency.Kind.FINISH_START, Dependency.Kind.FINISH_FINISH)
    ties = Dependency.objects.filter(after__project=project, kind__in=ends).select_related("before", "after")
    for tie in ties:
        earliest = planned[tie.before.code] + timedelta(min(tie.lag_days, 0))
        is_changed = tie.before.code in changed or tie.after.code in changed
        if is_changed and planned[tie.after.code] < earliest:
            said = {"later": _named(tie.after), "sooner": _named(tie.before)}
            raise Refusal(
                Message("“{later}”要等“{sooner}”，计划日期不能比它早。", said),
                Message("请把两个节点的日期一起调整。"),
            )


def _pending(pk: int) -> Baseline:
    found = Baseline.objects.select_for_update(of=("self",)).select_related("project").filter(pk=pk).first()
    if found is None:
        raise Missing(Message("没有这份计划调整。"))
    if found.approved_at:
        raise Refusal(Message("这份计划调整已经批准。"))
    return found


def _named(node: Node) -> Named:
    return Named(node.name, node.english or node.name)
