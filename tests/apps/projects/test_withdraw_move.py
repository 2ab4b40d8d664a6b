"""Taking back what was reported last: the project stands where it stood, and nothing is lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from chaotou.core.issues import Missing, Refusal
from chaotou.core.periods import Period
from chaotou.figures.models import Observation
from chaotou.figures.operations import load_catalogue
from chaotou.journal.models import Entry
from chaotou.organization.queries import zone
from chaotou.projects.access import SYSTEM
from chaotou.projects.models import Evidence, Move, Recognition
from chaotou.projects.operations.ledger import count_into_ledger
from chaotou.projects.operations.moves import report_increase, report_move
from chaotou.projects.operations.recognition import (
    recognize,
    request_recognition,
    withdraw_recognition,
)
from chaotou.projects.operations.withdrawing import withdraw_move
from chaotou.projects.queries.counts import Wanted, count

pytestmark = pytest.mark.django_db
ON = date(2024, 7, 10)
SAID = {"commence_by": "2024-10-01", "complete_by": "2025-10-01", "produce_by": "2026-01-01"}
PAPERS = ("agreement", "investor_identity", "review_minutes", "legal_opinion", "fair_competition")
SIGNED_IN_2024 = Wanted("signed", Period.year(2024))
JULY = Period.to_month(2024, 7)


@pytest.fixture
def project(make_project, world, now):
    """Has all it needs to be signed."""
    load_catalogue(zone=zone(), now=now)
    project = make_project("P2024-0100", stage="review", landing=world.economy, particulars=SAID)
    for kind in PAPERS:
        Evidence.objects.create(
            project=project, kind=kind, name=f"{kind}.pdf", sha256=kind.ljust(64, "0"), added_at=now
        )
    return project


@pytest.fixture
def signing(project, linxiao, now) -> Move:
    return report_move(project=project, to="signed", moved_on=ON, actor=linxiao, now=now)


@pytest.fixture
def withdraw(linxiao, now):
    def take_back(move: Move, **said):
        usual = {"reason": "日期填错", "actor": linxiao, "now": now}
        return withdraw_move(project=move.project, move=move.pk, **{**usual, **said})

    return take_back


def test_the_project_stands_where_it_stood_and_the_move_stays_to_be_read(signing, withdraw, linxiao) -> None:
    withdraw(signing)
    project = signing.project
    project.refresh_from_db()
    assert (project.stage, project.stage_since_on, project.version) == ("review", date(2024, 8, 12), 3)
    assert not project.moves.exists()
    kept = Move.every.get(project=project)
    assert (kept.withdrawn_by, kept.withdrawal_reason) == (linxiao, "日期填错")
    entry = Entry.objects.get(act="projects.move.withdrawn")
    assert (entry.before["stage"], entry.after["stage"]) == ("signed", "review")
    assert entry.before["moved_on"] == "2024-07-10" and len(entry.before["evidence"]) == 5


def test_evidence_stays_with_the_project_and_serves_the_next_report(signing, withdraw, linxiao, now) -> None:
    assert signing.evidence.count() == 5
    withdraw(signing)
    assert signing.project.evidence.filter(move=None).count() == 5
    again = report_move(
        project=signing.project, to="signed", moved_on=date(2024, 7, 9), actor=linxiao, now=now
    )
    assert again.evidence.count() == 5


@pytest.fixture
def counted_as_reported(monkeypatch) -> None:
    """A zone whose signings count by what is reported."""
    held = zone()
    counts = [spec.model_copy(update={"scheme": None}) for spec in held.counts]
    changed = held.model_copy(update={"counts": counts})
    monkeypatch.setattr("chaotou.projects.operations.ledger.zone", lambda: changed)


def test_counts_and_the_ledger_follow(signing, counted_as_reported, withdraw, now) -> None:
    held = Observation.objects.filter(indicator__code="signed_projects_100m", superseded_at=None)
    july = held.filter(latest_month=JULY.latest)
    count_into_ledger(now=now, today=date(2024, 8, 12))
    assert count(SYSTEM, SIGNED_IN_2024).count == july.get().value == 1
    withdraw(signing)
    assert count(SYSTEM, SIGNED_IN_2024).count == july.get().value == 0


def test_a_recognized_move_is_withdrawn_only_after_its_recognition(
    linxiao, zhoumin, withdraw, signing, now
) -> None:
    row = request_recognition(move=signing, scheme="city_assessment", actor=linxiao, now=now)
    recognize(recognition=row, on=date(2024, 7, 20), actor=zhoumin, now=now)
    with pytest.raises(Refusal, match="先撤销认定"):
        withdraw(signing)
    withdraw_recognition(recognition=row, reason="材料不实", actor=zhoumin, now=now)
    withdraw(signing)
    row.refresh_from_db()
    assert row.state == Recognition.State.WITHDRAWN, "what was decided stays as decided"


def test_what_was_asked_and_not_decided_is_dropped(signing, withdraw, linxiao, zhoumin, now) -> None:
    row = request_recognition(move=signing, scheme="city_assessment", actor=linxiao, now=now)
    withdraw(signing, reason="重复上报")
    row.refresh_from_db()
    assert (row.state, row.reason, row.decided_by) == (Recognition.State.DROPPED, "重复上报", linxiao)
    assert Entry.objects.get(act="projects.move.withdrawn").before["asked_of"] == ["city_assessment"]
    with pytest.raises(Refusal, match="已经办理过"):
        recognize(recognition=row, on=date(2024, 7, 20), actor=zhoumin, now=now)


def test_an_increase_is_taken_back_first_and_takes_its_money_with_it(signing, withdraw, linxiao, now) -> None:
    more = {"amount": Decimal(200_000_000), "on": date(2024, 8, 11), "reason": "补充协议"}
    increase = report_increase(project=signing.project, actor=linxiao, now=now, **more)
    with pytest.raises(Refusal, match="最近一次"):
        withdraw(signing)
    withdraw(increase)
    signing.project.refresh_from_db()
    assert (signing.project.stage, signing.project.investment) == ("signed", 300_000_000)
    withdraw(signing)


def test_an_increase_that_is_no_longer_in_the_total_is_not_subtracted(
    signing, withdraw, linxiao, now
) -> None:
    more = {"amount": Decimal(200_000_000), "on": date(2024, 8, 11), "reason": "补充协议"}
    increase = report_increase(project=signing.project, actor=linxiao, now=now, **more)
    type(signing.project).objects.filter(pk=signing.project_id).update(investment=1)
    with pytest.raises(Refusal, match="先更正"):
        withdraw(increase)


def test_the_stage_before_that_had_its_own_day_has_it_again(signing, withdraw, linxiao, now) -> None:
    end = report_move(
        project=signing.project,
        to="terminated",
        moved_on=date(2024, 8, 1),
        reason="投资方退出",
        actor=linxiao,
        now=now,
    )
    withdraw(end)
    signing.project.refresh_from_db()
    assert (signing.project.stage, signing.project.stage_since_on) == ("signed", ON)


def test_it_takes_a_reason_and_is_done_once(signing, withdraw) -> None:
    with pytest.raises(Refusal, match="理由"):
        withdraw(signing, reason=" ")
    withdraw(signing)
    with pytest.raises(Missing):
        withdraw(signing)


def test_who_reports_and_who_reviews_take_it_back_and_nobody_else(
    signing, withdraw, hechuan, guyuan, shenjie, zhoumin
) -> None:
    for person in (hechuan, guyuan, shenjie):
        with pytest.raises(Refusal):
            withdraw(signing, actor=person)
    withdraw(signing, actor=zhoumin)


def test_what_no_person_reported_stays(signing, withdraw, now) -> None:
    Move.objects.filter(pk=signing.pk).update(reported_by=None)
    with pytest.raises(Refusal, match="不是由人上报"):
        withdraw(signing)


def test_the_page_offers_it_where_it_would_be_taken(
    signing, signed_in, linxiao, zhoumin, guyuan, hechuan
) -> None:
    moves, address = "/projects/P2024-0100/moves/", f"/projects/P2024-0100/moves/{signing.pk}/withdraw/"
    for person in (linxiao, zhoumin):
        assert address in signed_in(person).get(moves).content.decode()
    for person in (guyuan, hechuan):
        browser = signed_in(person)
        assert address not in browser.get(moves).content.decode()
        assert browser.get(address).status_code == browser.post(address, {"reason": "x"}).status_code == 403
    browser = signed_in(linxiao)
    assert "回到上报之前的阶段" in browser.get(address).content.decode()
    assert browser.post(address, {"reason": ""}).status_code == 422
    assert browser.post(address, {"reason": "日期填错"}).status_code == 302
    page = browser.get(moves).content.decode()
    assert "已撤回的上报" in page and "日期填错" in page and address not in page
    assert signed_in(hechuan).get(moves).status_code == 404, "before signing it is its holders' own"
    assert browser.get(address).status_code == 404


def test_a_recognized_move_has_no_button_and_an_address_that_says_why(
    signing, signed_in, linxiao, zhoumin, now
) -> None:
    row = request_recognition(move=signing, scheme="city_assessment", actor=linxiao, now=now)
    recognize(recognition=row, on=date(2024, 7, 20), actor=zhoumin, now=now)
    browser, address = signed_in(linxiao), f"/projects/P2024-0100/moves/{signing.pk}/withdraw/"
    assert address not in browser.get("/projects/P2024-0100/moves/").content.decode()
    refused = browser.get(address)
    assert refused.status_code == 403 and "先撤销认定" in refused.content.decode()
