"""Votes and conclusions: who is there and does not stand aside votes; enough of them carry a topic."""

from __future__ import annotations

from datetime import date

import pytest

from chaotou.core.issues import Obstacles, Refusal
from chaotou.meetings.models import Attendance, Ballot
from chaotou.meetings.operations import attending, deciding, planning, topics
from chaotou.projects.models import Project, Review


@pytest.fixture
def vote(zhoumin, now):
    def voted(topic, person, how="for", **said):
        seat = Attendance.objects.get(meeting=topic.meeting, person=person)
        who = {"actor": zhoumin, "now": now, **said}
        return deciding.record_vote(topic=topic, attendance=seat, vote=how, **who)

    return voted


@pytest.fixture
def aside(zhoumin, now):
    def recused(topic, person, reason="亲属在这家企业任职", **said):
        seat = Attendance.objects.get(meeting=topic.meeting, person=person)
        who = {"actor": zhoumin, "now": now, **said}
        return attending.recuse(topic=topic, attendance=seat, reason=reason, **who)

    return recused


def test_a_topic_is_carried_by_more_than_half_of_its_members(held, vote, conclude, guyuan, room) -> None:
    topic = held(kind="party").topics.get()
    for person in (guyuan, room.suhang, room.yaoheng):
        vote(topic, person)
    assert conclude(topic).passed is True


def test_a_vote_against_counts_and_may_be_recorded_anew(held, vote, conclude, guyuan, room) -> None:
    topic = held(kind="party").topics.get()
    for person, how in ((guyuan, "for"), (room.suhang, "for"), (room.yaoheng, "against")):
        vote(topic, person, how)
    assert conclude(topic, "再议。").passed is False
    assert Ballot.objects.count() == 3


def test_a_topic_is_not_concluded_before_all_who_are_there_voted(held, vote, conclude, guyuan) -> None:
    topic = held(kind="party").topics.get()
    vote(topic, guyuan)
    with pytest.raises(Obstacles) as refused:
        conclude(topic, " ")
    assert [str(one) for one in refused.value.messages] == ["请写明结论。", "还有 2 名到会成员没有表决。"]


def test_who_is_not_there_or_only_sits_in_has_no_vote(held, vote, room, zhoumin, now) -> None:
    meeting = held(kind="party")
    topic = meeting.topics.get()
    with pytest.raises(Refusal, match="温澜没有到会"):
        vote(topic, room.wenlan)
    attending.call_in(meeting=meeting, person="bailu", actor=zhoumin, now=now)
    with pytest.raises(Refusal, match="列席人员不参加表决"):
        vote(topic, room.bailu)
    with pytest.raises(Refusal, match="请表决"):
        vote(topic, room.suhang, "maybe")


def test_who_stands_aside_is_not_counted_and_what_they_voted_no_longer_is(
    held, vote, aside, conclude, guyuan, room
) -> None:
    topic = held(kind="party").topics.get()
    vote(topic, room.yaoheng, "against")
    aside(topic, room.yaoheng)
    for person in (guyuan, room.suhang):
        vote(topic, person)
    concluded = conclude(topic)
    assert concluded.passed is True  # 2 of the 3 who may decide
    assert Ballot.objects.get(vote="recused").reason == "亲属在这家企业任职"


def test_standing_aside_asks_for_a_reason_and_may_break_the_quorum(
    held, aside, conclude, guyuan, room
) -> None:
    topic = held().topics.get()
    with pytest.raises(Refusal, match="请写明回避的理由"):
        aside(topic, guyuan, " ", actor=guyuan)
    aside(topic, guyuan, actor=guyuan)
    aside(topic, room.suhang)
    with pytest.raises(Obstacles, match="应到 2 人，实到 1 人，不足法定的 2 人"):
        conclude(topic)


def test_nobody_says_of_another_that_they_stand_aside(held, aside, guyuan, room) -> None:
    with pytest.raises(Refusal, match="办会单位"):
        aside(held().topics.get(), guyuan, actor=room.suhang)


def test_a_stricter_quorum_holds_for_its_kind_of_topic(
    plan, call, come, propose, conclude, zhoumin, guyuan, room, now, later
) -> None:
    meeting = plan(days=0, starts_at=later(hours=1))
    personnel = propose(meeting, "任免", kind="personnel")
    topics.accept_topic(topic=personnel, actor=zhoumin, now=now)
    call(meeting, "用地")
    come(meeting, guyuan, room.suhang, room.yaoheng)
    planning.open_meeting(meeting=meeting, actor=zhoumin, now=now)
    assert conclude(meeting.topics.get(title="用地")).state == "concluded"
    with pytest.raises(Obstacles, match="应到 4 人，实到 3 人，不足法定的 4 人"):
        conclude(personnel)
    come(meeting, room.wenlan)
    assert conclude(personnel).state == "concluded"


def test_where_the_chair_concludes_nobody_votes(held, vote, conclude, guyuan) -> None:
    topic = held().topics.get()
    with pytest.raises(Refusal, match="由主持人归纳结论"):
        vote(topic, guyuan)
    assert conclude(topic).passed is None


def test_a_conclusion_may_be_worded_anew_until_the_minutes_are_signed(held, conclude) -> None:
    topic = conclude(held().topics.get())
    assert conclude(topic, "同意，先行安排 50 亩。").conclusion == "同意，先行安排 50 亩。"


def test_only_the_office_records_conclusions(held, room, now) -> None:
    with pytest.raises(Refusal, match="办会单位"):
        deciding.conclude_topic(topic=held().topics.get(), conclusion="同意", actor=room.suhang, now=now)


def test_a_project_under_review_is_concluded_by_its_review(
    plan, come, conclude, world, linxiao, guyuan, room, zhoumin, now, later
) -> None:
    said = {"stage": "review", "stage_since_on": date(2024, 8, 1), "organization": world.economy}
    project = Project.objects.create(code="P2024-0001", name="甲项目", registered_at=now, **said)
    row = {"batch": "第15批", "meets_on": date(2024, 8, 12), "sheet": "industry_sheet"}
    review = Review.objects.create(project=project, put_forward_by=linxiao, put_forward_at=now, **row)
    meeting = plan("review", days=0, starts_at=later(hours=1))
    topics.bring_batch(meeting=meeting, batch="第15批", actor=zhoumin, now=now)
    planning.call_meeting(meeting=meeting, actor=zhoumin, now=now)
    come(meeting, guyuan)
    planning.open_meeting(meeting=meeting, actor=zhoumin, now=now)
    topic = meeting.topics.get()
    with pytest.raises(Obstacles, match="请先在项目评审里作出"):
        conclude(topic, "同意")
    review.outcome, review.reason = "conditional", "环境容量须先落实"
    review.save()
    concluded = conclude(topic, "")
    assert (concluded.passed, concluded.conclusion) == (True, "附条件通过：环境容量须先落实")
