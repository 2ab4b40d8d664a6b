"""The demonstration zone, loaded as it is shipped."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction

from chaotou.core.periods import Period
from chaotou.core.zone.loading import load_zone
from chaotou.figures import operations
from chaotou.figures.access import SYSTEM
from chaotou.figures.export import standings_as_json
from chaotou.figures.models import Observation
from chaotou.figures.queries.detail import target_detail
from chaotou.figures.queries.standings import standings
from chaotou.figures.queries.vintages import vintages

DEMO = Path(__file__).resolve().parents[3] / "zones/demo"
NOW = datetime(2024, 8, 12, 1, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The zone, in the ledger for as long as this module's tests run: loading it takes seconds."""
    zone = load_zone(DEMO).zone
    with django_db_blocker.unblock(), transaction.atomic():
        operations.load_catalogue(zone=zone, now=NOW)
        operations.load_observations(zone=zone, now=NOW)
        yield zone
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db, serve):
    serve(loaded)
    return loaded


def test_the_pages_published_figures_are_in_the_ledger(demo):
    published = {"gdp": (480, "0.075"), "general_public_budget_revenue": (Decimal("33.03"), "0.1")}
    for code, (value, growth) in published.items():
        (*_, first) = vintages(SYSTEM, indicator=code, body="zone", period=Period.year(2023))
        assert (first.value, first.growth_yoy, first.is_synthetic) == (value, Decimal(growth), False)


def test_every_target_stands_with_its_citation(demo):
    rows = standings(SYSTEM, on=demo.zone.as_of).rows
    assert rows
    assert all(row.source and row.sentence for row in rows)
    targets = {row.code: row.target for row in rows}
    assert (targets["signed_projects_2024"], targets["signed_investment_2024"]) == (160, 800)


def test_unpublished_formulas_are_shown_unfilled(demo):
    row = next(row for row in standings(SYSTEM, on=demo.zone.as_of).rows if row.code == "formula_1623")
    assert [part.row for part in row.parts] == [None] * 4


def test_every_targets_page_derives_its_numbers(demo):
    for row in standings(SYSTEM, on=demo.zone.as_of).rows:
        detail = target_detail(SYSTEM, row.code, demo.zone.as_of)
        assert detail.row.light == row.light
        assert detail.row.expected == row.expected


def test_synthetic_figures_are_marked_wherever_they_stand(demo):
    marked = set(Observation.objects.filter(is_synthetic=True).values_list("pk", flat=True))
    rows = [row for row in standings(SYSTEM, on=demo.zone.as_of).rows if row.observation]
    assert all(row.is_synthetic == (row.observation in marked) for row in rows)


@pytest.mark.parametrize("day", [date(2024, 1, 7), date(2024, 3, 15), date(2024, 12, 31), date(2025, 3, 1)])
def test_the_standings_of_any_day_are_plain_data(demo, day):
    rows = standings_as_json(standings(SYSTEM, on=day))
    assert {row["light"] for row in rows} <= {"on_track", "at_risk", "behind", "done", "no_data", "not_due"}


def test_loading_the_demonstration_again_changes_nothing(demo, now):
    assert not any(operations.load_catalogue(zone=demo, now=now).values())
    assert operations.load_observations(zone=demo, now=now) == 0
