"""What follows from other figures, plans and draws, made ready for their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.core.evaluation import difference
from chaotou.core.evaluation.grading import grades
from chaotou.core.evaluation.lifting.plans import LiftPlan
from chaotou.core.evaluation.scoring import Scorecard
from chaotou.core.evaluation.sensitivity.ranks import LEVEL, Influence, RankUncertainty
from chaotou.evaluation.queries.results import Row
from chaotou.evaluation.showing import charts, portrait
from chaotou.evaluation.showing.charts import Drawing, Interval
from chaotou.figures.echarts import Line

MOST_DRAWN = 45

INPUTS = {
    "weights": _("权重"),
    "numbers": _("推断规则里的数"),
    "figures": _("预计的数据"),
    "rule": _("计分规则"),
    "method": _("合成办法"),
}


@dataclass(frozen=True)
class Standing:
    """Where a subject stands on a card."""

    total: float
    rank: float
    grade: str
    ranked: int


@dataclass(frozen=True)
class Moved:
    """One criterion before and after."""

    code: str
    before: float
    after: float

    @property
    def points(self) -> float:
        return self.after - self.before


@dataclass(frozen=True)
class Neighbor:
    """Another subject whose place changed."""

    subject: str
    before: float
    after: float


@dataclass(frozen=True)
class Outlook:
    """A what-if: where the subject stood and would stand, what moved, who else did."""

    before: Standing
    after: Standing
    moved: tuple[Moved, ...]
    neighbors: tuple[Neighbor, ...]
    chart: Drawing | None

    @property
    def points(self) -> float:
        return self.after.total - self.before.total

    @property
    def places(self) -> float:
        """Places gained."""
        return self.before.rank - self.after.rank


def standing(card: Scorecard, subject: str) -> Standing:
    at = card.subjects.index(subject)
    grade = int(grades(card)[at])
    code = card.scheme.grades[grade].code if grade >= 0 else ""
    ranked = int((~np.isnan(card.ranks)).sum())
    return Standing(float(card.totals[at]), float(card.ranks[at]), code, ranked)


def outlook(before: Scorecard, after: Scorecard, subject: str, names: Mapping[str, str]) -> Outlook:
    """What other figures do to a subject and to the others' places."""
    rows = before.subjects.index(subject), after.subjects.index(subject)
    leaves = len(before.tree.leaves)
    cards = zip((before, after), rows, strict=True)
    scores = [np.nan_to_num(card.scores[row, :leaves]) for card, row in cards]
    moved = [
        Moved(code, float(was), float(now))
        for code, was, now in zip(before.tree.leaves, *scores, strict=True)
        if abs(now - was) > portrait.NOISE
    ]
    fall = difference.waterfall(before, after, subject)
    drawn = fall.bars and not isnan(fall.start + fall.finish)
    ends = gettext("现在"), gettext("若如此")
    chart = portrait.way(fall, gettext("总分怎样变化"), ends, names) if drawn else None
    return Outlook(
        standing(before, subject),
        standing(after, subject),
        tuple(sorted(moved, key=lambda one: -abs(one.points))),
        tuple(_neighbors(before, after, subject)),
        chart,
    )


def _neighbors(before: Scorecard, after: Scorecard, subject: str) -> Iterable[Neighbor]:
    """The others whose place is another, best first."""
    later = dict(zip(after.subjects, map(float, after.ranks), strict=True))
    pairs = zip(before.subjects, map(float, before.ranks), strict=True)
    found = [Neighbor(code, rank, later.get(code, float("nan"))) for code, rank in pairs if code != subject]
    changed = [one for one in found if one.before != one.after and not isnan(one.before)]
    return sorted(changed, key=lambda one: one.before)


@dataclass(frozen=True)
class Planned:
    """A plan with where it leads."""

    plan: LiftPlan
    standing: Standing


def planned(plan: LiftPlan, subject: str) -> Planned:
    return Planned(plan, standing(plan.card, subject))


@dataclass(frozen=True)
class Placed:
    """A subject's places over many draws; `likely` is the share of draws on its present place or better."""

    row: Row
    rank: float
    low: float
    median: float
    high: float
    likely: float

    @property
    def is_firm(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True)
class Certainty:
    places: tuple[Placed, ...]
    draws: int
    shift: float
    level: float
    inputs: tuple[str, ...]
    chart: Drawing


def certainty(found: RankUncertainty, rows: Sequence[Row], names: Mapping[str, str]) -> Certainty:
    """The subjects in the page's order with their intervals, and the chart of the first and of one's own."""
    at = {subject: n for n, subject in enumerate(found.subjects)}
    interval, middle = found.interval(), found.quantile(0.5)
    places = []
    for row in rows:
        n = at.get(row.subject.code)
        if n is None or isnan(found.stated[n]):
            continue
        stated = float(found.stated[n])
        likely = float(found.probability(int(np.ceil(stated)))[n])
        low, high = map(float, interval[n])
        places.append(Placed(row, stated, low, float(middle[n]), high, likely))
    own = [one for one in places[MOST_DRAWN:] if one.row.is_own]
    shown = [
        Interval(names[one.row.subject.code], one.rank, one.low, one.median, one.high)
        for one in (*places[:MOST_DRAWN], *own)
    ]
    words = (gettext("现在的位次"), gettext("最好"), gettext("中位"), gettext("最差"))
    title = gettext("位次的区间（{level}% 的抽样落在其中）").format(level=round(100 * LEVEL))
    chart = charts.rank_intervals(title, shown, head=gettext("对象"), names=words)
    inputs = tuple(str(INPUTS[one.value]) for one in found.inputs)
    return Certainty(tuple(places), found.draws, found.shift, LEVEL, inputs, chart)


def influences(found: Influence) -> Drawing | None:
    """What the ranks depend on; None where nothing moved them."""
    first, total = (np.atleast_1d(one) for one in (found.indices.first, found.indices.total))
    if np.isnan(first).all() or len(found.inputs) < 2:
        return None
    labels = [str(INPUTS[one.value]) for one in found.inputs]
    title = gettext("位次变动来自哪里（索博尔指数）")
    parts = Line(gettext("单独的影响"), [_held(one) for one in first])
    wholes = Line(gettext("连同相互作用"), [_held(one) for one in total])
    return charts.sobol(title, labels, parts, wholes, head=gettext("不确定的来源"))


def _held(value: float) -> float | None:
    """An index within 0 to 1; estimates may stray a little outside."""
    return None if isnan(value) else float(min(1.0, max(0.0, value)))
