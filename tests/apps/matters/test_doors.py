"""Doors without sign-in: a firm brings a matter, follows it, answers and rates it, and sees nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chaotou.core.issues import Missing, Refusal
from chaotou.enterprises.models import Enterprise
from chaotou.matters.access import Applicant
from chaotou.matters.models import Link, Matter
from chaotou.matters.operations.accepting import accept, ask_correction
from chaotou.matters.operations.assigning import assign, sign_for
from chaotou.matters.operations.closing import submit, verify
from chaotou.matters.operations.links import make_kind_link, make_matter_link, revoke_link
from chaotou.matters.operations.reporting import note, respond
from chaotou.matters.queries.links import MOST_AN_HOUR, door
from chaotou.matters.views.outside import WRONG_TRIES

from .conftest import PAPER

REQUEST = {
    "title": "招不到熟练工",
    "content": "三班倒缺二十人",
    "field_contact_name": "王某",
    "field_contact_phone": "13900000000",
}
DISCREET = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


@pytest.fixture
def _cached(settings) -> None:
    """What counts wrong tries; cleared, since it outlives a test."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True)
def _today(monkeypatch, now) -> None:
    """Pages ask the clock; here it stands."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def enterprise(db, now) -> Callable[[str], Enterprise]:
    """`enterprise("潮头精密")`: one in the registry."""
    return lambda name: Enterprise.objects.create(name=name, recorded_at=now, changed_at=now)


@pytest.fixture
def firm(enterprise) -> Enterprise:
    return enterprise("潮头精密")


@pytest.fixture
def kind_door(linxiao, firm, now) -> str:
    """The address of a door for requests of one firm."""
    secret = make_kind_link(kind="request", actor=linxiao, now=now, enterprise=firm.pk)[1]
    return f"/matters/door/{secret}/"


@pytest.fixture
def follow(linxiao, now) -> Callable[[Matter], str]:
    """`follow(matter)`: the address of a door to it."""

    def made(matter: Matter) -> str:
        return f"/matters/door/{make_matter_link(matter=matter, actor=linxiao, now=now)[1]}/"

    return made


@pytest.fixture
def brought(kind_door) -> SimpleNamespace:
    """A request brought through the door: the matter, the address that follows it."""
    answer = Client().post(kind_door, REQUEST)
    assert answer.status_code == 302, answer.content.decode()
    return SimpleNamespace(matter=Matter.objects.get(), address=answer["Location"].split("?")[0])


def read(address: str, **more: Any) -> str:
    answer = Client().get(address, **more)
    assert answer.status_code == 200
    return answer.content.decode()


def said(address: str) -> dict[str, Any]:
    return Client().get(address, headers={"accept": "application/json"}).json()


# What comes in


def test_a_firm_brings_a_request_without_an_account(brought, firm) -> None:
    matter = brought.matter
    assert (matter.channel, matter.enterprise, matter.registered_by) == ("link", firm, None)
    assert (matter.title, matter.content) == ("招不到熟练工", "三班倒缺二十人")
    assert matter.personal.values["contact_name"] == "王某"
    assert matter.steps.get().by_applicant


def test_the_address_that_follows_it_is_shown_once(brought) -> None:
    assert "http://testserver" + brought.address in read(brought.address + "?new=1")
    assert "http://testserver" not in read(brought.address)


def test_no_page_behind_a_door_is_kept_or_told_to_others(kind_door, brought) -> None:
    for address in (kind_door, brought.address, "/matters/door/wrong/", brought.address + "do/press/"):
        answer = Client().get(address)
        assert {name: answer[name] for name in DISCREET} == DISCREET


def test_the_page_has_no_menu_even_for_who_is_signed_in(kind_door, signed_in, linxiao) -> None:
    page = signed_in(linxiao).get(kind_door).content.decode()
    assert 'class="menu"' not in page
    assert "林晓" not in page


def test_the_door_speaks_english(kind_door) -> None:
    client = Client()
    answer = client.get(f"{kind_door}?language=en")
    assert (answer.status_code, answer["Location"]) == (302, kind_door)
    assert '<html lang="en">' in client.get(kind_door).content.decode()


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(kind_door) -> None:
    answer = Client().post(kind_door, {**REQUEST, "title": "", "field_contact_name": "", "field_field": "x"})
    assert answer.status_code == 422
    form = answer.context["form"]
    assert set(form.errors) == {"title", "field_contact_name", "field_field"}
    assert "三班倒缺二十人" in answer.content.decode()
    assert not Matter.objects.exists()


def test_what_the_kind_asks_for_under_a_condition_is_asked_for_at_the_door(linxiao, now) -> None:
    secret = make_kind_link(kind="permit", actor=linxiao, now=now)[1]
    said = {"title": "厂房", "field_plot": "A1", "field_scale": "large"}
    answer = Client().post(f"/matters/door/{secret}/", said)
    assert answer.context["form"].errors["field_safety"] == ["请填写“安全方案”。"]


def test_who_asks_is_said_where_the_link_does_not_name_the_firm(linxiao, now) -> None:
    secret = make_kind_link(kind="request", actor=linxiao, now=now)[1]
    Client().post(f"/matters/door/{secret}/", {**REQUEST, "source": "未名公司"})
    assert Matter.objects.get().source == "未名公司"


def test_nobody_brings_a_matter_in_another_firms_name(kind_door, firm, enterprise) -> None:
    other = enterprise("别家")
    Client().post(kind_door, {**REQUEST, "enterprise": other.pk, "source": "别家"})
    assert (Matter.objects.get().enterprise, Matter.objects.get().source) == (firm, "")


def test_a_firm_merged_into_another_brings_it_in_that_ones_name(kind_door, firm, enterprise) -> None:
    firm.merged_into = enterprise("合并后的公司")
    firm.save()
    Client().post(kind_door, REQUEST)
    assert Matter.objects.get().enterprise == firm.merged_into


def test_files_come_with_it_and_only_kinds_that_are_kept(kind_door) -> None:
    paper = SimpleUploadedFile("缺工清单.pdf", PAPER)
    Client().post(kind_door, {**REQUEST, "papers": [paper]})
    assert Matter.objects.get().attachments.get().name == "缺工清单.pdf"
    script = SimpleUploadedFile("清单.exe", b"MZ")
    answer = Client().post(kind_door, {**REQUEST, "papers": [script]})
    assert answer.status_code == 422
    assert "不能作为佐证材料" in answer.content.decode()


def test_too_many_files_and_too_much_at_once_are_refused(kind_door, settings) -> None:
    papers = [SimpleUploadedFile(f"{n}.pdf", PAPER + bytes([n])) for n in range(21)]
    answer = Client().post(kind_door, {**REQUEST, "papers": papers})
    assert "一次最多上传 20 个文件" in answer.content.decode()
    settings.UPLOAD_LIMIT_MB = 1
    large = SimpleUploadedFile("large.pdf", PAPER + b"0" * 1024 * 1024)
    answer = Client().post(kind_door, {**REQUEST, "papers": [large]})
    assert answer.status_code == 422
    assert "合计不能超过 1 MB" in answer.content.decode()
    assert not Matter.objects.exists()


# Which doors open


def test_unknown_expired_and_revoked_are_told_alike(kind_door, linxiao, now) -> None:
    pages = [Client().get("/matters/door/no-such-secret/")]
    Link.objects.update(expires_at=now)
    pages.append(Client().get(kind_door))
    Link.objects.update(expires_at=now.replace(year=now.year + 1))
    revoke_link(link=Link.objects.get().pk, actor=linxiao, now=now)
    pages.append(Client().get(kind_door))
    assert {page.status_code for page in pages} == {404}
    assert len({page.context["refusal"].message.template for page in pages}) == 1


def test_a_secret_is_long_and_kept_nowhere(kind_door) -> None:
    secret = kind_door.split("/")[-2]
    assert len(secret) >= 43
    assert secret not in str(Link.objects.values_list())


@pytest.mark.usefixtures("_cached")
def test_who_tries_many_wrong_addresses_is_kept_waiting(kind_door, settings) -> None:
    guesser = Client(REMOTE_ADDR="203.0.113.9")
    for n in range(WRONG_TRIES):
        assert guesser.get(f"/matters/door/guess-{n}/").status_code == 404
    assert guesser.get("/matters/door/guess/").status_code == 429
    assert guesser.get(kind_door).status_code == 429
    assert Client(REMOTE_ADDR="203.0.113.10").get(kind_door).status_code == 200


@pytest.mark.usefixtures("_cached")
def test_who_holds_a_door_is_not_kept_waiting_for_what_is_not_behind_it(kind_door) -> None:
    for n in range(WRONG_TRIES + 1):
        assert Client().get(f"{kind_door}files/{n}/").status_code == 404
    assert Client().get(kind_door).status_code == 200


def test_nothing_is_brought_to_the_door_of_a_matter(brought) -> None:
    assert Client().post(brought.address, REQUEST).status_code == 422
    assert Matter.objects.count() == 1


@pytest.mark.usefixtures("_cached")
def test_behind_a_proxy_those_who_guess_are_told_apart(kind_door, settings) -> None:
    settings.BEHIND_TLS = True
    for n in range(WRONG_TRIES):
        Client().get(f"/matters/door/guess-{n}/", headers={"x-forwarded-for": f"1.2.3.{n}, 203.0.113.9"})
    wrong = {"x-forwarded-for": "203.0.113.9"}
    assert Client().get(kind_door, headers=wrong).status_code == 429
    assert Client().get(kind_door, headers={"x-forwarded-for": "203.0.113.10"}).status_code == 200


def test_a_door_takes_so_much_an_hour_and_no_more(kind_door) -> None:
    for n in range(MOST_AN_HOUR):
        assert Client().post(kind_door, {**REQUEST, "title": f"第{n}件"}).status_code == 302
    assert Client().post(kind_door, REQUEST).status_code == 429
    assert Matter.objects.count() == MOST_AN_HOUR


def test_the_door_of_a_kind_leads_to_no_matter(kind_door, request_of) -> None:
    request_of()
    assert Client().get(f"{kind_door}do/press/").status_code == 404
    assert Client().get(f"{kind_door}files/1/").status_code == 404


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


# Officers hand doors out


def test_an_officer_makes_a_door_whose_address_is_shown_once(signed_in, linxiao, firm) -> None:
    client = signed_in(linxiao)
    page = client.post("/matters/doors/", {"kind": "request", "enterprise": "潮头精密", "days": "30"})
    address = page.context["address"]
    assert address in page.content.decode()
    secret = address.split("/")[-2]
    assert Link.objects.get().enterprise == firm
    page = client.get("/matters/doors/").content.decode()
    assert "潮头精密" in page
    assert secret not in page
    assert Client().get(f"/matters/door/{secret}/").status_code == 200


def test_an_officer_closes_a_door(signed_in, linxiao, kind_door) -> None:
    signed_in(linxiao).post(f"/matters/doors/{Link.objects.get().pk}/close/")
    assert Client().get(kind_door).status_code == 404


def test_who_registers_no_such_kind_neither_makes_nor_sees_nor_closes_doors(
    signed_in, zhoumin, hechuan, linxiao, kind_door, now
) -> None:
    assert signed_in(zhoumin).get("/matters/doors/").status_code == 403
    make_kind_link(kind="permit", actor=linxiao, now=now)
    links = signed_in(hechuan).get("/matters/doors/").context["links"]
    assert [link.kind for link in links] == ["request"]
    other = Link.objects.get(kind="permit")
    assert signed_in(hechuan).post(f"/matters/doors/{other.pk}/close/").status_code == 403
    other.refresh_from_db()
    assert other.revoked_at is None


def test_a_kind_that_comes_through_no_link_has_no_door(linxiao, now) -> None:
    with pytest.raises(Refusal, match="不通过链接收件"):
        make_kind_link(kind="survey", actor=linxiao, now=now)


def test_a_door_says_who_stands_in_it(kind_door, now) -> None:
    assert door(kind_door.split("/")[-2], now).applicant == Applicant(kind="request")
    with pytest.raises(Missing):
        door("", now)
