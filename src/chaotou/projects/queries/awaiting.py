"""What waits for the reader in projects: what somebody else brought and the reader may decide or mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple

from django.db.models import F, QuerySet, Value

from chaotou.organization.access import Verdict, require
from chaotou.organization.models import Person
from chaotou.projects import access, access_delivery, review_access
from chaotou.projects.models import Baseline, Dispute, Move, Opinion, Problem, Project, Recognition, Review
from chaotou.projects.queries.recognitions import may_decide
from chaotou.projects.queries.settled import kept
from chaotou.projects.queries.wanted import Asked

SAID: Final = ("id", "code", "name", "english", "is_synthetic")


class Kind(StrEnum):
    DISPUTE = "disputes"
    RECOGNITION = "recognitions"
    BASELINE = "plans"
    PROBLEM = "problems"
    OPINION = "opinions"


@dataclass(frozen=True)
class Awaiting:
    """One thing to decide: `key` is that of the page where it is decided, `since` when it was brought."""

    kind: Kind
    key: int
    project: Project
    since: datetime


class Row(NamedTuple):
    """What the rules ask of any kind; where a kind has no such thing, another of its own stands there."""

    kind: str
    key: int
    since: datetime
    by: Any
    also_by: int | None
    claimant: int
    id: int
    code: str
    name: str
    english: str
    is_synthetic: bool
    organization: int
    landing: int | None

    @property
    def project(self) -> Project:
        said = {column: getattr(self, column) for column in SAID}
        return Project(**said, organization_id=self.organization, landing_id=self.landing)


def awaiting(asked: Asked, reader: Person) -> Mapping[Kind, list[Awaiting]]:
    """What the reader may act on, by kind, the oldest first. One query, or none while nothing is written.

    `Refusal` for whoever sees no projects.
    """
    require(access.may_see_projects(reader))
    return kept("awaiting", asked, lambda: _found(reader), reader.pk)


def _found(reader: Person) -> Mapping[Kind, list[Awaiting]]:
    disputes, *others = _brought(reader)
    rows = sorted(map(Row._make, disputes.union(*others, all=True)), key=lambda row: row.since)
    found: dict[Kind, list[Awaiting]] = {kind: [] for kind in Kind}
    for row in rows:
        if MAY[row.kind](reader, row):
            found[Kind(row.kind)].append(Awaiting(Kind(row.kind), row.key, row.project, row.since))
    return {kind: held for kind, held in found.items() if held}


def _brought(reader: Person) -> list[QuerySet[Any, Any]]:
    """Whatever nobody decided yet, and the reader's own seats without an opinion."""
    asked = Recognition.objects.filter(state=Recognition.State.REQUESTED)
    seats = Opinion.objects.filter(
        member=reader.pk, is_recused=False, given_at__isnull=True, review__outcome=""
    )
    return [
        _rows(Kind.DISPUTE, Dispute.objects.filter(ruling=""), "raised", claimant="organization"),
        _rows(Kind.RECOGNITION, asked, "requested", also_by="move__reported_by", project="move__project"),
        _rows(Kind.BASELINE, Baseline.objects.filter(approved_at__isnull=True), "proposed"),
        _rows(Kind.PROBLEM, Problem.objects.filter(solved_at__isnull=False, closed_at=None), "solved"),
        _rows(Kind.OPINION, seats, "review__put_forward", key="review", project="review__project"),
    ]


def _rows(
    kind: Kind,
    found: QuerySet[Any],
    act: str,
    *,
    key: str = "pk",
    also_by: str = "",
    claimant: str = "",
    project: str = "project",
) -> QuerySet[Any, Any]:
    """In the order of `Row`: none of them null where another has a value, which PostgreSQL could not join."""
    unit = f"{project}__organization"
    who = (f"{act}_by", also_by or f"{act}_by", claimant or unit)
    whose = (f"{project}__{column}" for column in (*SAID, "organization", "landing"))
    return found.order_by().values_list(Value(kind.value), *map(F, (key, f"{act}_at", *who, *whose)))


def _may_rule(reader: Person, row: Row) -> Verdict:
    dispute = Dispute(project=row.project, organization_id=row.claimant, raised_by_id=row.by)
    return access.may_rule(reader, dispute)


def _may_recognize(reader: Person, row: Row) -> Verdict:
    move = Move(project=row.project, reported_by_id=row.also_by)
    return may_decide(reader, Recognition(move=move, requested_by_id=row.by))


def _may_approve(reader: Person, row: Row) -> Verdict:
    return access_delivery.may_approve_baseline(reader, Baseline(proposed_by_id=row.by))


def _may_close(reader: Person, row: Row) -> Verdict:
    return access_delivery.may_close_problem(reader, Problem(solved_by_id=row.by))


def _may_give(reader: Person, row: Row) -> Verdict:
    review = Review(project=row.project, put_forward_by_id=row.by)
    return review_access.may_give_opinion(reader, review, Opinion(review=review, member_id=reader.pk))


MAY: Final[Mapping[str, Callable[[Person, Row], Verdict]]] = {
    Kind.DISPUTE: _may_rule,
    Kind.RECOGNITION: _may_recognize,
    Kind.BASELINE: _may_approve,
    Kind.PROBLEM: _may_close,
    Kind.OPINION: _may_give,
}
"""The rules that the acts themselves ask."""
