"""Pages of meetings: who sees what, each act by its page, nothing typed lost, in both languages."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chaotou.formats.reading import read_document
from chaotou.matters.models import Matter
from chaotou.matters.operations.assigning import sign_for
from chaotou.matters.operations.reporting import report
from chaotou.meetings.models import Attendance, Meeting, MinuteLine, Topic
from chaotou.meetings.operations import papers, reading, signing, topics
from chaotou.organization.models import Person, Post

TEXT = "会议议定，由商务局牵头，于9月底前报送名单。\n"


def shown(response) -> str:
    """The page's words, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def signed(held, conclude, write, guyuan, now) -> Meeting:
    meeting = held()
    conclude(meeting.topics.get())
    write(meeting, "落实50亩用地指标。", topic=meeting.topics.get().pk)
    return signing.sign_minutes(meeting=meeting, actor=guyuan, now=now)


def test_everybody_with_a_post_sees_when_meetings_are_and_brings_topics(plan, signed_in, hechuan) -> None:
    meeting = plan()
    page = signed_in(hechuan).get("/meetings/")
    assert "2024年第1次主任办公会" in shown(page)
    assert f'href="/meetings/{meeting.code}/"' not in page.content.decode()
    assert f'href="/meetings/{meeting.code}/topics/new/"' in page.content.decode()


def test_who_administers_accounts_sees_no_meetings(plan, signed_in, shenjie) -> None:
    meeting = plan()
    client = signed_in(shenjie)
    assert client.get("/meetings/").status_code == 403
    assert client.get(f"/meetings/{meeting.code}/").status_code == 404


def test_a_meeting_is_planned_in_the_page(signed_in, zhoumin, room) -> None:
    client = signed_in(zhoumin)
    assert client.get("/meetings/new/directors/").status_code == 200
    answer = client.post("/meetings/new/directors/", {"starts_at": "2030-01-07T09:00", "place": "一号会议室"})
    assert answer["Location"] == "/meetings/directors-2030-01/"
    assert Meeting.objects.get().place == "一号会议室"


def test_what_is_typed_wrong_is_said_and_kept(signed_in, zhoumin, room) -> None:
    answer = signed_in(zhoumin).post(
        "/meetings/new/directors/", {"starts_at": "2020-01-07T09:00", "place": "一号会议室"}
    )
    assert answer.status_code == 422
    assert "已经过去" in shown(answer)
    assert "一号会议室" in answer.content.decode()


def test_only_who_runs_meetings_opens_its_pages(plan, signed_in, hechuan, linxiao) -> None:
    meeting = plan()
    for person in (hechuan, linxiao):
        client = signed_in(person)
        assert client.get("/meetings/new/directors/").status_code == 403
        assert client.get(f"/meetings/{meeting.code}/").status_code == 404
        for page in ("change", "attendance", "minutes", "minutes/preview", "minutes.docx"):
            assert client.get(
                f"/meetings/{meeting.code}/{page.rstrip('/')}" + ("" if "." in page else "/")
            ).status_code in (403, 404)


def test_a_topic_is_brought_and_found_again_by_its_body_alone(plan, signed_in, linxiao, hechuan) -> None:
    meeting = plan()
    client = signed_in(linxiao)
    said = {"organization": "economy", "title": "用地保障", "minutes": "15", "draft": "请同意。", "kind": ""}
    answer = client.post(f"/meetings/{meeting.code}/topics/new/", said)
    assert answer["Location"] == "/meetings/topics/"
    topic = Topic.objects.get()
    assert "用地保障" in shown(client.get("/meetings/topics/"))
    assert "请同意。" in shown(client.get(f"/meetings/{meeting.code}/topics/{topic.pk}/"))
    assert "用地保障" in shown(client.get(f"/meetings/{meeting.code}/"))
    other = signed_in(hechuan)
    assert "用地保障" not in shown(other.get("/meetings/topics/"))
    assert other.get(f"/meetings/{meeting.code}/topics/{topic.pk}/").status_code == 404


