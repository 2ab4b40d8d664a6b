"""Behind a door to their matter applicants and their programs follow it, answer and rate it."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chaotou.matters.models import Matter
from chaotou.matters.operations.accepting import accept, ask_correction
from chaotou.matters.operations.assigning import assign, sign_for
from chaotou.matters.operations.closing import submit, verify
from chaotou.matters.operations.reporting import note, respond
from chaotou.matters.queries.links import MOST_AN_HOUR

from .conftest import PAPER, REQUEST, read, said

pytestmark = pytest.mark.usefixtures("clock_stands")


# What an applicant follows


def test_an_applicant_sees_what_was_done_and_by_which_body_but_no_name(
    brought, linxiao, hechuan, zhoumin, now, paper
) -> None:
    matter = assign(matter=brought.matter, actor=linxiao, now=now, lead="commerce", text="请商务局快办")
    matter = sign_for(matter=matter, actor=hechuan, now=now)
    note(matter=matter, actor=hechuan, now=now, text="这家公司去年也来过")
    respond(matter=matter, actor=hechuan, now=now, text="下周有招聘会")
    page = read(brought.address)
    for word in ("交办", "签收", "商务局", "下周有招聘会", "办理中"):
        assert word in page
    for word in ("何川", "林晓", "请商务局快办", "去年也来过", "备注"):
        assert word not in page


def test_what_a_supporting_body_answers_is_for_the_lead(brought, linxiao, hechuan, zhoumin, now) -> None:
    matter = assign(
        matter=brought.matter, actor=linxiao, now=now, lead="economy", supporting={"commerce": "提意见"}
    )
    sign_for(matter=sign_for(matter=matter, actor=linxiao, now=now), actor=hechuan, now=now)
    respond(matter=Matter.objects.get(), actor=hechuan, now=now, text="内部意见")
    assert "内部意见" not in read(brought.address)


def test_a_result_is_shown_once_it_stands(brought, linxiao, hechuan, zhoumin, now, paper) -> None:
    matter = assign(matter=brought.matter, actor=linxiao, now=now, lead="commerce")
    matter = sign_for(matter=matter, actor=hechuan, now=now)
    done = submit(
        matter=matter,
        actor=hechuan,
        now=now,
        conclusion="已招到二十人",
        files=[paper("work_record", "佐证.pdf")],
    )
    assert "已招到二十人" not in read(brought.address)
    verify(matter=done, actor=zhoumin, now=now, result="done", text="核实无误，已招到二十人")
    page = read(brought.address)
    assert "已招到二十人" in page
    assert "佐证.pdf" not in page


def test_a_file_of_the_officers_is_not_opened_through_the_door(
    brought, linxiao, now, paper, kind_door
) -> None:
    assign(matter=brought.matter, actor=linxiao, now=now, lead="commerce", files=[paper(name="内部.pdf")])
    pk = brought.matter.attachments.get().pk
    assert Client().get(f"{brought.address}files/{pk}/").status_code == 404


def test_an_applicant_opens_what_they_brought(kind_door) -> None:
    answer = Client().post(kind_door, {**REQUEST, "papers": [SimpleUploadedFile("清单.pdf", PAPER)]})
    address = answer["Location"].split("?")[0]
    pk = Matter.objects.get().attachments.get().pk
    opened = Client().get(f"{address}files/{pk}/")
    assert b"".join(opened.streaming_content) == PAPER
    assert opened["Cache-Control"] == "no-store"


def test_what_was_said_of_a_person_is_not_shown_again(brought) -> None:
    assert "13900000000" not in read(brought.address)


def test_a_door_leads_to_its_own_matter_alone(brought, request_of, follow, paper) -> None:
    other = request_of("别家的事", files=[paper()])
    pk = other.attachments.get().pk
    assert "别家的事" not in read(brought.address)
    assert Client().get(f"{brought.address}files/{pk}/").status_code == 404
    assert "别家的事" in read(follow(other))


# What an applicant does


def test_an_applicant_mends_what_was_missing(permit, follow, linxiao, now) -> None:
    matter = ask_correction(matter=permit(), actor=linxiao, now=now, missing=["面积没有写"])
    address = follow(matter)
    page = read(address)
    assert "面积没有写" in page
    form = read(address + "do/correct/")
    assert 'value="A1"' in form
    answer = Client().post(address + "do/correct/", {"version": matter.version, "field_area": "1200"})
    assert answer.status_code == 302
    matter.refresh_from_db()
    assert (matter.state, matter.particulars["area"]) == ("received", "1200")
    assert matter.steps.last().by_applicant


def test_an_applicant_withdraws(permit, follow, linxiao, now) -> None:
    matter = accept(matter=permit(), actor=linxiao, now=now)
    address = follow(matter)
    Client().post(address + "do/withdraw/", {"version": matter.version, "text": "不办了"})
    matter.refresh_from_db()
    assert matter.state == "withdrawn"
    assert "不办了" in read(address)


def test_an_applicant_rates_what_was_done(closed, follow) -> None:
    matter = closed()
    address = follow(matter)
    answer = Client().post(address + "do/call_back/", {"version": matter.version, "score": "5", "text": "好"})
    assert answer.status_code == 302
    matter.refresh_from_db()
    assert matter.satisfaction == 5


def test_an_applicant_does_nothing_that_the_flow_leaves_to_others(handled, follow) -> None:
    matter = handled()
    address = follow(matter)
    for act in ("submit", "note", "assign", "withdraw", "report"):
        answer = Client().post(address + f"do/{act}/", {"version": matter.version, "text": "我来"})
        assert answer.status_code == 422, act
    assert Client().post(address + "do/dance/", {}).status_code == 404
    assert matter.steps.count() == Matter.objects.get().steps.count()


def test_an_act_through_a_door_is_refused_where_the_matter_moved_on_meanwhile(
    handled, follow, hechuan, now
) -> None:
    matter = handled()
    address = follow(matter)
    respond(matter=matter, actor=hechuan, now=now, text="已答复")
    answer = Client().post(address + "do/press/", {"version": matter.version, "text": "快"})
    assert answer.status_code == 422
    assert "刚刚由他人办理过" in answer.content.decode()


# Programs


def test_the_same_door_takes_what_programs_send(kind_door, firm) -> None:
    body = {
        "title": "缺工",
        "content": "二十人",
        "fields": {"contact_name": "王某", "contact_phone": 13900000000, "field": "land"},
    }
    answer = Client().post(kind_door, json.dumps(body), content_type="application/json")
    assert answer.status_code == 201
    matter = Matter.objects.get()
    assert answer.json()["code"] == matter.code
    assert (matter.channel, matter.particulars, matter.enterprise) == ("api", {"field": "land"}, firm)
    assert said(answer.json()["follow"])["code"] == matter.code


def test_a_program_is_told_all_that_is_wrong_with_its_place(kind_door) -> None:
    body = {"title": "", "color": "red", "content": ["a"], "fields": {"field": "sea", "contact_name": "王"}}
    answer = Client().post(kind_door, json.dumps(body), content_type="application/json")
    assert answer.status_code == 422
    paths = {one["path"] for one in answer.json()["errors"]}
    assert paths == {"title", "color", "content", "fields.field", "fields.contact_phone"}
    assert all(one["message"] for one in answer.json()["errors"])


@pytest.mark.parametrize("body", ["[1]", "7", '{"fields": 1}', "{", '{"title": NaN'])
def test_a_body_that_is_no_object_is_refused(kind_door, body) -> None:
    answer = Client().post(kind_door, body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["message"]


@pytest.mark.usefixtures("_cached")
def test_a_program_is_told_of_a_closed_door_and_of_waiting(kind_door) -> None:
    ask = {"accept": "application/json"}
    answer = Client().get("/matters/door/no-such/", headers=ask)
    assert (answer.status_code, list(answer.json())) == (404, ["errors"])
    for n in range(MOST_AN_HOUR):
        Client().post(kind_door, {**REQUEST, "title": f"第{n}件"})
    answer = Client().post(kind_door, REQUEST, headers=ask)
    assert (answer.status_code, list(answer.json())) == (429, ["errors"])


def test_a_program_asks_what_a_kind_asks_for(kind_door) -> None:
    found = said(kind_door)
    assert found["kind"] == {"code": "request", "name": "企业诉求"}
    assert found["asks"]["properties"]["fields"]["required"] == ["contact_name", "contact_phone"]


def test_a_program_follows_and_rates(closed, follow) -> None:
    matter = closed()
    address = follow(matter)
    found = said(address)
    assert found["result"] == {"code": "done", "name": "办结"}
    assert [step["act"] for step in found["may"]] == ["call_back"]
    assert "何川" not in json.dumps(found, ensure_ascii=False)
    rate = {"path": address + "do/call_back/", "content_type": "application/json"}
    answer = Client().post(**rate, data=json.dumps({"score": 4, "version": found["version"] - 1}))
    assert answer.status_code == 422
    answer = Client().post(**rate, data=json.dumps({"score": 4}))
    assert answer.json()["satisfaction"] == 4
