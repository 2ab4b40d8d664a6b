"""The current rows of several indicators at once, for whoever compares something new with what is there."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from chaotou.figures import access
from chaotou.figures.models import Observation, Target

if TYPE_CHECKING:
    from chaotou.organization.access import Asker


def current_observations(
    reader: Asker | access.System,
    *,
    indicators: Collection[str],
    bodies: Collection[str],
    latest_months: Collection[int],
) -> list[Observation]:
    """The latest vintage of these indicators' and bodies' (codes) figures whose periods end in these months.

    As far as the reader sees it: two queries for a person, one for SYSTEM; figures of a narrower scope are
    left out.
    """
    seen = access.sight(reader)
    rows = Observation.objects.filter(
        indicator__code__in=indicators,
        body__code__in=bodies,
        latest_month__in=latest_months,
        superseded_at=None,
        scope="",
    )
    found = rows.select_related("indicator", "body")
    return [row for row in found if row.published_at or seen.sees_unpublished(row.indicator.code)]


def targets_on(reader: Asker | access.System, indicators: Collection[str]) -> list[Target]:
    """The targets in force on these indicators (codes)."""
    access.sight(reader)
    rows = Target.objects.filter(indicator__code__in=indicators, withdrawn_at=None)
    return list(rows.select_related("indicator", "body"))
