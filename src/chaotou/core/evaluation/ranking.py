"""Places and grades: ties as the scheme says, criteria that break them, quotas with their rounding said."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

import numpy as np

from chaotou.core.evaluation.words import Rounding, Ties
from chaotou.core.panel import Floats, Whole

UNRANKED = np.nan

_WAYS = {Rounding.DOWN: ROUND_FLOOR, Rounding.HALF_UP: ROUND_HALF_UP, Rounding.UP: ROUND_CEILING}


def places(keys: Floats, ties: Ties = Ties.MIN, breaks: Sequence[Floats] = ()) -> Floats:
    """The place of each `keys[..., subject]`, greatest first, along the last axis; NaN is not placed.

    `breaks` are further keys, greatest first, that part those whose keys are equal. Competition places
    (1 2 2 4), their mirror, averages and dense places are those of the usual statistics packages.
    """
    columns = [_last_if_none(np.negative(column)) for column in (keys, *breaks)]
    order = _order(columns, ties)
    ordered = [np.take_along_axis(column, order, -1) for column in columns]
    begins = _begins(ordered)
    placed = _numbered(begins, ties)
    result = np.empty(keys.shape)
    np.put_along_axis(result, order, placed, -1)
    result[np.isnan(keys)] = UNRANKED
    return result


def _order(columns: Sequence[Floats], ties: Ties) -> Whole:
    """Positions from the first place to the last; NaN stands behind all."""
    if len(columns) == 1 and ties is not Ties.ORDINAL:
        return np.argsort(columns[0], axis=-1)
    return np.lexsort(columns[::-1], axis=-1)


def _last_if_none(column: Floats) -> Floats:
    """Infinity in place of NaN, so that those without a key are equals, behind all others."""
    return np.where(np.isnan(column), np.inf, column)


def _begins(ordered: Sequence[Floats]) -> Whole:
    """1 where a new place begins in the sorted keys, 0 where it is shared with the one before."""
    changes = np.zeros(ordered[0].shape, dtype=np.int64)
    for column in ordered:
        changes[..., 1:] |= column[..., 1:] != column[..., :-1]
    changes[..., 0] = 1
    return changes


def _numbered(begins: Whole, ties: Ties) -> Floats:
    """Places along sorted keys from where each begins."""
    counted = np.arange(1, begins.shape[-1] + 1)
    if ties is Ties.ORDINAL:
        return np.broadcast_to(counted, begins.shape).astype(np.float64)
    if ties is Ties.DENSE:
        return np.cumsum(begins, axis=-1).astype(np.float64)
    first = np.maximum.accumulate(np.where(begins == 1, counted, 0), axis=-1)
    if ties is Ties.MIN:
        return first.astype(np.float64)
    latest = _latest(begins, counted)
    return (latest if ties is Ties.MAX else (first + latest) / 2).astype(np.float64)


def _latest(begins: Whole, counted: Whole) -> Whole:
    """The last position of the run each sorted key belongs to."""
    ends = np.ones_like(begins)
    ends[..., :-1] = begins[..., 1:]
    backward = np.where(ends == 1, counted, begins.shape[-1] + 1)[..., ::-1]
    return np.minimum.accumulate(backward, axis=-1)[..., ::-1]


def places_within(keys: Floats, groups: Whole, ties: Ties, breaks: Sequence[Floats] = ()) -> Floats:
    """Places among the subjects of each group, `groups[subject]` being its number."""
    result = np.full(keys.shape, UNRANKED)
    for group in np.unique(groups):
        members = groups == group
        chosen = [column[..., members] for column in breaks]
        result[..., members] = places(keys[..., members], ties, chosen)
    return result


def quota(share: Decimal, subjects: int, rounding: Rounding) -> int:
    """How many of so many subjects a share is, rounded as the scheme says: 20 % of 17 is 3 down, 4 up."""
    return int((share * subjects).quantize(Decimal(1), rounding=_WAYS[rounding]))
