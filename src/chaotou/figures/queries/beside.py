"""What stands beside a target's figure: the city, the neighbors, the counties, and the place among them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from chaotou.core.figures import decimal_of
from chaotou.core.quantities import round_half_up
from chaotou.core.relative import Comparison, Growth, compare_growth, ranks
from chaotou.figures.models import Body, Indicator, Target
from chaotou.figures.queries.cells import adds_up, is_percent
from chaotou.figures.queries.frame import Frame, measured_by
from chaotou.figures.queries.relative import growth_of, level_of
from chaotou.figures.queries.rows import Comparator

FRACTION_PLACES = 6
POINT_PLACES = 2


@dataclass(frozen=True)
class Beside:
    comparators: tuple[Comparator, ...] = ()
    rank: int | None = None
    ranked_among: int = 0


def beside(made: Frame, target: Target, month: int) -> Beside:
    """The bodies a target's body is compared with at a month, the city first, and its rank among peers."""
    indicator, own = measured_by(target), made.bodies[target.body_id]
    growth = growth_of(made.cells, indicator, own, month)
    compared = {body.pk: _compared(made, indicator, growth, body, month) for body in made.compared(own)}
    rank, among = _rank(made, indicator, own, growth, compared, month)
    shown = (_comparator(made, indicator, made.bodies[pk], one, month) for pk, one in compared.items())
    return Beside(tuple(shown), rank, among)


def _compared(made: Frame, indicator: Indicator, own: Growth, other: Body, month: int) -> Comparison:
    return compare_growth(own, growth_of(made.cells, indicator, other, month), other.code)


def _comparator(
    made: Frame, indicator: Indicator, body: Body, compared: Comparison, month: int
) -> Comparator:
    pair = indicator.pk, body.pk
    cell, level = made.cells.at(pair, month), decimal_of(np.float64(made.cells.level(pair, month)))
    if level is not None:
        level = round_half_up(100 * level if is_percent(indicator) else level, indicator.decimals)
    return Comparator(
        body=body,
        level=level,
        growth=fraction(compared.other),
        period=cell.period if cell else None,
        is_synthetic=bool(cell and cell.is_synthetic) or made.cells.is_growth_synthetic(pair, month),
        comparison=as_shown(compared),
    )


def _rank(
    made: Frame, indicator: Indicator, own: Body, growth: Growth, compared: dict[int, Comparison], month: int
) -> tuple[int | None, int]:
    """The own place among counties and zones beside it, by comparable growth; percentages by level."""
    if indicator.measure == Indicator.Measure.RANK or indicator.direction == Indicator.Direction.NONE:
        return None, 0
    if is_percent(indicator) and not adds_up(indicator):
        mine, others = _levels(made, indicator, own, month)
    else:
        found = [compared[body.pk] for body in made.peers(own)]
        mine, others = growth.value, [one.other for one in found if one.comparable]
    known = [float(value) for value in (mine, *others) if value is not None]
    if mine is None or len(known) < 2:
        return None, 0
    higher = indicator.direction == Indicator.Direction.HIGHER
    return int(ranks(known, higher_is_better=higher)[0]), len(known)


def _levels(
    made: Frame, indicator: Indicator, own: Body, month: int
) -> tuple[Decimal | None, list[Decimal | None]]:
    """The own level and those of peers in the same scope."""
    mine = level_of(made.cells, indicator, own, month)
    others = (level_of(made.cells, indicator, body, month) for body in made.peers(own))
    return mine.value, [level.value for level in others if level.scope == mine.scope]


def as_shown(made: Comparison) -> Comparison:
    """A comparison with its numbers rounded."""
    own, other = fraction(made.own), fraction(made.other)
    return replace(made, own=own, other=other, difference_points=points(made.difference_points))


def fraction(value: Decimal | None) -> Decimal | None:
    return None if value is None else round_half_up(value, FRACTION_PLACES)


def points(value: Decimal | None) -> Decimal | None:
    return None if value is None else round_half_up(value, POINT_PLACES)
