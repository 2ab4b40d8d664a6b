"""Where targets stand, for all bodies of an indicator at once: the arithmetic of the dispatch table.

The figures come as they were known on the day asked about. The latest month that is both closed and
reported governs: pace is measured at that month, and that a later figure is still awaited is told apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from chaotou.core.figures import (
    Derived,
    Reason,
    attainment,
    floats,
    gap_to_target,
    growth_yoy,
    level_target,
    needed_per_month,
    share,
    single_months,
)
from chaotou.core.forecast import Landings, carried, landings
from chaotou.core.growth_landing import growing
from chaotou.core.lights import LIGHTS, USUAL, Base, Light, Thresholds, light_codes
from chaotou.core.pace import pace, pace_gap
from chaotou.core.panel import Codes, Floats, Panel, Truths, Whole, at
from chaotou.core.periods import Period
from chaotou.core.targets import NONE, Series, Target, latest_closed, latest_due
from chaotou.core.zone.vocabulary import TargetKind


@dataclass(frozen=True)
class Standings:
    """Standings of many bodies: parallel arrays over bodies, NaN where there is no number.

    `reported` is the month ordinal that governs (NONE: nothing yet), `awaited` the latest one due by then
    (NONE: none outstanding); `light` indexes `LIGHTS`. `goal` is the level to reach, of a growth target the
    level it amounts to.
    """

    reported: Whole
    awaited: Whole
    in_period: Truths
    latest: Floats
    cumulative: Floats
    this_month: Floats
    merged: Truths
    growth: Derived
    growth_published: Truths
    growth_of_levels: Derived
    goal: Floats
    attainment: Derived
    pace: Floats
    pace_gap_points: Floats
    lead_points: Floats
    landing: Landings
    gap: Floats
    remaining: Floats
    needed_per_month: Derived
    light: Codes


def standings_of(series: Series, target: Target, on: date, thresholds: Thresholds = USUAL) -> Standings:
    """Where every body of `series` stands against `target` on the day `on`, which has ended.

    Attainment: cumulative (or latest, or growth) / target. Of an upper limit that accumulates it is the
    share used up. Lead: a cumulative figure by its pace gap; growth and percentages by their difference
    to the target in points; other levels by attainment - 100 %. Growth targets are judged on the growth
    reported, and on the level base x (1 + growth) only where none was; ranks are reached or not. Once the
    period's last month is reported, a target is done or it is behind, whatever the bands say. A growth has
    the bands for growth where the zone sets any.
    (operations.md §2.1, §5.4)
    """
    seen = _Seen.of(series, target, on)
    goal = _goal(seen, target)
    done = _attainment(seen, target, goal)
    planned = np.where(seen.in_period & series.cumulative, _planned(seen, target), np.nan)
    gap = _pace_gap(done.value, planned, goal, target)
    lead = _lead(seen, target, done.value, gap)
    landing = _landing(seen, target, planned)
    left = np.where(seen.in_period, target.period.latest - seen.reported, np.nan)
    need = needed_per_month(goal, seen.cumulative, left)
    return Standings(
        reported=seen.reported,
        awaited=_awaited(seen, on),
        in_period=seen.in_period,
        latest=seen.latest,
        cumulative=seen.cumulative,
        this_month=seen.this_month,
        merged=seen.merged,
        growth=seen.growth,
        growth_published=seen.growth_published,
        growth_of_levels=seen.growth_of_levels,
        goal=goal,
        attainment=done,
        pace=planned,
        pace_gap_points=gap,
        lead_points=lead,
        landing=landing,
        gap=gap_to_target(_value(target), landing.expected),
        remaining=goal - seen.cumulative,
        needed_per_month=need if target.is_upper else Derived(np.maximum(need.value, 0.0), need.reason),
        light=_light(seen, target, _Judged(goal, done.value, planned, lead), thresholds, on),
    )


@dataclass(frozen=True)
class _Seen:
    """What is reported by the governing month of each body."""

    series: Series
    target: Target
    reported: Whole
    in_period: Truths
    latest: Floats
    cumulative: Floats
    this_month: Floats
    merged: Truths
    growths: Floats
    growth: Derived
    growth_published: Truths
    growth_of_levels: Derived

    @classmethod
    def of(cls, series: Series, target: Target, on: date) -> _Seen:
        levels, first = series.levels.values, series.levels.first
        published = np.full_like(levels, np.nan) if series.growth is None else series.growth.values
        known = ~np.isnan(levels) | ~np.isnan(published)
        reported = _latest_known(known, first, min(latest_closed(on), target.period.latest))
        column = reported - first
        of_levels = growth_yoy(levels)
        growths = np.where(np.isnan(published), of_levels.value, published)
        months = single_months(levels, first)
        in_period = reported >= target.period.first
        latest = at(levels, column)
        cumulative = _since_start(series.levels, target.period, reported, latest)
        stated = at(published, column)
        reason = np.where(np.isnan(stated), _codes_at(of_levels.reason, column), 0).astype(np.int8)
        return cls(
            series=series,
            target=target,
            reported=reported,
            in_period=in_period,
            latest=latest,
            cumulative=np.where(in_period & series.cumulative, cumulative, np.nan),
            this_month=np.where(series.cumulative, at(months.value, column), np.nan),
            merged=at(months.merged.astype(np.float64), column) == 1,
            growths=growths,
            growth=Derived(at(growths, column), reason),
            growth_published=~np.isnan(stated),
            growth_of_levels=Derived(at(of_levels.value, column), _codes_at(of_levels.reason, column)),
        )

    def due(self, on: date) -> int:
        """The latest month of the target's period for which a figure is due."""
        return latest_due(min(latest_closed(on), self.target.period.latest), self.series.frequency)

    @property
    def judged(self) -> Floats:
        """The figure held against the target, NaN where the target's period has none yet."""
        if self.target.kind is TargetKind.GROWTH:
            return np.where(self.in_period, self.growth.value, np.nan)
        return np.where(self.in_period, self.cumulative if self.series.cumulative else self.latest, np.nan)

    @property
    def in_points(self) -> bool:
        """Whether the lead is a difference of two percentages."""
        if self.target.kind in (TargetKind.GROWTH, TargetKind.SHARE):
            return True
        return self.series.percent and not self.series.cumulative


