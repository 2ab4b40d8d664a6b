"""An officer's way through delivery in the browser, and what others find there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from chaotou.organization.days import working_day
from chaotou.projects.models import Baseline, Factor, InvestmentMonth, Node, Problem
from chaotou.projects.operations.baselines import propose_baseline
from chaotou.projects.operations.delivery import plan_nodes
from chaotou.projects.operations.factors import ask_factor
from chaotou.projects.operations.problems import raise_problem, solve_problem


@pytest.fixture
def today() -> date:
    """Pages ask the clock, and the zone which day it lives on."""
    return working_day(timezone.now())


@pytest.fixture
def planned(few, linxiao, today):
    """The signed project planned as a leased plant from a month ago."""
    starts = today - timedelta(30)
    plan_nodes(
        project=few.signed, template="leased_plant", starts_on=starts, actor=linxiao, now=timezone.now()
    )
    return few.signed


def node(project, code: str) -> Node:
    return Node.objects.get(project=project, code=code)


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.pdf", b"%PDF-1.7 paper")


def url(name: str, project, *more) -> str:
    return reverse(f"projects:{name}", args=[project.code, *more])


def text(answer) -> str:
    return answer.content.decode()


def test_an_officer_plans_a_project_from_its_page(few, linxiao, signed_in):
    browser = signed_in(linxiao)
    assert "编排节点" in text(browser.get(url("delivery", few.signed)))
    said = {"template": "leased_plant", "starts_on": "2024-07-01"}
    shown = text(browser.post(url("plan_nodes", few.signed), said, follow=True))
    assert "签订租赁合同" in shown and "<svg" in shown and "节点已编排" in shown
    again = browser.post(url("plan_nodes", few.signed), said)
    assert again.status_code == 422 and "已有节点计划" in text(again)


def test_a_forecast_shows_what_moves_before_and_moves_it_after(planned, linxiao, signed_in, today):
    browser, row = signed_in(linxiao), node(planned, "equipment")
    late = (today + timedelta(300)).isoformat()
    address = url("node_forecast", planned, row.pk)
    shown = text(browser.get(f"{address}?forecast_on={late}"))
    assert "将变为" in shown and "投产" in shown
    assert text(browser.get(f"{address}?forecast_on=then")).count("将变为") == 0
    refused = browser.post(address, {"forecast_on": late})
    assert refused.status_code == 422 and "迟缓原因" in text(refused)
    said = {"forecast_on": late, "cause": "海关查验", "move_followers": "on"}
    assert "海关查验" in text(browser.post(address, said, follow=True))
    assert node(planned, "production").forecast_on is not None


def test_a_node_is_done_from_the_phone_with_its_paper(planned, linxiao, signed_in, today):
    browser, row = signed_in(linxiao), node(planned, "company")
    address = url("node_actual", planned, row.pk)
    assert "项目公司营业执照" in text(browser.get(address))
    said = {"actual_on": row.planned_on.isoformat(), "file_licence": pdf()}
    assert browser.post(address, said).status_code == 302
    assert node(planned, "company").actual_on == row.planned_on


def test_a_paper_not_given_is_asked_for(planned, linxiao, signed_in):
    row = node(planned, "company")
    said = {"actual_on": row.planned_on.isoformat()}
    assert signed_in(linxiao).post(url("node_actual", planned, row.pk), said).status_code == 422
    assert node(planned, "company").actual_on is None


def test_a_plan_is_changed_by_two_people(planned, linxiao, zhoumin, signed_in):
    browser = signed_in(linxiao)
    rows = Node.objects.filter(project=planned)
    said = {f"day_{row.code}": row.planned_on.isoformat() for row in rows}
    said["day_production"] = (node(planned, "production").planned_on + timedelta(20)).isoformat()
    shown = text(browser.post(url("propose_baseline", planned), {**said, "reason": "业主改线"}, follow=True))
    assert "计划调整等待批准" in shown and "须由另一位批准" in shown or "审核人员或区领导批准" in shown
    row = Baseline.objects.get(project=planned, number=2)
    address = url("approve_baseline", planned, row.pk)
    assert browser.post(address).status_code == 403
    assert "业主改线" in text(signed_in(zhoumin).post(address, follow=True))
    assert node(planned, "production").planned_on.isoformat() == said["day_production"]


def test_a_proposal_is_turned_down_with_a_reason(planned, linxiao, guyuan, signed_in, today):
    dates = {"production": node(planned, "production").planned_on + timedelta(9)}
    row = propose_baseline(project=planned, dates=dates, reason="x", actor=linxiao, now=timezone.now())
    address = url("refuse_baseline", planned, row.pk)
    assert signed_in(guyuan).post(address, {"reason": "维持"}).status_code == 302
    assert not Baseline.objects.filter(pk=row.pk).exists()


def test_money_is_planned_and_recorded_in_ten_thousands(planned, linxiao, signed_in, today):
    browser = signed_in(linxiao)
    said = {"total": "12,000", "period": str(today.year), "shares": ""}
    assert browser.post(url("plan_investment", planned), said).status_code == 302
    assert sum(row.planned for row in InvestmentMonth.objects.all()) == 120000000
    month = today.year * 12 + today.month - 1
    shown = text(
        browser.post(url("record_investment", planned), {"month": month, "done": "900.5"}, follow=True)
    )
    assert InvestmentMonth.objects.get(month=month).done == 9005000
    assert "12,000.00" in shown
    if gaps := month % 12:
        assert f"{gaps} 个月没有填报，图和表里留空" in shown
    odd = browser.post(url("plan_investment", planned), {**said, "shares": "50, 40", "reason": "x"})
    assert odd.status_code == 422 and "累计占比" in text(odd)
    assert browser.post(url("plan_investment", planned), {**said, "shares": "half"}).status_code == 422


def test_a_factor_is_asked_promised_and_delivered(planned, linxiao, hechuan, signed_in, today):
    browser = signed_in(linxiao)
    said = {"kind": "power", "node": node(planned, "power").pk, "quantity": "8000", "supplier": "commerce"}
    assert "8,000 千伏安" in text(browser.post(url("ask_factor", planned), said, follow=True))
    row, supplier = Factor.objects.get(), signed_in(hechuan)
    late = (today + timedelta(400)).isoformat()
    shown = text(supplier.post(url("promise_factor", planned, row.pk), {"promised_on": late}, follow=True))
    assert "承诺晚于节点" in shown
    said = {"delivered_on": today.isoformat(), "proof_kind": "other", "proof": pdf()}
    assert "已到位" in text(supplier.post(url("deliver_factor", planned, row.pk), said, follow=True))


def test_only_who_supplies_finds_the_way_to_promise(planned, linxiao, hechuan, guyuan, signed_in):
    said = {"kind": "power", "node": node(planned, "power").pk, "supplier": "commerce"}
    row = ask_factor(project=planned, actor=linxiao, now=timezone.now(), **said)
    door = url("promise_factor", planned, row.pk)
    seen = {
        person.username: door in text(signed_in(person).get(url("delivery", planned)))
        for person in (linxiao, hechuan, guyuan)
    }
    assert seen == {"linxiao": True, "hechuan": True, "guyuan": False}


def test_a_problem_lives_on_its_page(planned, linxiao, hechuan, zhoumin, signed_in, today):
    browser = signed_in(linxiao)
    due = (today + timedelta(20)).isoformat()
    said = {"title": "厂前道路未通", "organization": "commerce", "due_on": due}
    assert "厂前道路未通" in text(browser.post(url("raise_problem", planned), said, follow=True))
    row = Problem.objects.get()
    handler = signed_in(hechuan)
    for kind, words in (("measure", "增派班组"), ("solve", "已通车")):
        said = {"text": words}
        assert words in text(handler.post(url("problem_step", planned, row.pk, kind), said, follow=True))
    assert handler.get(url("problem_step", planned, row.pk, "close")).status_code == 403
    closing = {"text": "现场核实", "proof": pdf()}
    shown = text(signed_in(zhoumin).post(url("problem_step", planned, row.pk, "close"), closing, follow=True))
    assert "已销号" in shown and "a.pdf" in shown
    assert signed_in(zhoumin).get(url("problem_step", planned, row.pk, "dance")).status_code == 404


def test_linkage_is_set_on_its_form(planned, linxiao, guyuan, signed_in):
    said = {"linked_leader": "guyuan", "secretary": "linxiao", "slot_team": "电子专班"}
    shown = text(signed_in(linxiao).post(url("set_linkage", planned), said, follow=True))
    assert "电子专班" in shown and "顾远" in shown


def test_who_only_looks_finds_no_forms(planned, guyuan, signed_in):
    browser = signed_in(guyuan)
    assert "填完成" not in text(browser.get(url("delivery", planned)))
    assert browser.get(url("plan_investment", planned)).status_code == 403


def test_who_must_see_nothing_sees_nothing(few, planned, shenjie, hechuan, signed_in):
    for address in (
        url("delivery", planned),
        reverse("projects:timeline"),
        reverse("projects:dispatch_index"),
    ):
        assert signed_in(shenjie).get(address, follow=True).status_code == 403
    assert signed_in(hechuan).get(url("delivery", few.lead)).status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_reads_in_both_languages(planned, linxiao, guyuan, signed_in, today, language):
    row = raise_problem(
        project=planned, title="x", organization="economy", due_on=today, actor=linxiao, now=timezone.now()
    )
    solve_problem(problem=row.pk, text="y", actor=linxiao, now=timezone.now())
    power = node(planned, "power").pk
    said = {"kind": "power", "node": power, "supplier": "economy", "actor": linxiao, "now": timezone.now()}
    ask_factor(project=planned, **said)
    browser = signed_in(guyuan, language)
    pages = [reverse("projects:dispatch", args=[code]) for code in ("weekly", "monthly", "quarterly")]
    for address in (
        *pages,
        reverse("projects:timeline"),
        url("delivery", planned),
        url("problem", planned, row.pk),
    ):
        assert browser.get(address).status_code == 200, address


def test_the_timeline_is_filtered(planned, guyuan, signed_in):
    browser, address = signed_in(guyuan), reverse("projects:timeline")
    assert planned.name in text(browser.get(address, {"light": "behind", "organization": "economy"}))
    assert planned.name not in text(browser.get(address, {"light": "on_track"}))
    assert planned.name not in text(browser.get(address, {"organization": "commerce"}))


def test_what_has_no_plan_is_paged_through(few, make_project, guyuan, signed_in):
    for number in range(81):
        make_project(f"P2025-{number:02d}", stage="signed")
    browser, address = signed_in(guyuan), reverse("projects:dispatch", args=["quarterly"])
    first, second = text(browser.get(address)), text(browser.get(address, {"page": "9"}))
    assert "另有 82 个" in first and "项目P2025-78" in first and "项目P2025-79" not in first
    assert "项目P2025-79" in second and "项目P2025-78" not in second and "第 2 / 2 页" in second


def test_pages_take_a_fixed_number_of_queries(planned, guyuan, signed_in, django_assert_max_num_queries):
    browser = signed_in(guyuan)
    with django_assert_max_num_queries(24):
        browser.get(url("delivery", planned))
    with django_assert_max_num_queries(18):
        browser.get(reverse("projects:timeline"))
    with django_assert_max_num_queries(18):
        browser.get(reverse("projects:dispatch", args=["quarterly"]))
