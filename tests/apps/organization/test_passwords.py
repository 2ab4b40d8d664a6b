"""Passwords: what they must be, who sets them, and what must be changed first."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.test import Client

from chaotou.core.issues import Refusal
from chaotou.organization import operations
from chaotou.organization.models import Person

NEW = "another-long-one-7"


def change(browser: Client, current: str, new: str, again: str | None = None):
    return browser.post("/password/", {"current": current, "password": new, "again": again or new})


def test_someone_changes_their_own_password_and_stays_signed_in(signed_in, linxiao, password):
    browser = signed_in(linxiao)
    assert change(browser, password, NEW).status_code == 302
    assert browser.get("/people/linxiao/").status_code == 200
    assert Person.objects.get(pk=linxiao.pk).check_password(NEW)


def test_other_sessions_end_with_the_password(signed_in, linxiao, password):
    here, elsewhere = signed_in(linxiao), signed_in(linxiao)
    change(here, password, NEW)
    assert elsewhere.get("/people/linxiao/").status_code == 302


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("short-7", "密码太短，至少要 10 个字符"),
        ("1234567890123", "密码不能全是数字"),
        ("password123", "太常见"),
        ("linxiao2024", "与账号或姓名太相似"),
    ],
)
def test_a_weak_password_is_refused_in_words(signed_in, linxiao, password, new, words):
    response = change(signed_in(linxiao), password, new)
    assert response.status_code == 422
    assert words in response.content.decode()


def test_the_current_password_is_asked_for(signed_in, linxiao):
    response = change(signed_in(linxiao), "wrong", NEW)
    assert "现用密码不正确" in response.content.decode()


def test_two_different_typings_are_refused(signed_in, linxiao, password):
    response = change(signed_in(linxiao), password, NEW, again=NEW + "x")
    assert "两次输入的密码不一致" in response.content.decode()


def test_the_same_password_again_is_refused(signed_in, linxiao, password):
    response = change(signed_in(linxiao), password, password)
    assert (response.status_code, "新密码与现用密码相同" in response.content.decode()) == (422, True)


def test_a_password_from_the_administrator_must_be_changed_first(signed_in, linxiao, shenjie, now):
    operations.set_password(actor=shenjie, person=linxiao, password=NEW, now=now)
    browser = signed_in(Person.objects.get(pk=linxiao.pk))
    assert browser.get("/organizations/").headers["Location"] == "/password/"
    assert change(browser, NEW, "yet-another-one-8").status_code == 302
    assert browser.get("/organizations/").status_code == 200


def test_nobody_but_an_administrator_sets_anothers_password(linxiao, hechuan, zhoumin, now):
    for actor in (hechuan, zhoumin):
        with pytest.raises(Refusal, match="只有账号管理员"):
            operations.set_password(actor=actor, person=linxiao, password=NEW, now=now)


def test_the_weak_password_of_an_operation_is_refused_too(linxiao, shenjie, now):
    with pytest.raises(Refusal, match="密码不合要求"):
        operations.set_password(actor=shenjie, person=linxiao, password="123", now=now)


def test_passwords_are_kept_as_argon2(settings, linxiao, shenjie, now):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    kept = operations.set_password(actor=shenjie, person=linxiao, password=NEW, now=now)
    assert identify_hasher(kept.password).algorithm == "argon2"


def test_an_administrators_own_password_is_not_reset_without_the_current_one(signed_in, shenjie, password):
    typed = {"reset-password": NEW, "reset-again": NEW}
    response = signed_in(shenjie).post("/accounts/of/shenjie/password/", typed)
    assert response.headers["Location"] == "/password/"
    assert Person.objects.get(pk=shenjie.pk).check_password(password)
