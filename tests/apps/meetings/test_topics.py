"""Topics: brought by any body, late after their day, screened with reasons, put in order."""

from __future__ import annotations

from datetime import date

import pytest

from chaotou.core.issues import Missing, Obstacles, Refusal
from chaotou.journal.models import Entry
from chaotou.meetings.models import Topic
from chaotou.meetings.operations import planning, topics
from chaotou.projects.models import Project, Review


def test_any_body_brings_a_topic_for_itself(plan, propose, hechuan, linxiao, world) -> None:
    meeting = plan()
    mine = propose(meeting, draft="请同意先行安排 50 亩。", kind="personnel", minutes=20)
    theirs = propose(meeting, "外贸形势", actor=hechuan, organization="commerce")
    assert (mine.organization, mine.minutes, mine.state) == (world.economy, 20, "proposed")
    assert (theirs.organization, theirs.minutes, theirs.order) == (world.commerce, 15, 2)
    assert Entry.objects.latest("number").act == "meetings.topic.proposed"


def test_nobody_brings_a_topic_for_others(plan, propose, shenjie) -> None:
    with pytest.raises(Refusal, match="不能以“commerce”的名义"):
        propose(plan(), organization="commerce")
    with pytest.raises(Refusal, match="不能以“committee”的名义"):
        propose(plan(), organization="committee", actor=shenjie)


def test_all_that_is_wrong_with_a_topic_is_said_at_once(plan, propose) -> None:
    with pytest.raises(Obstacles) as refused:
        propose(plan(), " ", kind="gossip", minutes=999)
    assert [str(one) for one in refused.value.messages] == [
        "请写明议题。",
        "没有“gossip”这类议题。",
        "时长在 1 至 480 分钟之间。",
    ]
    assert not Topic.objects.exists()


def test_a_topic_after_its_day_is_late_and_still_comes(plan, propose) -> None:
    """From Monday 12 August, three working days before: a meeting on the 15th takes topics until the 12th."""
    on_time, late = propose(plan(days=3)), propose(plan(days=2))
    assert (on_time.is_late, late.is_late) == (False, True)


def test_topics_come_until_the_meeting_is_held(held, propose) -> None:
    with pytest.raises(Refusal, match="会议已经召开"):
        propose(held())


def test_the_office_lets_topics_in_or_not_with_a_reason(plan, propose, zhoumin, now) -> None:
    meeting = plan()
    first, second, third = (propose(meeting, title) for title in ("甲", "乙", "丙"))
    who = {"actor": zhoumin, "now": now}
    topics.accept_topic(topic=first, minutes=30, **who)
    topics.refuse_topic(topic=second, reason="没有拟办意见的", **who)
    topics.defer_topic(topic=third, reason="等部门协调一致", **who)
    found = list(Topic.objects.values_list("state", "minutes", "reason"))
    assert found == [
        ("accepted", 30, ""),
        ("refused", 15, "没有拟办意见的"),
        ("deferred", 15, "等部门协调一致"),
    ]


@pytest.mark.parametrize("act", [topics.refuse_topic, topics.defer_topic])
def test_who_does_not_let_a_topic_in_says_why(plan, propose, zhoumin, now, act) -> None:
    with pytest.raises(Refusal, match="请写明理由"):
        act(topic=propose(plan()), reason="", actor=zhoumin, now=now)


def test_who_brings_a_topic_does_not_let_it_in(plan, propose, linxiao, now) -> None:
    with pytest.raises(Refusal, match="办会单位"):
        topics.accept_topic(topic=propose(plan()), actor=linxiao, now=now)


def test_a_concluded_topic_is_not_screened_again(held, conclude, zhoumin, now) -> None:
    topic = conclude(held().topics.get())
    with pytest.raises(Refusal, match="已经作了结论"):
        topics.defer_topic(topic=topic, reason="再议", actor=zhoumin, now=now)


def test_the_agenda_is_put_in_order_and_the_others_follow(plan, propose, zhoumin, now) -> None:
    meeting = plan()
    made = [propose(meeting, title) for title in ("甲", "乙", "丙")]
    order = [made[2].pk, made[0].pk]
    topics.order_agenda(meeting=meeting, order=order, actor=zhoumin, now=now)
    assert list(meeting.topics.values_list("title", flat=True)) == ["丙", "甲", "乙"]
    entry = Entry.objects.latest("number")
    assert (entry.before, entry.after) == ({"topics": ["甲", "乙", "丙"]}, {"topics": ["丙", "甲", "乙"]})


def _reviews(world, linxiao, now, *names: str) -> list[Review]:
    made = []
    for number, name in enumerate(names, 1):
        said = {"stage": "review", "stage_since_on": date(2024, 8, 1), "organization": world.economy}
        project = Project.objects.create(code=f"P2024-{number:04d}", name=name, registered_at=now, **said)
        row = {"batch": "第15批", "meets_on": date(2024, 8, 27), "sheet": "industry_sheet"}
        made.append(Review.objects.create(project=project, put_forward_by=linxiao, put_forward_at=now, **row))
    return made


def test_a_batch_of_reviews_comes_whole_and_once(plan, world, linxiao, zhoumin, now) -> None:
    meeting = plan("review")
    made = _reviews(world, linxiao, now, "甲项目", "乙项目")
    for _again in range(2):
        topics.bring_batch(meeting=meeting, batch="第15批", actor=zhoumin, now=now)
    found = list(meeting.topics.order_by("order"))
    assert [(topic.title, topic.state, topic.review) for topic in found] == [
        ("甲项目", "accepted", made[0]),
        ("乙项目", "accepted", made[1]),
    ]
    assert found[0].organization == world.economy


def test_a_batch_that_is_not_there_and_a_meeting_that_reviews_none(plan, zhoumin, now) -> None:
    with pytest.raises(Missing, match="没有评审批次“第99批”"):
        topics.bring_batch(meeting=plan("review"), batch="第99批", actor=zhoumin, now=now)
    with pytest.raises(Refusal, match="不评审项目"):
        topics.bring_batch(meeting=plan(), batch="第15批", actor=zhoumin, now=now)


def test_nothing_is_brought_before_a_meeting_called_off(plan, propose, zhoumin, now) -> None:
    meeting = plan()
    planning.cancel_meeting(meeting=meeting, reason="不开了", actor=zhoumin, now=now)
    with pytest.raises(Refusal, match="会议已经取消"):
        propose(meeting)
