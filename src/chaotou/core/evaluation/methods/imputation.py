"""Filling in missing readings from the other subjects or from the period before.

What cannot be filled in stays NaN: a group without any reading, a subject of no group.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

import numpy as np

from chaotou.core.panel import Floats

T = TypeVar("T")


class Imputation(StrEnum):
    MEAN = "mean"
    MEDIAN = "median"
    GROUP_MEAN = "group_mean"
    GROUP_MEDIAN = "group_median"
    PREVIOUS = "previous"

    @property
    def by_group(self) -> bool:
        return self in (Imputation.GROUP_MEAN, Imputation.GROUP_MEDIAN)


def impute(
    x: Floats,
    how: Imputation,
    *,
    groups: Sequence[str | None] | None = None,
    previous: Floats | None = None,
) -> Floats:
    """`x[..., S, J]` with its NaN replaced, column by column; what is there never changes.

    `groups` names each subject's group (None: of no group, left as it is) and is needed by the group
    methods; `previous`, the same readings one period earlier, by the last. Source: OECD/JRC Handbook on
    Constructing Composite Indicators (2008), step 3, on unconditional mean and hot-deck imputation.
    """
    if how is Imputation.PREVIOUS:
        filling = _needed(previous, how)
    elif how.by_group:
        filling = _group_middles(x, how, _needed(groups, how))
    else:
        filling = _middle(x, how)
    return np.where(np.isnan(x), filling, x)


def _needed(value: T | None, how: Imputation) -> T:
    if value is None:
        raise ValueError(f"imputation by {how} needs its {'groups' if how.by_group else 'previous period'}")
    return value


def _group_middles(x: Floats, how: Imputation, groups: Sequence[str | None]) -> Floats:
    labels = np.array(groups, dtype=object)
    middles = np.full_like(x, np.nan)
    for group in {group for group in groups if group is not None}:
        members = labels == group
        middles[..., members, :] = _middle(x[..., members, :], how)
    return middles


def _middle(x: Floats, how: Imputation) -> Floats:
    return medians(x) if how in (Imputation.MEDIAN, Imputation.GROUP_MEDIAN) else _means(x)


def _means(x: Floats) -> Floats:
    there = ~np.isnan(x)
    with np.errstate(invalid="ignore"):
        means: Floats = np.where(there, x, 0.0).sum(-2, keepdims=True) / there.sum(-2, keepdims=True)
    return means


def medians(x: Floats) -> Floats:
    """The middle reading of each column, or the mean of the middle two; NaN sorts last and is not counted."""
    ordered = np.sort(x, axis=-2)
    count = (~np.isnan(x)).sum(-2, keepdims=True)
    low = np.take_along_axis(ordered, np.maximum(count - 1, 0) // 2, axis=-2)
    high = np.take_along_axis(ordered, np.minimum(count // 2, x.shape[-2] - 1), axis=-2)
    return (low + high) / 2
