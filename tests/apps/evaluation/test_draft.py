"""Drafting a run: by a reviewer, from published figures, one draft at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chaotou.core.issues import Missing, Refusal
from chaotou.core.periods import Period
from chaotou.evaluation import operations
from chaotou.evaluation.models import Run
from chaotou.evaluation.queries import lines, results
from chaotou.journal.models import Entry


def test_a_draft_keeps_the_scheme_the_facts_and_what_came_of_them(draft):
    assert draft.state == Run.State.DRAFT
    assert draft.scheme_text.startswith("\nscheme: peers")
    assert len(draft.scheme_hash) == len(draft.digest) == 64
    assert [row["subject"] for row in draft.results["results"]] == ["peer_a", "zone", "peer_b"]


def test_drafting_is_journaled_with_the_seal_of_what_was_drafted(draft, zhoumin):
    entry = Entry.objects.get(act="evaluation.run.drafted")
    assert (entry.actor, entry.target) == (zhoumin, f"evaluation.run:{draft.code}")
    assert entry.after["digest"] == draft.digest


def test_a_draft_is_seen_by_who_oversees_and_by_nobody_else(draft, zhoumin, guyuan, linxiao):
    for reader in (zhoumin, guyuan):
        assert [one.code for one in lines.runs(reader)] == [draft.code]
    assert lines.runs(linxiao) == []
    with pytest.raises(Missing, match="还没有发布"):
        results.run_page(linxiao, draft.code)


def test_only_who_reviews_drafts(ledger, linxiao, guyuan, shenjie, half, now):
    for person in (linxiao, guyuan, shenjie):
        with pytest.raises(Refusal):
            operations.draft_run(person=person, scheme="peers", period=half, now=now)


def test_a_second_draft_of_the_same_waits_for_the_first(draft, zhoumin, half, now):
    with pytest.raises(Refusal, match=r"已有一份草稿.*先发布或作废"):
        operations.draft_run(person=zhoumin, scheme="peers", period=half, now=now)


def test_a_discarded_draft_makes_room_and_keeps_its_code(draft, zhoumin, half, now):
    operations.discard_draft(person=zhoumin, run=draft.code, reason="数据未齐", now=now)
    again = operations.draft_run(person=zhoumin, scheme="peers", period=half, now=now)
    assert again.code != draft.code
    assert [one.code for one in lines.runs(zhoumin)] == [again.code]
    assert Entry.objects.get(act="evaluation.run.discarded").after["reason"] == "数据未齐"


def test_a_draft_is_discarded_with_a_reason_by_who_reviews(draft, zhoumin, guyuan, now):
    with pytest.raises(Refusal, match="原因"):
        operations.discard_draft(person=zhoumin, run=draft.code, reason=" ", now=now)
    with pytest.raises(Refusal):
        operations.discard_draft(person=guyuan, run=draft.code, reason="因", now=now)


def test_an_unknown_scheme_is_missing(ledger, zhoumin, half, now):
    with pytest.raises(Missing, match="没有考评办法"):
        operations.draft_run(person=zhoumin, scheme="nothing", period=half, now=now)


def test_a_scheme_with_errors_is_not_run_and_the_place_is_said(ledger, write, texts, zhoumin, half, now):
    write("peers", texts.peers.replace("weight: 50", "weight: 40"))
    with pytest.raises(Refusal, match=r"peers.yaml:\d+.*chaotou check"):
        operations.draft_run(person=zhoumin, scheme="peers", period=half, now=now)


def test_a_period_without_any_figure_is_refused(ledger, zhoumin, now):
    with pytest.raises(Refusal, match="没有任何考评对象的数据"):
        operations.draft_run(person=zhoumin, scheme="peers", period=Period.year(2022), now=now)


def test_figures_are_not_taken_from_the_future(ledger, zhoumin, half, now):
    later = now + timedelta(days=1)
    with pytest.raises(Refusal, match="不能晚于现在"):
        operations.draft_run(person=zhoumin, scheme="peers", period=half, now=now, known_at=later)
