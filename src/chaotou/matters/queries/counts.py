"""The numbers that the zone counts from matters, for the whole zone or of one leading organization."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import numpy as np
from django.utils import timezone

from chaotou.core.matters.clocks import taken
from chaotou.core.matters.counting import Handled, Ratings, Span, count
from chaotou.core.midnights import midnight, moments
from chaotou.core.panel import Truths
from chaotou.core.periods import Period
from chaotou.core.quantities import Quantity, unit
from chaotou.core.zone.matter_watch_specs import Counted, MatterCountSpec
from chaotou.matters.queries.arrays import Counts, counted
from chaotou.matters.rules import Rules, rules

RATES = frozenset({Counted.ON_TIME_RATE, Counted.SATISFACTION_RATE, Counted.REPEAT_RATE, Counted.LIMIT_USED})
"""Counted as fractions, kept in the indicator's unit."""


@dataclass(frozen=True)
class Number:
    """A number counted of matters, in the indicator's unit; made up where one of the matters is."""

    value: Decimal
    is_synthetic: bool


@dataclass(frozen=True)
class Chosen:
    """The matters that one number of the zone's is counted of, over whatever period."""

    spec: MatterCountSpec
    unit: str
    handled: Handled
    ratings: Ratings
    is_synthetic: bool

    def number(self, period: Period) -> Number | None:
        """What is counted in a period; None for a rate or a mean over nothing."""
        value = count(self.spec.counted, self.handled, self.ratings, span_of(period))
        return None if value is None else Number(self._in_unit(value), self.is_synthetic)

    def _in_unit(self, value: float) -> Decimal:
        exact = Decimal(repr(value))
        if self.spec.counted not in RATES:
            return exact
        return Quantity(exact * 100, unit("%")).to(unit(self.unit)).value


class Counting:
    """All matters read once, for as many numbers as one likes."""

    def __init__(self) -> None:
        self.rules: Rules = rules()
        self.all: Counts = counted()
        self.units = {spec.code: spec.unit for spec in self.rules.zone.indicators}

    def of(self, spec: MatterCountSpec, period: Period, lead: int | None = None) -> Number | None:
        """What the zone counts by `spec` in a period, of all or of what an organization (a key) leads."""
        return self.chosen(spec, lead).number(period)

    def chosen(self, spec: MatterCountSpec, lead: int | None = None) -> Chosen:
        """The matters of which `spec` counts, for counting them over many periods."""
        fits = self._fits(spec, lead)
        rows = np.flatnonzero(fits)
        ratings = taken(self.all.ratings, np.flatnonzero(fits[self.all.rated]))
        is_synthetic = bool(self.all.is_synthetic[rows].any())
        return Chosen(spec, self.units[spec.indicator], taken(self.all.handled, rows), ratings, is_synthetic)

    def _fits(self, spec: MatterCountSpec, lead: int | None) -> Truths:
        kinds = [code for code, kind in self.rules.kinds.items() if _is_of(spec, code, kind.family)]
        found = np.isin(self.all.kind, self.all.words.of(kinds))
        if spec.results:
            found &= np.isin(self.all.result, self.all.words.of(spec.results))
        return found if lead is None else found & (self.all.lead == lead)


def _is_of(spec: MatterCountSpec, kind: str, family: str) -> bool:
    return (not spec.kinds or kind in spec.kinds) and (not spec.families or family in spec.families)


def span_of(period: Period) -> Span:
    """A period as moments by the zone's clock."""
    zone = timezone.get_default_timezone()
    ends_on = period.ends_on + timedelta(days=1)
    first, end = moments([midnight(period.starts_on, zone), midnight(ends_on, zone)])
    return Span(first, end)
