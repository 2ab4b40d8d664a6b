"""Signing: by another than who wrote, all gaps at once; each decision is then a matter, quoted, led, due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from chaotou.core.issues import Obstacles, Refusal
from chaotou.journal.models import Entry
from chaotou.matters.models import Matter
from chaotou.matters.operations import becoming
from chaotou.meetings.models import Meeting, MinuteLine
from chaotou.meetings.operations import reading, signing, topics


@pytest.fixture
def sign(guyuan, now):
    def signed(meeting, **said):
        return signing.sign_minutes(meeting=meeting, **{"actor": guyuan, "now": now, **said})

    return signed


@pytest.fixture
def ready(held, conclude, write) -> Meeting:
    """A meeting whose only topic is concluded, with one line noted and two decided."""
    meeting = held()
    topic = conclude(meeting.topics.get())
    write(meeting, "听取了用地情况的汇报。", kind="noted", lead="", due_on=None, topic=topic.pk)
    write(meeting, "落实50亩用地指标；逐周报告。", helpers=["commerce"], topic=topic.pk)
    write(meeting, "梳理外贸企业名单。", kind="ordered", lead="commerce", due_on=date(2024, 8, 20))
    return meeting


def test_each_decision_becomes_a_matter_quoted_led_and_due(ready, sign, world) -> None:
    meeting = sign(ready)
    first, second = Matter.objects.order_by("pk")
    assert (first.kind, first.title, first.state) == ("directive", "落实50亩用地指标", "assigned")
    assert (first.quote, first.source) == ("落实50亩用地指标；逐周报告。", "2024年第1次主任办公会纪要第2条")
    assert (first.lead, second.lead) == (world.economy, world.commerce)
    roles = dict(first.assignments.values_list("organization__code", "role"))
    assert roles == {"economy": "lead", "commerce": "supporting"}
    assert (first.own_due_on, second.own_due_on) == (date(2024, 9, 11), date(2024, 8, 20))
    assert first.particulars == {"origin": "minutes", "number": "2024年第1次主任办公会"}
    assert (meeting.state, meeting.signed_by.username) == ("signed", "guyuan")


def test_the_matter_and_its_line_lead_to_each_other(ready, sign) -> None:
    sign(ready)
    line = MinuteLine.objects.get(text="梳理外贸企业名单。")
    assert line.matter.minute_lines.get() == line
    assert MinuteLine.objects.get(kind="noted").matter is None


def test_the_signed_text_is_kept_as_it_went_out(ready, sign) -> None:
    text = sign(ready).minutes_text
    assert "2024年8月12日上午，主任顾远主持召开2024年第1次主任办公会。" in text
    assert "（牵头单位：经济发展局；配合单位：商务局；完成时限：2024年9月11日）" in text
    assert "出席：顾远、苏航、姚衡" in text
    assert Matter.objects.first().code not in text


def test_signing_again_does_nothing(ready, sign) -> None:
    sign(ready)
    entries = Entry.objects.count()
    again = sign(ready)
    assert (again.state, Matter.objects.count(), Entry.objects.count()) == ("signed", 2, entries)


def test_who_chairs_or_leads_the_zone_signs_and_nobody_else(ready, sign, room, hechuan, zhoumin) -> None:
    for person in (zhoumin, room.bailu, room.yaoheng, hechuan):
        with pytest.raises(Refusal, match="由主持人或区领导签发"):
            sign(ready, actor=person)
    assert sign(ready, actor=room.suhang).signed_by == room.suhang


def test_who_wrote_a_line_does_not_sign(ready, sign, guyuan) -> None:
    MinuteLine.objects.filter(kind="noted").update(written_by=guyuan)
    with pytest.raises(Refusal, match="须由他人签发"):
        sign(ready)


def test_all_gaps_are_said_at_once_and_nothing_becomes_a_matter(held, write, sign, zhoumin, now) -> None:
    meeting = held("用地", "资金")
    topics.defer_topic(topic=meeting.topics.get(title="资金"), reason="下次再议", actor=zhoumin, now=now)
    write(meeting, "落实用地。", lead="", due_on=None)
    write(meeting, "报送方案。", due_on=date(2024, 8, 1))
    reading.read_text(meeting=meeting, text="会议议定，由商务局报送名单。", actor=zhoumin, now=now)
    with pytest.raises(Obstacles) as refused:
        sign(meeting)
    assert [str(one) for one in refused.value.messages] == [
        "还有 1 条读出的条目没有采纳，也没有不采纳。",
        "议题“用地”没有结论，也没有暂缓。",
        "第 1 条没有牵头单位。",
        "第 1 条没有完成时限。",
        "第 2 条的完成时限 2024-08-01 已经过去。",
    ]
    assert not Matter.objects.exists()
    meeting.refresh_from_db()
    assert meeting.state == "held"


def test_minutes_that_changed_since_they_were_read_are_not_signed(ready, sign, write) -> None:
    ready.refresh_from_db()
    seen = ready.version
    write(ready, "另补一条。", lead="commerce")
    with pytest.raises(Refusal, match="刚刚由他人更改过"):
        sign(ready, version=seen)
    assert not Matter.objects.exists()


def test_a_failure_half_way_leaves_no_matter_and_no_signature(ready, sign, monkeypatch) -> None:
    made = []

    def breaks(**said):
        made.append(said)
        raise RuntimeError

    monkeypatch.setattr(becoming, "assign", breaks)
    with pytest.raises(RuntimeError):
        sign(ready)
    ready.refresh_from_db()
    assert (len(made), Matter.objects.count(), ready.state) == (1, 0, "held")


def test_a_decision_read_from_a_text_is_quoted_with_its_sentence(held, conclude, sign, zhoumin, now) -> None:
    meeting = held()
    conclude(meeting.topics.get())
    sentence = "会议议定，由商务局牵头，于9月底前报送名单。"
    text = reading.read_text(meeting=meeting, text=sentence, actor=zhoumin, now=now)
    reading.accept_line(line=text.lines.get(), actor=zhoumin, now=now)
    sign(meeting)
    matter = Matter.objects.get()
    assert (matter.quote, matter.lead.code, matter.own_due_on) == (
        sentence[:-1],
        "commerce",
        date(2024, 9, 30),
    )


def test_what_is_decided_in_an_invented_meeting_is_an_invented_matter(ready, sign) -> None:
    Meeting.objects.update(is_synthetic=True)
    sign(ready)
    assert set(Matter.objects.values_list("is_synthetic", flat=True)) == {True}


def test_signing_is_one_entry_beside_those_of_the_matters(ready, sign, guyuan) -> None:
    before = Entry.objects.count()
    sign(ready)
    acts = list(Entry.objects.order_by("number").values_list("act", "actor__username"))[before:]
    assert acts[-1] == ("meetings.meeting.signed", "guyuan")
    assert {act for act, _actor in acts[:-1]} == {
        "matters.matter.register",
        "matters.matter.approve",
        "matters.matter.assign",
    }
    assert {actor for _act, actor in acts[:-1]} == {None}


def test_a_limit_named_by_the_meeting_is_the_one_that_runs(ready, sign, now) -> None:
    sign(ready)
    matter = Matter.objects.get(title="梳理外贸企业名单")
    assert matter.due_at.date() - now.date() == timedelta(days=8)
