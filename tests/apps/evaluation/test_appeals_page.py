"""Objecting to a criterion and deciding on it, with dates, evidence and the reasons of every refusal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chaotou.evaluation.models import Appeal

GROUNDS = {"grounds": "迟报是系统停机所致"}


def words(answer) -> str:
    return answer.content.decode()


pytestmark = pytest.mark.usefixtures("ledger", "clock_stands")


@pytest.fixture
def against(offices) -> str:
    return reverse("evaluation:appeal_against", args=[offices.code, "economy", "aims"])


@pytest.fixture
def filed(signed_in, linxiao, against) -> Appeal:
    said = {**GROUNDS, "evidence": SimpleUploadedFile("log.pdf", b"%PDF-log")}
    assert signed_in(linxiao).post(against, said).status_code == 302
    return Appeal.objects.get()


@pytest.fixture
def wuyi(person):
    """Another reviewer, who had no hand in the run."""
    return person("wuyi", "reviews")


def decide(points: str = "-1", upheld: str = "yes", reason: str = "情况属实") -> dict[str, str]:
    return {"upheld": upheld, "points": points, "reason": reason}


def test_an_appeal_is_filed_with_evidence_and_a_due_day_in_working_days(filed, linxiao, ledger, now):
    assert (filed.filed_by, filed.grounds, filed.evidence.read()) == (
        linxiao,
        GROUNDS["grounds"],
        b"%PDF-log",
    )
    assert filed.due_on == ledger.workdays.add(now.date(), 10).on
    assert filed.due_on > now.date() + timedelta(days=10)


def test_the_page_shows_until_when_one_may_object(signed_in, linxiao, against, ledger, now):
    page = words(signed_in(linxiao).get(against))
    assert f"{ledger.workdays.add(now.date(), 5).on:%Y-%m-%d} 截止" in page


def test_the_cell_leads_to_the_form_or_says_why_not(signed_in, linxiao, hechuan, offices, against):
    cell = reverse("evaluation:cell", args=[offices.code, "economy", "aims"])
    assert against in words(signed_in(linxiao).get(cell))
    other = words(signed_in(hechuan).get(cell))
    assert against not in other
    assert "只能为本机构提出申诉" in other


@pytest.mark.parametrize("grounds", ["", "  "])
def test_without_grounds_nothing_is_filed(signed_in, linxiao, against, grounds):
    assert signed_in(linxiao).post(against, {"grounds": grounds}).status_code == 422
    assert not Appeal.objects.exists()


def test_a_second_objection_to_the_same_is_refused_with_the_reason(signed_in, linxiao, filed, against):
    answer = signed_in(linxiao).post(against, GROUNDS)
    assert (answer.status_code, "已经申诉过" in words(answer)) == (422, True)


def test_after_the_window_the_reason_is_said(signed_in, linxiao, against, monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(days=20))
    answer = signed_in(linxiao).post(against, GROUNDS)
    assert (answer.status_code, "截止" in words(answer)) == (422, True)
    assert not Appeal.objects.exists()


def test_only_ones_own_organization_objects(signed_in, hechuan, zhoumin, shenjie, against):
    for person in (hechuan, zhoumin, shenjie):
        assert signed_in(person).get(against).status_code == 403
        assert signed_in(person).post(against, GROUNDS).status_code == 403
    assert not Appeal.objects.exists()


def test_another_reviewer_upholds_it_with_points_and_reason(signed_in, wuyi, filed):
    address = reverse("evaluation:appeal", args=[filed.pk])
    assert signed_in(wuyi).post(address, decide()).status_code == 302
    filed.refresh_from_db()
    assert (filed.outcome, filed.points, filed.decided_by) == ("upheld", -1, wuyi)
    assert "情况属实" in words(signed_in(wuyi).get(address))


def test_a_rejection_needs_its_reason_and_has_no_points(signed_in, wuyi, filed):
    address = reverse("evaluation:appeal", args=[filed.pk])
    assert signed_in(wuyi).post(address, decide(upheld="no", reason="")).status_code == 422
    assert signed_in(wuyi).post(address, decide(upheld="no", points="")).status_code == 302
    filed.refresh_from_db()
    assert (filed.outcome, filed.points) == ("rejected", None)


@pytest.mark.parametrize("points", ["", "0", "999", "许多"])
def test_upholding_needs_points_that_the_criterion_carries(signed_in, wuyi, filed, points):
    answer = signed_in(wuyi).post(reverse("evaluation:appeal", args=[filed.pk]), decide(points=points))
    assert answer.status_code == 422
    filed.refresh_from_db()
    assert filed.outcome == "pending"


def test_who_had_a_hand_in_the_run_reads_why_they_may_not_decide(signed_in, zhoumin, guyuan, linxiao, filed):
    address = reverse("evaluation:appeal", args=[filed.pk])
    for person in (zhoumin, guyuan):
        answer = signed_in(person).get(address)
        assert "须由另一人复核" in words(answer)
        assert 'name="upheld"' not in words(answer)
    for person in (zhoumin, guyuan, linxiao):
        assert signed_in(person).post(address, decide()).status_code == 403
    filed.refresh_from_db()
    assert filed.outcome == "pending"


def test_appeals_and_evidence_are_seen_by_their_organization_and_who_oversees(
    signed_in, linxiao, zhoumin, hechuan, shenjie, filed
):
    page, evidence = (
        reverse(f"evaluation:{name}", args=[filed.pk]) for name in ("appeal", "appeal_evidence")
    )
    everything = reverse("evaluation:appeals")
    for person in (linxiao, zhoumin):
        assert page in words(signed_in(person).get(everything))
        saved = signed_in(person).get(evidence)
        assert b"".join(saved.streaming_content) == b"%PDF-log"
        assert saved["Content-Disposition"].startswith("attachment")
    assert page not in words(signed_in(hechuan).get(everything))
    assert signed_in(hechuan).get(page).status_code == 404
    assert signed_in(hechuan).get(evidence).status_code == 404
    assert signed_in(shenjie).get(everything).status_code == 403


def test_what_is_overdue_is_marked(signed_in, zhoumin, filed, monkeypatch, now):
    everything = reverse("evaluation:appeals")
    assert "已超期" not in words(signed_in(zhoumin).get(everything))
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(days=40))
    assert "已超期" in words(signed_in(zhoumin).get(everything))


def test_an_empty_list_says_so(signed_in, zhoumin):
    assert "没有申诉" in words(signed_in(zhoumin).get(reverse("evaluation:appeals")))


def test_evidence_of_a_kind_that_is_not_read_is_refused_and_nothing_is_filed(signed_in, linxiao, against):
    said = {**GROUNDS, "evidence": SimpleUploadedFile("log.exe", b"MZ")}
    assert signed_in(linxiao).post(against, said).status_code == 422
    assert not Appeal.objects.exists()
