"""Papers of topics: fit to be kept, once by their content, late after their day; gone if the act fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from chaotou.core.issues import Refusal
from chaotou.journal.models import Entry
from chaotou.meetings.models import TopicPaper
from chaotou.meetings.operations import papers


@pytest.fixture
def add(linxiao, now, paper):
    def added(topic, **said):
        return papers.add_paper(topic=topic, **{"file": paper(), "actor": linxiao, "now": now, **said})

    return added


def test_a_paper_is_kept_with_its_digest(plan, propose, add) -> None:
    row = add(propose(plan()))
    assert (row.name, row.is_late, len(row.sha256)) == ("材料.pdf", False, 64)
    assert row.file.name.startswith(f"meetings/{row.sha256[:2]}/")
    assert Entry.objects.latest("number").after["sha256"] == row.sha256


def test_the_same_content_is_stored_once_and_listed_once(plan, propose, add, paper) -> None:
    meeting = plan()
    first, second = propose(meeting, "甲"), propose(meeting, "乙")
    one, again, elsewhere = add(first), add(first, file=paper("改名.pdf")), add(second)
    assert (again, elsewhere.file.name) == (one, one.file.name)
    assert TopicPaper.objects.count() == 2


def test_a_paper_after_its_day_is_late(plan, propose, add) -> None:
    assert [add(propose(plan(days=days))).is_late for days in (2, 1)] == [False, True]


@pytest.mark.parametrize(("name", "content"), [("脚本.exe", b"MZ"), ("空.pdf", b""), ("假.pdf", b"hello")])
def test_what_is_not_fit_to_be_kept_is_refused(plan, propose, add, paper, name, content) -> None:
    with pytest.raises(Refusal):
        add(propose(plan()), file=paper(name, content))
    assert not TopicPaper.objects.exists()


def test_others_than_who_brings_the_topic_and_the_office_add_none(
    plan, propose, add, hechuan, zhoumin
) -> None:
    topic = propose(plan())
    with pytest.raises(Refusal, match="办会单位"):
        add(topic, actor=hechuan)
    assert add(topic, actor=zhoumin).added_by == zhoumin


def test_an_act_that_fails_leaves_no_file_behind(plan, propose, add, monkeypatch, settings) -> None:
    topic = propose(plan())

    def broken(**_said):
        raise RuntimeError

    monkeypatch.setattr("chaotou.meetings.operations.acting.journal.record", broken)
    with pytest.raises(RuntimeError):
        add(topic)
    assert not TopicPaper.objects.exists()
    assert list(Path(settings.MEDIA_ROOT).rglob("*.pdf")) == []


def test_a_paper_is_taken_back_by_who_added_it_or_the_office(
    plan, propose, add, linxiao, hechuan, now
) -> None:
    row = add(propose(plan()))
    with pytest.raises(Refusal, match="办会单位"):
        papers.remove_paper(paper=row, actor=hechuan, now=now)
    papers.remove_paper(paper=row, actor=linxiao, now=now)
    assert not TopicPaper.objects.exists()
    with pytest.raises(Refusal, match="已经撤回"):
        papers.remove_paper(paper=row, actor=linxiao, now=now)
