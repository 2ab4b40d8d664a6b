"""Who is expected, comes, is excused or called in; a meeting opens with enough members on its day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chaotou.core.issues import Obstacles, Refusal
from chaotou.journal.models import Entry
from chaotou.meetings.models import Attendance
from chaotou.meetings.operations import attending, planning
from chaotou.organization.models import Post


def said(refused) -> list[str]:
    return [str(message) for message in refused.value.messages]


def test_the_notice_expects_whoever_holds_the_posts(plan, call) -> None:
    meeting = call(plan())
    seats = [(seat.person.username, seat.seat, seat.hall, seat.state) for seat in meeting.attendances.all()]
    members = [(name, "member", "main", "expected") for name in ("guyuan", "suhang", "wenlan", "yaoheng")]
    assert seats == [*members, ("bailu", "sits_in", "main", "expected")]
    assert (meeting.state, meeting.called_at is not None) == ("called", True)


def test_a_vacant_post_is_expected_of_nobody(plan, call, room) -> None:
    Post.objects.filter(person=room.wenlan).update(person=None)
    assert call(plan()).attendances.filter(seat="member").count() == 3


def test_no_notice_goes_out_before_topics_are_screened(plan, propose, zhoumin, now) -> None:
    meeting = plan()
    propose(meeting, "用地保障")
    with pytest.raises(Obstacles) as refused:
        planning.call_meeting(meeting=meeting, actor=zhoumin, now=now)
    assert said(refused) == ["还没有上会的议题。", "议题“用地保障”还没有审定是否上会。"]


def test_a_meeting_is_called_once(plan, call, zhoumin, now) -> None:
    meeting = call(plan())
    with pytest.raises(Refusal, match="会议还没有召开"):
        planning.call_meeting(meeting=meeting, actor=zhoumin, now=now)


def test_a_member_excuses_themselves_with_a_reason_and_nobody_else_does(
    plan, call, room, hechuan, now
) -> None:
    seat = call(plan()).attendances.get(person=room.suhang)
    with pytest.raises(Refusal, match="请写明请假事由"):
        attending.excuse(attendance=seat, reason="", actor=room.suhang, now=now)
    with pytest.raises(Refusal, match="办会单位"):
        attending.excuse(attendance=seat, reason="出差", actor=hechuan, now=now)
    attending.excuse(attendance=seat, reason="出差", actor=room.suhang, now=now)
    seat.refresh_from_db()
    assert (seat.state, seat.reason) == ("excused", "出差")


def test_attendance_is_marked_in_a_hall_of_the_kind(plan, call, room, zhoumin, now) -> None:
    seat = call(plan()).attendances.get(person=room.yaoheng)
    mark = {"attendance": seat, "actor": zhoumin, "now": now}
    attending.mark_attendance(state="present", hall="branch", **mark)
    seat.refresh_from_db()
    assert (seat.state, seat.hall) == ("present", "branch")
    for wrong, says in (
        ({"state": "present", "hall": "garden"}, "没有会场“garden”"),
        ({"state": "asleep"}, "请从列表中选择"),
        ({"state": "excused"}, "姚衡请假，请写明事由"),
    ):
        with pytest.raises(Refusal, match=says):
            attending.mark_attendance(**mark, **wrong)


def test_somebody_is_called_in_for_a_topic_only_once(plan, call, hechuan, zhoumin, now) -> None:
    meeting = call(plan())
    topic = meeting.topics.get()
    who = {"meeting": meeting, "person": "hechuan", "actor": zhoumin, "now": now}
    seat = attending.call_in(topics=[topic.pk], **who)
    assert (seat.seat, list(seat.topics.all())) == ("sits_in", [topic])
    with pytest.raises(Refusal, match="何川已经在参会名单里"):
        attending.call_in(**who)


def test_nobody_without_a_post_is_called_in(plan, call, zhoumin, shenjie, now) -> None:
    meeting = call(plan())
    for name in ("nobody", "shenjie"):
        with pytest.raises(Refusal, match=f"没有在岗的账号“{name}”"):
            attending.call_in(meeting=meeting, person=name, actor=zhoumin, now=now)


def test_a_meeting_opens_with_more_than_half_of_its_members(
    plan, call, come, guyuan, room, zhoumin, now
) -> None:
    meeting = call(plan(days=0, starts_at=now + timedelta(hours=1)))
    come(meeting, guyuan, room.suhang)
    with pytest.raises(Obstacles) as refused:
        planning.open_meeting(meeting=meeting, actor=zhoumin, now=now)
    assert said(refused) == ["应到 4 人，实到 2 人，不足法定的 3 人。"]
    come(meeting, room.yaoheng)
    planning.open_meeting(meeting=meeting, actor=zhoumin, now=now)
    meeting.refresh_from_db()
    assert meeting.state == "held"
    assert Entry.objects.latest("number").after["present"] == 3


def test_who_only_sits_in_does_not_make_a_quorum(plan, call, come, guyuan, room, zhoumin, now) -> None:
    meeting = call(plan(days=0, starts_at=now + timedelta(hours=1)))
    come(meeting, guyuan, room.suhang, room.bailu)
    with pytest.raises(Obstacles, match="实到 2 人"):
        planning.open_meeting(meeting=meeting, actor=zhoumin, now=now)


def test_a_meeting_does_not_open_before_its_day(plan, call, come, guyuan, room, zhoumin, now) -> None:
    meeting = call(plan())
    come(meeting, guyuan, room.suhang, room.yaoheng)
    with pytest.raises(Obstacles, match="还没有到开会的日子 2024-08-26"):
        planning.open_meeting(meeting=meeting, actor=zhoumin, now=now)


def test_attendance_is_taken_after_the_notice_only(plan, zhoumin, now) -> None:
    meeting = plan()
    with pytest.raises(Refusal, match="会议还没有通知"):
        attending.call_in(meeting=meeting, person="guyuan", actor=zhoumin, now=now)
    assert not Attendance.objects.exists()
