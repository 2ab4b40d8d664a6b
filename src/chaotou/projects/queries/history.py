"""A project's moves with what each scheme made of them, and where it may go next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from chaotou.core.issues import Message, Missing
from chaotou.core.projects.stages import Gaps
from chaotou.core.zone.project_specs import EvidenceSpec, RecognitionSpec, StageSpec
from chaotou.organization.access import Asker, Verdict
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.access import PUBLIC_STAGES
from chaotou.projects.models import Move, Project, Recognition
from chaotou.projects.operations.moves import INCREASED_STAGE, machine
from chaotou.projects.queries.approvals import missed
from chaotou.projects.queries.assessing import schemes_for
from chaotou.projects.queries.fields import RELATIONS, evidence_codes, fields_of
from chaotou.projects.queries.sight import projects


@dataclass(frozen=True)
class Step:
    """One move: its stages by their specs, what schemes made of it, and which may still be asked.

    `papers` are its evidence with their kinds, for who sees the terms.
    """

    move: Any
    to: StageSpec | str
    recognitions: Sequence[tuple[RecognitionSpec | str, Any]]
    open_to: Sequence[RecognitionSpec]
    papers: Sequence[tuple[EvidenceSpec | str, Any]]


@dataclass(frozen=True)
class Progress:
    """How a project came to where it is, latest first, and the ways on; `verdict` on reporting a move."""

    project: Any
    stage: StageSpec | str
    steps: Sequence[Step]
    ways: Sequence[Gaps]
    verdict: Verdict
    sees_terms: Verdict

    @property
    def may_increase(self) -> bool:
        """Whether an increase can be reported: by who reports moves, once it was signed."""
        return bool(self.verdict) and any(step.move.to_stage == INCREASED_STAGE for step in self.steps)


def project_for(reader: Asker, code: str) -> Project:
    """A project the reader knows of. `Missing` where there is none such."""
    found = projects(reader).select_related(*RELATIONS).filter(code=code).first()
    if found is None:
        raise Missing(Message("没有项目“{code}”，或不在可见范围内。", {"code": code}))
    return found


def progress(reader: Asker, code: str, today: date) -> Progress:
    """A project's progress as the reader sees it: before signing only for its holders."""
    project = project_for(reader, code)
    verdict = access.may_report_move(reader, project)
    stages = {spec.code: spec for spec in zone().stages}
    terms = access.may_see_terms(reader, project)
    steps = [_step(move, stages, today, bool(terms)) for move in _moves(project, terms)]
    ways = _ways(project, today) if verdict else []
    return Progress(project, stages.get(project.stage, project.stage), steps, ways, verdict, terms)


def _moves(project: Project, terms: Verdict) -> list[Move]:
    asked = Recognition.objects.select_related("decided_by").order_by("-requested_at")
    rows = project.moves.select_related("reported_by").prefetch_related(Prefetch("recognitions", asked))
    found = list(rows.order_by("-moved_on", "-pk"))
    if terms:
        prefetch_related_objects(found, "evidence")
        return found
    return [move for move in found if move.to_stage in PUBLIC_STAGES]


def _step(move: Move, stages: dict[str, StageSpec], today: date, with_papers: bool) -> Step:
    known = {spec.code: spec for spec in zone().recognition}
    rows = list(move.recognitions.all())
    taken = {row.scheme for row in rows if row.state in ("requested", "recognized")}
    open_to = [spec for spec in schemes_for(move.to_stage, today) if spec.code not in taken]
    told = [(known.get(row.scheme, row.scheme), row) for row in rows]
    kinds = {spec.code: spec for spec in zone().evidence}
    papers = [(kinds.get(one.kind, one.kind), one) for one in move.evidence.all()] if with_papers else []
    return Step(move, stages.get(move.to_stage, move.to_stage), told, open_to, papers)


def _ways(project: Project, today: date) -> list[Gaps]:
    """Every stage the project may go to, with all that is missing for it. Three queries."""
    held, fields, papers = machine(), fields_of(project, today), evidence_codes(project)
    owed, ways = missed(project, today), held.moves_from(project.stage)
    return [held.missing(fields, papers, stage.code, reason="—", owed=owed) for stage in ways]
