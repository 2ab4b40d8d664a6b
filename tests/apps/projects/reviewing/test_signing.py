"""What must be reviewed is signed only once a review approved it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from chaotou.core.projects.review import Outcome
from chaotou.organization.models import Organization
from chaotou.projects.models import Review
from chaotou.projects.operations.moves import NotYet, report_move
from chaotou.projects.operations.review import decide
from chaotou.projects.queries.fields import fields_of

from .made import paper

TODAY = date(2024, 8, 12)
PAPERS = ("agreement", "review_minutes", "legal_opinion", "fair_competition")
AGREED = {"commence_by": "2024-10-01", "complete_by": "2025-10-01", "produce_by": "2026-01-01"}


@pytest.fixture
def agreed(dossier, world, now):
    """The dossier with all that signing asks for, but for a review."""
    for kind in PAPERS:
        paper(dossier, kind, now)
    dossier.landing = world.economy
    dossier.particulars |= AGREED
    dossier.save()
    return dossier


def sign(project, actor, now):
    return report_move(project=project, to="signed", moved_on=TODAY, actor=actor, now=now)


def lacking(project, actor, now) -> list[str]:
    with pytest.raises(NotYet) as refused:
        sign(project, actor, now)
    return [gap.code for gap in refused.value.gaps.fields]


def test_signing_waits_for_an_approved_review(agreed, heard, linxiao, zhoumin, now) -> None:
    assert lacking(agreed, linxiao, now) == ["review_approved"]
    decide(review=heard.pk, outcome=Outcome.APPROVED, reason="", actor=zhoumin, now=now)
    assert sign(agreed, linxiao, now).to_stage == "signed"


@pytest.mark.parametrize("outcome", [Outcome.RESUBMIT, Outcome.DEFERRED, Outcome.REJECTED])
def test_a_review_that_does_not_approve_is_none(agreed, heard, linxiao, zhoumin, now, outcome) -> None:
    decide(review=heard.pk, outcome=outcome, reason="产能重复", actor=zhoumin, now=now)
    assert lacking(agreed, linxiao, now) == ["review_approved"]


def test_an_approval_does_not_reach_back_before_its_day(agreed, heard, zhoumin, now) -> None:
    decide(review=heard.pk, outcome=Outcome.APPROVED, reason="", actor=zhoumin, now=now)
    assert fields_of(agreed, TODAY)["review_approved"] == TODAY
    assert fields_of(agreed, TODAY - timedelta(days=1))["review_approved"] is None


def test_what_needs_no_review_is_signed_without(agreed, linxiao, now) -> None:
    agreed.investment = 49_999_999
    agreed.save()
    assert fields_of(agreed, TODAY)["review_compulsory"] is False
    assert sign(agreed, linxiao, now).to_stage == "signed"
    assert not Review.objects.exists()


def test_what_a_park_reviews_itself_is_known_by_its_code(agreed, linxiao, now) -> None:
    park = Organization.objects.create(code="science_park", name="科创园", english="Park", kind="bureau")
    agreed.landing = park
    agreed.save()
    assert fields_of(agreed, TODAY)["landing"] == "science_park"
    assert sign(agreed, linxiao, now).to_stage == "signed"


def test_what_is_missing_leads_to_putting_the_project_forward(agreed, linxiao, signed_in) -> None:
    page = signed_in(linxiao).get(f"/projects/{agreed.code}/moves/?to=signed").content.decode()
    assert f'<a href="/projects/{agreed.code}/put-forward/">项目评审通过</a>' in page
    assert "上报</button>" not in page


def test_nobody_fills_in_what_reviews_tell(agreed, linxiao, signed_in) -> None:
    page = signed_in(linxiao).get(f"/projects/{agreed.code}/change/").content.decode()
    assert "commence_by" in page
    assert "review_approved" not in page and "review_compulsory" not in page
