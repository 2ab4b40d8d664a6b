"""Evidence files: kept with what was recorded, gone with what was not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chaotou.core.issues import Refusal
from chaotou.core.periods import Period
from chaotou.figures import operations
from chaotou.figures.models import Observation

JULY = Period.parse("2024-01..2024-07")


def kept(settings) -> list[str]:
    return sorted(file.name for file in Path(settings.MEDIA_ROOT).rglob("*") if file.is_file())


def table() -> SimpleUploadedFile:
    return SimpleUploadedFile("table.xlsx", b"PK")


@pytest.fixture
def record(ledger, linxiao, now):
    said = {"indicator": "industrial_value_added", "body": "zone", "period": JULY, "value": Decimal(100)}
    return lambda **more: operations.record_observation(person=linxiao, now=now, **said, **more)


@pytest.fixture
def broken_journal(monkeypatch):
    def fail(**_entry: object) -> None:
        raise RuntimeError("the journal is full")

    return lambda: monkeypatch.setattr("chaotou.journal.operations.record", fail)


def test_evidence_is_kept_with_its_figure(record, settings):
    row = record(evidence=table())
    assert Observation.objects.get(pk=row.pk).evidence.read() == b"PK"
    assert len(kept(settings)) == 1


def test_evidence_of_what_fails_after_it_was_stored_is_deleted(record, settings, broken_journal):
    broken_journal()
    with pytest.raises(RuntimeError):
        record(evidence=table())
    assert not Observation.objects.filter(indicator__code="industrial_value_added").exists()
    assert kept(settings) == []


def test_evidence_of_a_figure_somebody_else_recorded_first_is_deleted(record, settings, monkeypatch):
    record()
    monkeypatch.setattr("chaotou.figures.queries.entry.current", lambda _cell: None)
    with pytest.raises(Refusal, match="刚刚已由他人填报"):
        record(evidence=table(), note="核对过")
    assert kept(settings) == []


def test_a_revision_that_fails_leaves_the_earlier_evidence_and_none_of_its_own(
    record, linxiao, now, settings, broken_journal
):
    first = record(evidence=table())
    before = kept(settings)
    broken_journal()
    with pytest.raises(RuntimeError):
        operations.revise_observation(
            person=linxiao, observation=first.pk, reason="更正", now=now, value=Decimal(101), evidence=table()
        )
    assert kept(settings) == before
    assert Observation.objects.get(pk=first.pk).superseded_at is None


def test_refused_evidence_never_reaches_the_disk(record, settings):
    record()
    with pytest.raises(Refusal, match="已经填报"):
        record(evidence=table())
    assert kept(settings) == []
