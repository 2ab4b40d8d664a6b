"""Timelines as the page draws them: positions along an axis of days, in percent of its width.

Bars are SVG shapes with attributes in percent, so that they need no style, print as they are and keep the
text beside them readable on a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chaotou.core.periods import Period
from chaotou.projects.queries.delivery import Delivery, PlanLine
from chaotou.projects.queries.dispatch import ProjectLine

LABELS = 8
LAST_LABEL = 88
STEPS = (1, 2, 3, 6, 12, 24, 60)


@dataclass(frozen=True)
class Bar:
    """A stretch of days: `left` and `width` in percent, `kind` its class."""

    left: str
    width: str
    kind: str


@dataclass(frozen=True)
class Dot:
    """A day: `at` in percent, `kind` its class."""

    at: str
    kind: str


@dataclass(frozen=True)
class Strip:
    """One row of a timeline."""

    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...] = ()


@dataclass(frozen=True)
class Axis:
    """Days from `first` to `latest`, with today on it."""

    first: date
    latest: date
    today: date

    @classmethod
    def around(cls, days: Iterable[date | None], today: date) -> Axis:
        """Wide enough for all the days and today, to the ends of their months."""
        known = [day for day in days if day] + [today]
        first, latest = min(known), max(known)
        return cls(first.replace(day=1), Period.month(latest.year, latest.month).ends_on, today)

    def at(self, day: date) -> float:
        whole = (self.latest - self.first).days or 1
        return round(100 * (day - self.first).days / whole, 2)

    def bar(self, first: date, latest: date, kind: str) -> Bar:
        left = self.at(min(first, latest))
        return Bar(f"{left}%", f"{max(round(self.at(latest) - left, 2), 0.4)}%", kind)

    def dot(self, day: date, kind: str) -> Dot:
        return Dot(f"{self.at(day)}%", kind)

    @property
    def now(self) -> str:
        return f"{self.at(self.today)}%"

    @property
    def ticks(self) -> list[tuple[str, Period]]:
        """Where months begin, few enough to be read, each with room for its label."""
        months = list(self._months())
        step = next((step for step in STEPS if len(months) <= LABELS * step), STEPS[-1])
        places = [(self.at(month.starts_on), month) for month in months[::step]]
        return [(f"{at}%", month) for at, month in places if at <= LAST_LABEL]

    def _months(self) -> Iterator[Period]:
        month = Period.month(self.first.year, self.first.month)
        while month.starts_on <= self.latest:
            yield month
            month = month.shifted(1)


def of_project(found: Delivery) -> tuple[Axis, list[tuple[PlanLine, Strip]]]:
    """A row a node: its plan, and beneath it what was done or is expected, in the color of its light."""
    days = [
        day
        for one in found.plan
        for day in (one.starts_on, one.row.planned_on, one.row.actual_on, one.expected_on, one.first_on)
    ]
    axis = Axis.around(days, found.today)
    return axis, [(one, _node_strip(axis, one)) for one in found.plan]


def _node_strip(axis: Axis, one: PlanLine) -> Strip:
    ends = one.row.actual_on or one.expected_on or one.row.planned_on
    starts = min(one.starts_on, ends - timedelta(1))
    bars = (
        axis.bar(one.starts_on, one.row.planned_on, "planned"),
        axis.bar(starts, ends, f"bar-{one.line.standing.light.value}"),
    )
    moved = [axis.dot(one.first_on, "first")] if one.first_on and one.first_on != one.row.planned_on else []
    return Strip(bars, (*moved, axis.dot(ends, "actual" if one.row.actual_on else "expected")))


def of_portfolio(lines: Sequence[ProjectLine], today: date) -> tuple[Axis, list[tuple[ProjectLine, Strip]]]:
    """A row a project: from its first planned day to its last, its nodes as dots colored by their light."""
    axis = Axis.around([day for line in lines for day in (line.first_on, line.ends_on)], today)
    return axis, [(line, _project_strip(axis, line)) for line in lines]


def _project_strip(axis: Axis, line: ProjectLine) -> Strip:
    if line.first_on is None or line.ends_on is None:
        return Strip(())
    dots = tuple(
        axis.dot(
            node.row.actual_on or node.row.forecast_on or node.row.planned_on,
            f"bar-{node.standing.light.value}",
        )
        for node in line.standings.nodes
    )
    return Strip((axis.bar(line.first_on, line.ends_on, "span"),), dots)
