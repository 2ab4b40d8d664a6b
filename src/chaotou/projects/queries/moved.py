"""Moves as counting takes them: with the days of their recognition and the credit of that time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from chaotou.core.projects.counting import Basis, Moved, MoveKind
from chaotou.core.quantities import round_half_up
from chaotou.projects.models import Credit, Move, Project, Recognition

Shares = tuple[date, date | None, int, Decimal]


def basis_of(scheme: str | None) -> Basis:
    """By day of recognition under a scheme, or by day of the move as reported."""
    return Basis(scheme or None)


def moved(stages: Collection[str], *, with_credit: bool = False) -> list[Moved]:
    """Every move to these stages, whoever may see them: a count tells of no project. Two or three queries."""
    found = Move.objects.filter(to_stage__in=stages).order_by()
    days = _recognized(stages)
    credit = credit_of(found.values("project")) if with_credit else {}
    fields = ("pk", "project_id", "to_stage", "moved_on", "investment", "kind", "investor_name")
    return [
        Moved(
            pk,
            project,
            stage,
            on,
            None if amount is None else round_half_up(amount, 2),
            MoveKind(kind),
            days.get(pk, {}),
            shares_on(credit.get(project, ()), on),
            owner,
        )
        for pk, project, stage, on, amount, kind, owner in found.values_list(*fields)
    ]


def _recognized(stages: Collection[str]) -> dict[int, dict[str, date]]:
    rows = Recognition.objects.filter(move__to_stage__in=stages, state=Recognition.State.RECOGNIZED)
    days: dict[int, dict[str, date]] = defaultdict(dict)
    for move, scheme, on in rows.order_by().values_list("move_id", "scheme", "recognized_on"):
        if on is not None:
            days[move][scheme] = on
    return days


def credit_of(projects: QuerySet[Any, Any]) -> dict[int, list[Shares]]:
    """By project the shares that organizations had and have, of a query for keys of projects. One query."""
    rows = Credit.objects.filter(project__in=projects)
    held: dict[int, list[Shares]] = defaultdict(list)
    fields = ("project_id", "from_on", "until_on", "organization_id", "share")
    for project, start, until, organization, share in rows.order_by("from_on").values_list(*fields):
        held[project].append((start, until, organization, round_half_up(share, 6)))
    return held


def shares_on(credit: Collection[Shares], on: date) -> Mapping[int, Decimal]:
    """The shares in force on a day; before the first of them, the first."""
    first = min((start for start, *_ in credit), default=on)
    day = max(on, first)
    return {
        unit: share for start, until, unit, share in credit if start <= day and (not until or day < until)
    }


def has_synthetic(stages: Collection[str]) -> bool:
    """Whether a move to one of these stages is of a project made up for a demonstration. One query."""
    return Move.objects.filter(to_stage__in=stages, project__is_synthetic=True).exists()


def synthetic_projects(projects: Collection[int]) -> set[int]:
    """Those that were made up for a demonstration."""
    rows = Project.objects.filter(is_synthetic=True).values_list("pk", flat=True)
    return set(rows) & set(projects)
