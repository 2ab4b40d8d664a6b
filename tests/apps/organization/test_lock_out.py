"""Repeated failures close the door for a while."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings

from chaotou.journal.models import Entry
from chaotou.organization import operations


@pytest.fixture
def knock(client, password):
    def attempt(person, times: int = 1, right: bool = False):
        fields = {"username": person.username, "password": password if right else "wrong"}
        return [client.post("/sign-in/", fields) for _ in range(times)][-1]

    return attempt


@pytest.fixture
def locked(knock, linxiao):
    knock(linxiao, settings.AXES_FAILURE_LIMIT)
    return linxiao


def test_the_last_failure_locks_and_says_until_when(knock, linxiao, shenjie):
    assert knock(linxiao, settings.AXES_FAILURE_LIMIT - 1).status_code == 422
    response = knock(linxiao)
    page = response.content.decode()
    assert response.status_code == 429
    assert ("以后可以再试" in page) and ("沈洁" in page)


def test_the_right_password_does_not_open_a_locked_account(knock, locked):
    assert knock(locked, right=True).status_code == 429


def test_someone_else_still_signs_in(knock, locked, hechuan):
    assert knock(hechuan, right=True).status_code == 302


def test_trying_on_does_not_lengthen_the_lock(knock, locked):
    before = AccessAttempt.objects.get().attempt_time
    knock(locked, 3)
    assert AccessAttempt.objects.get().attempt_time == before


def test_the_lock_opens_by_itself(knock, locked):
    AccessAttempt.objects.update(attempt_time=AccessAttempt.objects.get().attempt_time - timedelta(hours=2))
    assert knock(locked, right=True).status_code == 302


def test_a_new_password_from_the_administrator_opens_the_lock(client, locked, shenjie, now):
    operations.set_password(actor=shenjie, person=locked, password="another-long-one-7", now=now)
    fields = {"username": locked.username, "password": "another-long-one-7"}
    assert client.post("/sign-in/", fields).status_code == 302


def test_a_good_sign_in_forgets_earlier_failures(knock, linxiao, client):
    knock(linxiao, settings.AXES_FAILURE_LIMIT - 1)
    knock(linxiao, right=True)
    client.post("/sign-out/")
    assert knock(linxiao, settings.AXES_FAILURE_LIMIT - 1).status_code == 422


def test_the_journal_keeps_the_lock_once(knock, locked):
    knock(locked, 4)
    found = list(Entry.objects.order_by("number"))
    failed, lock = found[:-1], found[-1]
    assert [entry.act for entry in failed] == ["organization.session.sign_in_failed"] * 4
    assert (lock.act, lock.after["failures"]) == (
        "organization.session.locked_out",
        settings.AXES_FAILURE_LIMIT,
    )