def test_who_brought_a_topic_sees_no_other(plan, propose, signed_in, linxiao, hechuan) -> None:
    meeting = plan()
    propose(meeting, "用地保障")
    theirs = propose(meeting, "外贸形势", actor=hechuan, organization="commerce")
    page = shown(signed_in(linxiao).get(f"/meetings/{meeting.code}/"))
    assert "用地保障" in page
    assert "外贸形势" not in page
    assert signed_in(linxiao).get(f"/meetings/{meeting.code}/topics/{theirs.pk}/").status_code == 404


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


def test_lines_are_typed_one_after_another(held, signed_in, zhoumin) -> None:
    meeting = held()
    client, address = signed_in(zhoumin), f"/meetings/{meeting.code}/minutes/"
    said = {
        "kind": "decided",
        "text": "落实用地。",
        "lead": "经济发展局",
        "helpers": "商务局、管委会",
        "due_on": "2024-09-30",
        "topic": "",
    }
    answer = client.post(address, said)
    assert answer["Location"] == f"{address}?kind=decided#write"
    line = MinuteLine.objects.get()
    assert (line.lead.code, sorted(body.code for body in line.helpers.all())) == (
        "economy",
        ["commerce", "committee"],
    )
    assert "第 2 条" in shown(client.get(address))


def test_a_name_nobody_has_is_answered_with_the_nearest_and_what_was_typed_stays(
    held, signed_in, zhoumin
) -> None:
    meeting = held()
    said = {"kind": "decided", "text": "落实用地。", "lead": "经济发展居", "helpers": "外星局", "topic": ""}
    answer = signed_in(zhoumin).post(f"/meetings/{meeting.code}/minutes/", said)
    assert answer.status_code == 422
    assert "没有机构“经济发展居”，是不是“经济发展局”？" in shown(answer)
    assert "没有机构“外星局”" in shown(answer)
    assert "落实用地。" in answer.content.decode()


def test_htmx_gets_the_lines_and_a_fresh_form_alone(held, signed_in, zhoumin) -> None:
    meeting = held()
    said = {
        "kind": "noted",
        "text": "听取汇报。",
        "lead": "",
        "helpers": "",
        "topic": str(meeting.topics.get().pk),
    }
    answer = signed_in(zhoumin).post(
        f"/meetings/{meeting.code}/minutes/", said, headers={"HX-Request": "true"}
    )
    words = answer.content.decode()
    assert answer.status_code == 200
    assert words.lstrip().startswith('<div id="writing">')
    assert "听取汇报。" in words
    assert 'value="noted" selected' in words


def test_a_line_is_changed_and_struck_out_in_the_page(held, write, signed_in, zhoumin) -> None:
    meeting = held()
    line = write(meeting)
    client, address = signed_in(zhoumin), f"/meetings/{meeting.code}/lines/{line.pk}/"
    assert "economy" not in shown(client.get(address))
    said = {
        "kind": "ordered",
        "text": "抓紧落实。",
        "lead": "商务局",
        "helpers": "",
        "due_on": "2024-10-01",
        "topic": "",
        "version": "1",
    }
    assert client.post(address, said).status_code == 302
    assert client.post(address, said).status_code == 422
    line.refresh_from_db()
    assert (line.text, line.lead.code) == ("抓紧落实。", "commerce")
    client.post(f"{address}remove/")
    assert not MinuteLine.objects.exists()


def test_a_text_is_read_and_its_lines_are_decided_one_by_one(held, signed_in, zhoumin) -> None:
    meeting = held()
    client = signed_in(zhoumin)
    answer = client.post(f"/meetings/{meeting.code}/texts/new/", {"text": TEXT})
    page = client.get(answer["Location"])
    line = MinuteLine.objects.get()
    assert '<mark class="claim">' in page.content.decode()
    assert f"/meetings/{meeting.code}/lines/{line.pk}/accept/" in page.content.decode()
    client.post(f"/meetings/{meeting.code}/lines/{line.pk}/accept/")
    line.refresh_from_db()
    assert line.state == "kept"
    assert "采纳" in shown(client.get(answer["Location"]))


