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
from chaotou.organization.access import Asker, Verdict, require
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.access import PUBLIC_STAGES
from chaotou.projects.models import Move, Project, Recognition
from chaotou.projects.operations.moves import INCREASED_STAGE, machine
from chaotou.projects.queries.approvals import missed
from chaotou.projects.queries.assessing import schemes_for
from chaotou.projects.queries.fields import RELATIONS, evidence_codes, fields_of
from chaotou.projects.queries.sight import projects
from chaotou.projects.queries.withdrawing import latest_move, may_withdraw


@dataclass(frozen=True)
class Step:
    """One move: its stages by their specs, what schemes made of it, and which may still be asked.

    `papers` are its evidence with their kinds, for who sees the terms; `may_withdraw` of the latest alone.
    """

    move: Any
    to: StageSpec | str
    recognitions: Sequence[tuple[RecognitionSpec | str, Any]]
    open_to: Sequence[RecognitionSpec]
    papers: Sequence[tuple[EvidenceSpec | str, Any]]
    may_withdraw: bool


@dataclass(frozen=True)
class Progress:
    """How a project came to where it is, latest first, and the ways on; `verdict` on reporting a move.

    `withdrawn` are the moves that were taken back, for who sees the terms.
    """

    project: Any
    stage: StageSpec | str
    steps: Sequence[Step]
    ways: Sequence[Gaps]
    verdict: Verdict
    sees_terms: Verdict
    withdrawn: Sequence[tuple[StageSpec | str, Any]]

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
    open_to_withdrawal = _to_withdraw(reader, project)
    steps = [_step(move, stages, today, bool(terms), open_to_withdrawal) for move in _moves(project, terms)]
    ways = _ways(project, today) if verdict else []
    withdrawn = _withdrawn(project, stages) if terms else []
    return Progress(project, stages.get(project.stage, project.stage), steps, ways, verdict, terms, withdrawn)


def step_to_withdraw(reader: Asker, project: Project, pk: int) -> tuple[StageSpec | str, Move]:
    """The move to take back, with its stage. `Missing` where there is none, `Refusal` where it stays."""
    move = project.moves.filter(pk=pk).first()
    if move is None:
        raise Missing(Message("没有这次上报，或已经撤回。"))
    require(may_withdraw(reader, project, move))
    stages = {spec.code: spec for spec in zone().stages}
    return stages.get(move.to_stage, move.to_stage), move


def _to_withdraw(reader: Asker, project: Project) -> int | None:
    """The move (its primary key) that the reader may take back."""
    move = latest_move(project) if access.may_withdraw_move(reader, project) else None
    return move.pk if move and may_withdraw(reader, project, move) else None


def _withdrawn(project: Project, stages: dict[str, StageSpec]) -> list[tuple[StageSpec | str, Move]]:
    rows = Move.every.filter(project=project, withdrawn_at__isnull=False).select_related("withdrawn_by")
    return [(stages.get(row.to_stage, row.to_stage), row) for row in rows.order_by("-withdrawn_at", "-pk")]


def _moves(project: Project, terms: Verdict) -> list[Move]:
    asked = Recognition.objects.select_related("decided_by").order_by("-requested_at")
    rows = project.moves.select_related("reported_by").prefetch_related(Prefetch("recognitions", asked))
    found = list(rows.order_by("-moved_on", "-pk"))
    if terms:
        prefetch_related_objects(found, "evidence")
        return found
    return [move for move in found if move.to_stage in PUBLIC_STAGES]


def _step(
    move: Move, stages: dict[str, StageSpec], today: date, with_papers: bool, to_withdraw: int | None
) -> Step:
    known = {spec.code: spec for spec in zone().recognition}
    rows = list(move.recognitions.all())
    taken = {row.scheme for row in rows if row.state in ("requested", "recognized")}
    open_to = [spec for spec in schemes_for(move.to_stage, today) if spec.code not in taken]
    told = [(known.get(row.scheme, row.scheme), row) for row in rows]
    kinds = {spec.code: spec for spec in zone().evidence}
    papers = [(kinds.get(one.kind, one.kind), one) for one in move.evidence.all()] if with_papers else []
    stage = stages.get(move.to_stage, move.to_stage)
    return Step(move, stage, told, open_to, papers, move.pk == to_withdraw)


def _ways(project: Project, today: date) -> list[Gaps]:
    """Every stage the project may go to, with all that is missing for it. Three queries."""
    held, fields, papers = machine(), fields_of(project, today), evidence_codes(project)
    owed, ways = missed(project, today), held.moves_from(project.stage)
    return [held.missing(fields, papers, stage.code, reason="—", owed=owed) for stage in ways]
