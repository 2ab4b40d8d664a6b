"""How a subject's figures moved over the years, which effort is counted in, and what moves by whole steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from chaotou.core.evaluation.facts import Side
from chaotou.core.evaluation.supplied import Supplied
from chaotou.core.evaluation.trends import yearly_deviations
from chaotou.core.periods import Period
from chaotou.core.quantities import Unit, unit
from chaotou.evaluation.gathering.asked import indicators_of, split
from chaotou.evaluation.gathering.figures import PUBLISHED, number_of
from chaotou.figures.queries.readings import Key, Reading, readings
from chaotou.organization import queries as organization

YEARS = 5
"""How far back is looked: what a figure did longer ago says little of what a year can bring."""
WHOLE = (Supplied.LED_TARGETS, Supplied.FIGURES_LATE)


def deviations(
    subject: str, names: Iterable[str], *, period: Period, known_at: datetime
) -> Mapping[str, float]:
    """By fact name, how far a subject's published figures usually move in a year (core.evaluation.trends).

    Figures and growths (percent) over the same months of the last years without a gap. One query.
    """
    asked = [name for name in names if split(name)[1] in ("", Side.GROWTH)]
    years = [Period(period.first - 12 * n, period.latest - 12 * n) for n in reversed(range(YEARS))]
    held = readings(
        PUBLISHED,
        indicators=indicators_of(asked),
        bodies={subject},
        periods={*years, *(year.to_date() for year in years)},
        known_at=known_at,
    )
    return yearly_deviations({name: _unbroken(name, subject, years, held) for name in asked})


def _unbroken(name: str, subject: str, years: Sequence[Period], held: Mapping[Key, Reading]) -> list[float]:
    """The numbers of the years since the last one that has none."""
    indicator, side, _ = split(name)
    found: list[float] = []
    for year in years:
        row = held.get((indicator, subject, year.latest))
        number = number_of(row, side) if row is not None else None
        found = [] if number is None else [*found, number]
    return found


def steps(names: Iterable[str]) -> Mapping[str, float]:
    """By fact name, 1 for what is counted one by one: there is no part of a firm or a project."""
    catalogue = organization.zone().indicators
    counted = {*WHOLE, *(one.code for one in catalogue if _is_counted(unit(one.unit)))}
    return {name: 1.0 for name in names if name in counted}


def _is_counted(of: Unit) -> bool:
    return of.dimension in ("count", "person") and of.scale == 1
