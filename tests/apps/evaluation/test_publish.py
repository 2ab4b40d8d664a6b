"""Publishing a run: by a leader who did not draft it; from then on it never changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from chaotou.core.issues import Refusal
from chaotou.evaluation import operations, snapshots
from chaotou.evaluation.models import Run
from chaotou.evaluation.queries import cells, lines, results
from chaotou.journal.models import Entry


def test_a_published_run_is_seen_by_who_holds_a_post(published, linxiao, hechuan):
    for reader in (linxiao, hechuan):
        assert [one.code for one in lines.runs(reader)] == [published.code]


def test_publishing_is_journaled(published, guyuan):
    entry = Entry.objects.get(act="evaluation.run.published")
    assert (entry.actor, entry.before["state"], entry.after["state"]) == (guyuan, "draft", "published")


def test_only_who_leads_the_zone_publishes(draft, zhoumin, linxiao, shenjie, now):
    for person in (zhoumin, linxiao, shenjie):
        with pytest.raises(Refusal):
            operations.publish_run(person=person, run=draft.code, now=now)


def test_nobody_publishes_what_they_drafted(draft, zhoumin, person, world, now):
    from chaotou.organization.models import Post

    Post.objects.create(code="both", organization=world.committee, title="主任", duty="leads", person=zhoumin)
    with pytest.raises(Refusal, match="本人起草"):
        operations.publish_run(person=zhoumin, run=draft.code, now=now)


def test_the_ledger_itself_refuses_one_person_for_both(draft, zhoumin, now):
    draft.state, draft.published_by, draft.published_at = "published", zhoumin, now
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.save()


def test_a_published_run_is_not_published_again_nor_discarded(published, zhoumin, guyuan, now):
    with pytest.raises(Refusal, match=r"不再改变.*再次考评"):
        operations.publish_run(person=guyuan, run=published.code, now=now)
    with pytest.raises(Refusal, match="不再改变"):
        operations.discard_draft(person=zhoumin, run=published.code, reason="因", now=now)


def test_a_published_run_stays_as_it_was_whatever_happens_after(published, revise, write, texts, guyuan, now):
    before = results.run_page(guyuan, published.code)
    revise("zone", 500, now + timedelta(days=1), growth="0.25")
    write("peers", texts.peers.replace("weight: 50", "weight: 40").replace("weight: 30", "weight: 40"))
    after = results.run_page(guyuan, published.code)
    assert after.rows == before.rows
    assert Run.objects.get(pk=published.pk).digest == published.digest


def test_replaying_the_snapshot_gives_the_very_same_results(published):
    stored = Run.objects.get(pk=published.pk)
    card = snapshots.card_of(stored.scheme_text, stored.snapshot)
    assert snapshots.results_of(card) == stored.results
    assert snapshots.digest_of(stored.scheme_text, stored.snapshot, stored.results) == stored.digest


def test_a_cell_tells_what_was_read_and_leads_to_it(published, linxiao, guyuan):
    told = cells.cell_page(guyuan, published.code, "zone", "growth")
    (line,) = told.inputs
    assert (line.indicator.code, line.side, line.kind) == ("gdp", "growth", "observation")
    assert line.url == "/figures/indicators/gdp/zone/2024H1/"
    assert told.story.cell.points == pytest.approx(30)


def test_the_way_to_the_place_above_adds_up(published, guyuan):
    page = cells.subject_page(guyuan, published.code, "zone")
    assert page.above.other.code == "peer_a"
    waterfall = page.above.waterfall
    assert waterfall.start + sum(bar.points for bar in waterfall.bars) == pytest.approx(waterfall.finish)
