"""The delivery of a zone's project files: plans with their baselines, factors, problems, money, linkage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from chaotou.figures.operations.loading import evening
from chaotou.projects.models import (
    Baseline,
    Factor,
    InvestmentMonth,
    Node,
    Problem,
    ProblemStep,
    Project,
)
from chaotou.projects.operations.delivery import kept_dates, laid_out
from chaotou.projects.operations.loading_keys import BATCH, Keys, by_project

Nodes = dict[tuple[str, str], Node]


def load_delivery(keys: Keys) -> None:
    """Everything about delivery, after the projects themselves."""
    nodes = _load_plans(keys)
    _load_what_became(keys, nodes)
    Factor.objects.bulk_create(_factors(keys, nodes), batch_size=BATCH)
    _load_problems(keys, nodes)
    InvestmentMonth.objects.bulk_create(_months(keys), batch_size=BATCH)
    _load_linkage(keys)


def _load_plans(keys: Keys) -> Nodes:
    """Nodes of the templates, and the baselines; the latest approved one gives the planned days."""
    specs = {spec.code: spec for spec in keys.zone.node_templates}
    later, nodes = by_project(keys.rows("baselines")), Nodes()
    for row in keys.rows("plans"):
        project, spec = keys.projects[row.project], specs[row.template]
        made = {node.code: node for node in laid_out(project, spec, row.starts_on)}
        said = {"template": spec.code, "counted_in": spec.counted_in, "starts_on": row.starts_on.isoformat()}
        known = evening(row.starts_on)
        Baseline.objects.create(
            project=project,
            number=1,
            dates=kept_dates({code: node.planned_on for code, node in made.items()}, said),
            proposed_by_id=keys.person(row.proposed_by),
            proposed_at=known,
            approved_at=known,
        )
        _load_later_baselines(keys, project, made, said, later.get(row.project, []))
        nodes |= {(row.project, code): node for code, node in made.items()}
    return nodes


def _load_later_baselines(
    keys: Keys, project: Project, nodes: dict[str, Node], said: dict[str, Any], rows: list[Any]
) -> None:
    numbered: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        numbered[row.number].append(row)
    for number, held in sorted(numbered.items()):
        moved: dict[str, date] = {row.node: row.planned_on for row in held}
        first = held[0]
        Baseline.objects.create(
            project=project,
            number=number,
            dates=kept_dates({code: node.planned_on for code, node in nodes.items()} | moved, said),
            reason=first.reason,
            proposed_by_id=keys.person(first.proposed_by),
            proposed_at=evening(first.proposed_on),
            approved_by_id=keys.person(first.approved_by),
            approved_at=evening(first.approved_on) if first.approved_on else None,
        )
        if first.approved_on:
            for code, day in moved.items():
                nodes[code].planned_on = day


def _load_what_became(keys: Keys, nodes: Nodes) -> None:
    for row in keys.rows("nodes"):
        node = nodes[row.project, row.node]
        node.forecast_on, node.actual_on, node.cause = row.forecast_on, row.actual_on, row.cause
    fields = ["planned_on", "forecast_on", "actual_on", "cause"]
    Node.objects.bulk_update(nodes.values(), fields, batch_size=BATCH)


def _factors(keys: Keys, nodes: Nodes) -> Iterator[Factor]:
    kinds = {spec.code: spec for spec in keys.zone.factor_kinds}
    for row in keys.rows("factors"):
        spec = kinds[row.kind]
        yield Factor(
            project=keys.projects[row.project],
            node=nodes[row.project, row.node] if row.node else None,
            kind=row.kind,
            quantity=row.quantity,
            unit=spec.unit,
            supplier_id=keys.organization(row.supplier or spec.supplier),
            promised_on=row.promised_on,
            delivered_on=row.delivered_on,
            note=row.note,
            recorded_by_id=keys.person(row.recorded_by),
            recorded_at=evening(row.recorded_on),
        )


def _load_problems(keys: Keys, nodes: Nodes) -> None:
    problems = {(row.project, row.number): _problem(keys, row, nodes) for row in keys.rows("problems")}
    Problem.objects.bulk_create(problems.values(), batch_size=BATCH)
    steps = [
        ProblemStep(
            problem=problems[row.project, row.number],
            kind=row.kind,
            text=row.text,
            taken_by_id=keys.person(row.taken_by),
            taken_at=evening(row.taken_on),
        )
        for row in keys.rows("problem_steps")
    ]
    ProblemStep.objects.bulk_create(steps, batch_size=BATCH)


def _problem(keys: Keys, row: Any, nodes: Nodes) -> Problem:
    return Problem(
        project=keys.projects[row.project],
        node=nodes[row.project, row.node] if row.node else None,
        title=row.title,
        request=row.request,
        level=row.level,
        level_since_on=row.level_since_on,
        organization_id=keys.organization(row.organization),
        due_on=row.due_on,
        raised_by_id=keys.person(row.raised_by),
        raised_at=evening(row.raised_on),
        solved_by_id=keys.person(row.solved_by),
        solved_at=evening(row.solved_on) if row.solved_on else None,
        closed_by_id=keys.person(row.closed_by),
        closed_at=evening(row.closed_on) if row.closed_on else None,
    )


def _months(keys: Keys) -> Iterator[InvestmentMonth]:
    """Each month of a line's period; what was done counts as told on the last day of its month."""
    for row in keys.rows("investments"):
        project = keys.projects[row.project]
        told = evening(row.month.ends_on) if row.done is not None else None
        yield InvestmentMonth(
            project=project,
            month=row.month.first,
            planned=row.planned,
            done=row.done,
            recorded_by_id=project.officer_id if told else None,
            recorded_at=told,
        )


def _load_linkage(keys: Keys) -> None:
    linked = by_project(keys.rows("linkage"))
    for code, rows in linked.items():
        keys.projects[code].linkage = {row.slot: row.text for row in rows}
    Project.objects.bulk_update([keys.projects[code] for code in linked], ["linkage"], batch_size=BATCH)
