"""What the integrity checks read of each project whose terms the reader sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from chaotou.core.projects.conditions import number
from chaotou.core.projects.integrity import Facts, Photo, Unproven
from chaotou.core.projects.stages import StageMachine, named
from chaotou.core.zone.specs import Zone
from chaotou.projects.access import Sight
from chaotou.projects.models import Evidence, Move, Project
from chaotou.projects.queries.sight import with_terms

FIELDS = (
    "pk",
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
    "investor__name",
    "investor__registered_capital",
    "particulars",
)


def facts(seen: Sight, held: Zone) -> list[Facts]:
    """One of each project, in the order they came. Three queries."""
    read = _Reading(held)
    rows = with_terms(Project.objects.order_by("pk"), seen).values_list(*FIELDS)
    return [read.fact(row) for row in rows]


def photos(held: Zone, projects: set[int]) -> list[Photo]:
    """The photos of these projects by the kinds that are photos. One query."""
    kinds = [spec.code for spec in held.evidence if spec.photo]
    rows = Evidence.objects.filter(kind__in=kinds).values_list("sha256", "project_id", "move_id")
    return [Photo(*row) for row in rows if row[1] in projects]


class _Reading:
    """What stands beside the rows of projects, read once."""

    def __init__(self, held: Zone) -> None:
        self.machine = StageMachine.of(held.stages, held.fields, held.evidence)
        self.reached, self.papers = _reached(), _papers()

    def fact(self, row: Sequence[Any]) -> Facts:
        pk, organization, investor, written, amount, tax, stage, kind, industry, *rest = row
        registered_at, batch, invented, enterprise, capital, particulars = rest
        reached, handed = self.reached.get(pk, {}), self.papers.get(pk, frozenset())
        known = {"kind": kind, "industry": industry, "investment": amount}
        asked = {} if invented or not reached else {**particulars, **known}
        return Facts(
            pk,
            organization,
            f"enterprise:{investor}" if investor else written.strip(),
            enterprise or written,
            _decimal(amount),
            number(particulars.get("registered_capital")) or _decimal(capital),
            _decimal(tax),
            reached,
            particulars,
            handed,
            stage in self.machine.stages and self.machine.stages[stage].exit,
            timezone.localdate(registered_at) if reached else None,
            tuple(self._unproven(reached, asked, handed, batch is not None)) if asked else (),
        )

    def _unproven(
        self, moves: dict[str, date], held: dict[str, Any], handed: frozenset[str], is_imported: bool
    ) -> Iterator[Unproven]:
        """The stages reached without evidence that they ask for of such a project."""
        for code in moves:
            stage = self.machine.stages.get(code)
            if stage and (lacks := self.machine.missing(held, handed, code, at="").evidence):
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


def _papers() -> dict[int, frozenset[str]]:
    """The kinds of evidence handed over, by project. One query."""
    found: dict[int, set[str]] = defaultdict(set)
    for project, kind in Evidence.objects.order_by().values_list("project_id", "kind").distinct():
        found[project].add(kind)
    return {project: frozenset(kinds) for project, kinds in found.items()}
