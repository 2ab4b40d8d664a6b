"""Whoever is signed in is read once while no account is changed, and anew after an act about one."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chaotou.journal.operations import record
from chaotou.organization import operations
from chaotou.organization.models import Post

PAGE = "/organizations/"


@pytest.fixture(autouse=True)
def _kept(settings) -> None:
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }
    cache.clear()


@pytest.fixture
def browser(signed_in, linxiao, now):
    """Linxiao's, once the journal tells of an account."""
    record(actor=None, act="organization.tested", target="organization:0", before=None, after=None, at=now)
    browser = signed_in(linxiao)
    assert browser.get(PAGE).status_code == 200
    return browser


def test_neither_the_person_nor_their_posts_are_read_again_while_nothing_is_written(browser):
    with CaptureQueriesContext(connection) as captured:
        assert "林晓" in browser.get("/enterprises/").content.decode()
    read = {query["sql"].partition(' FROM "')[2].partition('"')[0] for query in captured.captured_queries}
    assert read == {"django_session", "journal_head", "enterprises_enterprise"}


def test_an_act_about_something_else_lets_the_person_stand(browser, now):
    record(actor=None, act="projects.tested", target="projects:0", before=None, after=None, at=now)
    with CaptureQueriesContext(connection) as captured:
        browser.get("/enterprises/")
    assert "organization_person" not in " ".join(query["sql"] for query in captured.captured_queries)


def test_a_closed_account_is_shown_out_with_the_next_click(browser, shenjie, linxiao, now):
    operations.deactivate_person(actor=shenjie, person=linxiao, reason="离职", now=now)
    assert browser.get(PAGE).url.startswith("/sign-in/")


def test_a_password_given_by_another_ends_the_session(browser, shenjie, linxiao, now):
    operations.set_password(actor=shenjie, person=linxiao, password="haian-2026-tide", now=now)
    assert browser.get(PAGE).url.startswith("/sign-in/")


def test_a_post_that_ended_opens_no_page_any_more(browser, shenjie, linxiao, now):
    seat = Post.objects.get(person=linxiao)
    operations.end_post(actor=shenjie, post=seat.code, on=now.date(), now=now)
    assert browser.get(PAGE).status_code == 403


def test_one_persons_page_is_not_another_persons(browser, signed_in, shenjie):
    assert signed_in(shenjie).get("/accounts/").status_code == 200
    assert browser.get("/accounts/").status_code == 403
