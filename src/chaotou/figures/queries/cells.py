"""Figures of many indicators and bodies as one dense table, as a reader knew them at a moment.

A row is an indicator of a body, a column a month. Levels are in the indicator's unit, in % as fractions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import F, FloatField, IntegerField
from django.db.models.functions import Cast
from django.db.models.lookups import IsNull
from numpy.typing import NDArray

from chaotou.core import quantities
from chaotou.core.figures import growth_yoy
from chaotou.core.panel import Floats, Panel, State, Whole
from chaotou.core.periods import Period
from chaotou.core.zone import vocabulary
from chaotou.core.zone.vocabulary import Basis
from chaotou.figures.access import Sight
from chaotou.figures.models import Indicator, Observation
from chaotou.figures.queries.vintages import known

Pair = tuple[int, int]
"""An indicator and a body, by row ids."""

BASES = (None, *Basis)
_STATES = {
    "": State.NOT_REPORTED,
    Observation.Absence.NOT_REPORTED: State.NOT_REPORTED,
    Observation.Absence.NOT_APPLICABLE: State.NOT_APPLICABLE,
    Observation.Absence.EXEMPT: State.EXEMPT,
}
STATUSES = ("", *Observation.Status)
_CODES: dict[str, Mapping[Any, int]] = {
    "growth_basis": {basis or "": code for code, basis in enumerate(BASES)},
    "status": {status: code for code, status in enumerate(STATUSES)},
    "absence": _STATES,
}
_FIELDS = (
    "indicator_id",
    "body_id",
    "first_month",
    "latest_month",
    "revision",
    "level",
    "growth",
    "pk",
    "synthetic",
    "growth_basis",
    "status",
    "absence",
    "unpublished",
    "scope",
)


class Plain(Cast):
    """A column as the database gives it: making Decimals and moments of cells costs more than the query."""

    def get_db_converters(self, connection: object) -> list[Any]:
        return []


@dataclass(frozen=True)
class Cell:
    """What stands in one cell besides its numbers."""

    pk: int
    period: Period
    basis: Basis | None
    status: str
    scope: str
    is_synthetic: bool
    is_published: bool


@dataclass(frozen=True)
class Cells:
    """`levels[row, month]` and `growth` from ordinal `first` on; `rows` says which pair stands where.

    `pk` is 0 and `length` (months of the period) is 0 where nothing stands; `basis` and `status` index BASES
    and STATUSES.
    """

    rows: dict[Pair, int]
    scopes: dict[Pair, str]
    first: int
    levels: Floats
    growth: Floats
    state: NDArray[np.int8]
    basis: NDArray[np.int8]
    status: NDArray[np.int8]
    synthetic: NDArray[np.bool_]
    published: NDArray[np.bool_]
    length: Whole
    pk: Whole

    def take(self, rows: Sequence[int]) -> tuple[Panel, Panel]:
        """Levels and published growth of these rows, as two panels."""
        bodies = tuple(map(str, rows))
        levels, growth = self.levels[rows], self.growth[rows]
        return Panel(bodies, self.first, levels, self.state[rows]), Panel.of(bodies, self.first, growth)

    def bases(self, row: int) -> tuple[Basis | None, ...]:
        return tuple(BASES[code] for code in self.basis[row])

    def at(self, pair: Pair, month: int) -> Cell | None:
        """What stands at a month; None where nothing does."""
        row, column = self.rows[pair], month - self.first
        if not (0 <= column < self.pk.shape[1] and self.pk[row, column]):
            return None
        return Cell(
            pk=int(self.pk[row, column]),
            period=Period(month - int(self.length[row, column]) + 1, month),
            basis=BASES[self.basis[row, column]],
            status=STATUSES[self.status[row, column]],
            scope=self.scopes.get(pair, ""),
            is_synthetic=bool(self.synthetic[row, column]),
            is_published=bool(self.published[row, column]),
        )

    def level(self, pair: Pair, month: int) -> float:
        return self._number(self.levels, pair, month)

    def growth_at(self, pair: Pair, month: int) -> float:
        """Growth as published, else of the two levels; NaN where neither is known."""
        published = self._number(self.growth, pair, month)
        return self._number(self._growth_of_levels, pair, month) if np.isnan(published) else published

    @cached_property
    def _growth_of_levels(self) -> Floats:
        """Of every cell at once: a thousand single growths cost more than one of them all."""
        return growth_yoy(self.levels).value

    def is_growth_published(self, pair: Pair, month: int) -> bool:
        return not np.isnan(self._number(self.growth, pair, month))

    def is_synthetic(self, pair: Pair, month: int) -> bool:
        column = month - self.first
        return 0 <= column < self.pk.shape[1] and bool(self.synthetic[self.rows[pair], column])

    def is_growth_synthetic(self, pair: Pair, month: int) -> bool:
        """Whether the growth rests on a synthetic figure; a computed one rests on two."""
        months = (month,) if self.is_growth_published(pair, month) else (month, month - 12)
        return any(self.is_synthetic(pair, at) for at in months)

    def is_month_synthetic(self, pair: Pair, month: int) -> bool:
        """Whether the single month rests on a synthetic figure; but for January it rests on two."""
        months = (month,) if month % 12 == 0 else (month, month - 1)
        return any(self.is_synthetic(pair, at) for at in months)

    def months_known(self, pair: Pair) -> list[int]:
        """The months with a level or a growth, latest first."""
        row = self.rows[pair]
        known = ~np.isnan(self.levels[row]) | ~np.isnan(self.growth[row])
        return [self.first + int(column) for column in np.flatnonzero(known)[::-1]]

    def _number(self, cells: Floats, pair: Pair, month: int) -> float:
        column = month - self.first
        return float(cells[self.rows[pair], column]) if 0 <= column < cells.shape[1] else np.nan


def empty(indicators: Sequence[Indicator], bodies: Sequence[int], first: int, latest: int) -> Cells:
    """A table of every indicator and body with nothing in it yet."""
    rows = {pair: row for row, pair in enumerate((one.pk, body) for one in indicators for body in bodies)}
    shape = len(rows), latest - first + 1
    nothing, no = np.zeros(shape, dtype=np.int8), np.zeros(shape, dtype=bool)
    return Cells(
        rows=rows,
        scopes={},
        first=first,
        levels=np.full(shape, np.nan),
        growth=np.full(shape, np.nan),
        state=np.full(shape, int(State.NOT_REPORTED), dtype=np.int8),
        basis=nothing,
        status=nothing.copy(),
        synthetic=no,
        published=no.copy(),
        length=nothing.astype(np.int64),
        pk=nothing.astype(np.int64),
    )


def fill(
    cells: Cells,
    indicators: Sequence[Indicator],
    bodies: Sequence[int],
    seen: Sight,
    known_at: datetime | None,
    months: Sequence[int] | None = None,
) -> None:
    """Read these bodies' figures into the table, as known at the moment: all its months, or only those named.

    One query.
    """
    rows = Observation.objects.filter(known(seen, known_at), body__in=bodies)
    rows = rows.filter(indicator__in=[row.pk for row in indicators])
    latest = cells.first + cells.pk.shape[1] - 1
    if months is None:
        rows = rows.filter(latest_month__gte=cells.first, latest_month__lte=latest)
    else:
        rows = rows.filter(latest_month__in=[month for month in months if cells.first <= month <= latest])
    numbers = rows.order_by().annotate(
        level=Plain("value", FloatField()),
        growth=Plain("growth_yoy", FloatField()),
        synthetic=Plain("is_synthetic", IntegerField()),
        unpublished=Plain(IsNull(F("published_at"), True), IntegerField()),
    )
    found = _one_scope(cells, list(numbers.values_list(*_FIELDS).iterator(chunk_size=10_000)))
    if found:
        _scatter(cells, indicators, dict(zip(_FIELDS, zip(*found, strict=True), strict=True)))


def _one_scope(cells: Cells, found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows of one scope a pair, never mixed: the plain one where there is one, else the first by name."""
    if not any(row[-1] for row in found):
        return found
    for row in found:
        pair, scope = row[:2], row[-1]
        cells.scopes[pair] = min(cells.scopes.get(pair, scope), scope)
    return [row for row in found if row[-1] == cells.scopes[row[:2]]]


