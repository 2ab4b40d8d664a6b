"""The newspaper page the story comes from, read with the demo zone's own words, from upload to ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from chaotou.core.zone.loading import load_zone
from chaotou.figures.models import Observation, Target
from chaotou.figures.operations import load_catalogue
from chaotou.intake.operations import accept_all, receive_document
from chaotou.intake.queries import review

DEMO = Path(__file__).resolve().parents[3] / "zones" / "demo"


@pytest.fixture
def page(shared, world, settings, tmp_path, linxiao, now):
    """The page, brought in by 林晓, with the demo zone's catalogue and no figures yet."""
    settings.ZONE, settings.MEDIA_ROOT = DEMO, tmp_path / "media"
    zone = load_zone(DEMO).zone
    assert zone is not None
    load_catalogue(zone=zone, now=now)
    data = (shared / "seed" / "page.txt").read_bytes()
    return receive_document(
        person=linxiao, data=data, filename="page.txt", year=2024, body="zone", is_public=True, now=now
    )


def test_every_claim_of_the_page_is_marked_where_it_stands(page, zhoumin):
    found = review(zhoumin, page.code)
    assert len(found.claims) >= 30
    marked = {claim for block in found.blocks for piece in block.pieces for claim in piece.claims}
    assert marked == {view.row.position for view in found.claims}


def test_the_figures_of_the_page_become_figures_with_their_sentences(page, zhoumin, now):
    accept_all(person=zhoumin, document=page, kind="actual", now=now)
    values = {row.indicator.code: row for row in Observation.objects.select_related("indicator")}
    assert (values["gdp"].value, values["gdp"].status) == (480, "estimated")
    assert values["signed_projects_100m"].value == 81
    assert all(row.document == page.code and row.sentence in page.text for row in values.values())


def test_what_the_page_undertakes_meets_the_targets_in_force(page, zhoumin, now):
    before = Target.objects.count()
    together = accept_all(person=zhoumin, document=page, kind="target", now=now)
    linked = {target.code for claim in together.accepted for target in claim.targets.all()}
    assert linked >= {"signed_projects_2024", "signed_investment_2024", "gdp_share_rises_2024"}
    assert Target.objects.count() == before
