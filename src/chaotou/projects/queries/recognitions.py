"""What waits to be recognized, what was decided, and one recognition with its checklist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from chaotou.core.issues import Message, Missing
from chaotou.core.projects.recognition import Line
from chaotou.core.projects.stages import name_of
from chaotou.core.zone.project_specs import ChecklistSpec, ExclusionSpec
from chaotou.organization.access import Asker, Verdict
from chaotou.organization.days import working_day
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.models import Project, Recognition
from chaotou.projects.queries.assessing import assessment
from chaotou.projects.queries.evidence import EvidenceLine, evidence_of
from chaotou.projects.queries.sight import with_terms

LATEST = 20


@dataclass(frozen=True)
class Asked:
    """A recognition with its stage and scheme by name."""

    row: Any
    stage: Any
    scheme: Any


@dataclass(frozen=True)
class Paper:
    """A line of the checklist with names, and the files that serve for it with what speaks against each."""

    name: Any
    instead: Sequence[Any]
    served_by: Any
    files: Sequence[EvidenceLine]


@dataclass(frozen=True)
class Opened:
    """One recognition as a reviewer decides it; `against` says what speaks against it today."""

    asked: Asked
    checklist: ChecklistSpec | None
    papers: Sequence[Paper]
    exclusions: Sequence[ExclusionSpec]
    out_of_time: Message | None
    is_clear: bool
    verdict: Verdict


def waiting(reader: Asker) -> list[Asked]:
    """What waits for a decision, oldest first, as far as the reader sees the terms of its project."""
    rows = _rows(reader).filter(state=Recognition.State.REQUESTED)
    return [_asked(row) for row in rows.order_by("requested_at", "pk")]


def decided(reader: Asker) -> list[Asked]:
    """What was decided, the latest first."""
    rows = _rows(reader).exclude(state=Recognition.State.REQUESTED)
    return [_asked(row) for row in rows.order_by("-decided_at", "-pk")[:LATEST]]


def _rows(reader: Asker) -> QuerySet[Recognition]:
    seen = with_terms(Project.objects.all(), access.sight(reader))
    related = ("move__project__organization", "move__reported_by", "requested_by", "decided_by")
    return Recognition.objects.filter(move__project__in=seen).select_related(*related)


def _asked(row: Recognition) -> Asked:
    held = zone()
    return Asked(row, name_of(held.stages, row.move.to_stage), name_of(held.recognition, row.scheme))


def opened(reader: Asker, pk: int, now: datetime) -> Opened:
    """One recognition. `Missing` where there is none the reader may see."""
    row = _rows(reader).filter(pk=pk).first()
    if row is None:
        raise Missing(Message("没有这项认定。"))
    found = assessment(row.move, row.scheme, row.recognized_on or working_day(now))
    files = evidence_of(reader, row.move.project)
    papers = [_paper(line, files) for line in found.lines]
    return Opened(
        _asked(row),
        found.checklist,
        papers,
        found.exclusions,
        found.out_of_time,
        found.is_clear,
        may_decide(reader, row),
    )


def may_decide(reader: Asker, row: Recognition) -> Verdict:
    """Whether the person decides it: who may recognize the move, and never who asked for it."""
    found = access.may_recognize(reader, row.move)
    if found and row.requested_by_id == getattr(reader, "pk", None):
        return Verdict(False, Message("认定由本人申请，须由另一位审核人员办理。"))
    return found


def _paper(line: Line, files: Sequence[EvidenceLine]) -> Paper:
    kinds = zone().evidence
    served = name_of(kinds, line.served_by) if line.served_by else None
    instead = [name_of(kinds, code) for code in line.instead]
    held = [file for file in files if file.kind_code == line.served_by]
    return Paper(name_of(kinds, line.evidence), instead, served, held)
