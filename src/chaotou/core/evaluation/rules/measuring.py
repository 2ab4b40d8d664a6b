"""What is measured on all subjects of a group: their extremes, mean and spread, passing over empty readings.

Arrays are `x[..., subject, criterion]`; results keep the subjects' axis with length 1.
"""

from __future__ import annotations

import numpy as np

from chaotou.core.panel import Floats, Truths

NOISE = 1e-12
"""A spread smaller than this part of the numbers themselves is the noise of arithmetic, not a spread."""


def least(x: Floats) -> Floats:
    found: Floats = np.min(x, axis=-2, keepdims=True)
    return np.fmin.reduce(x, axis=-2, keepdims=True) if np.isnan(found).any() else found


def greatest(x: Floats) -> Floats:
    found: Floats = np.max(x, axis=-2, keepdims=True)
    return np.fmax.reduce(x, axis=-2, keepdims=True) if np.isnan(found).any() else found


def weakest(x: Floats, lower: Truths) -> Floats:
    """The worst reading: the least, or the greatest where smaller is better."""
    return np.where(lower, greatest(x), least(x))


def strongest(x: Floats, lower: Truths) -> Floats:
    return np.where(lower, least(x), greatest(x))


def present(x: Floats) -> Floats:
    """How many have a reading."""
    found: Floats = np.sum(~np.isnan(x), axis=-2, keepdims=True, dtype=np.float64)
    return found


def total(x: Floats) -> Floats:
    """The sum of the readings; the slow way round empty ones only where there are some."""
    found: Floats = np.sum(x, axis=-2, keepdims=True)
    return np.asarray(np.nansum(x, axis=-2, keepdims=True)) if np.isnan(found).any() else found


def mean(x: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return total(x) / present(x)


def deviation(x: Floats, *, sample: bool) -> Floats:
    """The standard deviation over n - 1 (`sample`) or n; 0 where all are the same or one is alone."""
    middle = mean(x)
    spread = np.sqrt(total((x - middle) ** 2) / np.maximum(present(x) - sample, 1))
    return np.where(same(middle, middle + spread), 0.0, spread)


def same(a: Floats | float, b: Floats | float) -> Truths:
    """Whether two numbers differ by no more than the noise of arithmetic."""
    return np.asarray(np.abs(np.subtract(b, a)) <= NOISE * np.maximum(np.abs(a), np.abs(b)))
