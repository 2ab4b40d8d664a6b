"""Leaving out subjects or indicators that have too little data, or too much of it zero."""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from chaotou.core.panel import Floats, Truths

SUBJECTS = -1
INDICATORS = -2


class Screen(StrEnum):
    """What is asked of whoever is to stay in."""

    DATA = "data"  # enough readings are there
    NONZERO = "nonzero"  # enough of those that are there are not zero
    BOTH = "both"


def share_there(x: Floats, *, along: int = SUBJECTS) -> Floats:
    """The share of readings that are there, for each subject (or each indicator) of `x[..., S, J]`."""
    count: Floats = (~np.isnan(x)).mean(axis=along)
    return count


def share_nonzero(x: Floats, *, along: int = SUBJECTS) -> Floats:
    """The share of the readings there that are not zero; NaN where none is there."""
    there = (~np.isnan(x)).sum(axis=along)
    with np.errstate(invalid="ignore"):
        share: Floats = (there - (x == 0).sum(axis=along)) / there
    return share


def stays(
    x: Floats, screen: Screen, *, data: float = 2 / 3, nonzero: float = 0.05, along: int = SUBJECTS
) -> Truths:
    """Who stays in: at least `data` of the readings there, at least `nonzero` of those not zero.

    `along` says whether subjects (rows) or INDICATORS (columns) of `x[..., S, J]` are screened. A row
    without any reading never stays. Thresholds and defaults as in COINr's `Screen` (Becker and others, A
    practical guide to composite indicators with COINr, 2022).
    """
    there = share_there(x, along=along)
    enough = (there > 0) & (there >= data) if screen is not Screen.NONZERO else there > 0
    if screen is Screen.DATA:
        return enough
    filled: Truths = share_nonzero(x, along=along) >= nonzero
    return enough & filled
