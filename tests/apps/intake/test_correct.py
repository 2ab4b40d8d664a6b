"""Correcting a claim: what was read stays beside what a person says instead."""

from __future__ import annotations

from decimal import Decimal

import pytest

from chaotou.core.issues import Refusal
from chaotou.core.periods import Period
from chaotou.figures.models import Observation, Target
from chaotou.figures.operations import set_target
from chaotou.intake.operations import correct_claim, receive_text
from chaotou.intake.queries import review
from chaotou.journal.models import Entry


def test_a_corrected_value_is_what_is_entered_and_the_reading_stays(claim_of, zhoumin, now):
    claim = correct_claim(person=zhoumin, claim=claim_of("gdp"), correction={"value": 421}, now=now)
    assert Observation.objects.get().value == 421
    assert (claim.state, claim.content["value"], claim.correction) == ("corrected", 412, {"value": 421})


def test_a_correction_that_says_what_was_read_is_plain_acceptance(claim_of, zhoumin, now):
    claim = correct_claim(person=zhoumin, claim=claim_of("gdp"), correction={"value": 412}, now=now)
    assert (claim.state, claim.correction) == ("accepted", None)


def test_period_body_unit_and_growth_can_be_corrected_at_once(claim_of, zhoumin, now):
    correction = {"period": "2023H1", "body": "north", "unit": "万元", "growth_pct": -3.2}
    correct_claim(person=zhoumin, claim=claim_of("gdp"), correction=correction, now=now)
    figure = Observation.objects.get()
    assert Period(figure.first_month, figure.latest_month) == Period.half(2023, 1)
    assert (figure.body.code, figure.value, figure.growth_yoy) == (
        "north",
        Decimal("0.0412"),
        Decimal("-0.032"),
    )


def test_an_actual_read_as_a_target_can_be_set_right(claim_of, zhoumin, now):
    correct_claim(
        person=zhoumin, claim=claim_of("gdp"), correction={"kind": "target", "growth_pct": None}, now=now
    )
    assert Target.objects.get().value == 412
    assert not Observation.objects.exists()


def test_a_name_the_catalogue_lacks_gets_an_indicator_first(ledger, linxiao, zhoumin, now):
    text = "2023年，全区建成公共充电桩320个。"
    document = receive_text(person=linxiao, text=text, year=2024, body="zone", now=now)
    [view] = review(zhoumin, document.code).claims
    assert [entry.code for entry in view.suggestions] == ["charging_piles"]
    assert view.refusal is not None
    correct_claim(person=zhoumin, claim=view.row, correction={"code": "charging_piles"}, now=now)
    assert Observation.objects.get().indicator.code == "charging_piles"


def test_an_indicator_that_does_not_exist_is_refused(claim_of, zhoumin, now):
    with pytest.raises(Refusal, match="nonsense"):
        correct_claim(person=zhoumin, claim=claim_of("gdp"), correction={"code": "nonsense"}, now=now)


def test_a_period_that_cannot_be_read_is_refused(claim_of, zhoumin, now):
    with pytest.raises(Refusal, match="不是一个期间"):
        correct_claim(person=zhoumin, claim=claim_of("gdp"), correction={"period": "去年春天"}, now=now)
    assert not Observation.objects.exists()


def test_the_journal_keeps_the_correction(claim_of, zhoumin, now):
    correct_claim(person=zhoumin, claim=claim_of("gdp"), correction={"value": 421}, now=now)
    assert Entry.objects.get(act="intake.claim.corrected").after["correction"] == {"value": 421}


def test_the_form_asks_and_corrects_in_place(claim_of, document, zhoumin, signed_in):
    browser = signed_in(zhoumin)
    address = f"/documents/{document.code}/claims/{claim_of('gdp').position}/correct/"
    form = browser.get(address).context["form"]
    posted = {name: value for name, value in form.initial.items() if value is not None} | {"value": "421"}
    assert browser.post(address, posted).status_code == 302
    assert Observation.objects.get().value == 421


def test_a_form_that_is_wrong_says_where_and_enters_nothing(claim_of, document, zhoumin, signed_in):
    address = f"/documents/{document.code}/claims/{claim_of('gdp').position}/correct/"
    answer = signed_in(zhoumin).post(address, {"kind": "actual", "code": "gdp", "period": "春天"})
    assert answer.status_code == 422
    assert "春天" in answer.content.decode()
    assert not Observation.objects.exists()


def test_a_suggestion_is_one_press(ledger, linxiao, zhoumin, now, signed_in):
    text = "2023年，全区建成公共充电桩320个。"
    document = receive_text(person=linxiao, text=text, year=2024, body="zone", now=now)
    address = f"/documents/{document.code}/claims/1/correct/"
    assert signed_in(zhoumin).post(address, {"suggested": "charging_piles"}).status_code == 302
    assert Observation.objects.get().value == 320


def test_the_main_indicators_already_held_to_such_a_target_are_one_press(
    claim_of, document, linxiao, zhoumin, now, signed_in
):
    claim = claim_of("gdp", "target")
    against = {"comparison": "faster_than", "compared_with": ["全市"]}
    claim.content |= {"indicator": "主要指标增速", "code": None, "growth_pct": None, **against}
    claim.save()
    for code in ("gdp", "fdi_utilized"):
        set_target(
            person=zhoumin,
            code=f"{code}_faster",
            now=now,
            name="快于全市",
            indicator=code,
            body="zone",
            kind="faster_than",
            period=Period.year(2024),
            compared_with=["city"],
            bound="at_least",
        )
    view = next(v for v in review(zhoumin, document.code).claims if v.row == claim)
    assert {entry.code for entry in view.main} == {"gdp", "fdi_utilized"}
    address = f"/documents/{document.code}/claims/{claim.position}/correct/"
    assert signed_in(zhoumin).post(address, {"suggested": "gdp,fdi_utilized"}).status_code == 302
    assert set(claim.targets.values_list("code", flat=True)) == {"gdp_faster", "fdi_utilized_faster"}
