"""From facts to readings: what each criterion reads of each subject, and why some read nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np

from chaotou.core.evaluation.facts import Facts
from chaotou.core.evaluation.reads import ReadsSpec
from chaotou.core.evaluation.words import Take
from chaotou.core.panel import Codes, Floats, State

ABSENT = -1
IN_PERCENT = (Take.SHARE, Take.ATTAINMENT, Take.COMPLETION, Take.INDEX)


@dataclass(frozen=True)
class Readings:
    """`values[subject, criterion]`, NaN exactly where `state` is not REPORTED."""

    values: Floats
    state: Codes


@dataclass(frozen=True)
class Reader:
    """Readings to be taken; which of them are plain figures is worked out once."""

    specs: tuple[ReadsSpec, ...]

    @cached_property
    def plain(self) -> tuple[tuple[int, str], ...]:
        """The readings that are figures as they stand: their place and the figure's name."""
        return tuple((at, spec.numerator) for at, spec in enumerate(self.specs) if _is_plain(spec))

    @cached_property
    def computed(self) -> tuple[int, ...]:
        return tuple(at for at, spec in enumerate(self.specs) if not _is_plain(spec))

    def read(self, facts: Facts) -> Readings:
        """Every reading of every subject; growth, shares and rates in percent, gaps in percentage points.

        A reading is missing for the first reason that one of its figures is; one that cannot be computed,
        such as a share of nothing, is not applicable.
        """
        held = [facts.columns.get(name, ABSENT) for _, name in self.plain]
        if held == list(range(len(facts.names))) and not self.computed:
            return Readings(facts.values, facts.state)
        values = np.full((len(facts.subjects), len(self.specs)), np.nan)
        state = np.full(values.shape, int(State.NOT_REPORTED), dtype=np.int8)
        known = [at for at, _ in self.plain]
        values[:, known], state[:, known] = _held(facts, held)
        for at in self.computed:
            values[:, at], state[:, at] = _column(self.specs[at], facts)
        return Readings(values, state)


def read(specs: Sequence[ReadsSpec], facts: Facts) -> Readings:
    """Readings taken once; see `Reader.read`."""
    return Reader(tuple(specs)).read(facts)


def _held(facts: Facts, columns: list[int]) -> tuple[Floats, Codes]:
    """The figures in these columns; all missing where the column is ABSENT."""
    there = np.array(columns, dtype=np.int64) != ABSENT
    if there.all():
        return facts.values[:, columns], facts.state[:, columns]
    values = np.where(there, facts.values[:, columns], np.nan)
    return values, np.where(there, facts.state[:, columns], int(State.NOT_REPORTED)).astype(np.int8)


def _is_plain(spec: ReadsSpec) -> bool:
    return spec.denominator is None and spec.least is None and spec.most is None and spec.times == 1


def _column(spec: ReadsSpec, facts: Facts) -> tuple[Floats, Codes]:
    x = _taken(spec, facts) * float(spec.times)
    why = facts.states(spec.numerator)
    if spec.denominator:
        why = np.where(why == State.REPORTED, facts.states(spec.denominator), why)
    why = np.where((why == State.REPORTED) & ~np.isfinite(x), int(State.NOT_APPLICABLE), why)
    x = np.clip(x, _bound(spec.least, -np.inf), _bound(spec.most, np.inf))
    return np.where(why == State.REPORTED, x, np.nan), why.astype(np.int8)


def _taken(spec: ReadsSpec, facts: Facts) -> Floats:
    x = facts.column(spec.numerator)
    if spec.denominator is None:
        return x
    below = facts.column(spec.denominator)
    if spec.take is Take.CHANGE:
        return x - below
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = x / below
    if spec.take in (Take.ATTAINMENT, Take.PACE_GAP):
        quotient = np.where(below == 0, (x >= 0).astype(np.float64), quotient)
    if spec.take is Take.PACE_GAP:
        return np.asarray(100 * (quotient - facts.elapsed))
    return np.asarray(100 * quotient if spec.take in IN_PERCENT else quotient)


def _bound(bound: Decimal | None, otherwise: float) -> float:
    return otherwise if bound is None else float(bound)
