"""The journal verified from the command line."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from chaotou.cli import main
from chaotou.journal import operations
from chaotou.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAOTOU_LANGUAGE", "en")
    said = {"actor": None, "act": "organization.zone.loaded", "target": "zone:1", "before": {}}
    for number in range(3):
        operations.record(**said, after={"n": number}, at=timezone.now())


def verified(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, object]]:
    status = main(["journal", "verify", "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_a_whole_journal_is_counted(three_acts: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert verified(capsys) == (0, {"ok": True, "entries": 3})


def test_a_changed_entry_is_named_with_status_one(
    three_acts: None, capsys: pytest.CaptureFixture[str]
) -> None:
    Entry.objects.filter(number=2).update(after={"n": 7})
    status, said = verified(capsys)
    assert (status, said["ok"], said["first_broken"]) == (1, False, 2)
    assert "changed" in str(said["reason"])


def test_a_removed_entry_is_named_with_status_one(
    three_acts: None, capsys: pytest.CaptureFixture[str]
) -> None:
    Entry.objects.filter(number=3).delete()
    assert main(["journal", "verify"]) == 1
    assert "entry 3" in capsys.readouterr().err
