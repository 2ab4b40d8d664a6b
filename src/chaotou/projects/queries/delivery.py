"""One project's delivery: nodes against baselines, what follows from a slip, money, forecast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from chaotou.core.issues import Message, Missing
from chaotou.core.projects.forecasting import Forecast
from chaotou.core.zone.specs import Zone
from chaotou.organization.access import Asker
from chaotou.organization.queries import zone
from chaotou.projects.access import System
from chaotou.projects.models import (
    Baseline,
    Dependency,
    Factor,
    InvestmentMonth,
    Node,
    Problem,
    Project,
)
from chaotou.projects.operations.delivery import asked_of
from chaotou.projects.planning import Plan, plan_of
from chaotou.projects.queries.completion import completion
from chaotou.projects.queries.sight import projects
from chaotou.projects.queries.standing import NodeLine, ProblemLine, Standings, Yard, standings


@dataclass(frozen=True)
class PlanLine:
    """A node in its plan: as first planned, as planned now, as it will be, whether the end hangs on it.

    `float_days` are the plan's own days by which an open node may slip without moving the last one.
    """

    line: NodeLine
    starts_on: date
    first_on: date | None
    expected_on: date | None
    is_critical: bool
    float_days: int | None

    @property
    def row(self) -> Node:
        return self.line.row


@dataclass(frozen=True)
class MonthLine:
    """A month's investment, planned and done, and both from the year's first month on; yuan.

    What is done to date is the sum of the months reported.
    """

    row: InvestmentMonth
    planned_to_date: Decimal
    done_to_date: Decimal | None


@dataclass(frozen=True)
class Delivery:
    """All of a project's delivery on a day."""

    project: Project
    standings: Standings
    plan: tuple[PlanLine, ...]
    months: tuple[MonthLine, ...]
    baselines: tuple[Baseline, ...]
    withdrawn: tuple[Baseline, ...]
    forecast: Forecast
    linkage: tuple[tuple[Any, str], ...]
    today: date

    @property
    def pending(self) -> Baseline | None:
        """The change of plan that waits for approval."""
        return next((row for row in self.baselines if row.approved_at is None), None)

    @property
    def ends_on(self) -> date | None:
        """The day the last node will be done, as things stand."""
        return max(
            (one.expected_on or one.row.actual_on or one.row.planned_on for one in self.plan), default=None
        )


