"""Who was first: a claim, and a ruling with its reason by somebody of neither unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.files.base import ContentFile

from chaotou.core.issues import Obstacles, Refusal
from chaotou.core.projects.ownership import Share
from chaotou.journal.models import Entry
from chaotou.projects.models import Dispute
from chaotou.projects.operations.crediting import reshare
from chaotou.projects.operations.disputes import answer_dispute, raise_dispute, rule_dispute


@pytest.fixture
def claim(register, world, hechuan, now):
    def said(**words) -> Dispute:
        usual = {
            "organization": world.commerce,
            "statement": "三月在上海已见过对方",
            "actor": hechuan,
            "now": now,
        }
        return raise_dispute(project=register(), **{**usual, **words})

    return said


@pytest.fixture
def rule(zhoumin, now):
    def said(dispute: Dispute, ruling: str, **words) -> Dispute:
        usual = {"reason": "接触记录在先", "actor": zhoumin, "now": now}
        return rule_dispute(dispute=dispute, ruling=ruling, **{**usual, **words})

    return said


def _shares(dispute: Dispute) -> dict[str, Decimal]:
    standing = dispute.project.credits.filter(until_on=None)
    return {credit.organization.code: credit.share for credit in standing}


def test_a_claim_is_kept_with_its_evidence(claim):
    dispute = claim(evidence=ContentFile(b"%PDF-1.4 minutes", name="minutes.pdf"))
    assert dispute.evidence.read() == b"%PDF-1.4 minutes" and dispute.ruling == ""
    assert Entry.objects.latest("number").act == "projects.dispute.raised"


def test_the_claimants_own_entry_in_the_journal_does_not_tell_the_project(claim):
    dispute = claim()
    entry = Entry.objects.get(act="projects.dispute.raised")
    assert entry.target == f"projects.dispute:{dispute.pk}"
    assert dispute.project.code not in f"{entry.target} {entry.before} {entry.after}"


def test_a_claim_that_fails_leaves_no_file(claim, settings):
    with pytest.raises(Refusal):
        claim(statement=" ", evidence=ContentFile(b"%PDF-1.4 minutes", name="minutes.pdf"))
    assert not Dispute.objects.exists() and not list(settings.MEDIA_ROOT.glob("**/*.pdf"))


def test_a_unit_claims_what_is_not_its_own_and_once(claim, world, linxiao, hechuan, now):
    dispute = claim()
    with pytest.raises(Refusal, match="等候裁定"):
        raise_dispute(
            project=dispute.project, organization=world.commerce, statement="又", actor=hechuan, now=now
        )
    with pytest.raises(Refusal):
        raise_dispute(
            project=dispute.project, organization=world.economy, statement="x", actor=linxiao, now=now
        )


def test_who_holds_it_answers_once_and_before_the_ruling(claim, rule, linxiao, hechuan, zhoumin, now):
    dispute = claim()
    said = {"dispute": dispute, "answer": "二月已在上海见面", "actor": linxiao, "now": now}
    for wrong, told in (
        ({"actor": hechuan}, "首报单位"),
        ({"actor": zhoumin}, "首报单位"),
        ({"answer": " "}, "写明"),
    ):
        with pytest.raises(Refusal, match=told):
            answer_dispute(**{**said, **wrong})
    assert answer_dispute(**said).answered_by == linxiao
    entry = Entry.objects.latest("number")
    assert (entry.act, entry.after["answer"]) == ("projects.dispute.answered", "二月已在上海见面")
    with pytest.raises(Refusal, match="陈述过"):
        answer_dispute(**said)


def test_what_is_decided_is_not_answered(claim, rule, linxiao, now):
    dispute = rule(claim(), "stands")
    with pytest.raises(Refusal, match="已经裁定"):
        answer_dispute(dispute=dispute, answer="二月", actor=linxiao, now=now)


def test_who_was_first_keeps_it(claim, rule):
    dispute = rule(claim(), "stands")
    assert _shares(dispute) == {"economy": 1} and dispute.project.organization.code == "economy"
    entry = Entry.objects.latest("number")
    assert entry.act == "projects.dispute.ruled" and entry.after["reason"] == "接触记录在先"


def test_it_passes_whole_to_the_claimant(claim, rule):
    dispute = rule(claim(), "passes")
    dispute.project.refresh_from_db()
    assert _shares(dispute) == {"commerce": 1}
    assert (dispute.project.organization.code, dispute.project.version) == ("commerce", 2)


def test_it_is_shared_by_halves_or_as_said(claim, rule, world):
    assert _shares(rule(claim(), "shared")) == {"economy": Decimal("0.5"), "commerce": Decimal("0.5")}


def test_shares_as_said_are_the_whole(claim, rule, world):
    dispute = claim()
    short = [Share(world.economy.pk, Decimal("0.7")), Share(world.commerce.pk, Decimal("0.2"))]
    with pytest.raises(Obstacles, match="90%"):
        rule(dispute, "shared", shares=short)
    dispute.refresh_from_db()
    assert dispute.ruling == "" and _shares(dispute) == {"economy": 1}


def test_a_third_holder_is_not_forgotten_when_it_is_shared(claim, rule, world, now):
    dispute = claim()
    held = [Share(world.economy.pk, Decimal("0.7")), Share(world.committee.pk, Decimal("0.3"))]
    reshare(dispute.project, held, now.date())
    with pytest.raises(Obstacles, match="30%"):
        rule(dispute, "shared")
    shares = [*held[:1], Share(world.committee.pk, Decimal("0.1")), Share(world.commerce.pk, Decimal("0.2"))]
    assert len(_shares(rule(dispute, "shared", shares=shares))) == 3


def test_nobody_of_either_unit_rules_nor_twice_nor_without_a_reason(claim, rule, linxiao, hechuan, guyuan):
    dispute = claim()
    for actor in (linxiao, hechuan, guyuan):
        with pytest.raises(Refusal):
            rule(dispute, "stands", actor=actor)
    with pytest.raises(Refusal, match="理由"):
        rule(dispute, "stands", reason=" ")
    with pytest.raises(Refusal, match="选择"):
        rule(dispute, "perhaps")
    rule(dispute, "stands")
    with pytest.raises(Refusal, match="已经裁定"):
        rule(dispute, "passes")
