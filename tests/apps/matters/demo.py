"""The demonstration's organizations, people, firms and cases of matters in the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction
from django.test import override_settings

from chaotou.core.zone.case_files import load_case_files
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.rules_for_cases import Case
from chaotou.core.zone.specs import Zone
from chaotou.enterprises.operations import load_enterprises
from chaotou.figures import operations as figures
from chaotou.matters.operations.loading import load_cases
from chaotou.organization import operations as organization

DEMO = Path(__file__).resolve().parents[3] / "zones/demo"
NOW = datetime(2024, 8, 20, 1, 30, tzinfo=UTC)


def cases_without_projects(zone: Zone) -> list[Case]:
    """The cases that name no project: the register of projects need not be loaded for them."""
    cases = load_case_files(DEMO, zone).cases or ()
    return [case for case in cases if not case.told.spec.project]


@contextmanager
def loaded_matters(media: Path) -> Iterator[Zone]:
    """The demonstration as far as matters need it, gone again at the end; files go to `media`."""
    zone = load_zone(DEMO).zone
    assert zone is not None
    with override_settings(MEDIA_ROOT=media, ZONE=DEMO), transaction.atomic():
        organization.load_organizations(zone=zone, actor=None, now=NOW)
        figures.load_catalogue(zone=zone, now=NOW)
        load_enterprises(zone=zone, now=NOW)
        assert load_cases(cases=cases_without_projects(zone), now=NOW).issues == []
        yield zone
        transaction.set_rollback(True)
