"""Who reads a document, and who decides on its claims, each with the reason."""

from __future__ import annotations

import re

import pytest

from chaotou.core.issues import Refusal
from chaotou.intake import access, queries
from chaotou.intake.operations import accept_claim, receive_text, reject_claim

from .conftest import REPORT


def _address(document, *more: str) -> str:
    return "/".join(["", "documents", document.code, *more, ""])


def test_an_officer_decides_on_what_the_own_organization_leads(claim_of, document, linxiao, now):
    accept_claim(person=linxiao, claim=claim_of("gdp"), now=now)
    with pytest.raises(Refusal, match="其他机构牵头"):
        accept_claim(person=linxiao, claim=claim_of("fdi_utilized"), now=now)


def test_a_reviewer_decides_on_every_claim(claim_of, zhoumin, now):
    decided = [
        accept_claim(person=zhoumin, claim=claim_of(code), now=now) for code in ("gdp", "fdi_utilized")
    ]
    assert [claim.decided_by for claim in decided] == [zhoumin, zhoumin]


def test_another_bureau_does_not_read_what_is_not_public(document, hechuan):
    verdict = access.may_read(hechuan, document)
    assert not verdict
    assert "尚未公开" in str(verdict.reason)
    assert not queries.documents(hechuan).exists()
    with pytest.raises(Refusal, match="尚未公开"):
        queries.review(hechuan, document.code)


def test_another_bureau_cannot_decide_on_what_it_cannot_read(claim_of, hechuan, now):
    with pytest.raises(Refusal, match="尚未公开"):
        reject_claim(person=hechuan, claim=claim_of("fdi_utilized"), now=now)


def test_a_public_document_is_read_by_everyone_with_a_post(ledger, linxiao, hechuan, now):
    public = receive_text(person=linxiao, text=REPORT, year=2024, body="zone", is_public=True, now=now)
    assert list(queries.documents(hechuan)) == [public]
    claim = next(c for c in public.claims.all() if c.content["code"] == "fdi_utilized")
    accept_claim(person=hechuan, claim=claim, now=now)


def test_leaders_read_but_do_not_decide(claim_of, document, guyuan, now):
    assert access.may_read(guyuan, document)
    with pytest.raises(Refusal, match="只有审核岗位"):
        accept_claim(person=guyuan, claim=claim_of("gdp"), now=now)


def test_who_administers_accounts_sees_no_document(document, shenjie, signed_in):
    with pytest.raises(Refusal, match="职责分离"):
        queries.documents(shenjie)
    for address in ("/documents/", _address(document), _address(document, "original")):
        answer = signed_in(shenjie).get(address)
        assert answer.status_code == 403
        assert "职责分离" in answer.content.decode()


def test_who_decides_on_nothing_is_offered_no_keys_to_decide_with(document, guyuan, zhoumin, signed_in):
    for person, offered in ((guyuan, False), (zhoumin, True)):
        page = signed_in(person).get(_address(document)).content.decode()
        assert ("<kbd>a</kbd>" in page) is offered
        assert ('class="together"' in page) is offered
        assert "<kbd>j</kbd>" in page


def test_a_leader_brings_nothing_in(ledger, guyuan, now):
    with pytest.raises(Refusal, match="只有填报或审核岗位"):
        receive_text(person=guyuan, text=REPORT, year=2024, body="zone", now=now)


def test_bringing_in_what_another_bureau_holds_does_not_open_it(document, hechuan, now):
    with pytest.raises(Refusal, match="尚未公开"):
        receive_text(person=hechuan, text=REPORT, year=2024, body="zone", now=now)


def test_the_original_is_saved_never_shown(document, linxiao, hechuan, signed_in):
    answer = signed_in(linxiao).get(_address(document, "original"))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert b"".join(answer.streaming_content) == REPORT.encode()
    assert signed_in(hechuan).get(_address(document, "original")).status_code == 403


def test_the_page_says_why_a_button_is_not_there(document, claim_of, linxiao, signed_in):
    page = signed_in(linxiao).get(_address(document)).content.decode()
    assert re.search(r"这项指标由其他机构牵头[^<]*<a[^>]*>商务局", page)
    assert _address(document, "claims", str(claim_of("gdp").position), "accept") in page
    assert _address(document, "claims", str(claim_of("fdi_utilized").position), "accept") not in page


def test_what_waits_is_what_the_person_can_decide(document, claim_of, linxiao, zhoumin, guyuan, now):
    assert list(queries.documents_waiting(linxiao)) == [document]
    assert list(queries.documents_waiting(zhoumin)) == [document]
    assert not queries.documents_waiting(guyuan).exists()
    for code, kind in (("gdp", "actual"), ("gdp", "target"), ("fixed_asset_investment", "actual")):
        reject_claim(person=linxiao, claim=claim_of(code, kind), now=now)
    assert not queries.documents_waiting(linxiao).exists()
    assert queries.documents_waiting(zhoumin).exists()