def test_a_read_line_is_corrected_on_the_way_in(held, signed_in, zhoumin, now) -> None:
    meeting = held()
    text = reading.read_text(meeting=meeting, text=TEXT, actor=zhoumin, now=now)
    line = text.lines.get()
    said = {
        "kind": "decided",
        "text": "报送名单。",
        "lead": "经济发展局",
        "helpers": "",
        "due_on": "2024-10-08",
        "topic": "",
        "version": "1",
    }
    signed_in(zhoumin).post(f"/meetings/{meeting.code}/lines/{line.pk}/", said)
    line.refresh_from_db()
    assert (line.state, line.lead.code, line.due_on) == ("kept", "economy", date(2024, 10, 8))


def test_nothing_to_read_is_said(held, signed_in, zhoumin) -> None:
    answer = signed_in(zhoumin).post(f"/meetings/{held().code}/texts/new/", {"text": " "})
    assert answer.status_code == 422
    assert "请粘贴全文，或上传一个文件。" in shown(answer)


def test_the_sign_page_lists_every_gap_and_signs_what_was_seen(
    held, write, conclude, signed_in, guyuan
) -> None:
    meeting = held()
    write(meeting, lead="", due_on=None)
    client, address = signed_in(guyuan), f"/meetings/{meeting.code}/minutes/sign/"
    page = shown(client.get(address))
    for gap in ("没有结论，也没有暂缓", "第 1 条没有牵头单位", "第 1 条没有完成时限"):
        assert gap in page
    refused = client.post(address, {"version": Meeting.objects.get().version})
    assert refused.status_code == 422
    MinuteLine.objects.update(lead=meeting.topics.get().organization, due_on=date(2024, 9, 30))
    conclude(meeting.topics.get())
    assert client.post(address, {"version": "1"}).status_code == 422
    assert client.post(address, {"version": Meeting.objects.get().version}).status_code == 302
    assert Matter.objects.get().code in shown(client.get(f"/meetings/{meeting.code}/"))


def test_who_wrote_the_minutes_does_not_open_the_sign_page(held, write, signed_in, zhoumin) -> None:
    meeting = held()
    write(meeting)
    assert signed_in(zhoumin).get(f"/meetings/{meeting.code}/minutes/sign/").status_code == 403


def test_the_document_that_goes_out_names_no_matter_and_the_internal_copy_does(
    signed, signed_in, room
) -> None:
    client, code = signed_in(room.suhang), Matter.objects.get().code
    address = f"/meetings/{signed.code}/minutes"
    assert code not in shown(client.get(f"{address}/preview/"))
    assert code in shown(client.get(f"{address}/preview/?copy=internal"))
    out, inside = client.get(f"{address}.docx"), client.get(f"{address}.docx?copy=internal")
    assert code not in _words(out.content)
    assert code in _words(inside.content)
    assert "2024%E5%B9%B4" in out["Content-Disposition"]


def _words(data: bytes) -> str:

    return read_document(data, "纪要.docx").text()


def test_the_next_meeting_begins_with_how_the_last_decisions_stand(
    signed, plan, signed_in, zhoumin, room, linxiao, now
) -> None:

    matter = Matter.objects.get()
    who = {"actor": linxiao, "now": now}
    report(matter=sign_for(matter=matter, **who), text="已落实30亩。", **who)
    following = plan()
    page = shown(signed_in(zhoumin).get(f"/meetings/{following.code}/"))
    assert "上次议定事项办理情况" in page
    assert "落实50亩用地指标。" in page
    assert "已落实30亩。" in page
    member = shown(signed_in(room.yaoheng).get(f"/meetings/{following.code}/"))
    assert "落实50亩用地指标。" in member


def test_what_came_back_is_not_told_to_who_does_not_see_the_matter(
    signed, plan, signed_in, room, world, linxiao, now
) -> None:

    who = {"actor": linxiao, "now": now}
    report(matter=sign_for(matter=Matter.objects.get(), **who), text="涉及商业秘密。", **who)
    Post.objects.filter(person=room.yaoheng).update(organization=world.commerce)
    page = shown(signed_in(room.yaoheng).get(f"/meetings/{plan().code}/"))
    assert "落实50亩用地指标。" in page
    assert "涉及商业秘密。" not in page


