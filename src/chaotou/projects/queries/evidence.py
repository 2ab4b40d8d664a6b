"""Evidence of a project as its holders see it: what each file proves, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from chaotou.core.issues import Message, Missing
from chaotou.core.projects.photos import doubts, spot
from chaotou.organization.access import Asker, require
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.access import Sight, System, sight
from chaotou.projects.models import Evidence, Project
from chaotou.projects.operations.evidence import PHOTOS
from chaotou.projects.queries.sight import projects, visible

_FEW = 3
"""As many other projects with the same file are told one by one."""


@dataclass(frozen=True)
class EvidenceLine:
    """One file; `kind` and `stage` with both names where the zone still knows them, else as kept."""

    id: int
    kind: Any
    name: str
    is_photo: bool
    stage: Any
    taken_at: datetime | None
    longitude: Decimal | None
    latitude: Decimal | None
    added_by: Any
    added_at: datetime
    doubts: tuple[Message, ...]

    @property
    def kind_code(self) -> str:
        return str(getattr(self.kind, "code", self.kind))


@dataclass(frozen=True)
class _Twin:
    """The same bytes kept elsewhere; `code` empty where the reader may not know of that project."""

    project: int
    move: int | None
    code: str


def project_with_terms(reader: Asker, code: str) -> Project:
    """The project whose papers the reader may see. `Missing` where unknown, `Refusal` where only known of."""
    found = projects(reader).filter(code=code).first()
    if found is None:
        raise Missing(Message("没有项目“{code}”，或不在可见范围内。", {"code": code}))
    require(access.may_see_terms(reader, found))
    return found


def evidence_of(reader: Asker | System, project: Project) -> list[EvidenceLine]:
    """Every file of a project the reader has been found to see, latest first. Four queries."""
    rows = list(_rows().filter(project=project).order_by("-added_at", "-pk"))
    twins = _twins(rows, sight(reader))
    kinds = {spec.code: spec for spec in zone().evidence}
    stages = {spec.code: spec for spec in zone().stages}
    begun_on = _begun_on(project)
    return [_line(row, twins.get(row.sha256, []), kinds, stages, begun_on) for row in rows]


def _begun_on(project: Project) -> date:
    """The day it was registered, or of its first move where its history was entered later."""
    registered_on = timezone.localdate(project.registered_at)
    first_moves = project.moves.order_by("moved_on").values_list("moved_on", flat=True)[:1]
    return min([registered_on, *first_moves])


def evidence_file(reader: Asker, code: str, pk: int) -> EvidenceFile:
    """A stored file of a project whose papers the reader may see; `Missing` where there is none."""
    project = project_with_terms(reader, code)
    row = Evidence.objects.filter(project=project, pk=pk).first()
    if row is None:
        raise Missing(Message("没有这份佐证材料。"))
    return EvidenceFile(row.file, row.name, is_photo(row.name))


@dataclass(frozen=True)
class EvidenceFile:
    """The stored file and the name it came under."""

    file: Any
    name: str
    is_photo: bool


def is_photo(name: str) -> bool:
    return PurePath(name).suffix.lower().removeprefix(".") in PHOTOS


def moves_of(project: Project) -> list[tuple[int, Any, Any]]:
    """Key, stage and day of each move of a project, latest first: what evidence can be for."""
    stages = {spec.code: spec for spec in zone().stages}
    rows = project.moves.order_by("-moved_on", "-pk").values_list("pk", "to_stage", "moved_on")
    return [(pk, stages.get(stage, stage), on) for pk, stage, on in rows]


def _rows() -> QuerySet[Evidence]:
    return Evidence.objects.select_related("project", "move", "added_by")


def _twins(rows: list[Evidence], seen: Sight) -> dict[str, list[_Twin]]:
    """For each hash, where else the same bytes are kept."""
    known = visible(Project.objects.all(), seen).values("pk")
    found = Evidence.objects.filter(sha256__in={row.sha256 for row in rows})
    shown = set(found.filter(project__in=known).values_list("pk", flat=True))
    twins: dict[str, list[_Twin]] = {}
    for pk, digest, project, move, code in found.values_list(
        "pk", "sha256", "project_id", "move_id", "project__code"
    ):
        twins.setdefault(digest, []).append(_Twin(project, move, code if pk in shown else ""))
    return twins


def _line(
    row: Evidence, twins: list[_Twin], kinds: dict[str, Any], stages: dict[str, Any], begun_on: date
) -> EvidenceLine:
    return EvidenceLine(
        id=row.pk,
        kind=kinds.get(row.kind, row.kind),
        name=row.name,
        is_photo=is_photo(row.name),
        stage=stages.get(row.move.to_stage, row.move.to_stage) if row.move else None,
        taken_at=row.taken_at,
        longitude=row.longitude,
        latitude=row.latitude,
        added_by=row.added_by,
        added_at=row.added_at,
        doubts=(*_used_twice(row, twins), *_of_the_photo(row, begun_on)),
    )


def _used_twice(row: Evidence, twins: list[_Twin]) -> list[Message]:
    """The same bytes for another project, or for another move of this one."""
    others = {twin.project: twin.code for twin in twins if twin.project != row.project_id}
    said = _elsewhere(sorted(others.values()))
    moves = {twin.move for twin in twins if twin.project == row.project_id and twin.move}
    if is_photo(row.name) and row.move_id and moves - {row.move_id}:
        said.append(Message("同一张照片也用于本项目的另一次阶段变动。"))
    return said


def _elsewhere(codes: list[str]) -> list[Message]:
    """Which projects else: each in a sentence while they are few, one for all where they are many."""
    named = [code for code in codes if code][:_FEW]
    if len(codes) > _FEW and named:
        many = {"count": len(codes), "codes": ", ".join(named)}
        return [Message("同一份文件也用于另外 {count} 个项目，如 {codes}。", many)]
    return [
        Message("同一份文件也用于项目 {code}。", {"code": code})
        if code
        else Message("同一份文件也用于另一个项目（不在可见范围内）。")
        for code in codes
    ]


def _of_the_photo(row: Evidence, begun_on: date) -> list[Message]:
    found = doubts(
        taken_on=timezone.localdate(row.taken_at) if row.taken_at else None,
        taken_at=spot(row.longitude, row.latitude),
        moved_on=row.move.moved_on if row.move else None,
        begun_on=begun_on,
        site=spot(row.project.longitude, row.project.latitude),
    )
    return list(found)
