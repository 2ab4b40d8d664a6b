"""Weights of sibling criteria: given, equal, or read off the marks themselves.

Functions take `marks[S, C]` (S subjects, C siblings, larger is better) and return `[C]` weights that sum to
one. Only their proportions matter to the aggregation that follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from chaotou.core.issues import Message, Refusal
from chaotou.core.panel import Floats, Truths

ROUNDS = 5000
CLOSE = 1e-10
FLAT = 1e-12


class Weighting(StrEnum):
    GIVEN = "given"
    EQUAL = "equal"
    ENTROPY = "entropy"
    PRINCIPAL_COMPONENT = "principal_component"
    CORRELATION = "correlation"


def given(weights: Floats) -> Floats:
    """Stated weights made to sum to one; all zeros stay zeros."""
    total = weights.sum()
    return weights / total if total else weights


def equal(count: int) -> Floats:
    return np.full(count, 1.0 / count)


def entropy(marks: Floats, *, shift: float = 0.0) -> Floats:
    """w_j = (1 − E_j) ÷ Σ(1 − E), E_j = −(1 ÷ ln n) Σ p·ln p, p = x ÷ Σx: the more uneven, the heavier.

    The factor 1 ÷ ln n holds E between 0 and 1. 0·ln 0 is 0; a column whose marks are equal (all zeros
    too) tells nobody apart and weighs 0; when no column does, all weigh the same. `shift` is added to every
    mark first, as is usual against zeros. Missing marks are left out, n counting those there. Raises Refusal
    for negative marks. Source: Shannon (1948); Zeleny (1982), Multiple Criteria Decision Making.
    """
    marks = marks + shift
    if (marks < 0).any():
        raise Refusal(
            Message("熵权法要求分值不为负，现有 {least:g}", {"least": float(np.nanmin(marks))}),
            Message("请先归一化到 0 以上，或加一个平移量"),
        )
    spread = np.where(_flat(marks), 0.0, 1 - _evenness(marks))
    return given(spread) if spread.any() else equal(marks.shape[-1])


def _evenness(marks: Floats) -> Floats:
    """The entropy of each column as a share of the largest possible, ln n."""
    filled = np.nan_to_num(marks, nan=0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = filled / filled.sum(axis=0)
        terms = np.where(shares > 0, shares * np.log(shares), 0.0)
        evenness: Floats = -terms.sum(axis=0) / np.log((~np.isnan(marks)).sum(axis=0))
    return np.clip(evenness, 0.0, 1.0)


def principal_component(marks: Floats) -> Floats:
    """The loadings of the first principal component of the standardized columns, over their sum.

    As COINr's `get_PCA`, which takes the loadings themselves; the sign of a component is arbitrary and is
    fixed here so that the loadings sum to more than zero. Weights can be negative where a column runs against
    the others. Subjects with a missing mark are left out; a column of equal marks weighs 0. Raises
    Refusal where the loadings cancel out or nothing varies.
    """
    complete = marks[~np.isnan(marks).any(axis=-1)]
    varied = _varied(complete)
    if not varied.any():
        raise Refusal(Message("各列都没有差别，无法用主成分定权"))
    loadings = np.zeros(marks.shape[-1])
    loadings[varied] = np.linalg.eigh(_correlations(complete[:, varied])).eigenvectors[:, -1]
    if abs(loadings.sum()) < FLAT:
        raise Refusal(Message("第一主成分的载荷正负相抵，无法用作权重"))
    return given(loadings)


@dataclass(frozen=True)
class Matched:
    """Weights sought for given importances.

    `importances` are the correlations of the children with the parent over their sum, as obtained;
    `converged` says whether they are those asked for. Where they are not, the weights are the nearest found
    that are not negative.
    """

    weights: Floats
    importances: Floats
    converged: bool


def correlation(marks: Floats, targets: Floats | None = None, *, tolerance: float = 1e-6) -> Matched:
    """Weights with which the children's correlations with the parent, Σ w·x, are in the proportions asked.

    `targets[C]` are the relative importances, equal by default. The linear form of Becker, Saisana, Paruolo
    and Vandecasteele (2017), Weights and importance in composite indicators, Ecological Indicators 80. With
    covariances Σ, corr_j = (Σw)_j ÷ (σ_j·σ_parent), so w = Σ⁻¹(σ·t) matches exactly; where that asks for a
    negative weight, the nearest weights that are not negative are sought instead.
    Raises Refusal for a column of equal marks. Subjects with a missing mark are left out.
    """
    complete = marks[~np.isnan(marks).any(axis=-1)]
    if not _varied(complete).all():
        raise Refusal(Message("有一列没有差别，无法按相关系数定权"))
    targets = given(np.ones(marks.shape[-1]) if targets is None else targets)
    correlations = _correlations(complete)
    deviations: Floats = complete.std(axis=0)
    shares = _exact(correlations, targets)
    if shares is None:
        shares = _nearest(correlations, targets)
    found = _importances(correlations, shares)
    close = bool(np.abs(found - targets).max() <= tolerance)
    return Matched(given(shares / deviations), found, close)


def _exact(correlations: Floats, targets: Floats) -> Floats | None:
    """The weights of standardized columns that match the targets, or None where they are not all positive."""
    if np.linalg.matrix_rank(correlations) < len(targets):
        return None
    shares = np.asarray(np.linalg.solve(correlations, targets), dtype=np.float64)
    return shares if (shares > 0).all() else None


def _nearest(correlations: Floats, targets: Floats) -> Floats:
    """Weights that bring the importances nearest to the targets, by exponentiated gradient descent.

    Steps are multiplied into the weights, so none turns negative; a step that does not help is halved.
    """
    shares, step, gap = targets, 1.0, _gap(correlations, targets, targets)
    for _ in range(ROUNDS):
        following = given(shares * np.exp(-step * _slope(correlations, targets, shares)))
        nearer = _gap(correlations, targets, following)
        moved = np.abs(following - shares).max()
        if nearer < gap:
            shares, gap, step = following, nearer, step * 1.5
        else:
            step /= 2
        if moved < CLOSE:
            break
    return shares


def _gap(correlations: Floats, targets: Floats, shares: Floats) -> float:
    return float(((_importances(correlations, shares) - targets) ** 2).sum())


def _slope(correlations: Floats, targets: Floats, shares: Floats) -> Floats:
    """The derivative of the gap by the logarithm of each weight's factor, held to a largest size of 1."""
    found = _importances(correlations, shares)
    off = found - targets
    slope: Floats = correlations @ off - correlations.sum(axis=0) * (off @ found)
    largest: float = np.abs(slope).max()
    return slope / largest if largest > 1 else slope


def _importances(correlations: Floats, shares: Floats) -> Floats:
    """The children's correlations with the parent, over their sum."""
    return given(correlations @ shares)


def _correlations(complete: Floats) -> Floats:
    return np.atleast_2d(np.corrcoef(complete, rowvar=False))


def _varied(complete: Floats) -> Truths:
    return ~_flat(complete) if len(complete) else np.zeros(complete.shape[-1], np.bool_)


def _flat(marks: Floats) -> Truths:
    """Which columns have no two marks that differ."""
    flat: Truths = ~(np.fmax.reduce(marks, axis=0) > np.fmin.reduce(marks, axis=0))
    return flat
