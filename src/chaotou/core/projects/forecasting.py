"""When a project will be through, from how long past projects dwelt in each stage; and the funnel they form.

A project still in a stage, or dropped from it, says only "longer than so far": the survival curve (Kaplan and
Meier 1958) counts it for as long as it was watched. Stages are taken as independent of each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from chaotou.core.issues import Message
from chaotou.core.panel import Floats

LONGEST = 3653
"""Days beyond which nothing is told apart: ten years."""
LEAST_CASES = 8
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9


class Spell(NamedTuple):
    """So many days in a stage; `moved_on` to the next, or else not (yet): still there, or dropped."""

    stage: str
    days: int
    moved_on: bool


class Reached(NamedTuple):
    """A project entered a stage on a day."""

    stage: str
    on: date


def spells(history: Sequence[Reached], today: date, exits: Iterable[str] = ()) -> list[Spell]:
    """A project's spells from its moves in order; entering an exit ends the watching without moving on.

    Days before the one before it (a date put right later) count as none.
    """
    left = frozenset(exits)
    ends = [*history[1:], Reached("", today)]
    return [
        Spell(
            entered.stage, max((after.on - entered.on).days, 0), bool(after.stage) and after.stage not in left
        )
        for entered, after in zip(history, ends, strict=True)
        if entered.stage not in left
    ]


@dataclass(frozen=True)
class Dwell:
    """How long a stage takes: chances of moving on after exactly so many days, from `moved` ended spells.

    What the chances lack to 1 is the chance of staying longer than anybody was watched.
    """

    chances: Floats
    moved: int
    watched: int

    @property
    def median(self) -> int | None:
        return quantile(self.chances, MIDDLE)


def dwell(found: Iterable[Spell]) -> Dwell:
    """The chances by day for spells of one stage."""
    rows = list(found)
    days = np.minimum(np.array([row.days for row in rows], np.int64), LONGEST)
    ended = np.array([row.moved_on for row in rows], bool)
    through = np.bincount(days[ended], minlength=LONGEST + 1)
    watched = len(rows) - np.concatenate([[0], np.cumsum(np.bincount(days, minlength=LONGEST + 1))[:-1]])
    hazard = np.divide(through, watched, out=np.zeros(LONGEST + 1), where=watched > 0)
    staying = np.concatenate([[1.0], np.cumprod(1 - hazard)])
    return Dwell(staying[:-1] * hazard, int(ended.sum()), len(rows))


def after_waiting(chances: Floats, days: int) -> Floats:
    """The chances of the days still to come, for one who has waited so many already."""
    waited = min(days, LONGEST)
    left = 1 - chances[: waited + 1].sum()
    rest = np.zeros_like(chances)
    if left > 1e-12:
        rest[: len(chances) - waited - 1] = chances[waited + 1 :] / left
    return np.concatenate([[0.0], rest[:-1]])


def quantile(chances: Floats, share: float) -> int | None:
    """The first day by which `share` have moved on; None where that was never seen."""
    reached = np.flatnonzero(np.cumsum(chances) >= share - 1e-12)
    return int(reached[0]) if len(reached) else None


@dataclass(frozen=True)
class Forecast:
    """The day half of such projects are through, and the days between which eight of ten are.

    A `low_on` or `high_on` of None is a day beyond what past projects show. `cases` is the least number of
    ended spells of any stage on the way; `refusal` says why there is no forecast.
    """

    expected_on: date | None = None
    low_on: date | None = None
    high_on: date | None = None
    cases: int = 0
    stages: tuple[str, ...] = ()
    refusal: Message | None = None


def forecast(
    dwells: Mapping[str, Dwell],
    way: Sequence[str],
    since: date,
    today: date,
    *,
    least: int = LEAST_CASES,
) -> Forecast:
    """When a project that entered `way[0]` on `since` will have left `way[-1]`.

    Refused where a stage on the way has fewer than `least` ended spells, where the project has already waited
    longer than anybody who moved on, and where fewer than half of such projects were ever seen through.
    """
    cases = min((dwells[stage].moved if stage in dwells else 0 for stage in way), default=0)
    if not way:
        return Forecast(refusal=Message("这个项目已走完所预测的阶段。"))
    if cases < least:
        said = {"cases": cases, "least": least}
        return Forecast(
            cases=cases,
            stages=tuple(way),
            refusal=Message("往期项目太少：有的阶段只有 {cases} 例走完，至少要 {least} 例才预测。", said),
        )
    waited = max((today - since).days, 0)
    chances = after_waiting(dwells[way[0]].chances, waited)
    if not chances.any():
        said = {"days": waited}
        waiting = Message("已在本阶段 {days} 天，往期走完的项目没有这么久的，不作预测。", said)
        return Forecast(cases=cases, stages=tuple(way), refusal=waiting)
    for stage in way[1:]:
        chances = np.convolve(chances, dwells[stage].chances)[: LONGEST + 1]
    low, middle, high = (_day(today, quantile(chances, share)) for share in (LOW, MIDDLE, HIGH))
    unseen = Message("往期这样的项目走完的不到一半，推不出日期。") if middle is None else None
    return Forecast(middle, low, high, cases, tuple(way), unseen)


def _day(today: date, days: int | None) -> date | None:
    return None if days is None else today + timedelta(days)


@dataclass(frozen=True)
class Step:
    """One stage of the funnel: of those that entered, how many moved on, left, are still there.

    `conversion` is moved on / entered, `settled_conversion` moved on / (moved on + left): the second does not
    hold against a stage those that have just come. Fractions; None without a denominator. `median_days` is of
    the survival curve; ages are of those still there.
    """

    stage: str
    entered: int
    moved_on: int
    left: int
    here: int
    median_days: int | None
    median_age: int | None
    oldest_age: int | None

    @property
    def conversion(self) -> float | None:
        return self.moved_on / self.entered if self.entered else None

    @property
    def settled_conversion(self) -> float | None:
        settled = self.moved_on + self.left
        return self.moved_on / settled if settled else None


@dataclass
class _Tally:
    spells: list[Spell] = field(default_factory=list)
    ages: list[int] = field(default_factory=list)


def funnel(
    histories: Iterable[Sequence[Reached]], stages: Sequence[str], today: date, exits: Iterable[str] = ()
) -> list[Step]:
    """A step a stage, in their order, over the moves of many projects."""
    left, tallies = frozenset(exits), {stage: _Tally() for stage in stages}
    for history in histories:
        for spell in spells(history, today, left):
            if spell.stage in tallies:
                tallies[spell.stage].spells.append(spell)
        if history and history[-1].stage in tallies:
            tallies[history[-1].stage].ages.append(max((today - history[-1].on).days, 0))
    return [_step(stage, tally) for stage, tally in tallies.items()]


def _step(stage: str, tally: _Tally) -> Step:
    entered, moved = len(tally.spells), sum(spell.moved_on for spell in tally.spells)
    here, ages = len(tally.ages), sorted(tally.ages)
    middle = ages[(here - 1) // 2] if ages else None
    typical = dwell(tally.spells).median if entered else None
    oldest = ages[-1] if ages else None
    return Step(stage, entered, moved, entered - moved - here, here, typical, middle, oldest)
