"""Rejecting a claim, and taking any decision back."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from chaotou.core.issues import Refusal
from chaotou.core.periods import Period
from chaotou.figures.models import Observation, Target
from chaotou.figures.operations import record_observation
from chaotou.intake.operations import accept_claim, reject_claim, reopen_claim
from chaotou.journal.models import Entry


def _current(code: str) -> Observation:
    return Observation.objects.get(indicator__code=code, superseded_at=None)


def test_a_rejected_claim_becomes_nothing_and_says_why(claim_of, zhoumin, now):
    claim = reject_claim(person=zhoumin, claim=claim_of("gdp"), reason="口径不同", now=now)
    assert (claim.state, claim.reason, claim.decided_by) == ("rejected", "口径不同", zhoumin)
    assert not Observation.objects.exists()
    assert Entry.objects.get(act="intake.claim.rejected").after["reason"] == "口径不同"


def test_a_rejected_claim_is_not_accepted_until_it_is_taken_back(claim_of, zhoumin, now):
    claim = reject_claim(person=zhoumin, claim=claim_of("gdp"), now=now)
    with pytest.raises(Refusal, match="已由周敏处理"):
        accept_claim(person=zhoumin, claim=claim, now=now)
    accept_claim(person=zhoumin, claim=reopen_claim(person=zhoumin, claim=claim, now=now), now=now)
    assert _current("gdp").value == 412


def test_a_figure_taken_back_counts_as_not_reported_and_its_vintage_stays(claim_of, zhoumin, now):
    claim = accept_claim(person=zhoumin, claim=claim_of("gdp"), now=now)
    reopened = reopen_claim(person=zhoumin, claim=claim, now=now)
    assert (reopened.state, reopened.observation, reopened.decided_by) == ("proposed", None, None)
    assert (_current("gdp").value, _current("gdp").absence) == (None, "not_reported")
    assert Observation.objects.get(revision=0).value == 412


def test_a_figure_taken_back_can_be_accepted_again(claim_of, zhoumin, now):
    claim = accept_claim(person=zhoumin, claim=claim_of("gdp"), now=now)
    accept_claim(person=zhoumin, claim=reopen_claim(person=zhoumin, claim=claim, now=now), now=now)
    assert (_current("gdp").value, _current("gdp").absence) == (412, "")


def test_a_revision_taken_back_lets_the_earlier_vintage_speak_again(claim_of, linxiao, zhoumin, now):
    record_observation(
        person=linxiao, indicator="gdp", body="zone", period=Period.year(2023), now=now, value=Decimal(405)
    )
    claim = accept_claim(person=zhoumin, claim=claim_of("gdp"), now=now)
    reopen_claim(person=zhoumin, claim=claim, now=now)
    assert (_current("gdp").value, _current("gdp").growth_yoy, _current("gdp").revision) == (405, None, 2)


def test_a_figure_that_was_only_linked_stays_when_the_claim_is_taken_back(claim_of, linxiao, zhoumin, now):
    there = record_observation(
        person=linxiao,
        indicator="gdp",
        body="zone",
        period=Period.year(2023),
        now=now - timedelta(hours=1),
        value=Decimal(412),
        growth_yoy=Decimal("0.068"),
    )
    reopen_claim(person=zhoumin, claim=accept_claim(person=zhoumin, claim=claim_of("gdp"), now=now), now=now)
    assert _current("gdp") == there
    assert (there.document, there.sentence, there.start) == ("", "", None)
    assert (_current("gdp").document, _current("gdp").sentence, _current("gdp").start) == ("", "", None)


def test_a_target_that_only_got_its_citation_stays_when_the_claim_is_taken_back(
    claim_of, signing_target, zhoumin, now
):
    there = signing_target(now - timedelta(hours=1), sentence="签约不少于90个")
    claim = accept_claim(person=zhoumin, claim=claim_of("signed_projects_100m", "target"), now=now)
    reopen_claim(person=zhoumin, claim=claim, now=now)
    there.refresh_from_db()
    assert (there.withdrawn_at, there.document, there.sentence) == (None, "", "签约不少于90个")
    assert Entry.objects.get(act="figures.target.uncited").before["document"] == claim.document.code


def test_a_target_taken_back_is_withdrawn_with_the_reason(claim_of, document, zhoumin, now):
    claim = accept_claim(person=zhoumin, claim=claim_of("signed_projects_100m", "target"), now=now)
    reopen_claim(person=zhoumin, claim=claim, now=now)
    target = Target.objects.get()
    assert target.withdrawn_at == now
    assert document.title in target.reason


def test_what_was_not_decided_cannot_be_taken_back(claim_of, zhoumin, now):
    with pytest.raises(Refusal, match="还没有处理"):
        reopen_claim(person=zhoumin, claim=claim_of("gdp"), now=now)


def test_the_button_answers_with_the_claim_and_the_counts(claim_of, document, zhoumin, signed_in):
    claim = claim_of("gdp")
    address = f"/documents/{document.code}/claims/{claim.position}/reject/"
    answer = signed_in(zhoumin).post(address, {"reason": ""}, headers={"HX-Request": "true"})
    body = answer.content.decode()
    assert f'id="claim-{claim.position}"' in body
    assert 'hx-swap-oob="true"' in body
    assert "<html" not in body
