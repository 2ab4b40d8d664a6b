"""三个快于、三个提高: a body's growth and shares against the city, the neighbors and earlier years."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from chaotou.core.figures import decimal_of
from chaotou.core.periods import Period
from chaotou.core.relative import (
    AVERAGE,
    BEST,
    LAST_THREE,
    LAST_YEAR,
    YEAR_AGO,
    Comparison,
    Growth,
    Level,
    faster_than,
    share_rises,
)
from chaotou.core.targets import reporting_period
from chaotou.core.zone.vocabulary import EARLIER_YEARS, Basis, Frequency
from chaotou.figures.models import Body, Indicator, Target
from chaotou.figures.queries.cells import Cells, Pair
from chaotou.figures.queries.frame import LATELY, Frame, measured_by

EARLIER = (12, 24, 36)
OWN = "own"
"""The key of one's own number among what is compared."""


def governing_month(made: Frame, target: Target) -> int | None:
    """The month to compare at: the latest that one of the others has too, of the last few; else one's latest.

    None where nothing is known yet.
    """
    indicator = measured_by(target)
    own = [
        month
        for month in made.cells.months_known((indicator.pk, target.body_id))
        if month <= target.latest_month
    ]
    others = [(indicator.pk, body.pk) for body in compared_bodies(made, target)]
    shared = (month for month in own[:LATELY] if any(_has(made.cells, pair, month) for pair in others))
    return next(shared, own[0] if own else None)


def _has(cells: Cells, pair: Pair, month: int) -> bool:
    return cells.at(pair, month) is not None


def compared_bodies(made: Frame, target: Target) -> list[Body]:
    """The bodies a target names, in its order."""
    named = (made.body(code) for code in target.compared_with if code != EARLIER_YEARS)
    return [body for body in named if body is not None and body.pk != target.body_id]


def comparisons(made: Frame, target: Target, month: int) -> list[Comparison]:
    """The comparisons of a 快于 or 提高 target at a month."""
    if target.kind == Target.Kind.SHARE_RISES:
        return [_share(made, target, whole, month) for whole in compared_bodies(made, target)]
    indicator, cells = measured_by(target), made.cells
    own = growth_of(cells, indicator, target.body, month)
    growths = {body.code: growth_of(cells, indicator, body, month) for body in compared_bodies(made, target)}
    city = made.zone.zone.city
    earlier = [growth_of(cells, indicator, target.body, month - back) for back in EARLIER]
    return faster_than(
        own,
        city=(city, growths.pop(city)) if city in growths else None,
        neighbors=growths,
        earlier=earlier if EARLIER_YEARS in target.compared_with else (),
    )


def synthetic(made: Frame, target: Target, month: int) -> frozenset[str]:
    """Which numbers of the comparisons rest on synthetic values: `OWN`, and what they are held against."""
    if target.kind == Target.Kind.SHARE_RISES:
        return _named(_synthetic_shares(made, target, month))
    cells, indicator, city = made.cells, measured_by(target), made.zone.zone.city
    others = compared_bodies(made, target)
    found = {one.code: cells.is_growth_synthetic((indicator.pk, one.pk), month) for one in others}
    neighbors = any(found[code] for code in found if code != city)
    own = indicator.pk, target.body_id
    past = [cells.is_growth_synthetic(own, month - back) for back in EARLIER]
    fixed = {OWN: cells.is_growth_synthetic(own, month), LAST_YEAR: past[0], LAST_THREE: any(past)}
    return _named({**found, **fixed, BEST: neighbors, AVERAGE: neighbors})


def _named(found: dict[str, bool]) -> frozenset[str]:
    return frozenset(key for key, is_synthetic in found.items() if is_synthetic)


def _synthetic_shares(made: Frame, target: Target, month: int) -> dict[str, bool]:
    indicator = measured_by(target)
    bodies = [target.body_id, *(whole.pk for whole in compared_bodies(made, target))]
    pairs = [(indicator.pk, body) for body in bodies]
    dated = {OWN: month, YEAR_AGO: month - 12}
    return {key: any(made.cells.is_synthetic(pair, at) for pair in pairs) for key, at in dated.items()}


def growth_of(cells: Cells, indicator: Indicator, body: Body, month: int) -> Growth:
    """A growth as published; where only levels are, their ratio, whose basis is unstated."""
    pair = indicator.pk, body.pk
    cell = cells.at(pair, month)
    stated = cells.is_growth_published(pair, month) and cell is not None and cell.basis is not None
    return Growth(
        value=decimal_of(np.float64(cells.growth_at(pair, month))),
        period=cell.period if cell else usual_period(indicator, month),
        basis=cell.basis if stated and cell and cell.basis else Basis.UNSTATED,
        scope=cell.scope if cell else cells.scopes.get(pair, ""),
    )


def level_of(cells: Cells, indicator: Indicator, body: Body, month: int) -> Level:
    pair = indicator.pk, body.pk
    cell = cells.at(pair, month)
    return Level(
        value=decimal_of(np.float64(cells.level(pair, month))),
        period=cell.period if cell else usual_period(indicator, month),
        scope=cell.scope if cell else cells.scopes.get(pair, ""),
    )


def usual_period(indicator: Indicator, month: int) -> Period:
    """The period a figure of that month is about when nothing says otherwise."""
    frequency = Frequency(indicator.frequency)
    return reporting_period(month, cumulative=indicator.is_cumulative, frequency=frequency)


def _share(made: Frame, target: Target, whole: Body, month: int) -> Comparison:
    indicator, cells = measured_by(target), made.cells
    levels: Sequence[Level] = [
        level_of(cells, indicator, body, at) for at in (month, month - 12) for body in (target.body, whole)
    ]
    part, total, part_before, total_before = levels
    inside = made.is_inside(made.bodies[target.body_id], whole)
    return share_rises(part, total, part_before, total_before, inside=inside)
