"""The pages of moving, recognition, counts and integrity, as different people see them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from chaotou.core.periods import Period
from chaotou.figures.operations import load_catalogue
from chaotou.organization.queries import zone
from chaotou.projects.models import Evidence, Move, Recognition

pytestmark = pytest.mark.django_db
YI = Decimal(100_000_000)


@pytest.fixture
def signing(few, linxiao, now) -> Move:
    few.signed.investment = 3 * YI
    few.signed.is_synthetic = True
    few.signed.save()
    for kind in ("agreement", "investor_identity"):
        Evidence.objects.create(
            project=few.signed, kind=kind, name=f"{kind}.pdf", sha256=kind.ljust(64, "0"), added_at=now
        )
    load_catalogue(zone=zone(), now=now)
    return Move.objects.create(
        project=few.signed,
        from_stage="review",
        to_stage="signed",
        moved_on=date(2024, 6, 20),
        investment=3 * YI,
        reported_by=linxiao,
        reported_at=now,
    )


def test_the_page_lists_all_that_is_missing_with_the_way_there(few, signed_in, linxiao) -> None:
    page = signed_in(linxiao).get("/projects/P2024-0001/moves/?to=negotiation").content.decode()
    assert "来源城市" in page
    assert "经办人" in page
    few.lead.stage = "negotiation"
    few.lead.save()
    page = signed_in(linxiao).get("/projects/P2024-0001/moves/?to=review").content.decode()
    assert "/projects/P2024-0001/evidence/?kind=study#add-title" in page


def test_a_move_shows_its_evidence_to_who_sees_the_terms(signing, signed_in, linxiao, hechuan) -> None:
    Evidence.objects.filter(kind="agreement").update(move=signing)
    address = f"/projects/{signing.project.code}/moves/"
    assert "正式投资协议" in signed_in(linxiao).get(address).content.decode()
    assert "正式投资协议" not in signed_in(hechuan).get(address).content.decode()


@pytest.mark.parametrize(
    ("today", "offered"), [(date(2024, 11, 23), "2024-11-23"), (date(2026, 11, 23), "2024-08-20")]
)
def test_a_project_moves_today_and_in_a_demonstration_on_its_day(
    few, signed_in, linxiao, monkeypatch, today, offered
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: today)
    page = signed_in(linxiao).get("/projects/P2024-0001/moves/?to=dropped").content.decode()
    assert f'value="{offered}"' in page


def test_a_move_is_reported_from_the_page(few, signed_in, linxiao) -> None:
    browser = signed_in(linxiao)
    said = {"to": "dropped", "version": 1, "moved_on": "2024-08-10"}
    page = browser.get("/projects/P2024-0001/moves/?to=dropped").content.decode()
    assert '<input type="hidden" name="to" value="dropped"' in page
    refused = browser.post("/projects/P2024-0001/moves/", said)
    assert refused.status_code == 422
    assert 'name="reason"' in refused.content.decode()
    answer = browser.post("/projects/P2024-0001/moves/", {**said, "reason": "投资方退出"})
    assert answer.status_code == 302
    few.lead.refresh_from_db()
    assert few.lead.stage == "dropped"


def test_who_comes_second_reads_why_nothing_was_reported(few, signed_in, linxiao) -> None:
    browser = signed_in(linxiao)
    said = {"to": "dropped", "version": 1, "moved_on": "2024-08-10", "reason": "投资方退出"}
    browser.post("/projects/P2024-0001/moves/", said)
    late = browser.post("/projects/P2024-0001/moves/?to=dropped", said)
    assert late.status_code == 422
    assert "这个项目刚刚由他人更改过。" in late.content.decode()


def test_a_forged_move_is_refused_with_what_is_missing(few, signed_in, linxiao) -> None:
    said = {"to": "negotiation", "version": 1, "moved_on": "2024-08-10"}
    answer = signed_in(linxiao).post("/projects/P2024-0001/moves/", said)
    assert answer.status_code == 422
    assert "缺“来源城市”。" in answer.content.decode()


def test_a_forged_move_by_no_way_there_is_says_so_once(few, signed_in, linxiao) -> None:
    said = {"to": "signed", "version": 1, "moved_on": "2024-08-10"}
    answer = signed_in(linxiao).post("/projects/P2024-0001/moves/?to=signed", said)
    assert answer.status_code == 422
    assert answer.content.decode().count("不能从“线索”直接到“签约”。") == 1


def test_the_form_says_what_becomes_of_a_day_before_the_lead_was_registered(few, signed_in, linxiao) -> None:
    page = signed_in(linxiao).get("/projects/P2024-0001/moves/?to=dropped").content.decode()
    assert "项目登记于 2024-08-12；早于这一天的会列入真实性检查。" in page


def test_a_lead_of_others_is_not_there(few, signed_in, hechuan) -> None:
    assert signed_in(hechuan).get("/projects/P2024-0001/moves/").status_code == 404


def test_an_increase_is_reported_in_ten_thousands(signing, few, signed_in, linxiao) -> None:
    browser = signed_in(linxiao)
    assert browser.get("/projects/P2024-0002/increase/").status_code == 200
    said = {"version": 1, "amount": "5000", "on": "2024-08-10", "reason": "补充协议"}
    assert browser.post("/projects/P2024-0002/increase/", said).status_code == 302
    few.signed.refresh_from_db()
    assert few.signed.investment == 3 * YI + 50_000_000


def test_recognition_goes_from_asking_to_the_counts_and_the_ledger(
    signing, signed_in, linxiao, zhoumin, hechuan
) -> None:
    recorder, reviewer = signed_in(linxiao), signed_in(zhoumin)
    assert "申请认定：市招商考核认定" in recorder.get("/projects/P2024-0002/moves/").content.decode()
    recorder.post(f"/projects/P2024-0002/moves/{signing.pk}/ask/", {"scheme": "city_assessment"})
    row = Recognition.objects.get()
    assert "项目P2024-0002" in reviewer.get("/projects/recognition/").content.decode()
    assert "项目P2024-0002" not in signed_in(hechuan).get("/projects/recognition/").content.decode()
    page = recorder.get(f"/projects/recognition/{row.pk}/").content.decode()
    assert "予以认定</button>" not in page
    page = reviewer.get(f"/projects/recognition/{row.pk}/").content.decode()
    assert "agreement.pdf" in page
    said = {"act": "grant", "on": "2024-06-25"}
    assert recorder.post(f"/projects/recognition/{row.pk}/", said).status_code == 422
    assert reviewer.post(f"/projects/recognition/{row.pk}/", said).status_code == 302
    figure = reviewer.get(
        reverse("figures:observation", args=["signed_projects_100m", "zone", str(Period.to_month(2024, 7))])
    )
    assert "看计入的项目" in figure.content.decode()
    opened = reviewer.get("/projects/counts/figures/signed_projects_100m/2024-01..2024-07/", follow=True)
    assert "项目P2024-0002" in opened.content.decode()
    assert "合成" in opened.content.decode()


def test_who_recognizes_sees_a_photo_with_what_speaks_against_it(
    signing, few, signed_in, linxiao, zhoumin, hechuan, now
) -> None:
    taken = {"taken_at": datetime(2019, 5, 1, 10, 30, tzinfo=UTC), "latitude": 32, "longitude": 119}
    paper = Evidence.objects.get(kind="agreement")
    Evidence.objects.filter(pk=paper.pk).update(name="签约.jpg", move=signing, **taken)
    Evidence.objects.create(
        project=few.lead, kind="agreement", name="a.jpg", sha256=paper.sha256, added_at=now
    )
    row = Recognition.objects.create(
        move=signing, scheme="city_assessment", state="requested", requested_by=linxiao, requested_at=now
    )
    page = signed_in(zhoumin).get(f"/projects/recognition/{row.pk}/").content.decode()
    assert f'<img src="/projects/P2024-0002/evidence/{paper.pk}/"' in page
    assert "拍摄于 2019-05-01 18:30" in page and "32.000000, 119.000000" in page
    assert "早于阶段发生的 2024-06-20" in page and "同一份文件也用于项目 P2024-0001。" in page
    assert signed_in(hechuan).get(f"/projects/recognition/{row.pk}/").status_code == 404


def test_asking_in_vain_says_why_on_the_page(signing, few, signed_in, linxiao) -> None:
    few.signed.evidence.all().delete()
    answer = signed_in(linxiao).post(
        f"/projects/P2024-0002/moves/{signing.pk}/ask/", {"scheme": "city_assessment"}
    )
    assert answer.status_code == 422
    assert "缺材料“正式投资协议”。" in answer.content.decode()


def test_every_number_of_the_counts_opens_to_its_projects(signing, signed_in, hechuan) -> None:
    browser = signed_in(hechuan)
    page = browser.get("/projects/counts/?period=2024").content.decode()
    assert "stage=signed&amp;period=2024&amp;at_least=100000000" in page
    opened = browser.get("/projects/counts/projects/?stage=signed&period=2024&at_least=100000000")
    assert "项目P2024-0002" in opened.content.decode()
    assert browser.get("/projects/counts/rates/commencement/?period=2024").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "counts/?period=never",
        "counts/projects/?stage=nowhere&period=2024",
        "counts/projects/?at_least=x",
        "counts/projects/?scheme=nobodys",
        "counts/rates/none/",
        "counts/figures/signed_projects_100m/never/",
    ],
)
def test_a_strange_address_is_no_page_and_no_question_of_rights(signing, signed_in, zhoumin, address) -> None:
    answer = signed_in(zhoumin).get(f"/projects/{address}")
    assert answer.status_code == 404 and "权限来自" not in answer.content.decode()


def test_integrity_says_why_and_only_to_who_sees_the_terms(
    few, make_project, world, signed_in, zhoumin, hechuan
) -> None:
    page = signed_in(zhoumin).get("/projects/integrity/").content.decode()
    assert "没有发现" in page
    make_project("P2024-0009", organization=world.commerce)
    page = signed_in(zhoumin).get("/projects/integrity/").content.decode()
    assert "“甲公司”有 3 个项目，分在 2 个单位名下。" in page
    assert "甲公司" not in signed_in(hechuan).get("/projects/integrity/").content.decode()


@pytest.mark.parametrize("address", ["counts/", "recognition/", "integrity/", "P2024-0002/moves/"])
def test_administrators_see_none_of_it(signing, signed_in, shenjie, address) -> None:
    assert signed_in(shenjie).get(f"/projects/{address}").status_code == 403
