"""Every page keeps to its number of queries: the cheapest guard against one query a row.

`query_budgets.json` names the page, who opens it, and how many queries it may take, signing in included.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chaotou.core.periods import Period
from chaotou.core.zone.case_files import load_case_files
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.specs import Zone
from chaotou.enterprises import operations as enterprises
from chaotou.evaluation.operations import runs
from chaotou.figures import operations as figures
from chaotou.matters.operations.loading import load_cases
from chaotou.matters.operations.noticing import raise_notices
from chaotou.organization import operations as organization
from chaotou.organization.models import Person

HERE = Path(__file__).parent
BUDGETS = json.loads((HERE / "query_budgets.json").read_text())


@pytest.fixture
def demo(db, serve, settings, tmp_path) -> None:
    """The demonstration zone with its people, figures, targets and matters."""
    settings.MEDIA_ROOT = tmp_path
    zone = load_zone(HERE.parents[1] / "zones/demo").zone
    serve(zone)
    organization.load_organizations(zone=zone, actor=None, now=timezone.now())
    figures.load_catalogue(zone=zone, now=timezone.now())
    figures.load_observations(zone=zone, now=timezone.now())
    enterprises.load_enterprises(zone=zone, now=timezone.now())
    _evaluate("bureaus", "2024-01..2024-07")
    _load_matters(zone)


def _load_matters(zone: Zone) -> None:
    """The invented matters that name no project: projects are not loaded here."""
    cases = load_case_files(HERE.parents[1] / "zones/demo", zone).cases or ()
    loaded = load_cases(cases=[one for one in cases if not one.told.spec.project], now=timezone.now())
    assert loaded.cases and not loaded.issues
    raise_notices(now=timezone.now())


def _evaluate(scheme: str, period: str) -> None:
    """A published run of a scheme, as the demonstration has."""
    now = timezone.now()
    drafted = runs.draft_for_platform(scheme=scheme, period=Period.parse(period), now=now, note="")
    runs.release(drafted, None, now)


def queries(address: str, username: str) -> list[str]:
    client = Client()
    client.force_login(Person.objects.get(username=username))
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200, address
    return [query["sql"] for query in captured.captured_queries]


def test_every_page_keeps_to_its_budget(demo) -> None:
    over = {}
    for address, allowed in BUDGETS.items():
        taken = queries(address, allowed["person"])
        if len(taken) > allowed["queries"]:
            over[address] = {"allowed": allowed["queries"], "taken": len(taken), "latest": taken[-3:]}
    assert over == {}
