"""The landing forecast's error on held-back months of the demo zone, against the even plan drawn out."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bench.measure import Result
from chaotou.core.forecast import held_back_error
from chaotou.core.panel import Floats
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.specs import Zone

ZONE = Path(__file__).resolve().parents[1] / "zones/demo"
FIRST_YEAR, YEARS = 2021, 4


def run() -> dict[str, Result]:
    zone = load_zone(ZONE).zone
    assert zone is not None
    found = held_back_error(_series(zone), FIRST_YEAR * 12, past_years=1)
    baseline = "the even plan drawn out to December"
    return {
        "forecast_error": Result(
            100 * found.error, "%", found.forecasts, baseline, found.plan_error / found.error
        ),
        "forecast_interval": Result(
            100 * found.coverage, "% held", found.forecasts, "80 % promised", found.coverage / 0.8
        ),
    }


def _series(zone: Zone) -> Floats:
    """Cumulative series by indicator and body, months from the first January; NaN where nothing stands."""
    cumulative = {row.code for row in zone.indicators if row.cumulative}
    series: dict[tuple[str, str], Floats] = {}
    for row in zone.observations:
        month = row.period.latest - FIRST_YEAR * 12
        counts = row.indicator in cumulative and row.period.is_year_to_date and 0 <= month < 12 * YEARS
        if counts and row.number is not None:
            cells = series.setdefault((row.indicator, row.body), np.full(12 * YEARS, np.nan))
            cells[month] = float(row.number)
    return np.array(list(series.values()))
