"""Bringing a document in: its bytes, text and claims, stored together or not at all."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chaotou.core.issues import Refusal
from chaotou.figures.models import Observation, Target
from chaotou.intake.models import Claim, SourceDocument
from chaotou.intake.operations import receive_document, receive_text, receiving
from chaotou.journal.models import Entry

from .conftest import REPORT

BYTES = REPORT.encode()


def _receive(person, now, data=BYTES, filename="报告.txt", **more):
    return receive_document(
        person=person, data=data, filename=filename, year=2024, body="zone", now=now, **more
    )


def test_a_document_comes_in_with_its_claims_and_their_places(ledger, linxiao, now):
    document = _receive(linxiao, now)
    claims = list(document.claims.all())
    assert {claim.content["code"] for claim in claims} >= {"gdp", "fixed_asset_investment", "fdi_utilized"}
    assert all(0 <= claim.start < claim.end <= len(document.text) for claim in claims)
    gdp = next(claim for claim in claims if claim.content["value"] == 412)
    assert "412亿元" in document.text[gdp.start : gdp.end]


def test_nothing_becomes_a_figure_or_a_target_by_being_read(document):
    assert not Observation.objects.exists()
    assert not Target.objects.exists()
    assert set(document.claims.values_list("state", flat=True)) == {"proposed"}


def test_the_original_is_kept_as_it_came(ledger, linxiao, now, stored):
    document = _receive(linxiao, now)
    assert document.file.read() == REPORT.encode()
    assert len(stored()) == 1


def test_the_title_is_the_document_s_own_unless_one_is_given(ledger, linxiao, now):
    assert _receive(linxiao, now).title == "临江开发区2023年运行情况"
    assert _receive(linxiao, now, data=(REPORT + "完。").encode(), title="年度通报").title == "年度通报"


def test_the_same_bytes_are_the_same_document(ledger, linxiao, now, stored):
    first, again = _receive(linxiao, now), _receive(linxiao, now, filename="另一个名字.txt")
    assert first.pk == again.pk
    assert SourceDocument.objects.count() == 1
    assert len(stored()) == 1
    assert Claim.objects.filter(document=first).count() == len({c.position for c in first.claims.all()})


def test_pasted_words_are_the_same_document_as_the_file_that_holds_them(ledger, linxiao, now):
    pasted = receive_text(person=linxiao, text=REPORT, year=2024, body="zone", now=now)
    assert _receive(linxiao, now).pk == pasted.pk


def test_the_journal_tells_who_brought_it_once(ledger, linxiao, now):
    _receive(linxiao, now)
    _receive(linxiao, now)
    entries = Entry.objects.filter(act__startswith="intake.sourcedocument")
    assert [(entry.act, entry.actor) for entry in entries] == [("intake.sourcedocument.received", linxiao)]


def test_no_file_stays_when_the_rows_cannot_be_stored(ledger, linxiao, now, stored, monkeypatch):
    def failing(**entry):
        raise OSError("the disk is full")

    monkeypatch.setattr(receiving.journal, "record", failing)
    with pytest.raises(OSError, match="disk is full"):
        _receive(linxiao, now)
    assert stored() == []
    assert not SourceDocument.objects.exists()
    assert not Claim.objects.exists()


def test_a_body_that_is_not_in_the_ledger_is_refused(ledger, linxiao, now, stored):
    with pytest.raises(Refusal, match="没有统计主体"):
        receive_document(
            person=linxiao, data=REPORT.encode(), filename="a.txt", year=2024, body="mars", now=now
        )
    assert stored() == []


def test_the_page_receives_a_file_and_goes_to_its_review(ledger, linxiao, signed_in):
    file = SimpleUploadedFile("报告.txt", BYTES)
    answer = signed_in(linxiao).post("/documents/", {"file": file, "year": 2024, "body": "zone"})
    document = SourceDocument.objects.get()
    assert answer.headers["Location"] == f"/documents/{document.code}/"
    assert (document.filename, document.received_in) == ("报告.txt", linxiao.organization)


def test_the_page_that_waits_is_sent_on_whole(ledger, linxiao, signed_in):
    words = {"text": REPORT, "year": 2024, "body": "zone"}
    answer = signed_in(linxiao).post("/documents/", words, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == f"/documents/{SourceDocument.objects.get().code}/"
