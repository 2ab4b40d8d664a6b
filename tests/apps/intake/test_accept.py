"""Accepting a claim: only then is it a figure or a target, with the sentence it stands on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from chaotou.core.issues import Refusal
from chaotou.core.periods import Period
from chaotou.figures.models import Observation, Target
from chaotou.figures.operations import record_observation
from chaotou.intake.models import Claim
from chaotou.intake.operations import accept_claim, correct_claim, receive_text
from chaotou.journal.models import Entry


def _read(person, now, text):
    document = receive_text(person=person, text=text, year=2024, body="zone", now=now)
    return list(document.claims.all())


def test_an_accepted_actual_becomes_a_figure_with_its_citation(claim_of, document, zhoumin, now):
    accept_claim(person=zhoumin, claim=claim_of("gdp"), now=now)
    figure = Observation.objects.get()
    assert (figure.indicator.code, figure.body.code) == ("gdp", "zone")
    assert Period(figure.first_month, figure.latest_month) == Period.year(2023)
    assert (figure.value, figure.growth_yoy, figure.status) == (412, Decimal("0.068"), "estimated")
    assert figure.document == document.code
    assert "412亿元" in figure.sentence
    assert "412亿元" in document.text[figure.start : figure.end]


def test_an_accepted_undertaking_becomes_a_target_with_its_citation(claim_of, document, zhoumin, now):
    claim = accept_claim(person=zhoumin, claim=claim_of("signed_projects_100m", "target"), now=now)
    target = Target.objects.get()
    assert (target.kind, target.value, target.bound) == ("count", 90, "at_least")
    assert Period(target.first_month, target.latest_month) == Period.year(2024)
    assert target.document == document.code
    assert "90个" in document.text[target.start : target.end]
    assert list(claim.targets.all()) == [target]


def test_a_growth_to_be_reached_is_kept_as_a_fraction(claim_of, zhoumin, now):
    accept_claim(person=zhoumin, claim=claim_of("gdp", "target"), now=now)
    target = Target.objects.get()
    assert (target.kind, target.value) == ("growth", Decimal("0.075"))
    assert (target.name, target.english) == ("地区生产总值增长7.5%", "Gdp: growth of 7.5%")


def test_a_figure_brought_by_an_officer_and_accepted_by_a_reviewer_is_published(
    claim_of, linxiao, zhoumin, now
):
    accept_claim(person=zhoumin, claim=claim_of("fdi_utilized"), now=now)
    figure = Observation.objects.get()
    assert (figure.recorded_by, figure.published_by) == (linxiao, zhoumin)


def test_a_figure_an_officer_accepts_waits_for_a_reviewer(claim_of, linxiao, now):
    accept_claim(person=linxiao, claim=claim_of("gdp"), now=now)
    figure = Observation.objects.get()
    assert (figure.recorded_by, figure.published_at) == (linxiao, None)


def test_a_reviewer_s_own_document_waits_for_another_reviewer(ledger, zhoumin, now):
    [claim] = _read(zhoumin, now, "2023年，全区完成地区生产总值412亿元。")
    accept_claim(person=zhoumin, claim=claim, now=now)
    assert Observation.objects.get().published_at is None


def test_units_are_converted_to_the_indicator_s(ledger, linxiao, zhoumin, now):
    [claim] = _read(linxiao, now, "2023年，全区完成一般公共预算收入330300万元。")
    accept_claim(person=zhoumin, claim=claim, now=now)
    assert Observation.objects.get().value == Decimal("33.03")


def test_a_figure_that_is_there_already_is_only_linked(claim_of, linxiao, zhoumin, now):
    there = record_observation(
        person=linxiao,
        indicator="gdp",
        body="zone",
        period=Period.year(2023),
        now=now,
        value=Decimal(412),
        growth_yoy=Decimal("0.068"),
    )
    claim = accept_claim(person=zhoumin, claim=claim_of("gdp"), now=now)
    assert claim.observation == there
    assert Observation.objects.count() == 1


def test_another_value_is_a_revision_that_names_the_document(claim_of, document, linxiao, zhoumin, now):
    there = record_observation(
        person=linxiao, indicator="gdp", body="zone", period=Period.year(2023), now=now, value=Decimal(405)
    )
    claim = accept_claim(person=zhoumin, claim=claim_of("gdp"), now=now)
    there.refresh_from_db()
    assert there.superseded_at == now
    assert (claim.observation.value, claim.observation.revision) == (412, 1)
    assert document.title in claim.observation.reason


def test_a_growth_alone_keeps_the_level_that_is_known(claim_of, linxiao, zhoumin, now):
    record_observation(
        person=linxiao,
        indicator="fixed_asset_investment",
        body="zone",
        period=Period.year(2023),
        now=now,
        value=Decimal(88),
    )
    claim = accept_claim(person=zhoumin, claim=claim_of("fixed_asset_investment"), now=now)
    assert (claim.observation.value, claim.observation.growth_yoy) == (88, Decimal("0.125"))


def _made_up(person, now, indicator: str, **figure) -> Observation:
    return record_observation(
        person=person,
        indicator=indicator,
        body="zone",
        period=Period.year(2023),
        now=now,
        value=Decimal(412),
        is_synthetic=True,
        **figure,
    )


def test_a_published_level_takes_the_place_of_one_made_up_even_if_it_is_the_same(
    claim_of, linxiao, zhoumin, now
):
    _made_up(linxiao, now, "gdp", growth_yoy=Decimal("0.068"))
    claim = accept_claim(person=zhoumin, claim=claim_of("gdp"), now=now)
    assert (claim.observation.value, claim.observation.is_synthetic) == (412, False)


def test_a_published_growth_leaves_a_level_made_up_marked_as_such(claim_of, linxiao, zhoumin, now):
    _made_up(linxiao, now, "fixed_asset_investment")
    claim = accept_claim(person=zhoumin, claim=claim_of("fixed_asset_investment"), now=now)
    figure = claim.observation
    assert (figure.value, figure.growth_yoy, figure.is_synthetic) == (412, Decimal("0.125"), True)


def test_a_target_in_force_that_says_the_same_is_only_linked(claim_of, signing_target, zhoumin, now):
    there = signing_target(now)
    claim = accept_claim(person=zhoumin, claim=claim_of("signed_projects_100m", "target"), now=now)
    assert list(claim.targets.all()) == [there]
    assert Target.objects.count() == 1


def test_a_target_in_force_with_another_value_is_changed_and_keeps_its_code(
    claim_of, signing_target, zhoumin, now
):
    signing_target(now, 80)
    accept_claim(person=zhoumin, claim=claim_of("signed_projects_100m", "target"), now=now)
    assert Target.objects.get(code="projects", withdrawn_at=None).value == 90
    assert Target.objects.get(code="projects", withdrawn_at=now).value == 80


def test_being_faster_than_others_is_a_target_on_each_main_indicator_chosen(claim_of, zhoumin, now):
    claim = claim_of("gdp", "target")
    against = {"comparison": "faster_than", "compared_with": ["全市", "周边", "往年"]}
    claim.content |= {"indicator": "主要指标增速", "code": None, "growth_pct": None, **against}
    claim.save()
    correct_claim(person=zhoumin, claim=claim, correction={"codes": ["gdp", "fdi_utilized"]}, now=now)
    targets = {target.indicator.code: target for target in Target.objects.all()}
    assert set(targets) == {"gdp", "fdi_utilized"}
    assert {target.kind for target in targets.values()} == {"faster_than"}
    assert targets["gdp"].compared_with == ["city", "north", "earlier_years"]
    assert claim.targets.count() == 2


def test_a_rising_share_is_a_target_against_the_city(claim_of, zhoumin, now):
    claim = claim_of("gdp", "target")
    claim.content |= {"comparison": "share_rises", "compared_with": ["全市"], "growth_pct": None}
    claim.save()
    accept_claim(person=zhoumin, claim=claim, now=now)
    target = Target.objects.get()
    assert (target.kind, target.value, target.compared_with) == ("share_rises", None, ["city"])


def test_a_rank_to_reach_is_a_target_on_an_indicator_of_ranks(ledger, linxiao, zhoumin, now):
    claims = _read(linxiao, now, "2024年，锚定“全国30强”的奋斗目标。")
    [claim] = [claim for claim in claims if claim.content["bound"] == "rank_at_most"]
    accept_claim(person=zhoumin, claim=claim, now=now)
    target = Target.objects.get()
    assert (target.indicator.code, target.kind, target.value) == ("national_rank", "rank", 30)


def test_a_claim_is_decided_once(claim_of, zhoumin, now):
    claim = accept_claim(person=zhoumin, claim=claim_of("gdp"), now=now)
    with pytest.raises(Refusal, match="周敏"):
        accept_claim(person=zhoumin, claim=claim, now=now)
    assert Observation.objects.count() == 1


def test_a_claim_without_an_indicator_of_the_catalogue_is_not_accepted_as_it_stands(
    ledger, linxiao, zhoumin, now
):
    [claim] = _read(linxiao, now, "2023年，全区建成公共充电桩320个。")
    with pytest.raises(Refusal, match="不在指标目录里"):
        accept_claim(person=zhoumin, claim=claim, now=now)
    claim.refresh_from_db()
    assert claim.state == Claim.State.PROPOSED


def test_a_claim_of_a_body_the_ledger_does_not_know_is_not_accepted_as_it_stands(claim_of, zhoumin, now):
    claim = claim_of("gdp")
    claim.content["entity"] = "江南新城"
    claim.save()
    with pytest.raises(Refusal, match="江南新城"):
        accept_claim(person=zhoumin, claim=claim, now=now)


def test_an_amount_in_another_currency_is_refused_until_it_is_corrected(ledger, linxiao, zhoumin, now):
    [claim] = _read(linxiao, now, "2023年，全区实际使用外资8亿元。")
    with pytest.raises(Refusal, match="不能换算"):
        accept_claim(person=zhoumin, claim=claim, now=now)


def test_the_journal_tells_what_became_of_the_claim(claim_of, document, zhoumin, now):
    claim = accept_claim(person=zhoumin, claim=claim_of("gdp"), now=now)
    entry = Entry.objects.get(act="intake.claim.accepted")
    assert entry.target == f"intake.claim:{document.code}/{claim.position}"
    assert (entry.actor, entry.after["observation"]) == (zhoumin, claim.observation_id)
