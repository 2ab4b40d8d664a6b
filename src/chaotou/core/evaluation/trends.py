"""Trends: the facts as they would stand a year on if everybody went on as over the past year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from chaotou.core.evaluation.facts import Facts, Side, When, fact_name
from chaotou.core.panel import Floats, Truths

STILL = 1e-9
"""What a figure moves by, in parts of itself, when only its rounding moved."""
FIGURES = (None, Side.TARGET, Side.WHOLE)
"""What grows with an indicator: the figure, its target, the whole it is a part of."""


@dataclass(frozen=True)
class Trend:
    """`years` more of the same growth, held within ±`most` percent a year; who is `still` does not grow."""

    years: int = 1
    most: float = 100.0
    still: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Parts:
    """A fact's name taken apart."""

    indicator: str
    side: Side | None
    when: When


def parts(name: str) -> Parts:
    """`gdp.whole@year_ago` is the indicator gdp, its whole, a year ago; other names stand for themselves."""
    figure, _, when = name.partition("@")
    indicator, _, side = figure.partition(".")
    if (side and side not in list(Side)) or (when and when not in list(When)):
        return Parts(name, None, When.THIS)
    return Parts(indicator, Side(side) if side else None, When(when or When.THIS))


def ahead(facts: Facts, trend: Trend) -> Facts:
    """The facts `trend.years` years on: figures grown, those of a year ago moved up behind them.

    A target grows with its figure; published growth stays as it is, and is 0 for who is still; marks
    stay. A figure whose growth is unknown, or undefined over a base of 0 or less, does not move.
    """
    columns = [_moved(facts, trend, parts(name)) for name in facts.names]
    values = np.stack(columns, axis=-1) if columns else facts.values
    return replace(facts, values=values)


def growth(facts: Facts, indicator: str, side: Side | None = None) -> Floats:
    """Each subject's growth over a year in percent; NaN where it is not known.

    From the figure a year ago, else as published, else, for targets and wholes, that of the figure itself.
    """
    now, before = facts.column(fact_name(indicator, side)), _year_ago(facts, indicator, side)
    defined = (before > 0) & (now > 0)
    found = np.where(defined, 100 * (now / np.where(defined, before, 1.0) - 1), np.nan)
    otherwise = facts.column(fact_name(indicator, Side.GROWTH)) if side is None else growth(facts, indicator)
    return np.where(np.isnan(found) & ~(before <= 0), otherwise, found)


def unmoved(facts: Facts, indicator: str) -> Truths:
    """Whose figure a trend leaves where it is, because its growth is not known."""
    return np.isnan(growth(facts, indicator))


def _year_ago(facts: Facts, indicator: str, side: Side | None) -> Floats:
    return facts.column(fact_name(indicator, side, When.YEAR_AGO))


def _moved(facts: Facts, trend: Trend, name: Parts) -> Floats:
    held = facts.column(fact_name(name.indicator, name.side, name.when))
    still = np.array([subject in trend.still for subject in facts.subjects])
    if name.side is Side.GROWTH and name.when is When.THIS:
        return np.where(still & ~np.isnan(held), 0.0, held)
    if name.side not in FIGURES:
        return held
    factor = np.where(still, 1.0, _factor(facts, trend, name))
    if name.when is not When.YEAR_AGO:
        return np.asarray(held * factor**trend.years)
    now = facts.column(fact_name(name.indicator, name.side))
    return np.where(np.isnan(held + now), held, now * factor ** (trend.years - 1))


def _factor(facts: Facts, trend: Trend, name: Parts) -> Floats:
    """What a year multiplies a figure by; 1 where that is not known."""
    percent = np.clip(growth(facts, name.indicator, name.side), -trend.most, trend.most)
    return 1 + np.nan_to_num(percent) / 100


def yearly_deviations(history: Mapping[str, Sequence[float]]) -> Mapping[str, float]:
    """How far each fact (by name) usually moves in a year, from one subject's years in order.

    The standard deviation of its year-on-year changes about no change at all, so that steady growth counts as
    movement. Facts with fewer than three years, or that stood still, are left out.
    """
    changes = {name: np.diff(np.asarray(years, dtype=np.float64)) for name, years in history.items()}
    spread = {name: float(np.sqrt(np.mean(one**2))) for name, one in changes.items() if len(one) > 1}
    return {name: usual for name, usual in spread.items() if usual > STILL * max(map(abs, history[name]))}