@dataclass(frozen=True)
class _Judged:
    goal: Floats
    attainment: Floats
    pace: Floats
    lead: Floats


def _goal(seen: _Seen, target: Target) -> Floats:
    """The level to reach: the target itself, or what a growth target amounts to for a cumulative series."""
    value = np.broadcast_to(_value(target), seen.latest.shape)
    if target.kind is not TargetKind.GROWTH:
        return value
    base = floats(target.base)
    if seen.series.cumulative and np.isnan(base).any():
        year_before, levels = target.period.same_last_year(), seen.series.levels
        end = np.full(seen.latest.shape, year_before.latest)
        total = _since_start(levels, year_before, end, at(levels.values, end - levels.first))
        base = np.where(np.isnan(base), total, base)
    return np.broadcast_to(level_target(base, value), seen.latest.shape)


def _attainment(seen: _Seen, target: Target, goal: Floats) -> Derived:
    if target.kind is TargetKind.RANK:
        return attainment(np.full(goal.shape, np.nan), goal)
    if seen.series.cumulative:
        used, kept = share(seen.cumulative, goal), attainment(seen.cumulative, goal, target.limit)
        accumulating = target.is_upper & (goal > 0)
        value = np.where(accumulating, used.value, kept.value)
        return Derived(value, np.where(accumulating, used.reason, kept.reason).astype(np.int8))
    return attainment(seen.judged, _value(target), target.limit)


def _planned(seen: _Seen, target: Target) -> Floats:
    return pace(seen.reported - target.period.first + 1, target.curve, target.period)


def _pace_gap(done: Floats, planned: Floats, goal: Floats, target: Target) -> Floats:
    """The lead over the plan in points; an upper limit leads while less of it is used than is planned."""
    if not target.is_upper:
        return pace_gap(done, planned)
    return np.where(goal > 0, pace_gap(planned, done), pace_gap(done, 1.0) + 0 * planned)


def _lead(seen: _Seen, target: Target, done: Floats, gap: Floats) -> Floats:
    if target.kind is TargetKind.RANK:
        return np.full(done.shape, np.nan)
    own = pace_gap(seen.judged, _value(target)) * (-1 if target.is_upper else 1)
    if seen.in_points:
        return np.where(np.isnan(own), gap, own) if target.kind is TargetKind.GROWTH else own
    return gap if seen.series.cumulative else pace_gap(done, 1.0)


