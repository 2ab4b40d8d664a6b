"""Accepting all of a kind: shown first, then done, and what cannot be accepted is left with its reason."""

from __future__ import annotations

import re

from chaotou.figures.models import Observation, Target
from chaotou.intake.models import Claim
from chaotou.intake.operations import accept_all, receive_text, reject_claim
from chaotou.intake.queries import preview
from chaotou.journal.models import Entry


def _document(person, now, text):
    return receive_text(person=person, text=text, year=2024, body="zone", now=now)


def test_all_actuals_are_accepted_and_no_target(document, zhoumin, now):
    together = accept_all(person=zhoumin, document=document, kind="actual", now=now)
    assert {claim.content["code"] for claim in together.accepted} == {
        "gdp",
        "fixed_asset_investment",
        "fdi_utilized",
        "signed_projects_100m",
    }
    assert Observation.objects.count() == 4
    assert not Target.objects.exists()


def test_all_targets_are_accepted(document, zhoumin, now):
    accept_all(person=zhoumin, document=document, kind="target", now=now)
    assert set(Target.objects.values_list("kind", flat=True)) == {"count", "growth"}
    assert not Observation.objects.exists()


def test_all_of_one_indicator_are_accepted(document, zhoumin, now):
    accept_all(person=zhoumin, document=document, kind="indicator:gdp", now=now)
    assert Observation.objects.count() == Target.objects.count() == 1


def test_a_preview_says_what_would_happen_and_does_nothing(document, zhoumin):
    ahead = preview(zhoumin, document.code, "actual")
    assert [step.act for prospect in ahead for step in prospect.steps] == ["record"] * 4
    assert not Observation.objects.exists()


def test_the_preview_names_body_period_and_value_beside_each_indicator(document, zhoumin, signed_in):
    page = signed_in(zhoumin).get(f"/documents/{document.code}/accept-all/?kind=actual").content.decode()
    plans = re.findall(r'<ul class="plan">(.*?)</ul>', page, re.DOTALL)
    said = [" ".join(re.sub(r"<[^>]+>", " ", plan).split()) for plan in plans]
    assert "新增数据 临江经济技术开发区 2023年 地区生产总值 412.00 亿元 +6.8%" in said


def test_what_must_be_corrected_first_is_left_with_its_reason(ledger, linxiao, zhoumin, now):
    document = _document(
        linxiao, now, "2023年，全区完成地区生产总值412亿元。2023年，全区建成公共充电桩320个。"
    )
    together = accept_all(person=zhoumin, document=document, kind="actual", now=now)
    assert len(together.accepted) == 1
    [(claim, reason)] = together.left
    assert claim.state == Claim.State.PROPOSED
    assert "不在指标目录里" in str(reason)


def test_an_officer_accepts_only_the_indicators_of_the_own_organization(document, linxiao, now):
    together = accept_all(person=linxiao, document=document, kind="actual", now=now)
    assert {claim.content["code"] for claim in together.accepted} == {"gdp", "fixed_asset_investment"}
    assert all("其他机构牵头" in str(reason) for _, reason in together.left)


def test_two_values_of_one_figure_in_one_document_are_left_for_a_person(ledger, linxiao, zhoumin, now):
    text = "2023年，全区完成地区生产总值412亿元。2023年，全区地区生产总值达到421亿元。"
    document = _document(linxiao, now, text)
    together = accept_all(person=zhoumin, document=document, kind="actual", now=now)
    assert (len(together.accepted), len(together.left)) == (1, 1)
    assert "两种说法" in str(together.left[0][1])


def test_what_is_decided_already_is_not_touched(document, claim_of, zhoumin, now):
    reject_claim(person=zhoumin, claim=claim_of("gdp"), now=now)
    accept_all(person=zhoumin, document=document, kind="actual", now=now)
    assert not Observation.objects.filter(indicator__code="gdp").exists()


def test_each_claim_has_its_own_entry_in_the_journal(document, zhoumin, now):
    accept_all(person=zhoumin, document=document, kind="actual", now=now)
    assert Entry.objects.filter(act="intake.claim.accepted").count() == 4


def test_the_page_shows_the_preview_and_the_button_does_it(document, zhoumin, signed_in):
    browser = signed_in(zhoumin)
    address = f"/documents/{document.code}/accept-all/"
    assert "新增数据" in browser.get(address, {"kind": "actual"}).content.decode()
    answer = browser.post(address, {"kind": "actual"}, follow=True)
    assert "采纳了 4 条" in answer.content.decode()
    assert Observation.objects.count() == 4
