"""Signing in and out: with what, where to, and what the journal says of it."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from chaotou.journal.models import Entry
from chaotou.journal.queries import verify

SIGN_IN = "/sign-in/"


@pytest.fixture
def sign_in(client, password):
    def attempt(person, **fields) -> object:
        return client.post(SIGN_IN, {"username": person.username, "password": password} | fields)

    return attempt


def test_a_platform_without_accounts_says_how_to_begin(client, db):
    assert "平台上还没有账号" in client.get(SIGN_IN).content.decode()


def test_a_platform_with_accounts_says_no_such_thing(client, linxiao):
    assert "平台上还没有账号" not in client.get(SIGN_IN).content.decode()


def test_someone_signs_in_and_is_led_home(sign_in, linxiao):
    assert sign_in(linxiao).headers["Location"] == "/"


def test_an_administrator_is_led_to_the_accounts(sign_in, shenjie):
    assert sign_in(shenjie).headers["Location"] == "/accounts/"


def test_someone_goes_on_to_the_page_they_wanted(sign_in, linxiao):
    assert sign_in(linxiao, next="/people/hechuan/").headers["Location"] == "/people/hechuan/"


def test_nobody_is_sent_to_another_site(sign_in, linxiao):
    assert sign_in(linxiao, next="https://elsewhere.example/").headers["Location"] == "/"


def test_a_wrong_password_is_answered_in_words(sign_in, linxiao):
    response = sign_in(linxiao, password="wrong")
    assert response.status_code == 422
    assert "账号或密码不正确" in response.content.decode()


def test_an_unknown_name_is_answered_in_the_same_words(client, linxiao, sign_in):
    known = sign_in(linxiao, password="wrong").content.decode()
    unknown = client.post(SIGN_IN, {"username": "nobody", "password": "wrong"}).content.decode()
    assert ("账号或密码不正确" in known) and ("账号或密码不正确" in unknown)


def test_a_closed_account_cannot_sign_in(sign_in, linxiao):
    linxiao.is_active = False
    linxiao.save()
    assert sign_in(linxiao).status_code == 422


@pytest.mark.parametrize(
    "address", ["/", "/organizations/", "/journal/", "/accounts/", "/people/linxiao/", "/password/"]
)
def test_every_page_asks_a_stranger_to_sign_in(client, db, address):
    response = client.get(address)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(SIGN_IN)


def test_a_fragment_asked_by_a_stranger_leads_the_whole_page_to_sign_in(client, db):
    response = client.get(
        "/journal/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/journal/?act=x"}
    )
    assert response.headers["HX-Redirect"] == "/sign-in/?next=%2Fjournal%2F%3Fact%3Dx"


def test_a_session_that_ran_out_is_explained(signed_in, linxiao):
    browser = signed_in(linxiao)
    Session.objects.update(expire_date=timezone.now() - timezone.timedelta(minutes=1))
    response = browser.get("/people/linxiao/", follow=True)
    assert "没有操作，为安全起见已自动退出" in response.content.decode()
    assert response.redirect_chain[0][0] == "/sign-in/?next=%2Fpeople%2Flinxiao%2F&timed_out=1"


@pytest.mark.parametrize(
    ("came_from", "led_to"),
    [
        (
            "http://testserver/figures/set-target/?indicator=gdp",
            "?next=%2Ffigures%2Fset-target%2F%3Findicator%3Dgdp&",
        ),
        ("https://elsewhere.example/trap/", "?"),
    ],
)
def test_a_form_posted_too_late_leads_back_to_its_page(signed_in, linxiao, came_from, led_to):
    browser = signed_in(linxiao)
    Session.objects.update(expire_date=timezone.now() - timezone.timedelta(minutes=1))
    response = browser.post("/figures/set-target/", headers={"Referer": came_from})
    assert response.headers["Location"] == f"/sign-in/{led_to}timed_out=1"


def test_signing_out_is_by_post_and_says_so(signed_in, linxiao):
    browser = signed_in(linxiao)
    assert browser.get("/sign-out/").status_code == 405
    assert "您已退出" in browser.post("/sign-out/", follow=True).content.decode()
    assert browser.get("/journal/").status_code == 302


def test_signing_out_needs_the_page_it_came_from(linxiao):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(linxiao)
    assert strict.post("/sign-out/").status_code == 403


def test_the_journal_keeps_every_coming_and_going(client, sign_in, linxiao):
    sign_in(linxiao, password="wrong")
    sign_in(linxiao)
    client.post("/sign-out/")
    found = [(e.act, e.actor, e.target) for e in Entry.objects.order_by("number")]
    target = "organization.person:linxiao"
    assert found == [
        ("organization.session.sign_in_failed", None, target),
        ("organization.session.signed_in", linxiao, target),
        ("organization.session.signed_out", linxiao, target),
    ]
    assert verify().ok


def test_the_journal_does_not_keep_what_was_typed_for_an_unknown_name(client, db):
    client.post(SIGN_IN, {"username": "my-secret-password", "password": "wrong"})
    assert Entry.objects.get().target == "organization.person:?"


def test_the_language_is_switched_before_signing_in(client, db):
    page = client.get(SIGN_IN, headers={"accept-language": "zh-CN"}).content.decode()
    assert 'lang="zh-Hans"' in page
    client.post("/language/", {"language": "en", "next": SIGN_IN})
    assert '<html lang="en">' in client.get(SIGN_IN).content.decode()


@pytest.mark.parametrize("address", ["/organizations/", "/journal/", "/people/linxiao/"])
def test_no_cache_keeps_what_someone_signed_in_was_shown(signed_in, linxiao, address):
    kept = signed_in(linxiao).get(address).headers["Cache-Control"]
    assert {"private", "no-store"} <= set(kept.split(", "))