def _landing(seen: _Seen, target: Target, planned: Floats) -> Landings:
    """The landing at the period's end in the target's unit; none while the period ends in a later year."""
    levels, period = seen.series.levels, target.period
    in_last_year = seen.in_period & (seen.reported // 12 == period.latest_year)
    reported = np.where(in_last_year, seen.reported, NONE)
    if target.kind is TargetKind.GROWTH and seen.series.cumulative:
        return growing(seen.growths, levels.values, levels.first, reported, end_month=period.latest_month)
    if target.kind is TargetKind.GROWTH:
        return carried(seen.growths, levels.first, reported, end_month=period.latest_month)
    if not seen.series.cumulative:
        return carried(levels.values, levels.first, reported, end_month=period.latest_month)
    course = planned if period.is_year_to_date else None
    made = landings(levels.values, levels.first, reported, end_month=period.latest_month, planned=course)
    return made.moved(seen.cumulative - seen.latest)


def _light(seen: _Seen, target: Target, judged: _Judged, thresholds: Thresholds, on: date) -> Codes:
    met = _met(seen, target, judged.goal)
    code = _by_bands(seen, target, judged, thresholds)
    if target.kind is TargetKind.GROWTH:
        by_growth = _by_bands(seen, target, judged, thresholds.of_growth)
        code = np.where(np.isnan(seen.judged), code, by_growth)
    if target.kind is TargetKind.RANK:
        code = np.where(np.isnan(seen.judged), code, _either(met, Light.ON_TRACK, Light.BEHIND))
    if seen.series.cumulative and target.kind is not TargetKind.GROWTH:
        code = _settled(code, met, target)
    final = (seen.reported == target.period.latest) & (code != LIGHTS.index(Light.NO_DATA))
    code = np.where(final, _either(met, Light.DONE, Light.BEHIND), code)
    unreported = LIGHTS.index(Light.NO_DATA if seen.due(on) >= target.period.first else Light.NOT_DUE)
    return np.where(seen.in_period, code, unreported).astype(np.int8)


def _by_bands(seen: _Seen, target: Target, judged: _Judged, thresholds: Thresholds) -> Codes:
    return light_codes(_banded(seen, target, judged, thresholds.base), thresholds)


def _settled(code: Codes, met: Truths, target: Target) -> Codes:
    """What a sum that only grows has settled early: a level reached, an upper limit broken."""
    known = code != LIGHTS.index(Light.NO_DATA)
    if target.is_upper:
        return np.where(known & ~met, LIGHTS.index(Light.BEHIND), code).astype(np.int8)
    return np.where(known & met, LIGHTS.index(Light.DONE), code).astype(np.int8)


def _banded(seen: _Seen, target: Target, judged: _Judged, base: Base) -> Floats:
    """What the bands are laid over: the lead in points, or the ratio of what is done to what is planned."""
    if base is Base.POINTS or target.kind is TargetKind.RANK:
        return judged.lead
    if seen.in_points:
        return attainment(seen.judged, _value(target), target.limit).value
    if not seen.series.cumulative:
        return judged.attainment
    over, under = (judged.pace, judged.attainment) if target.is_upper else (judged.attainment, judged.pace)
    return share(over, under).value


def _met(seen: _Seen, target: Target, goal: Floats) -> Truths:
    """Whether the target is reached; a growth target by growth where it is known, else by its level."""
    have, want = seen.judged, np.broadcast_to(_value(target), goal.shape)
    if target.kind is TargetKind.GROWTH:
        have, want = np.where(np.isnan(have), seen.cumulative, have), np.where(np.isnan(have), goal, want)
    slack = 1e-9 * np.abs(want)
    return np.asarray(have <= want + slack if target.is_upper else have >= want - slack)


def _awaited(seen: _Seen, on: date) -> Whole:
    due = seen.due(on)
    outstanding = (due > seen.reported) & (due >= seen.target.period.first)
    return np.where(outstanding, due, NONE)


def _value(target: Target) -> Floats:
    return floats(target.value)


def _either(holds: Truths, yes: Light, no: Light) -> Whole:
    return np.where(holds, LIGHTS.index(yes), LIGHTS.index(no))


def _latest_known(known: Truths, first: int, limit: int) -> Whole:
    months = first + np.arange(known.shape[-1])
    return np.asarray(np.where(known & (months <= limit), months, NONE).max(axis=-1, initial=NONE))


def _codes_at(codes: Codes, column: Whole) -> Codes:
    found = at(codes.astype(np.float64), column)
    return np.where(np.isnan(found), int(Reason.MISSING), found).astype(np.int8)


def _since_start(levels: Panel, period: Period, reported: Whole, latest: Floats) -> Floats:
    """Cumulative since the period began: closed years added to this year's, months before it taken off."""
    total = latest
    for december in range(period.first_year * 12 + 11, period.latest, 12):
        closed = at(levels.values, np.full(latest.shape, december - levels.first))
        total = np.where(reported > december, total + closed, total)
    if period.first_month > 1:
        total = total - at(levels.values, np.full(latest.shape, period.first - 1 - levels.first))
    return total
