"""The `projects/` folder of a zone directory read whole: its tables, and all that is wrong, at once."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path as FilePath
from typing import TypeVar

from chaotou.core.issues import Issue, errors
from chaotou.core.zone.entries import Entry
from chaotou.core.zone.fields import Spec
from chaotou.core.zone.project_rows import (
    BaselineRow,
    ConditionRow,
    CreditRow,
    DisputeRow,
    EvidenceRow,
    FactorRow,
    InvestmentRow,
    LinkageRow,
    MoveRow,
    NodeRow,
    OpinionRow,
    PlanRow,
    ProblemRow,
    ProblemStepRow,
    ProjectRow,
    RecognitionRow,
    ReviewRow,
    TalkRow,
    TransferRow,
    project_row,
)
from chaotou.core.zone.project_tables import Told
from chaotou.core.zone.rules_for_project_files import check_told
from chaotou.core.zone.specs import Zone
from chaotou.core.zone.tables import read_table

FOLDER = "projects"
S = TypeVar("S", bound=Spec)


@dataclass(frozen=True)
class ProjectFiles:
    """The rows of each table, in the order they stand."""

    projects: tuple[ProjectRow, ...] = ()
    moves: tuple[MoveRow, ...] = ()
    recognitions: tuple[RecognitionRow, ...] = ()
    credits: tuple[CreditRow, ...] = ()
    talks: tuple[TalkRow, ...] = ()
    disputes: tuple[DisputeRow, ...] = ()
    transfers: tuple[TransferRow, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    reviews: tuple[ReviewRow, ...] = ()
    opinions: tuple[OpinionRow, ...] = ()
    conditions: tuple[ConditionRow, ...] = ()
    plans: tuple[PlanRow, ...] = ()
    nodes: tuple[NodeRow, ...] = ()
    baselines: tuple[BaselineRow, ...] = ()
    factors: tuple[FactorRow, ...] = ()
    problems: tuple[ProblemRow, ...] = ()
    problem_steps: tuple[ProblemStepRow, ...] = ()
    investments: tuple[InvestmentRow, ...] = ()
    linkage: tuple[LinkageRow, ...] = ()


TABLES: dict[str, type[Spec]] = {
    "moves": MoveRow,
    "recognitions": RecognitionRow,
    "credits": CreditRow,
    "talks": TalkRow,
    "disputes": DisputeRow,
    "transfers": TransferRow,
    "evidence": EvidenceRow,
    "reviews": ReviewRow,
    "opinions": OpinionRow,
    "conditions": ConditionRow,
    "plans": PlanRow,
    "nodes": NodeRow,
    "baselines": BaselineRow,
    "factors": FactorRow,
    "problems": ProblemRow,
    "problem_steps": ProblemStepRow,
    "investments": InvestmentRow,
    "linkage": LinkageRow,
}
"""Each table of the folder beside `projects.csv`, whose columns depend on the zone."""


@dataclass(frozen=True)
class LoadedProjects:
    """The rows where there are no errors, and all issues either way."""

    files: ProjectFiles | None
    issues: list[Issue] = field(default_factory=list)


def load_project_files(path: FilePath, zone: Zone) -> LoadedProjects:
    """The tables of the zone directory at `path`; a folder or a table that is not there is empty."""
    told, issues = Told(path, zone), list[Issue]()
    for name in (one.name for one in fields(ProjectFiles)):
        file = f"{FOLDER}/{name}.csv"
        if (path / file).exists():
            spec = project_row(zone.fields) if name == "projects" else TABLES[name]
            rows, found = read_table(path, file, spec)
            told.tables[name] = list(rows)
            issues += found
    issues += check_told(told)
    if errors(issues):
        return LoadedProjects(None, issues)
    return LoadedProjects(_finished(told.tables), issues)


def _finished(tables: dict[str, list[Entry[Spec]]]) -> ProjectFiles:
    rows = {name: tuple(entry.spec for entry in entries) for name, entries in tables.items()}
    return ProjectFiles(**rows)  # type: ignore[arg-type]
