"""Minutes in the room: typed line by line, read from a text, signed, sent out, followed."""

from __future__ import annotations

from datetime import date

from chaotou.formats.reading import read_document
from chaotou.matters.models import Matter
from chaotou.matters.operations.assigning import sign_for
from chaotou.matters.operations.reporting import report
from chaotou.meetings.models import Meeting, MinuteLine
from chaotou.meetings.operations import reading, topics
from chaotou.organization.models import Post

from .conftest import shown

TEXT = "会议议定，由商务局牵头，于9月底前报送名单。\n"


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
