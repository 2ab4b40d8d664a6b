"""What waits for whom in projects: counted on the home page, listed on its own page, by the rules of acts."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chaotou.projects.models import Baseline, Dispute, Move, Problem, Recognition
from chaotou.projects.operations.disputes import rule_dispute
from chaotou.projects.operations.review import recuse

from .made import say

TODAY = date(2024, 8, 12)
WAITING = reverse("projects:waiting")
KINDS = ("disputes", "recognitions", "plans", "problems", "opinions")


@pytest.fixture
def dispute(few, world, hechuan, now) -> Dispute:
    said = {"statement": "三月已见过", "raised_by": hechuan, "raised_at": now}
    return Dispute.objects.create(project=few.lead, organization=world.commerce, **said)


@pytest.fixture
def move(few, linxiao, now) -> Move:
    said = {"to_stage": "signed", "moved_on": TODAY, "investment": 1, "reported_by": linxiao}
    return Move.objects.create(project=few.signed, reported_at=now, **said)


@pytest.fixture
def asked(move, linxiao, now) -> Recognition:
    said = {"state": "requested", "requested_by": linxiao, "requested_at": now}
    return Recognition.objects.create(move=move, scheme="city_assessment", **said)


@pytest.fixture
def plan(few, linxiao, now) -> Baseline:
    said = {"number": 2, "dates": {"nodes": {}}, "proposed_by": linxiao, "proposed_at": now}
    return Baseline.objects.create(project=few.signed, **said)


@pytest.fixture
def problem(few, world, hechuan, linxiao, now) -> Problem:
    said = {"title": "厂前道路未通", "level": "unit", "level_since_on": TODAY, "due_on": TODAY}
    who = {"raised_by": linxiao, "raised_at": now, "solved_by": hechuan, "solved_at": now}
    return Problem.objects.create(project=few.signed, organization=world.commerce, **said, **who)


@pytest.fixture
def brought(dispute, asked, plan, problem, sitting) -> None:
    """One of each kind."""


@pytest.fixture
def waits(signed_in):
    """The kinds that the home page counts for somebody, which the page behind it lists as well."""

    def read(person: object) -> list[str]:
        home = signed_in(person).get(reverse("projects:home_section")).text
        whole = signed_in(person).get(WAITING).text
        found = [kind for kind in KINDS if f'href="{WAITING}#{kind}"' in home]
        assert found == [kind for kind in KINDS if f'id="{kind}"' in whole]
        return found

    return read


def test_who_reviews_is_told_what_they_may_decide(brought, waits, zhoumin) -> None:
    assert waits(zhoumin) == ["disputes", "recognitions", "plans", "problems"]


def test_who_leads_the_zone_decides_plans_and_problems_and_owes_an_opinion(brought, waits, guyuan) -> None:
    assert waits(guyuan) == ["plans", "problems", "opinions"]


def test_who_records_is_told_of_their_own_seats_alone(brought, waits, hechuan, linxiao) -> None:
    assert waits(hechuan) == ["opinions"]
    assert waits(linxiao) == []


def test_who_sees_no_projects_sees_nothing_that_waits(brought, signed_in, shenjie) -> None:
    assert signed_in(shenjie).get(WAITING).status_code == 403


def test_nobody_is_told_to_decide_what_they_brought_themselves(brought, waits, zhoumin) -> None:
    Dispute.objects.update(raised_by=zhoumin)
    Recognition.objects.update(requested_by=zhoumin)
    Baseline.objects.update(proposed_by=zhoumin)
    Problem.objects.update(solved_by=zhoumin)
    assert waits(zhoumin) == []


def test_nobody_recognizes_the_move_they_reported(asked, move, waits, zhoumin) -> None:
    Move.objects.update(reported_by=zhoumin)
    assert waits(zhoumin) == []


def test_a_party_to_a_dispute_is_not_told_to_rule_it(dispute, waits, zhoumin, world) -> None:
    Dispute.objects.update(organization=world.committee)
    assert waits(zhoumin) == []


def test_what_is_done_waits_no_longer(brought, waits, zhoumin, guyuan, hechuan, sitting, dispute, now):
    rule_dispute(dispute=dispute, ruling="stands", reason="接触记录在先", actor=zhoumin, now=now)
    Recognition.objects.update(state="refused", reason="缺材料")
    Baseline.objects.update(approved_by=guyuan, approved_at=now)
    Problem.objects.update(closed_by=guyuan, closed_at=now)
    say(sitting, hechuan, now)
    recuse(review=sitting.pk, reason="近亲属任职", actor=guyuan, now=now)
    assert (waits(zhoumin), waits(guyuan), waits(hechuan)) == ([], [], [])


def test_each_leads_to_where_it_is_decided(brought, signed_in, zhoumin, guyuan, few) -> None:
    text = signed_in(zhoumin).get(WAITING).text + signed_in(guyuan).get(WAITING).text
    code = few.signed.code
    keys = {model: model.objects.get().pk for model in (Dispute, Recognition, Problem)}
    for address in (
        f"/projects/disputes/{keys[Dispute]}/",
        f"/projects/recognition/{keys[Recognition]}/",
        f"/projects/{code}/delivery/",
        f"/projects/{code}/delivery/problems/{keys[Problem]}/",
    ):
        assert f'href="{address}"' in text
        assert signed_in(zhoumin).get(address).status_code == 200


def test_all_of_it_is_one_query(brought, signed_in, zhoumin) -> None:
    with CaptureQueriesContext(connection) as captured:
        signed_in(zhoumin).get(reverse("projects:home_section"))
    assert sum("UNION ALL" in query["sql"] for query in captured.captured_queries) == 1
