"""Where one target stands, with every number's derivation as data; the words for it live in templates."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import numpy as np

from chaotou.core.derivation import Notice, Step, StepName, decimal_or_none, notices, steps
from chaotou.core.figures import Reason, decimal_of, floats
from chaotou.core.forecast import Landing
from chaotou.core.lights import LIGHTS, USUAL, Band, Base, Light, Thresholds, light, worst
from chaotou.core.panel import Panel
from chaotou.core.periods import Period
from chaotou.core.relative import Comparison, Verdict, verdict
from chaotou.core.standing_arrays import Standings, standings_of
from chaotou.core.targets import NONE, Series, Target
from chaotou.core.zone.vocabulary import Basis, TargetKind

__all__ = [
    "Band",
    "Base",
    "Light",
    "Notice",
    "Series",
    "Standing",
    "Standings",
    "Step",
    "StepName",
    "Target",
    "Thresholds",
    "formula_standing",
    "light",
    "relative_standing",
    "row_standing",
    "standing",
    "standings",
    "standings_of",
]


@dataclass(frozen=True)
class Standing:
    """Where a target stands; None where there is no number. Units: the target's own (base units,
    fractions, places).

    `remaining` and `needed_per_month` are in the series' unit, also for a growth target, whose level
    `level_target` is. `gap` is target - expected. What ends in `_points` is in percentage points.
    `reported` is the month that governs, `awaited` the month whose figure is due and not there.
    """

    light: Light
    reported: Period | None = None
    awaited: Period | None = None
    latest: Decimal | None = None
    cumulative: Decimal | None = None
    this_month: Decimal | None = None
    growth: Decimal | None = None
    growth_basis: Basis | None = None
    growth_reason: Reason = Reason.MISSING
    level_target: Decimal | None = None
    attainment: Decimal | None = None
    attainment_reason: Reason = Reason.MISSING
    pace: Decimal | None = None
    pace_gap_points: Decimal | None = None
    lead_points: Decimal | None = None
    expected: Decimal | None = None
    expected_low: Decimal | None = None
    expected_high: Decimal | None = None
    landing: Landing | None = None
    gap: Decimal | None = None
    remaining: Decimal | None = None
    needed_per_month: Decimal | None = None
    notices: tuple[Notice, ...] = ()
    steps: tuple[Step, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    parts: Mapping[Light, int] | None = None


def standing(target: Target, series: Series, on: date, thresholds: Thresholds = USUAL) -> Standing:
    """Where one body's series stands against one target on the day `on`, by the rules of `standings_of`."""
    return standings([(target, series)], on, thresholds)[0]


def standings(
    pairs: Sequence[tuple[Target, Series]],
    on: date,
    thresholds: Thresholds = USUAL,
    *,
    derive: bool = True,
) -> list[Standing]:
    """The standings of many targets, each with its own one-body series; those alike are computed together.

    Without `derive` the steps stay empty, for lists that show no derivations.
    """
    groups: dict[Hashable, list[int]] = {}
    for index, (target, series) in enumerate(pairs):
        groups.setdefault(_alike(target, series), []).append(index)
    found: dict[int, Standing] = {}
    for indexes in groups.values():
        target, series = _together([pairs[index] for index in indexes])
        rows = standings_of(series, target, on, thresholds)
        for row, index in enumerate(indexes):
            basis = _basis(pairs[index][1], int(rows.reported[row])) if rows.growth_published[row] else None
            made = row_standing(rows, row, target, basis)
            derived = steps(rows, row, target, series, basis) if derive else ()
            found[index] = replace(made, steps=derived)
    return [found[index] for index in range(len(pairs))]


