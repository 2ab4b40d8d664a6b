"""Pages of meetings: who sees what, planned and called off, in both languages, in few queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chaotou.meetings.models import Meeting, MinuteLine, Topic

from .conftest import shown


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
