"""Putting the counts of matters into the ledger: the indicators that the zone says are counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from chaotou.core.periods import Period
from chaotou.figures.operations.counted import Count, Kept, counted_since, keep_counts, register_source
from chaotou.matters.queries.counts import Chosen, Counting
from chaotou.organization.days import working_moment
from chaotou.organization.models import Person
from chaotou.organization.queries import zone

SOURCE = "matters"


@transaction.atomic
def count_into_ledger(
    *, now: datetime, actor: Person | None = None, reason: str = "按事项台账重新计数"
) -> Kept:
    """Record what the zone counts from matters, for every closed month since the first, year to date.

    Counting again changes nothing; a changed count is a revision with the reason. Only counts and rates go
    into the ledger: nothing of them tells of a single matter.
    """
    held = zone()
    if not held.matter_counts:
        return Kept()
    source = register_source(SOURCE, "事项台账计数", "Counted from the register of matters")
    counts = list(_counts(timezone.localdate(working_moment(now)), counted_since(source)))
    return keep_counts(counts=counts, body=held.zone.body, source=source, reason=reason, now=now, actor=actor)


def _counts(on: date, since: dict[str, int]) -> Iterator[Count]:
    counting = Counting()
    if not len(counting.all.handled):
        return
    first = counting.all.handled.registered_at.min().astype(datetime).year
    closed = list(_closed(min([first, *since.values()]), on))
    for spec in counting.rules.zone.matter_counts:
        yield from _over(counting.chosen(spec), closed)


def _closed(first: int, on: date) -> Iterator[Period]:
    """Years to date, up to every month that ended before a day, since the beginning of a year."""
    for year in range(first, on.year + 1):
        periods = (Period.to_month(year, month) for month in range(1, 13))
        yield from (period for period in periods if period.ends_on < on)


def _over(chosen: Chosen, periods: Iterable[Period]) -> Iterator[Count]:
    for period in periods:
        found = chosen.number(period)
        if found is not None:
            yield Count(chosen.spec.indicator, period, found.value, found.is_synthetic)