def delivery(reader: Asker | System, code: str, today: date) -> Delivery:
    """Where a project's delivery stands on a day. `Missing` for a project the reader does not know of."""
    project = seen(reader, code)
    held = zone()
    yard = Yard(held, today)
    nodes = list(project.nodes.select_related("organization"))
    factors = list(
        Factor.objects.filter(project=project).select_related("project", "node", "supplier", "proof")
    )
    months = list(project.months.all())
    problems = list(_problems().filter(project=project))
    ties = _ties(project)
    baselines, withdrawn = _baselines(project)
    in_force = next((row for row in reversed(baselines) if row.approved_at), None)
    found = standings(nodes, factors, months, problems, yard, ties, in_force)
    return Delivery(
        project,
        found,
        _plan_lines(found.nodes, ties, baselines, held, today),
        tuple(_months([row for row in months if row.month // 12 == today.year])),
        baselines,
        withdrawn,
        completion(project, held, today),
        tuple((spec, project.linkage.get(spec.code, "")) for spec in held.linkage_slots),
        today,
    )


def _baselines(project: Project) -> tuple[tuple[Baseline, ...], tuple[Baseline, ...]]:
    """The project's baselines by number, and the proposals withdrawn, the latest first. One query."""
    people = ("proposed_by", "approved_by", "withdrawn_by")
    rows = list(Baseline.every.filter(project=project).select_related(*people).order_by("number", "pk"))
    withdrawn = sorted((row for row in rows if row.withdrawn_at), key=lambda row: row.pk, reverse=True)
    return tuple(row for row in rows if not row.withdrawn_at), tuple(withdrawn)


def proposal(reader: Asker, code: str, pk: int) -> Baseline:
    """Proposed dates of a project the reader knows of. `Missing` where there are none, or no more."""
    found = seen(reader, code).baselines.select_related("project").filter(pk=pk, approved_at=None).first()
    if found is None:
        raise Missing(Message("没有这份计划调整。"))
    return found


def seen(reader: Asker | System, code: str) -> Project:
    """A project the reader knows of, with its organizations and people. `Missing` otherwise."""
    related = ("organization", "landing", "linked_leader", "secretary", "officer")
    found = projects(reader).select_related(*related).filter(code=code).first()
    if found is None:
        raise Missing(Message("没有项目“{code}”，或不在可见范围内。", {"code": code}))
    return found


def node(reader: Asker, code: str, pk: int) -> Node:
    """One node of a project the reader knows of."""
    found = seen(reader, code).nodes.select_related("project", "organization").filter(pk=pk).first()
    if found is None:
        raise Missing(Message("没有这个节点。"))
    return found


def evidence_asked(row: Node) -> list[Any]:
    """The kinds of evidence a node asks for that its project does not have yet, as the zone names them."""
    there = set(row.project.evidence.values_list("kind", flat=True))
    asked = set(asked_of(row)) - there
    return [spec for spec in zone().evidence if spec.code in asked]


def factor(reader: Asker, code: str, pk: int) -> Factor:
    """One factor of a project the reader knows of."""
    rows = Factor.objects.filter(project=seen(reader, code), pk=pk)
    found = rows.select_related("project", "node", "supplier").first()
    if found is None:
        raise Missing(Message("没有这项要素需求。"))
    return found


@dataclass(frozen=True)
class ProblemStory:
    """A problem with its history, latest step last."""

    line: ProblemLine
    steps: tuple[Any, ...]

    @property
    def row(self) -> Problem:
        return self.line.row


def problem(reader: Asker, code: str, pk: int, today: date) -> ProblemStory:
    """One problem of a project the reader knows of."""
    found = _problems().filter(project=seen(reader, code), pk=pk).first()
    if found is None:
        raise Missing(Message("没有这个问题。"))
    yard = Yard(zone(), today)
    line = standings([], [], [], [found], yard).problems[0]
    return ProblemStory(line, tuple(found.steps.select_related("taken_by", "proof")))


def _problems() -> Any:
    people = ("raised_by", "solved_by", "closed_by")
    return Problem.objects.select_related("project", "node", "organization", *people)


def _ties(project: Project) -> list[Dependency]:
    return list(Dependency.objects.filter(after__project=project))


def _plan_lines(
    lines: Sequence[NodeLine],
    ties: Sequence[Dependency],
    baselines: Sequence[Baseline],
    held: Zone,
    today: date,
) -> tuple[PlanLine, ...]:
    if not lines:
        return ()
    approved = [row for row in baselines if row.approved_at]
    plan = plan_of([line.row for line in lines], ties, approved[-1] if approved else None, held)
    first: Mapping[str, str] = approved[0].dates["nodes"] if approved else {}
    starts, spare = plan.starts_on(), _floats(plan, today)
    return tuple(
        PlanLine(
            line,
            starts[line.row.code],
            date.fromisoformat(first[line.row.code]) if line.row.code in first else None,
            line.expected_on,
            line.row.actual_on is None and spare[line.row.code] == 0,
            None if line.row.actual_on else spare[line.row.code],
        )
        for line in lines
    )


def _floats(plan: Plan, today: date) -> dict[str, int]:
    found = plan.dates(today)
    return dict(zip(found.network.codes, found.total_float.tolist(), strict=True))


def preview(
    reader: Asker, code: str, pk: int, forecast_on: date, today: date
) -> list[tuple[Node, date, date]]:
    """What moves if a node is done on that day: other open nodes, their day now and then."""
    project = seen(reader, code)
    rows = list(project.nodes.all())
    ties = _ties(project)
    held = project.baselines.filter(approved_at__isnull=False).order_by("-number").first()
    before = plan_of(rows, ties, held, zone()).expected_on(today)
    for row in rows:
        if row.pk == pk:
            row.forecast_on = forecast_on
    after = plan_of(rows, ties, held, zone()).expected_on(today)
    moved = [
        row for row in rows if row.pk != pk and row.code in after and after[row.code] != before[row.code]
    ]
    return [(row, before[row.code], after[row.code]) for row in moved]


def _months(rows: Sequence[InvestmentMonth]) -> list[MonthLine]:
    """A month not reported has no sum: what was done in it is not known, and is not zero."""
    found, planned, done = [], Decimal(0), Decimal(0)
    for row in sorted(rows, key=lambda one: one.month):
        planned += row.planned or 0
        done += row.done or 0
        found.append(MonthLine(row, planned, None if row.done is None else done))
    return found
