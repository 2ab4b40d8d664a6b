"""Conditions of approvals: which there are, and who may do what about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Coalesce

from chaotou.core.issues import Message, Missing
from chaotou.organization.access import Asker, Verdict
from chaotou.projects import handling, review_access
from chaotou.projects.models import Condition
from chaotou.projects.queries.evidence import EvidenceFile
from chaotou.projects.queries.review.rows import file_of, reviews


@dataclass(frozen=True)
class ConditionLine:
    """A condition with its project: what the reader may do about it, which pages are open to them."""

    row: Condition
    may_meet: Verdict
    may_confirm: Verdict
    sees_review: bool
    sees_matter: bool


def conditions(reader: Asker, *, open_only: bool = False) -> list[ConditionLine]:
    """Conditions of the reviews the reader sees and those the reader's organizations owe, soonest first."""
    mine = Q(organization__posts__person=reader.pk, organization__posts__held_until_on__isnull=True)
    rows = Condition.objects.filter(Q(review__in=reviews(reader).values("pk")) | mine).distinct()
    if open_only:
        rows = rows.filter(confirmed_at__isnull=True)
    found = rows.select_related("review__project", "organization", "met_by", "confirmed_by", "proof")
    due = Coalesce("until_on", "due_on")
    return condition_lines(reader, found.order_by("confirmed_at", due, "pk"))


def condition(reader: Asker, pk: int) -> ConditionLine:
    """One condition the reader sees; `Missing` else."""
    found = next((one for one in conditions(reader) if one.row.pk == pk), None)
    if found is None:
        raise Missing(Message("没有这项条件。"))
    return found


def condition_lines(reader: Asker, rows: Iterable[Condition]) -> list[ConditionLine]:
    """Conditions as the reader may act on them. One query, and two more where some are matters."""
    found = list(rows)
    known = reviews(reader).filter(pk__in={row.review_id for row in found})
    seen = set(known.values_list("pk", flat=True)) if found else set()
    led = handling.seen(reader, {row.matter for row in found if row.matter})
    return [_line(reader, row, seen, led) for row in found]


def _line(reader: Asker, row: Condition, seen: Collection[int], led: Collection[str]) -> ConditionLine:
    return ConditionLine(
        row=row,
        may_meet=review_access.may_meet(reader, row),
        may_confirm=review_access.may_confirm(reader, row),
        sees_review=row.review_id in seen,
        sees_matter=row.matter in led,
    )


def proof(reader: Asker, pk: int) -> EvidenceFile:
    """The proof that a condition was met, for whoever sees the condition."""
    return file_of(condition(reader, pk).row.proof)
