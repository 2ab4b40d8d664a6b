"""Factors asked for, promised by who supplies, delivered with proof; who is linked to a project."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chaotou.core.issues import Refusal
from chaotou.journal.models import Entry
from chaotou.projects.models import Factor, Project
from chaotou.projects.operations.delivery import plan_nodes
from chaotou.projects.operations.factors import ask_factor, deliver_factor, promise_factor, set_linkage


@pytest.fixture
def asked(few, linxiao, now) -> Factor:
    """8,000 kVA of power for the signed project, by commerce."""
    plan_nodes(
        project=few.signed, template="leased_plant", starts_on=date(2024, 8, 1), actor=linxiao, now=now
    )
    node = few.signed.nodes.get(code="power").pk
    said = {"kind": "power", "quantity": Decimal(8000), "supplier": "commerce", "node": node}
    return ask_factor(project=few.signed, actor=linxiao, now=now, **said)


def proof() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.pdf", b"%PDF-1.7 power on")


def test_a_factor_is_asked_for_in_its_unit_of_its_supplier(asked):
    assert (asked.unit, asked.supplier.code, asked.node.code) == ("千伏安", "commerce", "power")
    assert Entry.objects.first().act == "projects.factor.asked"


def test_the_supplier_promises_and_delivers_with_proof(asked, hechuan, now):
    promise_factor(factor=asked.pk, promised_on=date(2024, 9, 1), actor=hechuan, now=now)
    row = deliver_factor(
        factor=asked.pk,
        delivered_on=date(2024, 8, 10),
        proof=proof(),
        proof_kind="other",
        actor=hechuan,
        now=now,
    )
    assert (row.promised_on, row.delivered_on, row.proof.name) == (
        date(2024, 9, 1),
        date(2024, 8, 10),
        "a.pdf",
    )
    with pytest.raises(Refusal, match="已经到位"):
        promise_factor(factor=asked.pk, promised_on=date(2024, 9, 2), actor=hechuan, now=now)


def test_days_that_make_no_sense_are_refused(asked, linxiao, now):
    with pytest.raises(Refusal, match="已经过去"):
        promise_factor(factor=asked.pk, promised_on=date(2024, 8, 1), actor=linxiao, now=now)
    with pytest.raises(Refusal, match="今天以后"):
        deliver_factor(
            factor=asked.pk,
            delivered_on=date(2024, 9, 1),
            proof=proof(),
            proof_kind="other",
            actor=linxiao,
            now=now,
        )


def test_who_neither_supplies_nor_delivers_does_nothing(asked, few, hechuan, zhoumin, shenjie, now):
    for person in (zhoumin, shenjie):
        with pytest.raises(Refusal):
            promise_factor(factor=asked.pk, promised_on=date(2024, 9, 1), actor=person, now=now)
    with pytest.raises(Refusal):
        ask_factor(project=few.signed, kind="power", actor=hechuan, now=now)


def test_unknown_kinds_and_nodes_of_other_projects_are_refused(asked, few, linxiao, now):
    with pytest.raises(Refusal, match="这种要素"):
        ask_factor(project=few.lead, kind="magic", actor=linxiao, now=now)
    with pytest.raises(Refusal, match="不属于"):
        ask_factor(project=few.lead, kind="power", node=asked.node_id, actor=linxiao, now=now)


def test_linkage_is_set_by_who_dispatches_or_delivers(few, linxiao, guyuan, zhoumin, hechuan, now):
    said = {"linked_leader": "guyuan", "secretary": "linxiao", "slots": {"team": "电子专班", "plan": " "}}
    row = set_linkage(project=few.signed, actor=zhoumin, now=now, **said)
    assert (row.linked_leader, row.secretary, row.linkage) == (guyuan, linxiao, {"team": "电子专班"})
    assert Project.objects.get(pk=row.pk).version == 2
    with pytest.raises(Refusal):
        set_linkage(project=few.signed, actor=hechuan, now=now, **said)
    with pytest.raises(Refusal, match="挂钩"):
        set_linkage(project=few.signed, actor=linxiao, now=now, **{**said, "slots": {"moon": "x"}})
    with pytest.raises(Refusal, match="没有人员"):
        set_linkage(project=few.signed, actor=linxiao, now=now, **{**said, "secretary": "nobody"})
