"""Reading a document again: decisions stay, undecided claims follow the reader and the words of today."""

from __future__ import annotations

import yaml

from chaotou.figures.models import Observation
from chaotou.intake.models import Claim
from chaotou.intake.operations import accept_claim, receive_text, reject_claim, reread_document
from chaotou.intake.rereading import pair
from chaotou.journal.models import Entry

from .conftest import REPORT


def _decided(document) -> dict[int, str]:
    return dict(document.claims.exclude(state="proposed").values_list("position", "state"))


def test_reading_again_changes_nothing_when_nothing_is_new(document, linxiao, now):
    before = list(document.claims.values())
    reread_document(person=linxiao, document=document, now=now)
    assert list(document.claims.values()) == before
    assert not Entry.objects.filter(act="intake.sourcedocument.reread").exists()


def test_decisions_stay_and_nothing_is_doubled(document, claim_of, linxiao, zhoumin, now):
    claims = document.claims.count()
    accept_claim(person=zhoumin, claim=claim_of("gdp"), now=now)
    reject_claim(person=zhoumin, claim=claim_of("fdi_utilized"), now=now)
    before = _decided(document)
    reread_document(person=linxiao, document=document, year=2024, now=now)
    reread_document(person=linxiao, document=document, year=2023, now=now)
    assert _decided(document) == before
    assert document.claims.count() == claims
    assert Observation.objects.count() == 1


def test_bringing_the_same_words_again_keeps_every_decision(document, claim_of, linxiao, zhoumin, now):
    accept_claim(person=zhoumin, claim=claim_of("gdp"), now=now)
    before = _decided(document)
    receive_text(person=linxiao, text=REPORT, year=2024, body="zone", now=now)
    assert _decided(document) == before


def test_a_new_word_in_the_lexicon_names_undecided_claims_only(
    ledger, linxiao, zhoumin, now, settings, tmp_path
):
    text = "2023年，全区建成公共充电桩320个。2023年，全区建成智慧充电桩80个。"
    document = receive_text(person=linxiao, text=text, year=2024, body="zone", now=now)
    first, second = document.claims.all()
    reject_claim(person=zhoumin, claim=first, now=now)
    words = {"indicators": {"charging_piles": [first.content["indicator"], second.content["indicator"]]}}
    path = settings.ZONE / "lexicon.yaml"
    path.write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
    try:
        reread_document(person=linxiao, document=document, now=now)
    finally:
        path.unlink()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.content["code"]) == ("rejected", None)
    assert (second.state, second.content["code"]) == ("proposed", "charging_piles")


def test_claims_that_are_read_no_more_go_unless_they_were_decided(document, claim_of, linxiao, zhoumin, now):
    accept_claim(person=zhoumin, claim=claim_of("gdp"), now=now)
    claims = document.claims.count()
    Claim.objects.create(
        document=document,
        position=99,
        start=0,
        end=4,
        sentence_start=0,
        sentence_end=4,
        content={**claim_of("fdi_utilized").content, "value": 7, "start": 0, "end": 4, "sentence_start": 0},
    )
    reread_document(person=linxiao, document=document, now=now)
    assert document.claims.count() == claims
    assert Entry.objects.get(act="intake.sourcedocument.reread").after["removed"] == 1


def test_numbers_of_claims_stay_when_others_are_added():
    old = [_content(5, "地区生产总值", 412), _content(30, "出口", 9)]
    new = [_content(1, "税占比", 90), _content(5, "地区生产总值", 412), _content(30, "出口总额", 9)]
    pairing = pair(old, new)
    assert (pairing.same, pairing.added, pairing.gone) == ({0: 1, 1: 2}, (0,), ())


def test_a_target_is_never_taken_for_an_actual():
    old, new = [_content(5, "出口", 9)], [{**_content(5, "出口", 9), "kind": "target"}]
    assert pair(old, new).same == {}


def _content(start: int, indicator: str, value: int) -> dict[str, object]:
    places = {"start": start, "end": start + 4, "sentence_start": 0, "sentence_end": 60}
    return {
        "kind": "actual",
        "indicator": indicator,
        "value": value,
        "unit": "亿元",
        "period": "2023",
        **places,
    }
