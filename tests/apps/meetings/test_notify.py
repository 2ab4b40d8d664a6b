"""Giving notice reaches who is expected: in the application and by mail, when called, changed, called off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from chaotou.matters.models import MOST_TRIES, Delivery, Notice
from chaotou.matters.operations.sending import send_notices
from chaotou.matters.queries.notices import new_count, notices
from chaotou.meetings.models import Attendance
from chaotou.meetings.operations import attending, planning
from chaotou.organization.models import Person

EXPECTED = {"guyuan", "suhang", "wenlan", "yaoheng", "bailu"}


@pytest.fixture
def by_mail(settings) -> None:
    settings.EMAIL_HOST = "mail.zone.example"
    for person in Person.objects.all():
        person.email = f"{person.username}@zone.example"
        person.save()


def told(about: str) -> set[str]:
    rows = Delivery.objects.filter(notice__rule=about).values_list("person__username", flat=True)
    return set(rows)


def posted(to: Iterable[str]) -> list[str]:
    return sorted(f"{name}@zone.example" for name in to)


def test_whoever_is_expected_sees_the_notice_and_nobody_else(plan, call, guyuan, hechuan) -> None:
    meeting = call(plan(place="二号会议室"))
    assert told("meeting_called") == EXPECTED
    (line,) = notices(guyuan)
    assert (line.name.chinese, line.place, line.is_new) == (meeting.title, "二号会议室", True)
    assert (line.begins_at, line.address) == (meeting.starts_at, f"/meetings/{meeting.code}/")
    assert new_count(hechuan) == 0


def test_the_notice_is_mailed_once_with_time_and_place(plan, call, by_mail, now) -> None:
    meeting = call(plan(place="二号会议室"), "征收补偿")
    assert send_notices(now=now).messages == len(EXPECTED)
    assert send_notices(now=now).messages == 0
    assert sorted(sent.to[0] for sent in mail.outbox) == posted(EXPECTED)
    begins = timezone.localtime(meeting.starts_at).strftime("%Y-%m-%d %H:%M")
    for sent in mail.outbox:
        assert sent.subject == "潮头提醒：会议通知"
        assert sent.body == f"【会议通知】{meeting.title}（{begins}，二号会议室）"
        assert "征收" not in sent.body


def test_a_notice_given_at_night_waits_for_the_morning(plan, propose, zhoumin, by_mail, now) -> None:
    from chaotou.meetings.operations.topics import accept_topic

    meeting = plan()
    accept_topic(topic=propose(meeting), actor=zhoumin, now=now)
    night = timezone.localtime(now).replace(hour=23)
    planning.call_meeting(meeting=meeting, actor=zhoumin, now=night)
    assert send_notices(now=night).messages == 0
    assert send_notices(now=_morning_after(night)).messages == len(EXPECTED)


def _morning_after(night: datetime) -> datetime:
    return (night + timedelta(days=1)).replace(hour=9)


def test_who_is_called_in_later_is_told_alone(plan, call, hechuan, zhoumin, now) -> None:
    meeting = call(plan())
    Delivery.objects.all().delete()
    attending.call_in(meeting=meeting, person="hechuan", actor=zhoumin, now=now)
    assert told("meeting_called") == {"hechuan"}


def test_a_change_is_told_anew_and_none_tells_nobody(plan, call, guyuan, zhoumin, now, later) -> None:
    meeting = call(plan())
    said = {"actor": zhoumin, "now": now}
    planning.change_meeting(meeting=meeting, starts_at=meeting.starts_at, **said)
    assert told("meeting_changed") == set()
    for place in ("一号楼", "二号楼"):
        planning.change_meeting(meeting=meeting, starts_at=later(days=3), place=place, **said)
    assert told("meeting_changed") == EXPECTED
    assert [line.place for line in notices(guyuan)] == ["二号楼", ""]
    waiting = Delivery.objects.filter(sent_at=None).values_list("notice__rule", flat=True)
    assert set(waiting) == {"meeting_changed"}


def test_who_is_excused_is_not_told_that_it_is_called_off(plan, call, room, zhoumin, now) -> None:
    meeting = call(plan())
    seat = Attendance.objects.get(meeting=meeting, person=room.suhang)
    attending.excuse(attendance=seat, reason="出差", actor=room.suhang, now=now)
    planning.cancel_meeting(meeting=meeting, reason="并入下次", actor=zhoumin, now=now)
    assert told("meeting_cancelled") == EXPECTED - {"suhang"}


def test_calling_off_what_was_not_yet_called_tells_nobody(plan, zhoumin, now) -> None:
    planning.cancel_meeting(meeting=plan(), reason="并入下次", actor=zhoumin, now=now)
    assert not Notice.objects.exists()


def test_of_a_meeting_that_has_begun_nobody_is_told_any_more(plan, call, by_mail, later) -> None:
    call(plan(days=2))
    assert send_notices(now=later(days=3)).messages == 0


def test_the_robot_of_an_organization_tells_of_it_too(plan, call, robots, now) -> None:
    meeting = call(plan())
    send_notices(now=now, robots={"economy": "wecombot://key"})
    assert [meeting.title in body for body in robots.bodies] == [True]


def test_the_office_sees_whom_no_mail_reached(
    plan, call, by_mail, zhoumin, guyuan, signed_in, now, monkeypatch
) -> None:
    def refused(_title: str, _body: str, _sender: str, to: list[str]) -> None:
        if to == ["suhang@zone.example"]:
            raise ConnectionRefusedError("refused")

    monkeypatch.setattr("chaotou.matters.operations.sending.send_mail", refused)
    address = f"/meetings/{call(plan()).code}/"
    for _ in range(MOST_TRIES):
        send_notices(now=now)
    assert signed_in(zhoumin).get(address).content.decode().count("邮件未送达") == 1
    assert "邮件未送达" not in signed_in(guyuan).get(address).content.decode()


def test_the_robot_tells_again_of_a_change_and_not_of_who_comes_later(
    plan, call, room, zhoumin, hechuan, robots, now
) -> None:
    meeting = call(plan())
    said = {"actor": zhoumin, "now": now}
    for act in (
        lambda: None,
        lambda: attending.call_in(meeting=meeting, person="linxiao", **said),
        lambda: planning.change_meeting(meeting=meeting, starts_at=meeting.starts_at, place="一号楼", **said),
        lambda: planning.change_meeting(meeting=meeting, starts_at=meeting.starts_at, place="二号楼", **said),
    ):
        act()
        send_notices(now=now, robots={"economy": "wecombot://key"})
    assert [body[1:5] for body in robots.bodies] == ["会议通知", "会议变更", "会议变更"]


def test_the_notices_page_leads_to_the_meeting(plan, call, guyuan, signed_in) -> None:
    meeting = call(plan(place="二号会议室"))
    page = signed_in(guyuan).get("/matters/notices/").content.decode()
    for word in (f'href="/meetings/{meeting.code}/"', meeting.title, "会议通知", "二号会议室"):
        assert word in page
