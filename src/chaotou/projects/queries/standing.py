"""How one project's delivery stands, from rows already read: each row with what the core says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from chaotou.core.lights import Light
from chaotou.core.naming import Named
from chaotou.core.projects import delivery as core
from chaotou.core.projects.money import MoneyPace, money_pace
from chaotou.core.zone.delivery_specs import USUAL_LIGHTS, DeliveryLightsSpec
from chaotou.core.zone.specs import Zone
from chaotou.projects.models import Baseline, Dependency, Factor, InvestmentMonth, Node, Problem
from chaotou.projects.planning import expected_days


@dataclass(frozen=True)
class Yard:
    """What a project is held against on a day: the zone's words and rules."""

    zone: Zone
    today: date

    @cached_property
    def lights(self) -> DeliveryLightsSpec:
        return self.zone.delivery_lights_on(self.today) or USUAL_LIGHTS

    @cached_property
    def rules(self) -> core.DeliveryRules:
        return self.lights.nodes

    @cached_property
    def kinds(self) -> dict[str, Any]:
        return {spec.code: spec for spec in self.zone.factor_kinds}

    @cached_property
    def levels(self) -> dict[str, Any]:
        return {spec.code: spec for spec in self.zone.problem_levels}


@dataclass(frozen=True)
class FactorLine:
    """A factor with its kind's names and where it stands."""

    row: Factor
    kind: Any
    standing: core.Standing


@dataclass(frozen=True)
class NodeLine:
    """A node with where it stands, and the day an open one will be done by."""

    row: Node
    standing: core.Standing
    expected_on: date | None = None

    @property
    def is_slipping(self) -> bool:
        return self.standing.light in (Light.BEHIND, Light.AT_RISK)


@dataclass(frozen=True)
class ProblemLine:
    """A problem with its level's names, where it stands, and the day it rises if nothing happens."""

    row: Problem
    level: Any
    standing: core.Standing
    rises_on: date | None

    @property
    def is_open(self) -> bool:
        return self.row.closed_at is None


@dataclass(frozen=True)
class Standings:
    """All lines of a project, its money, and its own light with the reasons."""

    nodes: tuple[NodeLine, ...]
    factors: tuple[FactorLine, ...]
    problems: tuple[ProblemLine, ...]
    money: MoneyPace
    own: core.Standing

    @property
    def next_node(self) -> NodeLine | None:
        """The open node planned first."""
        return min(
            (line for line in self.nodes if not line.row.actual_on),
            key=lambda line: line.row.planned_on,
            default=None,
        )

    @property
    def slipping(self) -> list[NodeLine]:
        return [line for line in self.nodes if line.is_slipping]

    @property
    def open_problems(self) -> list[ProblemLine]:
        return [line for line in self.problems if line.is_open]


def standings(
    nodes: Sequence[Node],
    factors: Sequence[Factor],
    months: Sequence[InvestmentMonth],
    problems: Sequence[Problem],
    yard: Yard,
    ties: Sequence[Dependency] = (),
    baseline: Baseline | None = None,
) -> Standings:
    """The project held against the rules of the day, its ties and its baseline in force."""
    needs = {node.pk: [row for row in factors if row.node_id == node.pk] for node in nodes}
    expected = expected_days(nodes, ties, baseline, yard.zone, yard.today)
    lines = tuple(_node(node, needs[node.pk], expected.get(node.code), yard) for node in nodes)
    asked = tuple(_factor(row, yard) for row in factors)
    trouble = tuple(_problem(row, yard) for row in problems)
    money = _money(months, yard)
    parts = [*(line.standing for line in lines), *(line.standing for line in trouble), money.standing]
    own = core.project_standing(parts, has_plan=bool(lines))
    return Standings(lines, asked, trouble, money, own)


def named(row: Node) -> Named:
    return Named(row.name, row.english or row.name)


def _node(row: Node, factors: Sequence[Factor], expected_on: date | None, yard: Yard) -> NodeLine:
    needs = tuple(_as_factor(factor, yard) for factor in factors)
    node = core.Node(named(row), row.planned_on, row.forecast_on, row.actual_on, needs, expected_on)
    return NodeLine(row, core.node_standing(node, yard.rules, yard.today), expected_on)


def _factor(row: Factor, yard: Yard) -> FactorLine:
    kind = yard.kinds.get(row.kind, row.kind)
    return FactorLine(row, kind, core.factor_standing(_as_factor(row, yard), yard.rules, yard.today))


def _as_factor(row: Factor, yard: Yard) -> core.Factor:
    spec = yard.kinds.get(row.kind)
    name = Named(spec.name, spec.english) if spec else Named(row.kind, row.kind)
    needed = row.node.planned_on if row.node else None
    return core.Factor(name, needed, row.promised_on, row.delivered_on)


def _problem(row: Problem, yard: Yard) -> ProblemLine:
    held = core.Problem(row.title, row.due_on, row.solved_at is not None, row.closed_at is not None)
    standing = core.problem_standing(held, yard.rules, yard.today)
    return ProblemLine(row, yard.levels.get(row.level, row.level), standing, _rises_on(row, yard))


def _rises_on(row: Problem, yard: Yard) -> date | None:
    """The day its time at its level runs out; none for what is solved, closed or at the top."""
    spec = yard.levels.get(row.level)
    if spec is None or spec.days is None or row.solved_at or row.closed_at:
        return None
    rises: date = spec.as_rule(yard.zone.workdays).calendar.add(row.level_since_on, spec.days).on
    return rises


def _money(months: Sequence[InvestmentMonth], yard: Yard) -> MoneyPace:
    """Held by the plan of the year of `today`; money is planned a year at a time."""
    year = yard.today.year
    rows = [row for row in months if row.month // 12 == year]
    planned = {row.month: row.planned for row in rows if row.planned is not None}
    done = {row.month: row.done for row in rows if row.done is not None}
    return money_pace(planned, done, yard.lights.amounts, yard.today)
