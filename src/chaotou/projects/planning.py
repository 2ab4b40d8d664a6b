"""A project's rows as the core's rules take them: its network of nodes, the calendar it is counted by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chaotou.core.deadlines import CountedIn, counting
from chaotou.core.projects.schedule import Activity, Link, Network, Relation, Schedule, schedule
from chaotou.core.workdays import WorkdayCalendar
from chaotou.core.zone.specs import Zone
from chaotou.projects.models import Baseline, Dependency, Node, Project


@dataclass(frozen=True)
class Plan:
    """A project's nodes with what they wait for, and the days they are counted in."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    calendar: WorkdayCalendar

    @property
    def network(self) -> Network:
        return Network.of([Activity(node.code, node.days) for node in self.nodes], self.links)

    def dates(self, today: date) -> Schedule:
        """Where everything stands and what follows from it: what is done stays, nothing else finishes before
        today, its forecast, or (without one) its plan."""
        done = {node.code: self._position(node.actual_on) for node in self.nodes if node.actual_on}
        expected = {
            node.code: self._position(max(today, node.forecast_on or node.planned_on))
            for node in self.nodes
            if not node.actual_on
        }
        return schedule(self.network, done=done, expected=expected)

    def expected_on(self, today: date) -> dict[str, date]:
        """The day each open node will be done by, as what it waits for has it; a day that follows from
        nothing but its own plan or forecast is that day itself."""
        found = self.dates(today)
        days = found.dates(self.calendar, self._origin)
        said = {
            node.code: max(today, node.forecast_on or node.planned_on)
            for node in self.nodes
            if not node.actual_on
        }
        positions = dict(zip(found.network.codes, found.finish.tolist(), strict=True))
        return {
            code: said[code] if positions[code] == self._position(said[code]) else day
            for code, day in zip(found.network.codes, days, strict=True)
            if code in said
        }

    def starts_on(self) -> dict[str, date]:
        """The day each node is planned to start: its days before the day it is planned for."""
        positions = [max(0, self._position(node.planned_on) - node.days) for node in self.nodes]
        days = [self.calendar.add(self._origin, position).on for position in positions]
        return {node.code: day for node, day in zip(self.nodes, days, strict=True)}

    @property
    def _origin(self) -> date:
        """A day before anything in the plan, from which positions are counted."""
        known = [day for node in self.nodes for day in (node.planned_on, node.actual_on) if day]
        longest = max((node.days for node in self.nodes), default=0)
        return date.fromordinal(min(known).toordinal() - 2 * longest - 30)

    def _position(self, day: date) -> int:
        return self.calendar.between(self._origin, day).days


def plan_of(
    nodes: Sequence[Node], dependencies: Iterable[Dependency], baseline: Baseline | None, zone: Zone
) -> Plan:
    """The plan of one project from its rows."""
    codes = {node.pk: node.code for node in nodes}
    links = tuple(
        Link(codes[row.before_id], codes[row.after_id], Relation(row.kind), row.lag_days)
        for row in dependencies
    )
    held: Mapping[str, str] = baseline.dates if baseline else {}
    return Plan(tuple(nodes), links, counting(zone.workdays, held.get("counted_in", CountedIn.WORKING)))


def expected_days(
    nodes: Sequence[Node],
    dependencies: Iterable[Dependency],
    baseline: Baseline | None,
    zone: Zone,
    today: date,
) -> dict[str, date]:
    """The day each open node will be done by, by code; see `Plan.expected_on`."""
    if all(node.actual_on for node in nodes):
        return {}
    return plan_of(nodes, dependencies, baseline, zone).expected_on(today)


def baseline_in_force(project: Project) -> Baseline | None:
    """The latest approved baseline."""
    return project.baselines.filter(approved_at__isnull=False).order_by("-number").first()
