"""A claim that agrees with what is there gives it the sentence it stands on, where it had none."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from chaotou.core.periods import Period
from chaotou.figures.models import Observation, Target
from chaotou.figures.operations import record_observation
from chaotou.intake.models import Claim
from chaotou.intake.operations import accept_claim, receive_text
from chaotou.journal.models import Entry


@pytest.fixture
def figure(ledger, linxiao, now) -> Observation:
    """The figure the report says too."""
    return record_observation(
        person=linxiao,
        indicator="gdp",
        body="zone",
        period=Period.year(2023),
        now=now - timedelta(days=1),
        value=Decimal(412),
        growth_yoy=Decimal("0.068"),
    )


@pytest.fixture
def target(signing_target, now) -> Target:
    """The target the report says too."""
    return signing_target(now - timedelta(days=1))


def _place(row: Observation | Target) -> tuple[str, int | None, int | None]:
    row.refresh_from_db()
    return row.document, row.start, row.end


def _link(claim: Claim) -> str:
    address = reverse("intake:document", args=[claim.document.code])
    return f"{address}?at={claim.start}-{claim.end}#at"


def test_a_figure_that_says_the_same_cites_the_sentence(figure, claim_of, zhoumin, now, signed_in):
    claim = accept_claim(person=zhoumin, claim=claim_of("gdp"), now=now)
    assert _place(figure) == (claim.document.code, claim.start, claim.end)
    assert "412亿元" in figure.sentence
    page = signed_in(zhoumin).get(reverse("figures:observation", args=["gdp", "zone", "2023"]))
    assert _link(claim) in page.content.decode()


def test_a_target_that_says_the_same_cites_the_sentence(target, claim_of, zhoumin, now, signed_in):
    claim = accept_claim(person=zhoumin, claim=claim_of("signed_projects_100m", "target"), now=now)
    assert _place(target) == (claim.document.code, claim.start, claim.end)
    assert "90个" in target.sentence
    page = signed_in(zhoumin).get(reverse("figures:target", args=["projects"]))
    assert _link(claim) in page.content.decode()


def test_only_what_is_blank_is_filled_and_the_journal_keeps_both(target, claim_of, zhoumin, now):
    Target.objects.filter(pk=target.pk).update(sentence="签约不少于90个")
    claim = accept_claim(person=zhoumin, claim=claim_of("signed_projects_100m", "target"), now=now)
    target.refresh_from_db()
    assert (target.sentence, target.document) == ("签约不少于90个", claim.document.code)
    entry = Entry.objects.get(act="figures.target.cited")
    assert entry.before == {"document": "", "sentence": "签约不少于90个", "start": None, "end": None}
    assert entry.after["document"] == claim.document.code


def test_a_figure_that_cites_a_document_keeps_it(figure, claim_of, linxiao, zhoumin, now):
    first = accept_claim(person=zhoumin, claim=claim_of("gdp"), now=now)
    again = "2023年，全区完成地区生产总值412亿元，增长6.8%。"
    other = receive_text(person=linxiao, text=again, year=2023, body="zone", now=now)
    accept_claim(person=zhoumin, claim=other.claims.get(), now=now)
    assert _place(figure) == (first.document.code, first.start, first.end)
    assert Entry.objects.filter(act="figures.observation.cited").count() == 1


def test_a_figure_made_up_is_never_given_a_source(figure, claim_of, zhoumin, now):
    Observation.objects.filter(pk=figure.pk).update(is_synthetic=True)
    claim = claim_of("gdp")
    claim.content |= {"value": None}
    claim.save()
    assert accept_claim(person=zhoumin, claim=claim, now=now).observation == figure
    assert _place(figure) == ("", None, None)


def test_the_card_says_what_is_cited_before_and_after(figure, claim_of, document, zhoumin, now, signed_in):
    def card() -> str:
        page = signed_in(zhoumin).get(f"/documents/{document.code}/").content.decode()
        return page.split(f'id="claim-{claim.position}"')[1].split("</article>")[0]

    claim = claim_of("gdp")
    assert "与已有数据一致，只记出处" in card()
    accept_claim(person=zhoumin, claim=claim, now=now)
    assert "它的出处就是这句话" in card()
