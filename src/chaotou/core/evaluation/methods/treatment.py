"""Outliers: finding the columns that have them, pulling the extreme readings in, or taking logarithms.

The usual order in composite indicators: a column that fails the test on skewness and kurtosis is winsorized
point by point until it passes; if it does not within the points allowed, the column as it was is transformed
instead. Nothing is removed and nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from chaotou.core.issues import Message, Refusal
from chaotou.core.panel import Floats, Truths, Whole


class Transform(StrEnum):
    """What is done to a column that winsorizing could not mend."""

    NONE = "none"
    LOG = "log"
    LOG_SHIFTED = "log_shifted"
    LOG_RANGE = "log_range"
    LOG_RANGE_BY_SKEW = "log_range_by_skew"
    BOX_COX = "box_cox"


class Act(StrEnum):
    """What was done to a column."""

    NOTHING = "nothing"
    WINSORIZED = "winsorized"
    TRANSFORMED = "transformed"
    BOTH = "both"


@dataclass(frozen=True)
class Limits:
    """A column has outliers when |skewness| and kurtosis both reach these."""

    skewness: float = 2.0
    kurtosis: float = 3.5


@dataclass(frozen=True)
class Treated:
    """The treated readings `values[S, J]` and, for each column, what was done to it.

    `high` and `low` count the points winsorized at either end; `passes` says whether the column is within
    the limits now. A column that was transformed from its original readings keeps no winsorized points.
    """

    values: Floats
    acts: tuple[Act, ...]
    high: Whole
    low: Whole
    passes: Truths


def skewness(x: Floats) -> Floats:
    """G1 = √(n(n−1)) ÷ (n−2) × m3 ÷ m2^1.5 of each column of `x[..., S, J]`, NaN left out.

    NaN for fewer than three readings or equal ones. Source: Joanes and Gill (1998), Comparing measures of
    sample skewness and kurtosis, The Statistician 47; the definition of Excel's SKEW.
    """
    return _moments(x)[0]


def kurtosis(x: Floats) -> Floats:
    """Excess kurtosis G2 = ((n+1)·g2 + 6)(n−1) ÷ ((n−2)(n−3)), g2 = m4 ÷ m2² − 3, of each column.

    NaN for fewer than four readings or equal ones. Source: Joanes and Gill (1998); Excel's KURT.
    """
    return _moments(x)[1]


def has_outliers(x: Floats, limits: Limits = Limits()) -> Truths:
    """Which columns of `x[..., S, J]` reach both limits; a column too short or too equal to tell does not."""
    return _beyond(*_moments(x), limits)


def _beyond(skewed: Floats, peaked: Floats, limits: Limits) -> Truths:
    beyond: Truths = (np.abs(skewed) >= limits.skewness) & (peaked >= limits.kurtosis)
    return beyond


def treat(
    x: Floats,
    *,
    points: int = 5,
    transform: Transform = Transform.LOG_RANGE,
    limits: Limits = Limits(),
    power: float = 0.0,
    combine: bool = False,
) -> Treated:
    """`x[S, J]` after the two stages; the defaults are those of COINr's `qTreat`.

    At most `points` readings a column are winsorized, none for 0 (ties at the end move together and may
    exceed it). A column that still fails is transformed from its original readings, or from the
    winsorized ones if `combine`; with Transform.NONE it stays winsorized though it fails. `power` is the
    exponent of Box-Cox. Raises Refusal where a plain logarithm meets a reading that is not positive.
    """
    winsorized, high, low = winsorize(x, points=points, limits=limits)
    failing = has_outliers(winsorized, limits)
    if transform is Transform.NONE or not failing.any():
        return _told(winsorized, np.zeros_like(failing), high, low, limits)
    if not combine:
        winsorized = np.where(failing, x, winsorized)
        high, low = np.where(failing, 0, high), np.where(failing, 0, low)
    winsorized[:, failing] = transformed(winsorized[:, failing], transform, power=power)
    return _told(winsorized, failing, high, low, limits)


def _told(values: Floats, changed: Truths, high: Whole, low: Whole, limits: Limits) -> Treated:
    names = [[Act.NOTHING, Act.TRANSFORMED], [Act.WINSORIZED, Act.BOTH]]
    acts = tuple(names[bool(n)][bool(new)] for n, new in zip(high + low, changed, strict=True))
    return Treated(values, acts, high, low, ~has_outliers(values, limits))


def winsorize(x: Floats, *, points: int = 5, limits: Limits = Limits()) -> tuple[Floats, Whole, Whole]:
    """The columns of `x[S, J]` with their extreme readings pulled in to the next, one after the other.

    While a column fails, its highest reading (its lowest, where the skewness is negative) becomes the next
    one inside. Also returns how many points of each column were pulled in at the high and at the low end.
    """
    x = x.copy()
    high, low = np.zeros(x.shape[-1], np.int64), np.zeros(x.shape[-1], np.int64)
    left = np.arange(x.shape[-1])
    while left.size:
        skewed, peaked = _moments(x[:, left])
        going = _beyond(skewed, peaked, limits) & (high[left] + low[left] < points)
        left, up = left[going], np.where(skewed[going] >= 0, 1.0, -1.0)
        pulled, count = _pull_in(x[:, left] * up)
        x[:, left] = pulled * up
        high[left] = np.where(up > 0, count, high[left])
        low[left] = np.where(up < 0, count, low[left])
    return x, high, low


def _pull_in(x: Floats) -> tuple[Floats, Whole]:
    """Each column's highest readings set to the next lower one, and how many they are."""
    extreme = x == np.fmax.reduce(x, axis=0)
    following = np.fmax.reduce(np.where(extreme, np.nan, x), axis=0)
    return np.where(extreme, following, x), extreme.sum(axis=0)


