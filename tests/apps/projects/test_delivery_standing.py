"""What the delivery page and the lists for meetings know, and who of them knows it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import F

from chaotou.core.issues import Missing, Refusal
from chaotou.core.periods import Period, month_ordinal
from chaotou.organization.queries import zone
from chaotou.projects.models import Move
from chaotou.projects.operations.delivery import plan_nodes, record_actual, record_forecast
from chaotou.projects.operations.factors import ask_factor, promise_factor
from chaotou.projects.operations.investment import plan_investment, record_investment
from chaotou.projects.operations.problems import raise_problem
from chaotou.projects.queries.delivery import delivery, preview
from chaotou.projects.queries.dispatch import dispatch, dispatch_lists, portfolio
from chaotou.projects.queries.project import overview


@pytest.fixture
def planned(few, linxiao, now):
    """The signed project planned as a leased plant from 1 July 2024, a Monday."""
    plan_nodes(
        project=few.signed, template="leased_plant", starts_on=date(2024, 7, 1), actor=linxiao, now=now
    )
    return few.signed


def line(found, code):
    return next(one for one in found.plan if one.row.code == code)


def test_late_nodes_say_how_late_and_carry_their_followers(planned, linxiao, today):
    found = delivery(linxiao, planned.code, today)
    company = line(found, "company")
    assert (company.row.planned_on, company.line.standing.days_late) == (date(2024, 7, 15), 28)
    assert company.line.standing.light == "behind"
    assert company.expected_on == today
    assert line(found, "filing").expected_on == date(2024, 8, 19)
    assert found.standings.own.light == "behind"
    assert "注册项目公司" in str(found.standings.own.reasons[0])


def test_a_late_node_is_named_beside_money_that_is_further_behind(planned, linxiao, today, now):
    planned.nodes.update(planned_on=today + timedelta(60))
    planned.nodes.filter(code="company").update(planned_on=today - timedelta(8))
    plan_investment(project=planned, total=Decimal(1200), period=Period.year(2024), actor=linxiao, now=now)
    record_investment(project=planned, month=month_ordinal(2024, 7), done=Decimal(1), actor=linxiao, now=now)
    own = delivery(linxiao, planned.code, today).standings.own
    assert (own.light, own.days_late) == ("behind", 8)
    said = [str(reason) for reason in own.reasons]
    assert "欠序时进度" in said[0]
    assert any("注册项目公司" in one and "8 天" in one for one in said)


def test_a_node_whose_predecessors_are_late_is_yellow_on_every_page(planned, linxiao, today, now):
    planned.nodes.exclude(code="production").update(planned_on=today + timedelta(90))
    planned.nodes.filter(code="production").update(planned_on=today + timedelta(91))
    last = line(delivery(linxiao, planned.code, today), "production")
    assert last.expected_on > last.row.planned_on
    assert (last.line.standing.state, last.line.standing.light) == ("slipping", "at_risk")
    owns = [
        delivery(linxiao, planned.code, today).standings.own,
        overview(linxiao, planned.code, zone=zone(), now=now).standings.own,
        portfolio(linxiao, today).lines[0].standings.own,
    ]
    assert [own.light for own in owns] == ["at_risk"] * 3
    assert owns[0] == owns[1] == owns[2] and any("投产" in str(one) for one in owns[0].reasons)


def test_the_end_hangs_on_the_critical_nodes(planned, linxiao, today):
    found = delivery(linxiao, planned.code, today)
    assert line(found, "production").is_critical
    assert line(found, "production").float_days == 0
    assert found.ends_on == line(found, "production").expected_on
    assert line(found, "environment").float_days > 0


def test_what_would_move_is_shown_before_it_is_said(planned, linxiao, today):
    row = planned.nodes.get(code="equipment")
    moved = preview(linxiao, planned.code, row.pk, date(2025, 3, 3), today)
    assert [node.code for node, _before, _after in moved] == ["production"]
    assert row.forecast_on is None and planned.nodes.get(code="production").forecast_on is None


def test_a_factor_promised_late_turns_its_node_yellow(planned, linxiao, today, now):
    planned.nodes.exclude(code="power").update(actual_on=F("planned_on"))
    node = planned.nodes.get(code="power")
    asked = ask_factor(
        project=planned, kind="power", node=node.pk, supplier="commerce", actor=linxiao, now=now
    )
    assert line(delivery(linxiao, planned.code, today), "power").line.standing.light == "on_track"
    promise_factor(factor=asked.pk, promised_on=node.planned_on + timedelta(9), actor=linxiao, now=now)
    found = line(delivery(linxiao, planned.code, today), "power").line.standing
    assert found.light == "at_risk"
    assert "供电" in str(found.reasons[0])


def test_money_is_held_by_the_plan_of_the_year(planned, linxiao, today, now):
    plan_investment(project=planned, total=Decimal(1200), period=Period.year(2024), actor=linxiao, now=now)
    for month in range(1, 8):
        ordinal = month_ordinal(2024, month)
        record_investment(project=planned, month=ordinal, done=Decimal(90), actor=linxiao, now=now)
    found = delivery(linxiao, planned.code, today)
    assert found.standings.money.points == pytest.approx(-5.83, abs=0.01)
    assert found.standings.money.standing.light == "at_risk"
    assert (found.months[6].planned_to_date, found.months[6].done_to_date) == (700, 630)
    assert found.months[7].done_to_date is None


def test_a_month_not_reported_is_a_gap_and_no_zero(planned, linxiao, today, now):
    plan_investment(project=planned, total=Decimal(1200), period=Period.year(2024), actor=linxiao, now=now)
    for month in (2, 7):
        ordinal = month_ordinal(2024, month)
        record_investment(project=planned, month=ordinal, done=Decimal(50), actor=linxiao, now=now)
    found = delivery(linxiao, planned.code, today)
    assert [one.done_to_date for one in found.months[:8]] == [None, 50, None, None, None, None, 100, None]
    assert len(found.standings.money.missing) == 5


def test_completion_is_forecast_from_past_projects_or_refused_with_the_reason(
    planned, make_project, linxiao, today, now
):
    found = delivery(linxiao, planned.code, today).forecast
    assert found.expected_on is None and "例" in str(found.refusal)
    for number in range(9):
        past = make_project(f"P2020-{number}", stage="completed")
        days = date(2020, 1, 1)
        for stage in ("signed", "registered", "land_secured", "commenced", "completed"):
            said = {"project": past, "to_stage": stage, "moved_on": days, "reported_at": now}
            Move.objects.create(**said)
            days += timedelta(40 + number)
    found = delivery(linxiao, planned.code, today).forecast
    assert (found.cases, found.stages[0]) == (9, "signed")
    assert found.expected_on == today + timedelta(4 * 44)
    assert found.low_on < found.expected_on < found.high_on


def test_who_does_not_know_of_a_project_sees_no_delivery(few, planned, hechuan, shenjie, today):
    with pytest.raises(Missing):
        delivery(hechuan, few.lead.code, today)
    assert delivery(hechuan, planned.code, today).project == planned
    with pytest.raises(Refusal):
        delivery(shenjie, planned.code, today)
    with pytest.raises(Refusal):
        portfolio(shenjie, today)


def test_the_lists_hold_what_their_meeting_is_about(few, planned, make_project, linxiao, guyuan, today, now):
    calm = make_project("P2024-0009", stage="signed")
    plan_nodes(project=calm, template="leased_plant", starts_on=today, actor=linxiao, now=now)
    said = {"title": "厂前道路未通", "organization": "commerce", "due_on": today, "actor": linxiao}
    raise_problem(project=calm, now=now - timedelta(1), **said)
    assert [spec.code for spec in dispatch_lists()] == ["weekly", "monthly", "quarterly"]
    weekly = dispatch(guyuan, "weekly", today)
    assert [(one.project.code, problem.row.title) for one, problem in weekly.problems] == [
        (calm.code, "厂前道路未通")
    ]
    assert [one.project.code for one in dispatch(guyuan, "monthly", today).lines] == [
        planned.code,
        calm.code,
    ]
    assert len(list(dispatch(guyuan, "quarterly", today).lines)) == 2
    with pytest.raises(Missing):
        dispatch(guyuan, "daily", today)


def test_the_list_of_all_names_what_should_have_a_plan_and_has_none(few, make_project, guyuan, today):
    make_project("P2024-0010", stage="completed")
    make_project("P2024-0011", stage="in_production")
    assert [one.code for one in dispatch(guyuan, "quarterly", today).unplanned.projects] == [
        "P2024-0002",
        "P2024-0010",
    ]
    assert not dispatch(guyuan, "monthly", today).unplanned.projects


def test_projects_through_with_everything_leave_the_portfolio(planned, linxiao, today, now):
    assert len(portfolio(linxiao, today).lines) == 1
    planned.nodes.update(actual_on=today)
    assert portfolio(linxiao, today).lines == ()


def test_a_portfolio_is_worst_first_and_filtered_by_light(planned, make_project, linxiao, today, now):
    calm = make_project("P2024-0009", stage="signed")
    plan_nodes(project=calm, template="equipment", starts_on=today, actor=linxiao, now=now)
    found = portfolio(linxiao, today)
    assert [one.light for one in found.lines] == ["behind", "on_track"]
    assert found.tally == [("behind", 1), ("on_track", 1)]
    assert [one.project for one in portfolio(linxiao, today, light="on_track").lines] == [calm]


def test_slipping_nodes_come_latest_first(planned, linxiao, today):
    found = portfolio(linxiao, today).slipping
    assert [node.row.code for _line, node in found[:2]] == ["company", "lease"]
    late = [node.standing.days_late for _line, node in found]
    assert late == sorted(late, reverse=True) and late[0] == 28


@pytest.fixture
def many(make_project, linxiao, now):
    for number in range(12):
        project = make_project(f"P2024-10{number:02d}", stage="signed")
        plan_nodes(project=project, template="new_plant", starts_on=date(2024, 6, 3), actor=linxiao, now=now)
        node = project.nodes.get(code="utilities").pk
        ask_factor(project=project, kind="power", node=node, supplier="economy", actor=linxiao, now=now)
        said = {"title": "缺电", "organization": "economy", "due_on": date(2024, 9, 1)}
        raise_problem(project=project, actor=linxiao, now=now, **said)
    return project


def test_a_portfolio_takes_a_fixed_number_of_queries(many, guyuan, today, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        found = portfolio(guyuan, today)
        assert len(found.lines) == 12
        assert all(one.standings.next_node and one.standings.own.reasons for one in found.lines)


def test_a_projects_delivery_takes_a_fixed_number_of_queries(
    many, guyuan, today, django_assert_max_num_queries
):
    with django_assert_max_num_queries(14):
        assert len(delivery(guyuan, many.code, today).plan) == 16


def test_forecasts_and_facts_move_the_end(planned, linxiao, today, now):
    before = delivery(linxiao, planned.code, today).ends_on
    said = {"actor": linxiao, "now": now, "cause": "设备到货晚"}
    record_forecast(node=planned.nodes.get(code="equipment").pk, forecast_on=date(2025, 6, 2), **said)
    after = delivery(linxiao, planned.code, today)
    assert after.ends_on > before
    record_actual(node=planned.nodes.get(code="power").pk, actual_on=today, **said)
    assert line(delivery(linxiao, planned.code, today), "power").expected_on is None
