"""Revising a figure."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from chaotou.core.issues import Refusal
from chaotou.core.periods import Period
from chaotou.figures import operations
from chaotou.figures.models import Observation
from chaotou.figures.queries.vintages import vintages
from chaotou.journal.models import Entry

GDP_2023 = {"indicator": "gdp", "body": "zone", "period": Period.year(2023)}


@pytest.fixture
def gdp(ledger) -> Observation:
    return Observation.objects.get(
        indicator__code="gdp", body__code="zone", first_month=2023 * 12, latest_month=2023 * 12 + 11
    )


@pytest.fixture
def revise(linxiao, gdp, now):
    def done(**said):
        usual = {
            "person": linxiao,
            "observation": gdp.pk,
            "value": Decimal(486),
            "reason": "经济普查",
            "now": now,
        }
        return operations.revise_observation(**{**usual, **said})

    return done


def test_a_revision_keeps_the_earlier_vintage(revise, gdp, now):
    later = revise()
    gdp.refresh_from_db()
    assert (gdp.value, gdp.superseded_at) == (480, now)
    assert (later.value, later.revision, later.reason, later.status) == (486, 1, "经济普查", "revised")


def test_a_revision_begins_unpublished(revise):
    assert revise().published_at is None


def test_a_revision_needs_a_reason(revise, gdp):
    with pytest.raises(Refusal, match="原因"):
        revise(reason="  ")
    gdp.refresh_from_db()
    assert gdp.superseded_at is None


def test_what_is_not_said_again_is_carried_over(revise):
    later = revise()
    assert (later.growth_yoy, later.growth_basis, later.source.code) == (
        Decimal("0.075"),
        "comparable",
        "page",
    )


def test_only_the_latest_vintage_is_revised(revise):
    revise()
    with pytest.raises(Refusal, match="更新的版次"):
        revise(value=Decimal(490))


def test_another_bureau_does_not_revise(revise, hechuan):
    with pytest.raises(Refusal, match="其他机构"):
        revise(person=hechuan)


def test_a_revision_that_is_odd_needs_a_note(revise):
    with pytest.raises(Refusal, match="小"):
        revise(value=Decimal(200))
    assert revise(value=Decimal(200), note="口径缩小").pk


def test_the_journal_holds_before_and_after(revise, gdp):
    later = revise()
    entry = Entry.objects.first()
    assert (entry.act, entry.target) == ("figures.observation.revised", f"figures.observation:{later.pk}")
    assert (entry.before["id"], Decimal(entry.before["value"]), entry.after["value"]) == (gdp.pk, 480, "486")


def test_the_history_shows_every_vintage_latest_first(revise, linxiao, now):
    revise()
    revise(
        observation=Observation.objects.get(revision=1).pk, value=Decimal(488), now=now + timedelta(hours=1)
    )
    found = vintages(linxiao, **GDP_2023)
    assert [vintage.value for vintage in found] == [488, 486, 480]
    assert [vintage.reason for vintage in found] == ["经济普查", "经济普查", ""]
    assert [vintage.is_current for vintage in found] == [True, False, False]


def test_the_history_is_told_as_it_was_known(revise, linxiao, now):
    revise()
    found = vintages(linxiao, **GDP_2023, known_at=now - timedelta(hours=1))
    assert [vintage.value for vintage in found] == [480]


def test_a_synthetic_value_said_anew_is_synthetic_no_longer(ledger, linxiao, now):
    june = Observation.objects.get(indicator__code="gdp", body__code="zone", latest_month=2024 * 12 + 5)
    said = {"person": linxiao, "observation": june.pk, "reason": "正式公布", "now": now}
    same = operations.revise_observation(**said, growth_yoy=Decimal("0.079"))
    assert same.is_synthetic
    real = operations.revise_observation(**{**said, "observation": same.pk}, value=Decimal("241.5"))
    assert not real.is_synthetic
