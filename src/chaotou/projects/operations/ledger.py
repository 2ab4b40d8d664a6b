"""Putting the counts of projects into the ledger: the indicators that the zone says are counted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from chaotou.core.periods import Period
from chaotou.core.projects.counting import Counted, Sum, counted, months_to_date
from chaotou.core.quantities import Quantity, unit
from chaotou.core.zone.project_specs import CountSpec, CountWhat
from chaotou.core.zone.specs import Zone
from chaotou.figures.operations.counted import Count, Kept, counted_since, keep_counts, register_source
from chaotou.organization.days import working_day
from chaotou.organization.queries import zone
from chaotou.projects.queries.moved import basis_of, moved, synthetic_projects

if TYPE_CHECKING:
    from chaotou.organization.models import Person

SOURCE = "projects"


@transaction.atomic
def count_into_ledger(
    *,
    now: datetime,
    today: date | None = None,
    actor: Person | None = None,
    reason: str = "按项目台账重新计数",
    stages: Collection[str] | None = None,
) -> Kept:
    """Record what the zone counts from projects, for every closed month since the first, year to date.

    Counting again changes nothing; a changed count is a revision with the reason. `today` closes months (the
    zone's own day in a demonstration unless said); `stages` keeps to the counts of these.
    """
    held = zone()
    on = today or working_day(now)
    specs = [spec for spec in held.counts if stages is None or spec.moved_to in stages]
    if not specs:
        return Kept()
    source = register_source(SOURCE, "项目台账计数", "Counted from the register of projects")
    counts = list(_counts(held, specs, on, counted_since(source)))
    return keep_counts(counts=counts, body=held.zone.body, source=source, reason=reason, now=now, actor=actor)


def _counts(held: Zone, specs: list[CountSpec], on: date, since: Mapping[str, int]) -> Iterator[Count]:
    rows = moved({spec.moved_to for spec in specs})
    invented = synthetic_projects({row.project for row in rows})
    units = {indicator.code: indicator.unit for indicator in held.indicators}
    tiers = {tier.code: tier for tier in held.tiers}
    for spec in specs:
        found = counted(rows, spec.moved_to, basis_of(spec.scheme))
        for year in _years(found, since.get(spec.indicator), on):
            sums = months_to_date(found, tiers[spec.tier], year)
            made_up = any(one.moved.project in invented for one in found if one.on.year == year)
            for month, so_far in enumerate(sums, start=1):
                period = Period.to_month(year, month)
                if period.ends_on < on:
                    value = _value(spec, so_far, units[spec.indicator])
                    yield Count(spec.indicator, period, value, made_up)


def _years(found: list[Counted], since: int | None, on: date) -> range:
    """From the first year in which anything counts or once counted; none where nothing ever did."""
    first = [year for year in (since, found[0].on.year if found else None) if year is not None]
    return range(min(first), on.year + 1) if first else range(0)


def _value(spec: CountSpec, so_far: Sum, unit_code: str) -> Decimal:
    if spec.what is CountWhat.PROJECTS:
        return Decimal(so_far.count)
    return Quantity(so_far.total, unit("元")).to(unit(unit_code)).value
