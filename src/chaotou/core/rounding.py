"""Rounding of whole arrays, half away from zero, as a person with a pencil does."""

from __future__ import annotations

import numpy as np

from chaotou.core.panel import Floats

NOISE = 6
"""Digits behind the declared place that still count: what is smaller is the noise of summation."""

SIGNIFICANT = 12


def half_up(values: Floats, places: int) -> Floats:
    """Rounded at `places` decimals; NaN stays NaN."""
    return np.asarray(ticks(values, places) / 10.0**places)


def ticks(values: Floats, places: int) -> Floats:
    """The rounded values counted in units of the last place: whole numbers, so that ties are exact."""
    scaled = np.abs(values) * 10.0**places
    return np.asarray(np.copysign(np.floor(np.round(scaled, NOISE) + 0.5), values))


def steady(values: Floats) -> Floats:
    """Values at 12 digits of the greatest among them: free of the order in which sums were taken."""
    greatest = np.nanmax(np.abs(values), initial=0.0, where=np.isfinite(values))
    if greatest == 0:
        return values
    places = SIGNIFICANT - 1 - int(np.floor(np.log10(greatest)))
    return np.asarray(np.round(values, places))


def sort_keys(totals: Floats, places: int | None) -> Floats:
    """What totals are ranked by: at the declared place, or at 12 digits where none is declared."""
    return steady(totals) if places is None else ticks(totals, places)
