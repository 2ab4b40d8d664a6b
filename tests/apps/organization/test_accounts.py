"""Accounts are kept by whoever administers them, and every act is recorded."""

from __future__ import annotations

import pytest

from chaotou.core.issues import Refusal
from chaotou.journal.models import Entry
from chaotou.organization import access, operations
from chaotou.organization.models import Person

PASSWORD = "another-long-one-7"
FORM = {
    "username": "newcomer",
    "name": "新人",
    "english": "New",
    "organization": "economy",
    "password": PASSWORD,
    "again": PASSWORD,
}


def acts() -> list[str]:
    found = Entry.objects.exclude(act__startswith="organization.session").order_by("number")
    return [entry.act for entry in found]


@pytest.mark.parametrize("name", ["linxiao", "zhoumin", "guyuan"])
@pytest.mark.parametrize("address", ["/accounts/", "/accounts/new/", "/accounts/of/hechuan/"])
def test_nobody_else_sees_the_accounts(signed_in, hechuan, request, name, address):
    response = signed_in(request.getfixturevalue(name)).get(address)
    assert response.status_code == 403
    assert "只有账号管理员" in response.content.decode()


@pytest.mark.parametrize("act", ["change", "password", "activity", "posts", "posts/end"])
def test_nobody_else_acts_on_an_account(signed_in, zhoumin, hechuan, act):
    assert signed_in(zhoumin).post(f"/accounts/of/hechuan/{act}/", {}).status_code == 403
    assert acts() == []


def test_an_account_is_opened_and_its_password_must_be_changed(signed_in, shenjie):
    response = signed_in(shenjie).post("/accounts/new/", FORM)
    assert response.headers["Location"] == "/accounts/of/newcomer/"
    person = Person.objects.get(username="newcomer")
    assert (person.must_change_password, access.duties(person)) == (True, frozenset())
    assert acts() == ["organization.person.created"]


def test_the_journal_never_holds_a_password(signed_in, shenjie):
    signed_in(shenjie).post("/accounts/new/", FORM)
    assert not any(PASSWORD in str((entry.before, entry.after)) for entry in Entry.objects.all())


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"username": "ShenJie"}, "已有人使用"),
        ({"username": "a b"}, "内容不合要求"),
        ({"password": "short", "again": "short"}, "密码太短"),
        ({"again": "different-one-99"}, "两次输入的密码不一致"),
        ({"organization": "nowhere"}, "nowhere"),
        ({"name": ""}, "has-error"),
    ],
)
def test_a_faulty_form_is_answered_in_words_and_nothing_is_kept(signed_in, shenjie, fields, words):
    response = signed_in(shenjie).post("/accounts/new/", FORM | fields)
    assert (response.status_code, words in response.content.decode()) == (422, True)
    assert (Person.objects.count(), acts()) == (1, [])


def test_names_are_changed_with_before_and_after(signed_in, shenjie, linxiao):
    fields = {"name": "林小晓", "english": "", "organization": "commerce"}
    assert signed_in(shenjie).post("/accounts/of/linxiao/change/", fields).status_code == 302
    entry = Entry.objects.latest("number")
    assert entry.before == {"name": "林晓", "english": "Linxiao", "organization": "economy"}
    assert entry.after == {"name": "林小晓", "english": "", "organization": "commerce"}


def test_a_second_account_of_the_same_name_is_told(signed_in, shenjie, linxiao, hechuan):
    browser = signed_in(shenjie)
    page = browser.post("/accounts/new/", FORM | {"name": linxiao.name}, follow=True).content.decode()
    assert "另有同名的账号：linxiao" in page
    fields = {"name": linxiao.name, "english": "", "organization": "commerce"}
    page = browser.post("/accounts/of/hechuan/change/", fields, follow=True).content.decode()
    assert "另有同名的账号：linxiao、newcomer" in page
    assert (
        "同名"
        not in browser.post(
            "/accounts/of/hechuan/change/", {**fields, "name": "何大川"}, follow=True
        ).content.decode()
    )


def test_changing_nothing_is_no_act(signed_in, shenjie, linxiao):
    fields = {"name": "林晓", "english": "Linxiao", "organization": "economy"}
    signed_in(shenjie).post("/accounts/of/linxiao/change/", fields)
    assert acts() == []


def test_a_closed_account_is_out_at_the_next_click(signed_in, shenjie, linxiao):
    working = signed_in(linxiao)
    assert working.get("/organizations/").status_code == 200
    signed_in(shenjie).post("/accounts/of/linxiao/activity/", {"reason": "调离"})
    assert working.get("/organizations/").status_code == 302
    assert Entry.objects.latest("number").after["reason"] == "调离"


def test_a_closed_account_is_opened_again(signed_in, shenjie, linxiao):
    browser = signed_in(shenjie)
    browser.post("/accounts/of/linxiao/activity/", {"reason": "调离"})
    browser.post("/accounts/of/linxiao/activity/", {"reason": "调回"})
    assert Person.objects.get(pk=linxiao.pk).is_active
    assert acts() == ["organization.person.deactivated", "organization.person.reactivated"]


def test_closing_needs_a_reason(signed_in, shenjie, linxiao):
    assert signed_in(shenjie).post("/accounts/of/linxiao/activity/", {"reason": ""}).status_code == 422
    assert acts() == []


def test_nobody_closes_their_own_account(signed_in, shenjie):
    response = signed_in(shenjie).post("/accounts/of/shenjie/activity/", {"reason": "试试"})
    assert (response.status_code, "不能停用自己的账号" in response.content.decode()) == (422, True)


def test_a_post_is_given_and_ended_on_the_page(signed_in, shenjie, linxiao):
    browser = signed_in(shenjie)
    fields = {"post": "linxiao_post", "on": "2024-08-01"}
    assert browser.post("/accounts/of/linxiao/posts/end/", fields).status_code == 302
    assert access.duties(linxiao) == frozenset()
    assert browser.post("/accounts/of/linxiao/posts/", fields).status_code == 302
    assert access.duties(linxiao) == {"records"}
    assert acts() == ["organization.post.ended", "organization.post.assigned"]


def test_a_refused_post_is_said_on_the_page(signed_in, shenjie, linxiao):
    fields = {"post": "shenjie_post", "on": "2024-08-01"}
    response = signed_in(shenjie).post("/accounts/of/linxiao/posts/", fields)
    assert (response.status_code, "不能兼任账号管理员" in response.content.decode()) == (422, True)


def test_the_last_administrator_is_not_closed(shenjie, linxiao, now):
    with pytest.raises(Refusal, match="不能停用自己"):
        operations.deactivate_person(actor=shenjie, person=shenjie, reason="x", now=now)


def test_accounts_are_found_by_name_and_organization(signed_in, shenjie, linxiao, hechuan):
    browser = signed_in(shenjie)
    for wanted, found in (("林", "linxiao"), ("商务", "hechuan"), ("shen", "shenjie")):
        page = browser.get("/accounts/", {"q": wanted}, headers={"HX-Request": "true"}).content.decode()
        assert [name for name in ("linxiao", "hechuan", "shenjie") if f"/{name}/" in page] == [found]


def test_an_unknown_account_is_missing(signed_in, shenjie):
    assert signed_in(shenjie).get("/accounts/of/nobody/").status_code == 404


@pytest.mark.parametrize("act", ["change", "password", "activity", "posts", "posts/end"])
def test_the_address_of_an_act_leads_a_visitor_to_the_account(signed_in, shenjie, linxiao, act):
    response = signed_in(shenjie).get(f"/accounts/of/linxiao/{act}/")
    assert response.headers["Location"] == "/accounts/of/linxiao/"
