"""Conditions of approvals: which there are, and who may do what about them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from chaotou.core.issues import Message, Missing
from chaotou.organization.access import Asker, Verdict
from chaotou.projects import review_access
from chaotou.projects.models import Condition
from chaotou.projects.queries.evidence import EvidenceFile
from chaotou.projects.queries.review.rows import file_of, reviews


@dataclass(frozen=True)
class ConditionLine:
    """A condition with its project and what the reader may do about it."""

    row: Condition
    may_meet: Verdict
    may_confirm: Verdict


def conditions(reader: Asker, *, open_only: bool = False) -> list[ConditionLine]:
    """Conditions of the reviews the reader sees and those the reader's organizations owe, soonest first."""
    mine = Q(organization__posts__person=reader.pk, organization__posts__held_until_on__isnull=True)
    rows = Condition.objects.filter(Q(review__in=reviews(reader).values("pk")) | mine).distinct()
    if open_only:
        rows = rows.filter(confirmed_at__isnull=True)
    found = rows.select_related("review__project", "organization", "met_by", "confirmed_by", "proof")
    ordered = found.order_by("confirmed_at", "due_on", "pk")
    return [condition_line(reader, row) for row in ordered]


def condition(reader: Asker, pk: int) -> ConditionLine:
    """One condition the reader sees; `Missing` else."""
    found = next((one for one in conditions(reader) if one.row.pk == pk), None)
    if found is None:
        raise Missing(Message("没有这项条件。"))
    return found


def condition_line(reader: Asker, row: Condition) -> ConditionLine:
    """A condition as the reader may act on it."""
    return ConditionLine(row, review_access.may_meet(reader, row), review_access.may_confirm(reader, row))


def proof(reader: Asker, pk: int) -> EvidenceFile:
    """The proof that a condition was met, for whoever sees the condition."""
    return file_of(condition(reader, pk).row.proof)
