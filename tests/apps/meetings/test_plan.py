"""Planning a meeting: numbered in its year, by who runs it, chaired as its kind says; changed, called off."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chaotou.core.issues import Refusal
from chaotou.journal.models import Entry
from chaotou.meetings.models import Meeting
from chaotou.meetings.operations import planning


def test_a_meeting_is_the_next_of_its_kind_and_year(plan, guyuan, zhoumin, later) -> None:
    first, second = plan(), plan()
    other, coming = plan("party"), plan(starts_at=later(days=200))
    assert [first.code, second.code] == ["directors-2024-01", "directors-2024-02"]
    assert (other.code, coming.code) == ("party-2024-01", "directors-2025-01")
    assert (first.title, first.english) == ("2024年第1次主任办公会", "Directors' meeting No. 1 of 2024")
    assert (first.chair, first.secretary, first.state) == (guyuan, zhoumin, "planned")


def test_only_who_runs_meetings_of_the_kind_plans_one(plan, linxiao, guyuan, hechuan, room) -> None:
    for person in (linxiao, guyuan, hechuan):
        with pytest.raises(Refusal, match="办会单位的填报、审核岗位"):
            plan(actor=person)
    assert plan(actor=room.bailu).planned_by == room.bailu


def test_a_day_that_is_past_is_refused(plan) -> None:
    with pytest.raises(Refusal, match="2024-08-11 已经过去"):
        plan(days=-1)
    assert not Meeting.objects.exists()


def test_a_kind_the_zone_does_not_have_is_refused(plan) -> None:
    with pytest.raises(Refusal, match="没有“picnic”这类会议"):
        plan("picnic")


def test_the_number_of_a_meeting_called_off_is_not_given_again(plan, zhoumin, now) -> None:
    first = plan()
    planning.cancel_meeting(meeting=first, reason="并入下次会议", actor=zhoumin, now=now)
    first.refresh_from_db()
    assert (first.state, first.reason) == ("cancelled", "并入下次会议")
    assert plan().number == 2


def test_calling_off_asks_for_a_reason(plan, zhoumin, now) -> None:
    with pytest.raises(Refusal, match="请写明取消的理由"):
        planning.cancel_meeting(meeting=plan(), reason=" ", actor=zhoumin, now=now)


def test_time_place_and_chair_are_changed_until_it_is_held(plan, room, zhoumin, now, later) -> None:
    meeting = plan()
    said = {"starts_at": later(days=3), "place": "二号会议室", "chair": "suhang"}
    planning.change_meeting(meeting=meeting, actor=zhoumin, now=now, **said)
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.place, meeting.chair) == (later(days=3), "二号会议室", room.suhang)


def test_who_writes_the_minutes_is_of_the_office(plan, room) -> None:
    assert plan(secretary="bailu").secretary == room.bailu
    with pytest.raises(Refusal, match="苏航不在办会单位的填报或审核岗位上"):
        plan(secretary="suhang")


def test_a_zone_that_kept_its_numbers_elsewhere_goes_on_from_them(plan) -> None:
    assert (plan(number=14).number, plan().number) == (14, 15)
    with pytest.raises(Refusal, match="第 14 次已经有了"):
        plan(number=14)


def test_a_meeting_does_not_move_to_another_year(plan, zhoumin, now, later) -> None:
    with pytest.raises(Refusal, match="不能改到另一年"):
        planning.change_meeting(meeting=plan(), actor=zhoumin, now=now, starts_at=later(days=200))


def test_who_saw_an_earlier_version_is_told_so(plan, zhoumin, now, later) -> None:
    meeting = plan()
    said = {"actor": zhoumin, "now": now, "starts_at": later(days=3)}
    planning.change_meeting(meeting=meeting, version=1, **said)
    with pytest.raises(Refusal, match="刚刚由他人更改过"):
        planning.change_meeting(meeting=meeting, version=1, **said)


def test_a_zone_lives_in_its_own_day_after_its_year(plan, now) -> None:
    """The demonstration's year is 2024, its day 2024-08-20: years later it is still that day there."""
    years_later = now.replace(year=2027)
    meeting = plan(now=years_later, starts_at=now + timedelta(days=14))
    assert meeting.planned_at.date().isoformat() == "2024-08-20"
    assert Entry.objects.latest("number").at == years_later


def test_planning_is_journaled(plan, zhoumin) -> None:
    meeting = plan()
    entry = Entry.objects.get()
    assert (entry.actor, entry.act, entry.target) == (
        zhoumin,
        "meetings.meeting.planned",
        f"meetings.meeting:{meeting.code}",
    )
    assert entry.after["chair"] == "guyuan"
