"""This year beside up to five years before it, by month and by year's end: what every landing stands on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from chaotou.core.panel import Floats, Truths, Whole

YEARS = 5
"""Past years looked at, at most."""
STUDENT_90 = np.array([np.nan, 3.078, 1.886, 1.638, 1.533, 1.476])
"""90 % points of Student's t for 0 to 5 degrees of freedom: 80 % intervals, wider for few years."""


@dataclass(frozen=True)
class PastYears:
    """This year and up to five before, newest first: figures by the month reported and by the end month."""

    now: Floats
    by_month: Floats
    by_end: Floats
    months_left: Whole

    @property
    def usable(self) -> Truths:
        return np.asarray((self.by_end > 0) & (self.by_month >= 0))


def beside(cells: Floats, first: int, reported: Whole, end_month: int) -> PastYears:
    """Each body's years at the month it reported; its row of months begins at ordinal `first`."""
    lead, tail = first % 12, -(first + cells.shape[-1]) % 12
    cube = np.pad(cells, [(0, 0), (lead, tail)], constant_values=np.nan).reshape(len(cells), -1, 12)
    year, month = reported // 12 - first // 12, reported % 12
    known = (reported >= first) & (year < cube.shape[1])
    rows, year = np.arange(len(cells)), np.where(known, year, 0)
    past = year[:, None] - np.arange(1, YEARS + 1)
    there = known[:, None] & (past >= 0)
    past = np.where(there, past, 0)
    by_month = np.where(there, cube[rows[:, None], past, month[:, None]], np.nan)
    by_end = np.where(there, cube[rows[:, None], past, end_month - 1], np.nan)
    now = np.where(known, cube[rows, year, month], np.nan)
    return PastYears(now, by_month, by_end, np.maximum(end_month - 1 - month, 0))


def over(above: Floats, under: Floats) -> Floats:
    """A ratio, NaN without a positive base and where it overflows."""
    with np.errstate(all="ignore"):
        found = np.asarray(above / under)
    return np.where((np.asarray(under) > 0) & np.isfinite(found), found, np.nan)


def counted(there: Truths) -> Whole:
    """How many of each row."""
    return np.asarray(there.sum(axis=1))


def row_mean(cells: Floats) -> Floats:
    """The mean of the known cells of each row."""
    known = ~np.isnan(cells)
    return over(np.where(known, cells, 0.0).sum(axis=1), known.sum(axis=1).astype(np.float64))


def others(cells: Floats) -> Floats:
    """For each cell the mean of the other known cells of its row."""
    known = ~np.isnan(cells)
    rest = np.where(known, cells, 0.0).sum(axis=1)[:, None] - cells
    return over(rest, (known.sum(axis=1)[:, None] - known).astype(np.float64))


def rms(cells: Floats) -> Floats:
    """The root mean square of the known cells of each row."""
    return np.asarray(np.sqrt(row_mean(cells**2)))
