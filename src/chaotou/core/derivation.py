"""How each number of a standing was derived, as data, and what its reader should be told beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import numpy as np

from chaotou.core.checks import level_growth_mismatch
from chaotou.core.figures import Reason, decimal_of, floats
from chaotou.core.forecast import Landing, Method
from chaotou.core.lights import LIGHTS, as_shown
from chaotou.core.panel import Floats, Numbers
from chaotou.core.standing_arrays import Standings
from chaotou.core.targets import NONE, Series, Target
from chaotou.core.zone.vocabulary import Basis, TargetKind


class Notice(StrEnum):
    """What a reader of a standing should be told beside its numbers."""

    AWAITED = "awaited"  # a later month has closed and is due, but not reported
    BEFORE_PERIOD = "before_period"  # the latest figure is from before the target's period
    MERGED_JANUARY = "merged_january"  # "this month" is January and February together
    GROWTH_COMPUTED = "growth_computed"  # no growth was published; it is the ratio of two levels
    GROWTH_REFUSED = "growth_refused"  # no growth can be said; the reason is beside it
    BASIS_MISMATCH = "basis_mismatch"  # published growth and levels differ: level target only by comparison
    NO_VALUE = "no_value"  # the target has no number
    NO_PAST_YEARS = "no_past_years"  # the landing follows the plan, for want of past years
    NOT_COMPARABLE = "not_comparable"  # some comparisons were left out of the verdict
    UNFILLED = "unfilled"  # parts of the formula have no target yet


class StepName(StrEnum):
    THIS_MONTH = "this_month"
    GROWTH = "growth"
    LEVEL_TARGET = "level_target"
    ATTAINMENT = "attainment"
    PACE = "pace"
    PACE_GAP = "pace_gap"
    LANDING = "landing"
    GAP = "gap"
    REMAINING = "remaining"
    NEEDED_PER_MONTH = "needed_per_month"
    LIGHT = "light"


@dataclass(frozen=True)
class Step:
    """One number derived: its named inputs, its result, and the basis, method or light as a `word`."""

    name: StepName
    inputs: Mapping[str, Decimal]
    result: Decimal | None
    word: str = ""


def notices(rows: Standings, index: int, landing: Landing, target: Target) -> tuple[Notice, ...]:
    """What the reader of one body's standing should be told."""
    stated, levels = rows.growth_published[index], rows.growth_of_levels.value[index]
    known = rows.reported[index] != NONE
    said = {
        Notice.AWAITED: rows.awaited[index] != NONE,
        Notice.BEFORE_PERIOD: known and not rows.in_period[index],
        Notice.MERGED_JANUARY: rows.merged[index],
        Notice.GROWTH_COMPUTED: not stated and not np.isnan(rows.growth.value[index]),
        Notice.GROWTH_REFUSED: known and rows.growth.reason[index] > Reason.MISSING,
        Notice.BASIS_MISMATCH: stated and bool(level_growth_mismatch(rows.growth.value[index], levels)),
        Notice.NO_VALUE: bool(np.isnan(row_of(target.value, index))),
        Notice.NO_PAST_YEARS: landing.method is Method.PACE,
    }
    return tuple(notice for notice, holds in said.items() if holds)


def steps(
    rows: Standings, index: int, target: Target, series: Series, basis: Basis | None
) -> tuple[Step, ...]:
    """The derivation of each number of one body's standing, in the order a reader meets them."""
    row, landing = _Row(rows, index, target, series), rows.landing.one(index)
    made = [
        row.this_month(),
        row.growth(basis),
        *row.progress(),
        row.landed(landing),
        *row.outlook(landing),
        row.light(),
    ]
    return tuple(step for step in made if step.result is not None)


