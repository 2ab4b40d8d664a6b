"""A first password from the server's console."""

from __future__ import annotations

import io

import pytest

from chaotou.cli import main
from chaotou.organization.models import Person

pytestmark = pytest.mark.django_db


def typed(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))


def test_the_password_works_and_must_be_changed(monkeypatch: pytest.MonkeyPatch, shenjie: Person) -> None:
    typed(monkeypatch, "tide-rises-at-dawn")
    assert main(["password", "shenjie"]) == 0
    shenjie.refresh_from_db()
    assert shenjie.check_password("tide-rises-at-dawn")
    assert shenjie.must_change_password


def test_a_weak_password_is_refused(monkeypatch: pytest.MonkeyPatch, shenjie: Person) -> None:
    typed(monkeypatch, "12345678")
    before = shenjie.password
    assert main(["password", "shenjie"]) == 1
    shenjie.refresh_from_db()
    assert shenjie.password == before


@pytest.mark.usefixtures("world")
def test_an_unknown_account_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "tide-rises-at-dawn")
    assert main(["password", "nobody"]) == 1
    assert "nobody" in capsys.readouterr().err
