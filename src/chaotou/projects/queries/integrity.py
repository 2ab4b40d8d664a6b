"""What the zone's integrity checks find, as far as the reader sees the terms of the projects concerned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from chaotou.core.issues import Message
from chaotou.core.projects.conditions import number
from chaotou.core.projects.integrity import Facts, Photo, Unproven, findings
from chaotou.core.projects.stages import StageMachine, named
from chaotou.core.zone.project_specs import IntegrityCheck, IntegritySpec
from chaotou.organization.access import Asker
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.models import Evidence, Move, Project
from chaotou.projects.queries.sight import with_terms

FIELDS = (
    "pk",
    "name",
    "organization_id",
    "investor_id",
    "investor_name",
    "investment",
    "yearly_tax",
    "stage",
    "kind",
    "industry",
    "registered_at",
    "batch_id",
    "is_synthetic",
)


@dataclass(frozen=True)
class Doubt:
    """A finding: the projects it concerns and why."""

    projects: Sequence[Any]
    reason: Message


@dataclass(frozen=True)
class Check:
    """A check of the zone with what it found."""

    spec: IntegritySpec
    doubts: Sequence[Doubt]


def integrity(reader: Asker | access.System, today: date) -> list[Check]:
    """Every check of the zone with its findings. A fixed number of queries."""
    held = zone()
    facts = _facts(reader, StageMachine.of(held.stages, held.fields, held.evidence))
    keys = {one.project for one in facts}
    found = findings(held.integrity, facts, _photos(keys), today=today)
    named = _named({key for finding in found for key in finding.projects})
    doubts: dict[IntegrityCheck, list[Doubt]] = defaultdict(list)
    for finding in found:
        doubts[finding.check].append(Doubt([named[key] for key in finding.projects], finding.reason))
    return [Check(spec, doubts[spec.check]) for spec in held.integrity]


def _named(keys: set[int]) -> dict[int, Project]:
    return {row.pk: row for row in Project.objects.filter(pk__in=keys).select_related("organization")}


def _facts(reader: Asker | access.System, machine: StageMachine) -> list[Facts]:
    seen = with_terms(Project.objects.all(), access.sight(reader)).order_by("pk")
    rows = seen.values_list(*FIELDS, "investor__name", "investor__registered_capital", "particulars")
    reached, papers = _reached(), _papers()
    return [_fact(row, machine, reached, papers) for row in rows]


def _fact(
    row: Sequence[Any],
    machine: StageMachine,
    reached: dict[int, dict[str, date]],
    papers: dict[int, set[str]],
) -> Facts:
    pk, name, organization, investor, written, amount, tax, stage, kind, industry, *rest = row
    registered_at, batch, invented, enterprise, capital, particulars = rest
    held = {**particulars, "kind": kind, "industry": industry, "investment": amount}
    moves, handed = reached.get(pk, {}), frozenset(papers.get(pk, ()))
    return Facts(
        pk,
        name,
        organization,
        f"enterprise:{investor}" if investor else written.strip(),
        enterprise or written,
        _decimal(amount),
        number(particulars.get("registered_capital")) or _decimal(capital),
        _decimal(tax),
        moves,
        particulars,
        handed,
        machine.stages[stage].exit if stage in machine.stages else False,
        timezone.localdate(registered_at),
        () if invented else tuple(_unproven(machine, moves, held, handed, is_imported=batch is not None)),
    )


def _unproven(
    machine: StageMachine,
    moves: Iterable[str],
    held: dict[str, Any],
    handed: frozenset[str],
    *,
    is_imported: bool,
) -> Iterator[Unproven]:
    """The stages reached without evidence that they ask for of such a project."""
    for code in moves:
        stage = machine.stages.get(code)
        if stage and (lacks := machine.missing(held, handed, code, at="").evidence):
            yield Unproven(named(stage), tuple(gap.name for gap in lacks), is_imported)


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)


def _reached() -> dict[int, dict[str, date]]:
    """The first day at each stage, by project. One query."""
    rows = Move.objects.filter(kind=Move.Kind.STAGE).order_by("-moved_on")
    found: dict[int, dict[str, date]] = defaultdict(dict)
    for project, stage, on in rows.values_list("project_id", "to_stage", "moved_on"):
        found[project][stage] = on
    return found


def _papers() -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for project, kind in Evidence.objects.order_by().values_list("project_id", "kind").distinct():
        found[project].add(kind)
    return found


def _photos(projects: set[int]) -> list[Photo]:
    """The photos of these projects by the kinds that are photos. One query."""
    kinds = [spec.code for spec in zone().evidence if spec.photo]
    rows = Evidence.objects.filter(kind__in=kinds).values_list("sha256", "project_id", "move_id")
    return [Photo(*row) for row in rows if row[1] in projects]