@dataclass(frozen=True)
class _Row:
    """The derivations of one body's numbers."""

    rows: Standings
    index: int
    target: Target
    series: Series

    def number(self, cells: Floats) -> float:
        return float(cells[self.index])

    @property
    def wanted(self) -> float:
        return row_of(self.target.value, self.index)

    def level(self, months_before: int) -> float:
        column = int(self.rows.reported[self.index]) - self.series.levels.first - months_before
        return float(self.series.levels.values[self.index, column]) if column >= 0 else np.nan

    def this_month(self) -> Step:
        before = np.nan if self.rows.merged[self.index] else self.level(1)
        word = Notice.MERGED_JANUARY if self.rows.merged[self.index] else ""
        month = self.number(self.rows.this_month)
        return _step(StepName.THIS_MONTH, month, word, cumulative=self.level(0), previous=before)

    def growth(self, basis: Basis | None) -> Step:
        value = self.number(self.rows.growth.value)
        if self.rows.growth_published[self.index]:
            return _step(StepName.GROWTH, value, basis or Basis.UNSTATED)
        word = Notice.GROWTH_COMPUTED
        return _step(StepName.GROWTH, value, word, current=self.level(0), base=self.level(12))

    def progress(self) -> list[Step]:
        rows, goal, done = self.rows, self.number(self.rows.goal), self.number(self.rows.attainment.value)
        cumulative, planned = self.number(rows.cumulative), self.number(rows.pace)
        closed = float(rows.reported[self.index] - self.target.period.first + 1)
        curve, months = self.target.curve.kind, float(self.target.period.months)
        steps = [
            _step(StepName.ATTAINMENT, done, actual=self.judged, target=self.against),
            _step(StepName.PACE, planned, curve, months_closed=closed, months=months),
            _step(StepName.PACE_GAP, self.number(rows.pace_gap_points), attainment=done, pace=planned),
            _step(StepName.REMAINING, self.number(rows.remaining), target=goal, cumulative=cumulative),
        ]
        return [self.level_target(), *steps] if self.target.kind is TargetKind.GROWTH else steps

    @property
    def judged(self) -> float:
        return self.number(self.rows.cumulative if self.series.cumulative else self.rows.latest)

    @property
    def against(self) -> float:
        return self.number(self.rows.goal) if self.series.cumulative else self.wanted

    def level_target(self) -> Step:
        goal = self.number(self.rows.goal)
        base = goal / (1 + self.wanted) if self.wanted > -1 else np.nan
        return _step(StepName.LEVEL_TARGET, goal, base=base, growth=self.wanted)

    def landed(self, landing: Landing) -> Step:
        share = self.number(self.rows.pace) if landing.method is Method.PACE else landing.share_usually_done
        return _step(
            StepName.LANDING,
            landing.expected,
            landing.method,
            latest=self.level(0),
            share_usually_done=share,
            years_used=float(landing.years_used),
            low=landing.low,
            high=landing.high,
            error=landing.error,
        )

    def outlook(self, landing: Landing) -> list[Step]:
        rows = self.rows
        left = float(self.target.period.latest - rows.reported[self.index])
        remaining, needed = self.number(rows.remaining), self.number(rows.needed_per_month.value)
        gap = _step(StepName.GAP, self.number(rows.gap), target=self.wanted, expected=landing.expected)
        return [gap, _step(StepName.NEEDED_PER_MONTH, needed, remaining=remaining, months_left=left)]

    def light(self) -> Step:
        lead = self.number(self.rows.lead_points)
        own = self.number(self.rows.growth.value) if self.target.kind is TargetKind.GROWTH else self.judged
        shown = float(as_shown(lead))
        found = LIGHTS[self.rows.light[self.index]]
        return _step(StepName.LIGHT, shown, found, actual=own, target=self.wanted, lead_points=lead)


def row_of(value: Numbers, index: int) -> float:
    """One row's number, where there is one for all rows or one for each."""
    cells = floats(value)
    return float(cells[index] if cells.ndim else cells)


def _step(name: StepName, result: float | None, word: str = "", **inputs: float | None) -> Step:
    known = {key: decimal_or_none(value) for key, value in inputs.items()}
    given = {key: value for key, value in known.items() if value is not None}
    return Step(name, given, decimal_or_none(result), str(word))


def decimal_or_none(number: float | None) -> Decimal | None:
    """As `decimal_of` writes it; None stays None."""
    return None if number is None else decimal_of(number)
