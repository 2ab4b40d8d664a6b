"""Nodes planned from a template, forecasts and facts recorded, the baseline moved with an approver."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chaotou.core.issues import Refusal
from chaotou.journal.models import Entry
from chaotou.projects.models import Baseline, Move, Node
from chaotou.projects.operations.baselines import approve_baseline, propose_baseline, refuse_baseline
from chaotou.projects.operations.delivery import plan_nodes, record_actual, record_forecast

PDF = SimpleUploadedFile("a.pdf", b"%PDF-1.7 lease")
STARTS = date(2024, 3, 4)


@pytest.fixture
def planned(few, linxiao, now):
    """The signed project planned as a leased plant from 4 March 2024."""
    plan_nodes(project=few.signed, template="leased_plant", starts_on=STARTS, actor=linxiao, now=now)
    return few.signed


def node(project, code: str) -> Node:
    return Node.objects.get(project=project, code=code)


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.pdf", b"%PDF-1.7 paper")


def test_a_template_lays_out_nodes_in_working_days_as_the_first_baseline(planned):
    first = Baseline.objects.get(project=planned)
    assert node(planned, "company").planned_on == date(2024, 3, 18)
    assert node(planned, "filing").planned_on == date(2024, 3, 25)
    assert (first.number, first.dates["counted_in"], first.approved_at is not None) == (1, "working", True)
    assert first.dates["nodes"]["filing"] == "2024-03-25"
    assert Entry.objects.first().act == "projects.baseline.laid"


def test_nodes_of_stages_already_reported_are_done_on_that_day(few, linxiao, now):
    for stage, on in (("registered", date(2024, 2, 1)), ("commenced", date(2024, 8, 2))):
        Move.objects.create(project=few.signed, to_stage=stage, moved_on=on, reported_at=now)
    plan_nodes(project=few.signed, template="leased_plant", starts_on=STARTS, actor=linxiao, now=now)
    done = dict(few.signed.nodes.exclude(actual_on=None).values_list("code", "actual_on"))
    assert done == {"company": date(2024, 2, 1), "commenced": date(2024, 8, 2)}
    assert Entry.objects.first().after["done"] == {"company": "2024-02-01", "commenced": "2024-08-02"}


def test_a_project_is_planned_once_and_by_whoever_delivers_it(few, planned, linxiao, hechuan, shenjie, now):
    said = {"template": "leased_plant", "starts_on": STARTS, "now": now}
    with pytest.raises(Refusal, match="已有节点计划"):
        plan_nodes(project=planned, actor=linxiao, **said)
    for person in (hechuan, shenjie):
        with pytest.raises(Refusal):
            plan_nodes(project=few.lead, actor=person, **said)
    with pytest.raises(Refusal, match="没有节点模板"):
        plan_nodes(project=few.lead, actor=linxiao, **{**said, "template": "castle"})
    assert not few.lead.nodes.exists()


def test_a_later_forecast_needs_its_cause_and_leaves_the_plan(planned, linxiao, now):
    late = date(2024, 9, 30)
    row = node(planned, "commenced")
    with pytest.raises(Refusal, match="迟缓原因"):
        record_forecast(node=row.pk, forecast_on=late, actor=linxiao, now=now)
    record_forecast(node=row.pk, forecast_on=late, cause="厂房移交迟", actor=linxiao, now=now)
    after = node(planned, "commenced")
    assert (after.planned_on, after.forecast_on, after.cause) == (row.planned_on, late, "厂房移交迟")
    assert node(planned, "production").forecast_on is None


def test_what_waits_for_a_slipping_node_moves_with_it(planned, linxiao, now):
    late = date(2024, 9, 30)
    said = {"cause": "厂房移交迟", "actor": linxiao, "now": now, "move_followers": True}
    moved = record_forecast(node=node(planned, "commenced").pk, forecast_on=late, **said)
    production = node(planned, "production")
    assert {row.code for row in moved} >= {"commenced", "equipment", "completed", "production"}
    assert production.forecast_on > production.planned_on
    assert production.forecast_on > node(planned, "completed").forecast_on > late
    assert production.cause == ""
    assert set(Entry.objects.first().after) > {"production", "commenced"}


def test_what_is_late_for_other_reasons_is_not_forecast_along(planned, linxiao, now):
    said = {"cause": "设备到货晚", "actor": linxiao, "now": now, "move_followers": True}
    equipment = node(planned, "equipment").pk
    moved = record_forecast(node=equipment, forecast_on=date(2025, 1, 6), **said)
    assert [row.code for row in moved] == ["equipment", "production"]
    assert node(planned, "filing").forecast_on is None


def test_a_forecast_does_not_lie_in_the_past(planned, linxiao, now):
    with pytest.raises(Refusal, match="已经过去"):
        yesterday = date(2024, 8, 11)
        record_forecast(node=node(planned, "lease").pk, forecast_on=yesterday, actor=linxiao, now=now)


def test_a_node_is_done_with_the_evidence_its_template_asks_for(planned, linxiao, now):
    said = {"actual_on": date(2024, 3, 15), "actor": linxiao, "now": now}
    row = node(planned, "lease")
    with pytest.raises(Refusal, match="厂房租赁合同"):
        record_actual(node=row.pk, **said)
    record_actual(node=row.pk, files=[("lease", pdf())], **said)
    assert node(planned, "lease").actual_on == date(2024, 3, 15)
    entry = Entry.objects.first()
    assert (entry.act, len(entry.after["evidence"])) == ("projects.node.done", 1)


def test_evidence_already_kept_counts(planned, linxiao, now):
    said = {"actual_on": date(2024, 3, 15), "actor": linxiao, "now": now}
    record_actual(node=node(planned, "lease").pk, files=[("lease", pdf())], **said)
    record_actual(
        node=node(planned, "lease").pk, cause="日期填错", **{**said, "actual_on": date(2024, 3, 14)}
    )
    assert node(planned, "lease").actual_on == date(2024, 3, 14)


def test_done_late_needs_a_cause_and_no_day_to_come_is_taken(planned, linxiao, now):
    row = node(planned, "power")
    with pytest.raises(Refusal, match="今天以后"):
        record_actual(node=row.pk, actual_on=date(2024, 8, 13), actor=linxiao, now=now)
    with pytest.raises(Refusal, match="迟缓原因"):
        record_actual(node=row.pk, actual_on=date(2024, 8, 12), actor=linxiao, now=now)
    record_actual(node=row.pk, actual_on=date(2024, 8, 12), cause="电缆到货晚", actor=linxiao, now=now)
    with pytest.raises(Refusal, match="已经完成"):
        record_forecast(node=row.pk, forecast_on=date(2024, 9, 1), actor=linxiao, now=now)


def test_others_record_nothing(planned, hechuan, zhoumin, guyuan, shenjie, now):
    row = node(planned, "power").pk
    for person in (hechuan, zhoumin, guyuan, shenjie):
        with pytest.raises(Refusal):
            record_actual(node=row, actual_on=date(2024, 4, 1), actor=person, now=now)
        with pytest.raises(Refusal):
            record_forecast(node=row, forecast_on=date(2024, 9, 1), cause="x", actor=person, now=now)


def propose(project, person, now, **said):
    dates = {"production": node(project, "production").planned_on + timedelta(30)}
    return propose_baseline(
        project=project, **{"dates": dates, "reason": "业主改线", "actor": person, "now": now, **said}
    )


def test_a_new_baseline_holds_only_once_another_approved_it_and_the_old_is_kept(
    planned, linxiao, zhoumin, now
):
    old = node(planned, "production").planned_on
    row = propose(planned, linxiao, now)
    assert node(planned, "production").planned_on == old
    with pytest.raises(Refusal):
        approve_baseline(baseline=row.pk, actor=linxiao, now=now)
    approve_baseline(baseline=row.pk, actor=zhoumin, now=now)
    assert node(planned, "production").planned_on == old + timedelta(30)
    first, second = Baseline.objects.filter(project=planned)
    assert first.dates["nodes"]["production"] == old.isoformat()
    assert (second.approved_by, second.reason) == (zhoumin, "业主改线")
    assert second.dates["counted_in"] == "working"


def test_a_proposal_needs_a_reason_a_change_and_open_nodes(planned, linxiao, now):
    with pytest.raises(Refusal, match="理由"):
        propose(planned, linxiao, now, reason=" ")
    with pytest.raises(Refusal, match="没有改动"):
        propose(planned, linxiao, now, dates={"production": node(planned, "production").planned_on})
    with pytest.raises(Refusal, match="没有节点"):
        propose(planned, linxiao, now, dates={"castle": STARTS})
    power = node(planned, "power")
    record_actual(node=power.pk, actual_on=power.planned_on, actor=linxiao, now=now)
    with pytest.raises(Refusal, match="已经完成"):
        propose(planned, linxiao, now, dates={"power": STARTS})


def test_a_node_is_not_planned_before_what_it_waits_for(planned, linxiao, now):
    completed = node(planned, "completed").planned_on
    with pytest.raises(Refusal, match="“投产”要等“装修竣工验收”"):
        propose(planned, linxiao, now, dates={"production": completed - timedelta(1)})
    with pytest.raises(Refusal, match="“投产”要等“装修竣工验收”"):
        propose(
            planned, linxiao, now, dates={"completed": node(planned, "production").planned_on + timedelta(1)}
        )
    assert not Baseline.objects.filter(project=planned, number=2).exists()
    together = {"completed": completed + timedelta(90), "production": completed + timedelta(120)}
    assert propose(planned, linxiao, now, dates=together).number == 2


def test_one_proposal_waits_at_a_time_and_a_refused_one_goes_into_the_journal(planned, linxiao, guyuan, now):
    row = propose(planned, linxiao, now)
    with pytest.raises(Refusal, match="等待批准"):
        propose(planned, linxiao, now)
    with pytest.raises(Refusal, match="理由"):
        refuse_baseline(baseline=row.pk, reason="", actor=guyuan, now=now)
    refuse_baseline(baseline=row.pk, reason="维持原计划", actor=guyuan, now=now)
    entry = Entry.objects.first()
    assert (entry.act, entry.after["reason"]) == ("projects.baseline.refused", "维持原计划")
    assert Baseline.objects.filter(project=planned).count() == 1
    assert propose(planned, linxiao, now).number == 2
