"""Panels: one indicator's figures as a dense array, bodies down and months across.

An empty cell is NaN and says why it is empty; it is never a zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from importlib import import_module
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]
Codes: TypeAlias = NDArray[np.int8]
Truths: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = ArrayLike | Decimal | Sequence[Decimal | float | None] | None


class State(IntEnum):
    """Why a cell holds a number or none (source: three kinds of missing, assessment.md §4.3)."""

    REPORTED = 0
    NOT_REPORTED = 1
    NOT_APPLICABLE = 2
    EXEMPT = 3


@dataclass(frozen=True)
class Panel:
    """`values[..., body, month]` in base units; a leading axis, if any, is the indicator.

    The last axis runs month by month from the ordinal `first` (year * 12 + month - 1). For a series that
    accumulates, a cell holds January to that month. `state` has the same shape; a cell is NaN exactly
    where it is not REPORTED.
    """

    bodies: tuple[str, ...]
    first: int
    values: Floats
    state: Codes

    def __post_init__(self) -> None:
        if self.values.shape != self.state.shape or self.values.shape[-2] != len(self.bodies):
            shapes = f"values {self.values.shape}, state {self.state.shape}, {len(self.bodies)} bodies"
            raise ValueError(f"a panel's parts do not fit: {shapes}")
        if not np.array_equal(np.isnan(self.values), self.state != State.REPORTED):
            raise ValueError("a cell must be NaN exactly where it is not reported")

    @classmethod
    def of(cls, bodies: Sequence[str], first: int, values: Numbers) -> Panel:
        """A panel of ready values; NaN and None become NOT_REPORTED."""
        cells = np.array(values, dtype=np.float64)
        return cls(tuple(bodies), first, cells, np.isnan(cells).astype(np.int8))

    @classmethod
    def from_rows(
        cls,
        body_index: ArrayLike,
        month: ArrayLike,
        value: ArrayLike,
        *,
        bodies: Sequence[str],
        first: int,
        months: int,
        state: ArrayLike | None = None,
        indicator_index: ArrayLike | None = None,
        indicators: int | None = None,
    ) -> Panel:
        """Scatter rows into a panel: row i puts `value[i]` at body `body_index[i]`, month ordinal `month[i]`.

        `state[i]` says why a row without value has none. Of two rows for one cell the later counts.
        IndexError for a row outside the panel.
        """
        column = np.asarray(month, dtype=np.int64) - first
        if column.size and column.min() < 0:
            raise IndexError("a row lies before the panel's first month")
        place: tuple[Whole, ...] = (np.asarray(body_index, dtype=np.int64), column)
        shape: tuple[int, ...] = (len(bodies), months)
        if indicator_index is not None and indicators is not None:
            place, shape = (np.asarray(indicator_index, dtype=np.int64), *place), (indicators, *shape)
        cells, why = _empty(shape)
        cells[place] = np.asarray(value, dtype=np.float64)
        if state is not None:
            why[place] = np.asarray(state, dtype=np.int8)
        why[~np.isnan(cells)] = State.REPORTED
        why[np.isnan(cells) & (why == State.REPORTED)] = State.NOT_REPORTED
        return cls(tuple(bodies), first, cells, why)

    @property
    def months(self) -> Whole:
        """The month ordinal of every column."""
        return self.first + np.arange(self.values.shape[-1])

    @property
    def latest(self) -> int:
        return self.first + int(self.values.shape[-1]) - 1

    def indicator(self, index: int) -> Panel:
        """One indicator of an indicator x body x month panel."""
        return Panel(self.bodies, self.first, self.values[index], self.state[index])

    def row(self, body: str) -> Floats:
        """One body's months; KeyError for a body the panel does not hold."""
        if body not in self.bodies:
            raise KeyError(body)
        values: Floats = self.values[..., self.bodies.index(body), :]
        return values

    def window(self, first: int, latest: int) -> Panel:
        """The months `first` to `latest`; months the panel does not hold are NOT_REPORTED."""
        cells, why = _empty((*self.values.shape[:-1], latest - first + 1))
        start, stop = max(first, self.first), min(latest, self.latest) + 1
        if start < stop:
            here, there = slice(start - first, stop - first), slice(start - self.first, stop - self.first)
            cells[..., here], why[..., here] = self.values[..., there], self.state[..., there]
        return Panel(self.bodies, first, cells, why)

    def to_arrow(self) -> Any:
        """A body x month panel as an Arrow table body, month, value, state, one row a cell; needs pyarrow."""
        arrow = import_module("pyarrow")
        rows, columns = np.indices(self.values.shape).reshape(2, -1)
        names = arrow.array(self.bodies).take(arrow.array(rows))
        month, state = arrow.array(self.first + columns), arrow.array(self.state.ravel())
        value = arrow.array(self.values.ravel(), from_pandas=True)
        return arrow.table({"body": names, "month": month, "value": value, "state": state})

    @classmethod
    def from_arrow(cls, table: Any) -> Panel:
        """The panel of an Arrow table as `to_arrow` writes it; bodies in order of appearance."""
        coded = table["body"].combine_chunks().dictionary_encode()
        month = table["month"].to_numpy()
        first, latest = int(month.min()), int(month.max())
        return cls.from_rows(
            coded.indices.to_numpy(),
            month,
            table["value"].to_numpy(),
            bodies=coded.dictionary.to_pylist(),
            first=first,
            months=latest - first + 1,
            state=table["state"].to_numpy(),
        )


def at(cells: Floats, column: Whole) -> Floats:
    """Each row's cell at its own column; NaN where the column lies outside."""
    inside = (column >= 0) & (column < cells.shape[-1])
    found = cells[np.arange(len(cells)), np.where(inside, column, 0)]
    return np.where(inside, found, np.nan)


def _empty(shape: tuple[int, ...]) -> tuple[Floats, Codes]:
    return np.full(shape, np.nan), np.full(shape, int(State.NOT_REPORTED), dtype=np.int8)
