"""Aggregation: the marks of a criterion's children made into one mark for each subject.

Every function takes `marks[..., S, C]` (S subjects, C children) and weights that broadcast against it: `[C]`
for everybody, `[S, C]` for each subject, `[K, 1, C]` for K sets of weights at once. Weights need not sum to
one, only their proportions matter. A child of weight 0 does not count, whatever its mark, NaN included; a
missing mark that does count makes the result NaN, as does a subject for whom no child counts. Negative
weights, which principal components can have, only make sense in the arithmetic mean.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import numpy as np

from chaotou.core.issues import Message, Refusal
from chaotou.core.panel import Floats, Truths

ALIKE = 1e-12
"""Weights for and against, as shares of all weight, that differ by less than this are a draw."""


class Aggregation(StrEnum):
    ARITHMETIC = "arithmetic"
    GEOMETRIC = "geometric"
    HARMONIC = "harmonic"
    MEDIAN = "median"
    COPELAND = "copeland"
    BORDA = "borda"
    TOPSIS = "topsis"

    @property
    def compares(self) -> bool:
        """Whether a subject's result depends on the other subjects' marks."""
        return self in (Aggregation.COPELAND, Aggregation.BORDA, Aggregation.TOPSIS)


def arithmetic(marks: Floats, weights: Floats) -> Floats:
    """Σ w·x ÷ Σ w.

    Each row is summed by itself and all in the same way (a matrix product would not promise it), so equal
    rows give equal results to the last bit wherever they stand, and ties stay ties.
    """
    total = weights.sum(axis=-1)
    mean = _ratio(np.vecdot(marks, weights), total)
    if np.isnan(mean).any():
        mean = _ratio(np.vecdot(_counted(marks, weights, 0.0), weights), total)
    return mean


def geometric(marks: Floats, weights: Floats) -> Floats:
    """exp(Σ w·ln x ÷ Σ w). Raises Refusal where a mark that counts is not positive."""
    marks = _positive(_counted(marks, weights, 1.0), Message("几何平均"))
    return np.exp(arithmetic(np.log(marks), weights))


def harmonic(marks: Floats, weights: Floats) -> Floats:
    """Σ w ÷ Σ (w ÷ x). Raises Refusal where a mark that counts is not positive."""
    marks = _positive(_counted(marks, weights, 1.0), Message("调和平均"))
    return 1 / arithmetic(1 / marks, weights)


def median(marks: Floats, weights: Floats) -> Floats:
    """The weighted median: half of the weight lies at or below it; between two marks, their mean."""
    marks, weights = np.broadcast_arrays(_counted(marks, weights, np.inf), weights)
    order = np.argsort(marks, axis=-1)
    ordered = np.take_along_axis(marks, order, axis=-1)
    reached = np.cumsum(np.take_along_axis(weights, order, axis=-1), axis=-1)
    share = _ratio(reached, reached[..., -1:])
    low = (share >= 0.5 - ALIKE).argmax(axis=-1)[..., None]
    high = (share > 0.5 + ALIKE).argmax(axis=-1)[..., None]
    middle = (np.take_along_axis(ordered, low, axis=-1) + np.take_along_axis(ordered, high, axis=-1)) / 2
    return np.where(_lacking(marks, weights), np.nan, middle[..., 0])


def copeland(marks: Floats, weights: Floats) -> Floats:
    """How many subjects one outranks, less how many outrank it: a whole number from −(S−1) to S−1.

    A subject outranks another when the children on which it is better weigh more than those on which it is
    worse; children on which they are equal count half for each. For two subjects with different weights
    a child weighs the smaller of the two. Takes memory for S² numbers. Source: Copeland (1951); OECD/JRC
    Handbook (2008), step 6; Munda and Nardo (2009) on the outranking matrix.
    """
    weights = np.atleast_2d(weights)
    ahead, weight = np.zeros(()), np.zeros(())
    for mark, w in zip(np.moveaxis(marks, -1, 0), np.moveaxis(weights, -1, 0), strict=True):
        shared = np.minimum(w[..., :, None], w[..., None, :])
        ahead = ahead + shared * (mark[..., :, None] > mark[..., None, :])
        weight = weight + shared
    balance = ahead - np.swapaxes(ahead, -1, -2)
    wins = np.where(np.abs(balance) <= ALIKE * weight, 0.0, np.sign(balance)).sum(axis=-1)
    return np.where(_lacking(marks, weights), np.nan, wins)


def borda(marks: Floats, weights: Floats, *, share_ties: bool = False) -> Floats:
    """The weighted mean, over the children, of how many subjects a subject is ahead of.

    Equal subjects are ahead of the same ones (COINr's `n_borda`), or, with `share_ties`, of half of each
    other as well. Only subjects for whom the child counts are compared. Source: Borda (1781).
    """
    marks, weights = np.broadcast_arrays(marks, weights)
    points = ahead_of(np.where(weights == 0, np.nan, marks), share_ties=share_ties)
    return arithmetic(points, weights)


def ahead_of(x: Floats, *, share_ties: bool = False) -> Floats:
    """In each column of `x[..., S, C]`, how many other readings are below; NaN is below nobody, nor above."""
    order = np.argsort(x, axis=-2)
    ordered = np.take_along_axis(x, order, axis=-2)
    below = _run_starts(ordered)
    if share_ties:
        readings = (~np.isnan(x)).sum(axis=-2, keepdims=True)
        above = np.flip(_run_starts(np.flip(ordered, axis=-2)), axis=-2) - (x.shape[-2] - readings)
        below = (below + readings - 1 - above) / 2
    points = np.empty_like(x)
    np.put_along_axis(points, order, below, axis=-2)
    return np.where(np.isnan(x), np.nan, points)


def _run_starts(ordered: Floats) -> Floats:
    """For each place of sorted columns, the place at which its run of equal values begins."""
    starts = np.ones(ordered.shape, dtype=np.bool_)
    starts[..., 1:, :] = ordered[..., 1:, :] != ordered[..., :-1, :]
    places = np.arange(ordered.shape[-2], dtype=np.float64)[:, None]
    return np.maximum.accumulate(np.where(starts, places, 0.0), axis=-2)


def topsis(marks: Floats, weights: Floats, *, scaled: bool = True) -> Floats:
    """C = d⁻ ÷ (d⁺ + d⁻): closeness to the best and distance from the worst mark of every child, 0 to 1.

    Marks are already oriented: larger is better in every column, so the best is always the largest; a
    cost indicator must not be turned around a second time. `scaled` divides each column by its Euclidean
    length first, as the textbook does with raw readings; without it marks are taken as they are. Where all
    subjects are equal, each is the best: 1.

    Source: Hwang and Yoon (1981), Multiple Attribute Decision Making.
    """
    marks, weights = np.broadcast_arrays(marks, weights)
    counted = np.where(weights == 0, np.nan, marks)
    if scaled:
        length = np.sqrt(np.nansum(counted**2, axis=-2, keepdims=True))
        counted = counted / np.where(length == 0, 1.0, length)
    best = np.fmax.reduce(counted, axis=-2, keepdims=True)
    worst = np.fmin.reduce(counted, axis=-2, keepdims=True)
    short, ahead = _distance(best - counted, weights), _distance(counted - worst, weights)
    equal = short + ahead == 0
    return np.where(equal, 1.0, ahead / np.where(equal, 1.0, short + ahead))


def _distance(gaps: Floats, weights: Floats) -> Floats:
    """√ Σ (w·gap)², with weights as shares of all weight; NaN where a gap that counts is unknown."""
    shares = _ratio(weights, weights.sum(axis=-1, keepdims=True))
    squares: Floats = ((shares * _counted(gaps, weights, 0.0)) ** 2).sum(axis=-1)
    return np.sqrt(squares)


def _counted(marks: Floats, weights: Floats, neutral: float) -> Floats:
    """The marks with a harmless number in the place of those that do not count."""
    return np.where(weights == 0, neutral, marks)


def _lacking(marks: Floats, weights: Floats) -> Truths:
    """For which subjects a mark that counts is missing, or no child counts."""
    counts = weights != 0
    lacking: Truths = (np.isnan(marks) & counts).any(axis=-1) | ~counts.any(axis=-1)
    return lacking


def _positive(marks: Floats, method: Message) -> Floats:
    wrong = marks <= 0
    if wrong.any():
        said = {"method": method, "count": int(wrong.sum()), "least": float(np.nanmin(marks))}
        raise Refusal(
            Message("{method}要求每个分值都大于 0，现有 {count} 个不大于 0，最小的是 {least:g}", said),
            Message("可把归一化的下限设为大于 0 的数（如 1 至 100），或改用加权算术平均"),
        )
    return marks


def _ratio(above: Floats, below: Floats) -> Floats:
    """The quotient, NaN where nothing is divided by."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(below == 0, np.nan, above / below)


AGGREGATIONS: dict[Aggregation, Callable[[Floats, Floats], Floats]] = {
    Aggregation.ARITHMETIC: arithmetic,
    Aggregation.GEOMETRIC: geometric,
    Aggregation.HARMONIC: harmonic,
    Aggregation.MEDIAN: median,
    Aggregation.COPELAND: copeland,
    Aggregation.BORDA: borda,
    Aggregation.TOPSIS: topsis,
}
