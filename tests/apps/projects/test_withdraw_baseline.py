"""Taking back a proposed change of plan: it waits for nobody any more, stays to be read, and makes room."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from chaotou.core.issues import Missing, Refusal
from chaotou.journal.models import Entry
from chaotou.organization.queries import zone
from chaotou.projects.models import Baseline, Node
from chaotou.projects.operations.baselines import approve_baseline, propose_baseline, withdraw_baseline
from chaotou.projects.operations.delivery import plan_nodes
from chaotou.projects.queries.awaiting import Kind, awaiting
from chaotou.projects.queries.delivery import delivery
from chaotou.projects.queries.wanted import Asked, Wanted

ON = date(2024, 8, 12)


@pytest.fixture
def planned(few, linxiao, now):
    starts = date(2024, 3, 4)
    plan_nodes(project=few.signed, template="leased_plant", starts_on=starts, actor=linxiao, now=now)
    return few.signed


def production(project) -> Node:
    return Node.objects.get(project=project, code="production")


@pytest.fixture
def propose(planned, linxiao, now):
    def said(reason: str = "业主改线") -> Baseline:
        dates = {"production": production(planned).planned_on + timedelta(30)}
        return propose_baseline(project=planned, dates=dates, reason=reason, actor=linxiao, now=now)

    return said


@pytest.fixture
def proposed(propose) -> Baseline:
    return propose()


@pytest.fixture
def withdraw(linxiao, now):
    def take_back(row: Baseline, **said) -> Baseline:
        return withdraw_baseline(
            baseline=row.pk, **{"reason": "日期填错", "actor": linxiao, "now": now, **said}
        )

    return take_back


def address(row: Baseline, name: str = "withdraw_baseline") -> str:
    return reverse(f"projects:{name}", args=[row.project.code, row.pk])


def page(row: Baseline) -> str:
    return reverse("projects:delivery", args=[row.project.code])


def test_the_plan_holds_and_the_proposal_stays_with_its_reasons(proposed, withdraw, planned, linxiao):
    old = production(planned).planned_on
    withdraw(proposed)
    assert production(planned).planned_on == old
    kept = Baseline.every.get(pk=proposed.pk)
    assert (kept.reason, kept.withdrawal_reason, kept.withdrawn_by) == ("业主改线", "日期填错", linxiao)
    found = delivery(linxiao, planned.code, ON)
    assert (found.pending, [row.pk for row in found.withdrawn]) == (None, [proposed.pk])
    assert [row.number for row in found.baselines] == [1]
    entry = Entry.objects.first()
    assert (entry.act, entry.before["reason"], entry.after["reason"]) == (
        "projects.baseline.withdrawn",
        "业主改线",
        "日期填错",
    )


def test_it_waits_for_nobody_and_another_takes_its_number(proposed, withdraw, propose, zhoumin, planned, now):
    def waiting() -> list[int]:
        asked = Asked(zhoumin, Wanted(), ON, zone())
        return [one.key for one in awaiting(asked, zhoumin).get(Kind.BASELINE, [])]

    assert waiting() == [proposed.pk]
    withdraw(proposed)
    assert waiting() == []
    again = propose("电缆改线")
    assert again.number == proposed.number == 2
    approve_baseline(baseline=again.pk, actor=zhoumin, now=now)
    assert [row.reason for row in planned.baselines.all()] == ["", "电缆改线"]


def test_it_takes_a_reason_and_is_done_once_and_before_the_decision(
    proposed, withdraw, propose, zhoumin, now
):
    with pytest.raises(Refusal, match="理由"):
        withdraw(proposed, reason=" ")
    withdraw(proposed)
    with pytest.raises(Missing):
        withdraw(proposed)
    with pytest.raises(Missing):
        approve_baseline(baseline=proposed.pk, actor=zhoumin, now=now)
    again = propose()
    approve_baseline(baseline=again.pk, actor=zhoumin, now=now)
    with pytest.raises(Refusal, match="已经批准"):
        withdraw(again)


def test_who_delivers_the_project_takes_it_back_and_nobody_else(
    proposed, withdraw, hechuan, zhoumin, guyuan, shenjie, linxiao
):
    for person in (hechuan, zhoumin, guyuan, shenjie):
        with pytest.raises(Refusal):
            withdraw(proposed, actor=person)
    withdraw(proposed, actor=linxiao)


def test_the_page_offers_it_where_it_would_be_taken(proposed, signed_in, linxiao, zhoumin, hechuan, shenjie):
    for person in (zhoumin, hechuan):
        browser = signed_in(person)
        assert address(proposed) not in browser.get(page(proposed)).content.decode()
        assert browser.get(address(proposed)).status_code == 403
        assert browser.post(address(proposed), {"reason": "x"}).status_code == 403
    assert signed_in(shenjie).post(address(proposed), {"reason": "x"}).status_code == 403
    browser = signed_in(linxiao)
    assert address(proposed) in browser.get(page(proposed)).content.decode()
    assert browser.get(address(proposed)).status_code == 200
    assert browser.post(address(proposed), {"reason": ""}).status_code == 422
    shown = browser.post(address(proposed), {"reason": "日期填错"}, follow=True).content.decode()
    assert "已撤回的调整" in shown and "日期填错" in shown and address(proposed) not in shown
    assert reverse("projects:propose_baseline", args=[proposed.project.code]) in shown
    assert browser.get(address(proposed)).status_code == 404


def test_a_lead_of_others_is_not_there(proposed, signed_in, hechuan):
    type(proposed.project).objects.filter(pk=proposed.project_id).update(stage="lead")
    assert signed_in(hechuan).get(address(proposed)).status_code == 404
    assert signed_in(hechuan).post(address(proposed), {"reason": "x"}).status_code == 404
