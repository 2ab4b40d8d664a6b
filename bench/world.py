"""A ledger the size of a country: 230 zones, 60 indicators, 72 months, and 200 targets of one zone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import numpy as np

ZONES, INDICATORS, YEARS, TARGETS = 230, 60, 6, 200
FIRST_YEAR = 2019
ON = datetime(2024, 1, 8, tzinfo=UTC)
COLUMNS = (
    "indicator_id, body_id, first_month, latest_month, value, absence, growth_basis, status, scope, "
    "is_synthetic, document, sentence, evidence, note, revision, reason, recorded_at, published_at"
)


def build() -> None:
    """Fill the empty database that the environment names; needs Django awake."""
    load_demo()
    _add_zones()
    _add_observations()
    _add_targets()


def load_demo() -> None:
    """The demo zone in an empty database."""
    from django.core.management import call_command

    from chaotou.cli.loading import checked_zone, load_figures, load_people

    call_command("migrate", verbosity=0)
    zone = checked_zone()
    load_people(zone, ON)
    load_figures(zone, ON)


def _add_zones() -> None:
    from chaotou.figures.models import Body

    have = Body.objects.count()
    extra = [Body(code=f"bench-{n}", name=f"示例区{n}", kind="zone", order=n) for n in range(ZONES - have)]
    Body.objects.bulk_create(extra)


def _add_observations() -> None:
    from django.db import connection, transaction

    from chaotou.figures.models import Body, Indicator, Observation

    Observation.objects.all().delete()
    bodies = list(Body.objects.values_list("pk", flat=True)[:ZONES])
    indicators = list(Indicator.objects.values_list("pk", flat=True)[:INDICATORS])
    marks = ", ".join(["%s"] * len(COLUMNS.split(",")))
    with transaction.atomic(), connection.cursor() as cursor:
        insert = f"INSERT INTO figures_observation ({COLUMNS}) VALUES ({marks})"
        cursor.executemany(insert, _rows(indicators, bodies))


def _rows(indicators: list[int], bodies: list[int]) -> Iterator[tuple[object, ...]]:
    random = np.random.default_rng(1)
    for indicator in indicators:
        levels = random.uniform(5, 15, (len(bodies), YEARS, 12)).cumsum(axis=2).round(2)
        for body, years in zip(bodies, levels, strict=True):
            for year, months in enumerate(years, FIRST_YEAR):
                for month, value in enumerate(months):
                    place = (indicator, body, year * 12, year * 12 + month)
                    yield *place, float(value), "", "", "final", "", False, "", "", "", "", 0, "", ON, ON


def _add_targets() -> None:
    from chaotou.figures.models import Body, Indicator, Target

    zone = Body.objects.get(code="zone")
    indicators = list(Indicator.objects.all()[:INDICATORS])
    have = Target.objects.filter(withdrawn_at=None).count()
    shared = {"body": zone, "kind": "level", "bound": "at_least", "value": 120, "set_at": ON}
    year = {"first_month": 2024 * 12, "latest_month": 2024 * 12 + 11}
    Target.objects.bulk_create(
        Target(code=f"bench-{n}", name=f"示例目标{n}", indicator=indicators[n % INDICATORS], **shared, **year)
        for n in range(TARGETS - have)
    )
