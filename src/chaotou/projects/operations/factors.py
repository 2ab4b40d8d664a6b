"""What a project needs from outside: asked for, promised, delivered with proof; and who is linked to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.files.base import File
from django.db import transaction

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.days import working_day, working_moment
from chaotou.organization.models import Organization, Person
from chaotou.organization.queries import zone
from chaotou.projects import access, access_delivery
from chaotou.projects.models import Factor, Project
from chaotou.projects.operations.evidence import keep_evidence

if TYPE_CHECKING:
    from chaotou.core.zone.delivery_specs import FactorKindSpec


@transaction.atomic
def ask_factor(
    *,
    project: Project,
    kind: str,
    actor: Person,
    now: datetime,
    node: int | None = None,
    quantity: Decimal | None = None,
    supplier: str = "",
    note: str = "",
) -> Factor:
    """Ask for a factor of a kind, needed by a node (a key) of the project; by default of its usual supplier.

    `Refusal` for a kind the zone does not have and a node of another project.
    """
    require(access.may_deliver(actor, project))
    spec = _kind(kind)
    needed = project.nodes.filter(pk=node).first() if node is not None else None
    if node is not None and needed is None:
        raise Refusal(Message("这个节点不属于这个项目。"))
    if quantity is not None and quantity <= 0:
        raise Refusal(Message("数量应大于 0。"))
    row = Factor(project=project, node=needed, kind=kind, quantity=quantity, unit=spec.unit)
    row.supplier = _supplier(supplier or spec.supplier or "")
    row.note, row.recorded_by, row.recorded_at = note.strip(), actor, working_moment(now)
    row.save()
    _journal(actor, "asked", row, None, now)
    return row


@transaction.atomic
def promise_factor(*, factor: int, promised_on: date, actor: Person, now: datetime) -> Factor:
    """Promise it for a day; another day may be promised until it has come."""
    row = _open(factor)
    require(access_delivery.may_supply(actor, row))
    if promised_on < working_day(now):
        raise Refusal(Message("承诺的日期已经过去。"), Message("已经到位的，请填到位日期并附证明。"))
    before = facts(row)
    row.promised_on = promised_on
    row.save(update_fields=["promised_on"])
    _journal(actor, "promised", row, before, now)
    return row


@transaction.atomic
def deliver_factor(
    *, factor: int, delivered_on: date, proof: File[bytes], proof_kind: str, actor: Person, now: datetime
) -> Factor:
    """Record that it has come, with its proof (a file of a kind of evidence)."""
    row = _open(factor)
    require(access_delivery.may_supply(actor, row))
    if delivered_on > working_day(now):
        raise Refusal(Message("到位日期不能在今天以后。"))
    before = facts(row)
    row.proof = keep_evidence(project=row.project, kind=proof_kind, file=proof, actor=actor, now=now)
    row.delivered_on = delivered_on
    row.save(update_fields=["delivered_on", "proof"])
    _journal(actor, "delivered", row, before, now)
    return row


@transaction.atomic
def set_linkage(
    *,
    project: Project,
    linked_leader: str,
    secretary: str,
    slots: Mapping[str, str],
    actor: Person,
    now: datetime,
) -> Project:
    """Say who is linked to a project: the leader and secretary (user names, or empty), and the zone's slots.

    `Refusal` for a person or slot that is not there.
    """
    row = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    require(access_delivery.may_link(actor, row))
    known = {spec.code for spec in zone().linkage_slots}
    for code in slots.keys() - known:
        raise Refusal(Message("没有“{code}”这一项挂钩。", {"code": code}))
    before = _linkage(row)
    row.linked_leader, row.secretary = _person(linked_leader), _person(secretary)
    row.linkage = {code: text.strip() for code, text in slots.items() if text.strip()}
    row.version += 1
    row.save(update_fields=["linked_leader", "secretary", "linkage", "version"])
    target = f"projects.project:{row.code}"
    journal.record(
        actor=actor, act="projects.linkage.set", target=target, before=before, after=_linkage(row), at=now
    )
    return row


def facts(row: Factor) -> dict[str, object]:
    """What the journal keeps of a factor."""
    return {
        "project": row.project.code,
        "node": row.node.code if row.node else "",
        "kind": row.kind,
        "quantity": row.quantity,
        "unit": row.unit,
        "supplier": row.supplier.code if row.supplier else "",
        "promised_on": row.promised_on,
        "delivered_on": row.delivered_on,
        "proof": row.proof.sha256 if row.proof else "",
        "note": row.note,
    }


def _linkage(row: Project) -> dict[str, object]:
    people = {"linked_leader": row.linked_leader, "secretary": row.secretary}
    return {key: one.username if one else "" for key, one in people.items()} | {"slots": row.linkage}


def _kind(code: str) -> FactorKindSpec:
    found = next((spec for spec in zone().factor_kinds if spec.code == code), None)
    if found is None:
        raise Refusal(Message("没有“{code}”这种要素。", {"code": code}))
    return found


def _supplier(code: str) -> Organization | None:
    found = Organization.objects.filter(code=code).first() if code else None
    if code and found is None:
        raise Refusal(Message("没有机构“{code}”。", {"code": code}))
    return found


def _person(username: str) -> Person | None:
    found = Person.objects.filter(username=username, is_active=True).first() if username else None
    if username and found is None:
        raise Refusal(Message("没有人员“{username}”。", {"username": username}))
    return found


def _open(pk: int) -> Factor:
    rows = Factor.objects.select_for_update(of=("self",))
    found = rows.select_related("project", "node", "supplier", "proof").filter(pk=pk).first()
    if found is None:
        raise Missing(Message("没有这项要素需求。"))
    if found.delivered_on:
        raise Refusal(Message("这项要素已经到位。"))
    return found


def _journal(actor: Person, act: str, row: Factor, before: dict[str, object] | None, now: datetime) -> None:
    journal.record(
        actor=actor,
        act=f"projects.factor.{act}",
        target=f"projects.factor:{row.pk}",
        before=before,
        after=facts(row),
        at=now,
    )
