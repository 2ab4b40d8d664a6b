"""Doors without sign-in: a firm brings a matter, and sees nothing else; officers hand doors out."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chaotou.core.issues import Missing, Refusal
from chaotou.matters.access import Applicant
from chaotou.matters.models import Link, Matter
from chaotou.matters.operations.links import make_kind_link, revoke_link
from chaotou.matters.queries import links
from chaotou.matters.queries.links import MOST_AN_HOUR, door
from chaotou.matters.views.outside import WRONG_TRIES

from .conftest import PAPER, REQUEST, read

DISCREET = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


pytestmark = pytest.mark.usefixtures("clock_stands")


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


@pytest.mark.usefixtures("_cached")
def test_one_visitor_brings_so_much_an_hour_and_keeps_no_other_out(kind_door, monkeypatch, later) -> None:
    for n in range(MOST_AN_HOUR):
        assert _bring(kind_door, f"第{n}件").status_code == 302
    refused = _bring(kind_door, "再一件")
    assert refused.status_code == 429 and f"最多提交 {MOST_AN_HOUR} 件" in refused.content.decode()
    assert Matter.objects.count() == MOST_AN_HOUR
    assert _bring(kind_door, "别家的", seen_from="203.0.113.10").status_code == 302
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(hours=1))
    assert _bring(kind_door, "一小时后").status_code == 302


@pytest.mark.usefixtures("_cached")
def test_a_door_takes_so_much_an_hour_of_all_and_no_more(kind_door, monkeypatch) -> None:
    monkeypatch.setattr(links, "MOST_OF_A_KIND", 3)
    for n in range(3):
        assert _bring(kind_door, f"第{n}件", seen_from=f"203.0.113.{n}").status_code == 302
    refused = _bring(kind_door, "再一件", seen_from="203.0.113.10")
    assert refused.status_code == 429 and "这个链接一小时最多提交 3 次" in refused.content.decode()
    assert Matter.objects.count() == 3


def _bring(address: str, title: str, seen_from: str = "203.0.113.9"):
    return Client(REMOTE_ADDR=seen_from).post(address, {**REQUEST, "title": title})


def test_the_door_of_a_kind_leads_to_no_matter(kind_door, request_of) -> None:
    request_of()
    assert Client().get(f"{kind_door}do/press/").status_code == 404
    assert Client().get(f"{kind_door}files/1/").status_code == 404


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
