"""Whatever way words come in, more than their column holds is refused in words, and nothing of it is kept."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from chaotou.core.issues import Refusal
from chaotou.matters.models import IncomingMail, Matter
from chaotou.matters.operations.importing import NotImported, import_matters, upload_matters
from chaotou.matters.operations.letters import receive_mail
from chaotou.matters.operations.pausing import suspend
from chaotou.matters.operations.registering import register_matter

LONG = "长" * 6001
FIELDS = {"contact_name": "王某", "contact_phone": "139"}


pytestmark = pytest.mark.usefixtures("clock_stands")


def wrong_bodies() -> list[tuple[dict[str, object], str]]:
    """What a program may send, and where it is wrong: too long, or with what no database keeps."""
    usual = {"title": "缺工", "content": "二十人", "fields": FIELDS}
    bodies = [({**usual, name: word}, name) for name in ("title", "content") for word in (LONG, "\0")]
    bodies += [
        ({**usual, "fields": {**FIELDS, "contact_note": word}}, "contact_note") for word in (LONG, "\0")
    ]
    return [*bodies, ({**usual, "title": "\ud800"}, "")]


@pytest.mark.parametrize(("body", "where"), wrong_bodies())
def test_a_program_is_told_what_the_register_does_not_hold(kind_door, body, where) -> None:
    answer = Client().post(kind_door, json.dumps(body), content_type="application/json")
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["path"].split(".")[-1] == where and error["message"]
    assert not Matter.objects.exists()


@pytest.mark.parametrize("name", ["title", "content", "source", "address"])
def test_an_officer_is_told_on_the_form(signed_in, linxiao, name) -> None:
    whole = {"title": "缺工", "organization": "economy"}
    said = {**whole, "field_contact_name": "王某", "field_contact_phone": "139", name: LONG}
    answer = signed_in(linxiao).post("/matters/new/request/", said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [name]
    assert not Matter.objects.exists()


@pytest.mark.parametrize("name", ["title", "english", "channel", "source", "address"])
def test_the_operation_itself_refuses(linxiao, now, name) -> None:
    said = {"title": "缺工", name: LONG}
    with pytest.raises(Refusal, match=r"最多 \d+ 个字"):
        register_matter(kind="request", actor=linxiao, now=now, fields=FIELDS, **said)
    assert not Matter.objects.exists()


def test_long_reasons_of_acts_are_kept_whole_with_their_step(handled, hechuan, later) -> None:
    matter = suspend(
        matter=handled(), actor=hechuan, now=later(hours=1), reason="awaiting_applicant", text=LONG
    )
    assert matter.steps.get(act="suspend").text == LONG
    assert matter.suspensions.get().note == LONG[:300]


def test_a_table_is_told_its_rows(linxiao, now) -> None:
    data = f"标题,联系人,电话,来源\n{'长' * 201},王某,1,\n缺工,王某,1,{'长' * 201}".encode()
    sheet = upload_matters(person=linxiao, kind="request", data=data, filename="a.csv", now=now)
    with pytest.raises(NotImported) as refused:
        import_matters(person=linxiao, spreadsheet=sheet, kind="request", now=now)
    assert {fault.row for fault in refused.value.faults} == {2, 3}


def test_a_letter_with_endless_headers_still_comes_in(db, now) -> None:
    subject, sender = "x" * 400, "a" * 300
    data = f"From: {sender}@firm.example\nSubject: {subject}\nMessage-ID: <{'m' * 400}@x>\n\n缺工\n".encode()
    receive_mail(data=data, now=now)
    assert IncomingMail.objects.get().subject == "x" * 200
