"""From facts to readings: what each criterion reads of each subject, and why some read nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from chaotou.core.evaluation.facts import Facts
from chaotou.core.evaluation.reads import ReadsSpec
from chaotou.core.evaluation.words import Take
from chaotou.core.panel import Codes, Floats, State

IN_PERCENT = (Take.SHARE, Take.ATTAINMENT, Take.COMPLETION, Take.INDEX)


@dataclass(frozen=True)
class Readings:
    """`values[subject, criterion]`, NaN exactly where `state` is not REPORTED."""

    values: Floats
    state: Codes


def read(reads: Sequence[ReadsSpec], facts: Facts) -> Readings:
    """Every reading of every subject; growth, shares and rates in percent, gaps in percentage points.

    A reading is missing for the first reason that one of its figures is; one that cannot be computed,
    such as a share of nothing, is not applicable.
    """
    plain = [at for at, spec in enumerate(reads) if _is_plain(spec) and spec.numerator in facts.columns]
    held = [facts.columns[reads[at].numerator] for at in plain]
    values = np.empty((len(facts.subjects), len(reads)))
    state = np.empty(values.shape, dtype=np.int8)
    values[:, plain], state[:, plain] = facts.values[:, held], facts.state[:, held]
    for at in set(range(len(reads))).difference(plain):
        values[:, at], state[:, at] = _column(reads[at], facts)
    return Readings(values, state)


def _is_plain(spec: ReadsSpec) -> bool:
    return spec.denominator is None and spec.least is None and spec.most is None and spec.times == 1


def _column(spec: ReadsSpec, facts: Facts) -> tuple[Floats, Codes]:
    x = _taken(spec, facts) * float(spec.times)
    x = np.clip(x, _bound(spec.least, -np.inf), _bound(spec.most, np.inf))
    why = facts.states(spec.numerator)
    if spec.denominator:
        why = np.where(why == State.REPORTED, facts.states(spec.denominator), why)
    why = np.where((why == State.REPORTED) & ~np.isfinite(x), int(State.NOT_APPLICABLE), why)
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