def row_standing(rows: Standings, index: int, target: Target, basis: Basis | None = None) -> Standing:
    """One body's standing out of many, without its derivation; `basis` is that of its published growth."""
    landing = rows.landing.one(index)
    return Standing(
        light=LIGHTS[rows.light[index]],
        reported=_month(int(rows.reported[index])),
        awaited=_month(int(rows.awaited[index])),
        latest=decimal_of(rows.latest[index]),
        cumulative=decimal_of(rows.cumulative[index]),
        this_month=decimal_of(rows.this_month[index]),
        growth=decimal_of(rows.growth.value[index]),
        growth_basis=basis,
        growth_reason=Reason(rows.growth.reason[index]),
        level_target=decimal_of(rows.goal[index]) if target.kind is TargetKind.GROWTH else None,
        attainment=decimal_of(rows.attainment.value[index]),
        attainment_reason=Reason(rows.attainment.reason[index]),
        pace=decimal_of(rows.pace[index]),
        pace_gap_points=decimal_of(rows.pace_gap_points[index]),
        lead_points=decimal_of(rows.lead_points[index]),
        expected=decimal_or_none(landing.expected),
        expected_low=decimal_or_none(landing.low),
        expected_high=decimal_or_none(landing.high),
        landing=landing,
        gap=decimal_of(rows.gap[index]),
        remaining=decimal_of(rows.remaining[index]),
        needed_per_month=decimal_of(rows.needed_per_month.value[index]),
        notices=notices(rows, index, landing, target),
    )


def relative_standing(comparisons: Sequence[Comparison], *, due: bool = True) -> Standing:
    """Where a 快于 or 提高 target stands: by its comparable comparisons; what is not comparable is told, not
    judged.

    On track where every comparable difference is above zero, behind where one is not; `due` says whether its
    period has begun to be reported.
    """
    lights = {Verdict.ALL: Light.ON_TRACK, Verdict.SOME: Light.BEHIND, Verdict.NONE: Light.BEHIND}
    found = lights.get(verdict(comparisons), Light.NO_DATA if due else Light.NOT_DUE)
    left_out = any(not comparison.comparable for comparison in comparisons)
    told = (Notice.NOT_COMPARABLE,) if left_out else ()
    return Standing(light=found, comparisons=tuple(comparisons), notices=told)


def formula_standing(parts: Sequence[Standing | None]) -> Standing:
    """Where a number formula such as 1623 stands: its parts by light; None is a part not filled in."""
    filled = [part.light for part in parts if part is not None]
    counts = {found: filled.count(found) for found in LIGHTS if found in filled}
    told = (Notice.UNFILLED,) if len(filled) < len(parts) else ()
    return Standing(light=worst(filled), parts=counts, notices=told)


def _month(ordinal: int) -> Period | None:
    return None if ordinal == NONE else Period(ordinal, ordinal)


def _basis(series: Series, reported: int) -> Basis | None:
    column = reported - series.levels.first
    return series.bases[column] if 0 <= column < len(series.bases) else None


def _alike(target: Target, series: Series) -> Hashable:
    """What two targets must share to be rows of one calculation."""
    plan = (target.kind, target.period, target.bound, target.curve)
    return (*plan, series.cumulative, series.frequency, series.percent)


def _together(pairs: Sequence[tuple[Target, Series]]) -> tuple[Target, Series]:
    """Targets that are alike as one target with a value a row, over series laid side by side."""
    first = min(series.levels.first for _, series in pairs)
    latest = max(series.levels.latest for _, series in pairs)
    bodies, (target, series) = [str(row) for row in range(len(pairs))], pairs[0]
    levels = [each.levels.window(first, latest).values[0] for _, each in pairs]
    blank = np.full(latest - first + 1, np.nan)
    growth = [each.growth.window(first, latest).values[0] if each.growth else blank for _, each in pairs]
    values, bases = [floats(each.value) for each, _ in pairs], [floats(each.base) for each, _ in pairs]
    rows = Panel.of(bodies, first, np.array(levels)), Panel.of(bodies, first, np.array(growth))
    return (
        replace(target, value=np.array(values), base=np.array(bases)),
        replace(series, levels=rows[0], growth=rows[1], bases=()),
    )