def test_a_matter_leads_back_to_its_minutes_for_who_sees_them(signed, signed_in, zhoumin, hechuan) -> None:
    address = f"/meetings/of-matter/{Matter.objects.get().code}/"
    assert "2024年第1次主任办公会" in shown(signed_in(zhoumin).get(address))
    assert "2024年第1次主任办公会" not in shown(signed_in(hechuan).get(address))


def test_topics_put_off_are_remembered_at_the_next_meeting(
    plan, propose, signed_in, zhoumin, now, later
) -> None:
    first = plan()
    topics.defer_topic(topic=propose(first, "用地保障"), reason="再协调", actor=zhoumin, now=now)
    following = plan(days=21)
    assert "上次暂缓的：用地保障" in shown(signed_in(zhoumin).get(f"/meetings/{following.code}/"))


def test_a_meeting_called_off_says_why(plan, signed_in, zhoumin) -> None:
    meeting = plan()
    client = signed_in(zhoumin)
    assert client.post(f"/meetings/{meeting.code}/cancel/", {"reason": "并入下次"}).status_code == 302
    assert "并入下次" in shown(client.get(f"/meetings/{meeting.code}/"))
    assert Meeting.objects.get().state == "cancelled"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens_in_both_languages(
    signed, plan, call, propose, signed_in, zhoumin, guyuan, language, now
) -> None:
    coming = call(plan())
    topic, line = coming.topics.get(), MinuteLine.objects.get()
    client = signed_in(zhoumin, language)
    code = coming.code
    for address in (
        "/meetings/",
        "/meetings/?kind=directors&page=2",
        "/meetings/topics/",
        "/meetings/new/directors/",
        f"/meetings/{code}/",
        f"/meetings/{signed.code}/",
        f"/meetings/{code}/change/",
        f"/meetings/{code}/cancel/",
        f"/meetings/{code}/attendance/",
        f"/meetings/{code}/call-in/",
        f"/meetings/{code}/topics/new/",
        f"/meetings/{code}/topics/{topic.pk}/",
        f"/meetings/{code}/topics/{topic.pk}/accept/",
        f"/meetings/{code}/topics/{topic.pk}/screen/refuse/",
        f"/meetings/{code}/topics/{topic.pk}/screen/defer/",
        f"/meetings/{code}/topics/{topic.pk}/recuse/",
        f"/meetings/{signed.code}/minutes/",
        f"/meetings/{signed.code}/minutes/preview/",
        f"/meetings/{signed.code}/lines/{line.pk}/",
        f"/meetings/{signed.code}/texts/new/",
    ):
        assert client.get(address).status_code == 200, address


def test_what_is_not_there_is_answered_so(plan, signed_in, zhoumin) -> None:
    client, code = signed_in(zhoumin), plan().code
    for address in (
        "nothing-2024-01/",
        f"{code}/topics/999/",
        f"{code}/papers/999/",
        f"{code}/lines/999/",
        f"{code}/texts/999/",
        "new/picnic/",
    ):
        assert client.get(f"/meetings/{address}").status_code == 404, address


def test_a_longer_list_takes_no_more_queries(plan, signed_in, zhoumin) -> None:
    def queries() -> int:
        client = signed_in(zhoumin)
        with CaptureQueriesContext(connection) as seen:
            client.get("/meetings/")
        return len(seen)

    plan()
    few = queries()
    for _more in range(6):
        plan()
    assert queries() == few


def test_a_longer_meeting_takes_no_more_queries(signed, plan, call, signed_in, zhoumin) -> None:
    def queries(*titles: str) -> int:
        meeting = call(plan(), *titles)
        client = signed_in(zhoumin)
        with CaptureQueriesContext(connection) as seen:
            client.get(f"/meetings/{meeting.code}/")
        return len(seen)

    assert queries("甲") == queries("乙", "丙", "丁")


def test_late_topics_and_late_notice_are_marked(plan, call, signed_in, zhoumin, now) -> None:
    meeting = call(plan(days=0, starts_at=now + timedelta(hours=2)))
    page = shown(signed_in(zhoumin).get(f"/meetings/{meeting.code}/"))
    assert "逾期提出" in page
    assert "晚于规定" in page
