"""Meetings: their batches, and what stands on the list of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q

from chaotou.core.projects.review_indicators import FlagState
from chaotou.organization.access import Asker, Verdict
from chaotou.projects import review_access
from chaotou.projects.models import Opinion, Project, Review
from chaotou.projects.queries.review.rows import of_batch, own_of, reviews
from chaotou.projects.review_case import case_of


@dataclass(frozen=True)
class BatchLine:
    """A meeting: how many projects, how many decided, how many opinions the reader still owes."""

    batch: str
    meets_on: date
    reviews: int
    decided: int
    owed: int


@dataclass(frozen=True)
class ReviewLine:
    """One project of a batch; `score` only for whom the totals are shown."""

    id: int
    project: Project
    meets_on: date
    outcome: str
    below: int
    unknown: int
    taxed: int
    given: int
    taking_part: int
    score: Decimal | None
    owed: bool


def _owed(person: int | None) -> Q:
    """Reviews that still want the person's opinion."""
    waiting = Opinion.objects.filter(
        review=OuterRef("pk"), member=person, is_recused=False, given_at__isnull=True
    )
    return Q(outcome="") & Q(Exists(waiting))


def batches(reader: Asker) -> list[BatchLine]:
    """The meetings the reader sees, latest first."""
    rows = reviews(reader).values("batch", "meets_on").order_by("-meets_on", "batch")
    counted = rows.annotate(
        reviews=Count("pk"),
        decided=Count("pk", filter=~Q(outcome="")),
        owed=Count("pk", filter=_owed(reader.pk)),
    )
    return [BatchLine(**row) for row in counted]


@dataclass(frozen=True)
class Batch:
    """One meeting with the reviews the reader sees of it."""

    batch: str
    meets_on: date
    lines: list[ReviewLine]
    members: tuple[str, ...]
    may_name: Verdict


def batch(reader: Asker, name: str) -> Batch:
    """A meeting by its name; `Missing` where the reader sees nothing of it."""
    found = of_batch(reader, name)
    held = [(row, own_of(row, reader)) for row in found]
    members = dict.fromkeys(one.member.get_username() for row, _ in held for one in row.opinions.all())
    lines = [_line(reader, row, own) for row, own in held]
    undecided = next((row for row in found if not row.outcome), found[0])
    may_name = review_access.may_name_members(reader, undecided)
    return Batch(name, found[0].meets_on, lines, tuple(members), may_name)


def _line(reader: Asker, row: Review, own: Opinion | None) -> ReviewLine:
    case = case_of(row, row.opinions.all())
    shown = review_access.sees_totals(reader, row, own)
    return ReviewLine(
        id=row.pk,
        project=row.project,
        meets_on=row.meets_on,
        outcome=row.outcome,
        below=sum(flag.state is FlagState.BELOW for flag in case.flags),
        unknown=sum(flag.state is FlagState.UNKNOWN for flag in case.flags),
        taxed=len(case.tax_flags),
        given=case.tally.given,
        taking_part=case.tally.taking_part,
        score=case.totals.held if shown else None,
        owed=own is not None and not own.given_at and bool(review_access.may_give_opinion(reader, row, own)),
    )
