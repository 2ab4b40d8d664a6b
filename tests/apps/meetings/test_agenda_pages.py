"""Topics, papers, times, who is there and how they vote, in the pages of a meeting."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chaotou.meetings.models import Attendance
from chaotou.meetings.operations import papers
from chaotou.organization.models import Person, Post

from .conftest import shown


@pytest.fixture
def with_paper(plan, propose, paper, linxiao, now):
    topic = propose(plan())
    return papers.add_paper(topic=topic, file=paper(), actor=linxiao, now=now)


def test_papers_are_for_who_attends_brings_or_runs(
    with_paper, signed_in, room, linxiao, zhoumin, guyuan, hechuan
) -> None:
    address = f"/meetings/{with_paper.topic.meeting.code}/papers/{with_paper.pk}/"
    for person in (room.suhang, room.yaoheng, guyuan, linxiao, zhoumin):
        answer = signed_in(person).get(address)
        assert answer.status_code == 200, person
        assert "attachment" in answer["Content-Disposition"]
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert signed_in(hechuan).get(address).status_code == 404


def test_who_oversees_sees_the_agenda_but_no_papers(with_paper, signed_in, world, office_reviewer) -> None:
    code = with_paper.topic.meeting.code
    client = signed_in(office_reviewer)
    page = client.get(f"/meetings/{code}/")
    assert "用地保障" in shown(page)
    assert "材料.pdf" not in shown(page)
    assert client.get(f"/meetings/{code}/papers/{with_paper.pk}/").status_code == 404


@pytest.fixture
def office_reviewer(world):
    """A reviewer of another bureau: oversees the zone, attends nothing."""

    person = Person.objects.create(username="qiaomu", name="乔木", organization=world.commerce)
    Post.objects.create(
        code="qiaomu_post", organization=world.commerce, title="审核", duty="reviews", person=person
    )
    return person


def test_who_is_called_in_for_a_topic_sees_that_topic(plan, call, signed_in, hechuan, zhoumin, now) -> None:
    meeting = call(plan(), "用地保障", "资金安排")
    topic = meeting.topics.get(title="用地保障")
    said = {"person": "hechuan", "topics": [topic.pk]}
    assert signed_in(zhoumin).post(f"/meetings/{meeting.code}/call-in/", said).status_code == 302
    page = shown(signed_in(hechuan).get(f"/meetings/{meeting.code}/"))
    assert "用地保障" in page
    assert "资金安排" not in page


def test_the_agenda_has_times_and_is_put_in_order_by_buttons(plan, call, signed_in, zhoumin) -> None:
    meeting = call(plan(), "甲", "乙")
    client = signed_in(zhoumin)
    page = shown(client.get(f"/meetings/{meeting.code}/"))
    assert page.index("甲") < page.index("乙")
    assert "09:30—09:45" in page
    assert "09:45—10:00" in page
    up = {"up": meeting.topics.get(title="乙").pk}
    assert client.post(f"/meetings/{meeting.code}/order/", up).status_code == 302
    assert list(meeting.topics.values_list("title", flat=True)) == ["乙", "甲"]


def test_a_button_says_all_that_stands_in_its_way(plan, propose, signed_in, zhoumin) -> None:
    meeting = plan()
    propose(meeting, "用地保障")
    page = signed_in(zhoumin).post(f"/meetings/{meeting.code}/call/", follow=True)
    assert "还没有上会的议题。" in shown(page)
    assert "议题“用地保障”还没有审定是否上会。" in shown(page)


def test_attendance_is_taken_in_one_table(plan, call, signed_in, zhoumin, room, guyuan) -> None:
    meeting = call(plan())
    seats = {seat.person: seat.pk for seat in meeting.attendances.select_related("person")}
    client = signed_in(zhoumin)
    said = {}
    for seat in meeting.attendances.all():
        said |= {f"state_{seat.pk}": "expected", f"hall_{seat.pk}": "main", f"reason_{seat.pk}": ""}
    said |= {f"state_{seats[guyuan]}": "present", f"state_{seats[room.suhang]}": "excused"}
    address = f"/meetings/{meeting.code}/attendance/"
    refused = client.post(address, said)
    assert refused.status_code == 422
    assert "苏航请假，请写明事由" in shown(refused)
    assert not Attendance.objects.filter(state="present").exists()
    said[f"reason_{seats[room.suhang]}"] = "出差"
    assert client.post(address, said).status_code == 302
    found = dict(meeting.attendances.values_list("person__username", "state"))
    assert found == {
        "guyuan": "present",
        "suhang": "excused",
        "wenlan": "expected",
        "yaoheng": "expected",
        "bailu": "expected",
    }


def test_a_member_asks_to_be_excused_for_themselves_alone(plan, call, signed_in, room) -> None:
    meeting = call(plan())
    mine, other = (meeting.attendances.get(person=person) for person in (room.suhang, room.wenlan))
    client = signed_in(room.suhang)
    assert "我要请假" in shown(client.get(f"/meetings/{meeting.code}/"))
    assert (
        client.post(f"/meetings/{meeting.code}/attendance/{other.pk}/excuse/", {"reason": "出差"}).status_code
        == 403
    )
    assert (
        client.post(f"/meetings/{meeting.code}/attendance/{mine.pk}/excuse/", {"reason": "出差"}).status_code
        == 302
    )
    mine.refresh_from_db()
    assert mine.state == "excused"


def test_votes_are_recorded_together_and_carry_the_topic(held, signed_in, zhoumin) -> None:
    meeting = held(kind="party")
    topic = meeting.topics.get()
    client = signed_in(zhoumin)
    there = meeting.attendances.filter(state="present")
    client.post(
        f"/meetings/{meeting.code}/topics/{topic.pk}/votes/", {f"vote_{seat.pk}": "for" for seat in there}
    )
    client.post(f"/meetings/{meeting.code}/topics/{topic.pk}/conclude/", {"conclusion": "原则同意。"})
    topic.refresh_from_db()
    assert (topic.state, topic.passed, topic.ballots.count()) == ("concluded", True, 3)
    assert "通过" in shown(client.get(f"/meetings/{meeting.code}/topics/{topic.pk}/"))


def test_late_topics_and_late_notice_are_marked(plan, call, signed_in, zhoumin, now) -> None:
    meeting = call(plan(days=0, starts_at=now + timedelta(hours=2)))
    page = shown(signed_in(zhoumin).get(f"/meetings/{meeting.code}/"))
    assert "逾期提出" in page
    assert "晚于规定" in page
