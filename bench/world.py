"""A ledger the size of a country: 230 zones, 60 indicators, 72 months, and 200 targets of one zone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from chaotou.figures.models import Observation

ZONES, INDICATORS, YEARS, TARGETS = 230, 60, 6, 200
FIRST_YEAR = 2019
ON = datetime(2024, 1, 8, tzinfo=UTC)


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
    from django.db import transaction

    from chaotou.figures.models import Body, Indicator, Observation

    Observation.objects.all().delete()
    bodies = list(Body.objects.values_list("pk", flat=True)[:ZONES])
    random = np.random.default_rng(1)
    with transaction.atomic():
        for indicator in Indicator.objects.values_list("pk", flat=True)[:INDICATORS]:
            levels = random.uniform(5, 15, (len(bodies), YEARS, 12)).cumsum(axis=2).round(2)
            Observation.objects.bulk_create(_observations(indicator, bodies, levels), batch_size=1000)


def _observations(indicator: int, bodies: list[int], levels: np.ndarray) -> Iterator[Observation]:
    """An indicator's months, of bodies x years x months, each from its January on."""
    from chaotou.figures.models import Observation

    known = {"status": "final", "recorded_at": ON, "published_at": ON}
    for body, years in zip(bodies, levels, strict=True):
        for year, months in enumerate(years, FIRST_YEAR):
            for month, value in enumerate(months):
                place = {"first_month": year * 12, "latest_month": year * 12 + month}
                yield Observation(indicator_id=indicator, body_id=body, value=value, **place, **known)


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