def _scatter(cells: Cells, indicators: Sequence[Indicator], columns: dict[str, tuple[Any, ...]]) -> None:
    """Put the rows in their cells; of two for one cell the shorter period counts, then the later vintage."""
    first, latest = np.array(columns["first_month"]), np.array(columns["latest_month"])
    order = np.lexsort((np.array(columns["revision"]), first - latest))
    order = order[_belongs(indicators, columns["indicator_id"], first, latest)[order]]
    pairs = zip(columns["indicator_id"], columns["body_id"], strict=True)
    row = np.fromiter((cells.rows[pair] for pair in pairs), dtype=np.int64, count=len(first))
    at = row[order], latest[order] - cells.first
    cells.levels[at] = _fractions(indicators, columns)[order]
    cells.growth[at] = np.array(columns["growth"], dtype=np.float64)[order]
    cells.pk[at] = np.array(columns["pk"])[order]
    cells.length[at] = (latest - first + 1)[order]
    cells.synthetic[at] = np.array(columns["synthetic"], dtype=bool)[order]
    cells.published[at] = ~np.array(columns["unpublished"], dtype=bool)[order]
    for name, target in (("growth_basis", cells.basis), ("status", cells.status), ("absence", cells.state)):
        target[at] = _coded(_CODES[name], columns[name])[order]
    cells.state[~np.isnan(cells.levels)] = State.REPORTED


def _belongs(
    indicators: Sequence[Indicator], pks: tuple[int, ...], first: Whole, latest: Whole
) -> NDArray[np.bool_]:
    """What accumulates is read from January on; a single month of it is another figure."""
    cumulative = {row.pk for row in indicators if row.is_cumulative}
    accumulates = np.fromiter((pk in cumulative for pk in pks), dtype=bool, count=len(pks))
    return np.asarray(~accumulates | ((first % 12 == 0) & (first // 12 == latest // 12)))


def _fractions(indicators: Sequence[Indicator], columns: dict[str, tuple[Any, ...]]) -> Floats:
    hundredths = {row.pk for row in indicators if is_percent(row)}
    levels = np.array(columns["level"], dtype=np.float64)
    if hundredths:
        levels[[pk in hundredths for pk in columns["indicator_id"]]] /= 100
    return levels


def _coded(codes: Mapping[Any, int], values: tuple[str, ...]) -> NDArray[np.int8]:
    return np.fromiter((codes.get(value, 0) for value in values), dtype=np.int8, count=len(values))


def is_percent(indicator: Indicator) -> bool:
    """Whether the indicator is shown in %, so that its differences are points."""
    return quantities.is_percent(indicator.unit)


def adds_up(indicator: Indicator) -> bool:
    """Whether a year's figure of the indicator is the sum of its months."""
    return vocabulary.adds_up(vocabulary.Measure(indicator.measure), cumulative=indicator.is_cumulative)