def transformed(x: Floats, transform: Transform, *, power: float = 0.0) -> Floats:
    """Each column of `x[..., S, J]` transformed; NaN stays NaN, the order of the readings is kept."""
    if transform is Transform.BOX_COX:
        return box_cox(x, power)
    return TRANSFORMS[transform](x)


def log(x: Floats) -> Floats:
    """ln x. Raises Refusal where a reading is zero or negative."""
    if (x <= 0).any():
        least = float(np.nanmin(x))
        raise Refusal(
            Message("取对数要求每个数都大于 0，现有 {least:g}", {"least": least}),
            Message("请改用先平移再取对数的方法（log_shifted 或 log_range）"),
        )
    return np.log(x)


def log_shifted(x: Floats) -> Floats:
    """ln(x − min + 1), the transformation of the European Commission's COIN Tool."""
    return np.log(x - _least(x) + 1)


def log_range(x: Floats) -> Floats:
    """ln(x − min + a), a = 0.01 × (max − min): COINr's `log_CT`."""
    return np.log(x - _least(x) + 0.01 * (_most(x) - _least(x)))


def log_range_by_skew(x: Floats) -> Floats:
    """As `log_range`, mirrored where the skewness is negative: −ln(max + a − x). COINr's `log_CT_plus`."""
    return np.where(skewness(x)[..., None, :] < 0, -log_range(-x), log_range(x))


def box_cox(x: Floats, power: float) -> Floats:
    """(y^λ − 1) ÷ λ, or ln y for λ = 0, with y = x − min + 1. Source: Box and Cox (1964)."""
    y = x - _least(x) + 1
    return np.log(y) if power == 0 else (y**power - 1) / power


TRANSFORMS: dict[Transform, Callable[[Floats], Floats]] = {
    Transform.NONE: np.copy,
    Transform.LOG: log,
    Transform.LOG_SHIFTED: log_shifted,
    Transform.LOG_RANGE: log_range,
    Transform.LOG_RANGE_BY_SKEW: log_range_by_skew,
}


def _moments(x: Floats) -> tuple[Floats, Floats]:
    """The skewness and the excess kurtosis of each column, from one pass over the deviations."""
    n, deviation = _deviations(x)
    square = deviation * deviation
    m2, m3, m4 = _sum(square), _sum(square * deviation), _sum(square * square)
    with np.errstate(invalid="ignore", divide="ignore"):
        skewed = np.sqrt(n) * m3 / m2**1.5 * np.sqrt(n * (n - 1)) / (n - 2)
        peaked = ((n + 1) * (n * m4 / m2**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    return np.where(n > 2, skewed, np.nan), np.where(n > 3, peaked, np.nan)


def _deviations(x: Floats) -> tuple[Floats, Floats]:
    """How many readings each column has, and how far each lies from their mean: 0 where NaN or all equal."""
    there = ~np.isnan(x)
    n = there.sum(axis=-2).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = _sum(np.where(there, x, 0.0)) / n
    deviation = np.where(there, x - mean[..., None, :], 0.0)
    return n, np.where(_most(x) == _least(x), 0.0, deviation)


def _sum(x: Floats) -> Floats:
    total: Floats = x.sum(axis=-2)
    return total


def _most(x: Floats) -> Floats:
    return np.fmax.reduce(x, axis=-2, keepdims=True)


def _least(x: Floats) -> Floats:
    return np.fmin.reduce(x, axis=-2, keepdims=True)
