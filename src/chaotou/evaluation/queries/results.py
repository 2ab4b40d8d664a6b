"""A run's results as the reader may see them: the table of subjects by criteria, and one subject's row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isnan
from typing import TYPE_CHECKING, Any

from chaotou.core.evaluation.explaining import Cell
from chaotou.core.evaluation.scheme import GroupSpec, SchemeSpec
from chaotou.core.evaluation.scoring import Scorecard
from chaotou.core.evaluation.words import Scope
from chaotou.core.issues import Message, Missing, Refusal
from chaotou.evaluation import snapshots
from chaotou.evaluation.access import Shows, Sight, System, sight
from chaotou.evaluation.models import Run
from chaotou.evaluation.queries.lines import RunLine, line, one
from chaotou.evaluation.queries.schemes import AdjustmentSet, Node, nodes_of, sets_of
from chaotou.evaluation.snapshots import Upheld

if TYPE_CHECKING:
    from chaotou.organization.access import Asker


@dataclass(frozen=True)
class Name:
    """A subject with both names."""

    code: str
    name: str
    english: str


@dataclass(frozen=True)
class Row:
    """One subject's results, as published; what the reader may not see is None or empty.

    `scores` are by criterion of every level, `cells` by leaf; `adjustments` signed points by set.
    """

    subject: Name
    shows: Shows
    is_own: bool
    group: str
    total: float | None
    rank: float | None
    group_rank: float | None
    grade: str
    veto: str
    scores: Mapping[str, float | None]
    adjustments: Mapping[str, float]
    cells: Mapping[str, Cell]
    synthetic: frozenset[str]
    appeals: tuple[Upheld, ...]

    @property
    def lost_first(self) -> list[Cell]:
        """The cells that lost something, the most first."""
        lost = [cell for cell in self.cells.values() if cell.lost > 1e-9]
        return sorted(lost, key=lambda cell: -cell.lost)


@dataclass(frozen=True)
class RunPage:
    """A run's table.

    Rows are best first, group by group where each has places of its own; those whose rank the reader does not
    see come last, by code. `nodes` are the criteria's lines, parents first; `sets` bonuses, deductions and
    upheld appeals.
    """

    run: RunLine
    scheme: SchemeSpec
    scheme_text: str
    nodes: tuple[Node, ...]
    sets: tuple[AdjustmentSet, ...]
    groups: tuple[GroupSpec, ...]
    rows: tuple[Row, ...]
    left_out: tuple[Name, ...]
    screened_out: tuple[Name, ...]
    sees_all: bool

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """The leaves that nobody has a figure for; none where the reader does not see every cell."""
        leaves = (leaf.code for leaf in self.scheme.leaves())
        held = {code: [row.cells[code].reading for row in self.rows] for code in leaves if self.sees_all}
        return tuple(code for code, readings in held.items() if all(map(isnan, readings)))

    @cached_property
    def by_subject(self) -> Mapping[str, Row]:
        return {row.subject.code: row for row in self.rows}

    @property
    def own(self) -> tuple[Row, ...]:
        """The rows of whom the reader belongs to, for the head of a long table."""
        return tuple(row for row in self.rows if row.is_own)


def run_page(reader: Asker | System, code: str) -> RunPage:
    """A run with all results the reader may see; `Missing` where there is none."""
    seen = sight(reader)
    return page_of(one(seen, code), seen)


def page_of(row: Run, seen: Sight) -> RunPage:
    scheme = snapshots.scheme_in(row.scheme_text, row.snapshot)
    cells, made_up = _cells(row), _synthetic(row)
    rows = [_row(result, row, scheme, seen, cells, made_up) for result in row.results["results"]]
    apart = _apart(scheme)
    rows.sort(key=lambda one: (one.rank is None, apart.get(one.group, 0), one.rank or 0, one.subject.code))
    names = {subject: name_of(row, subject) for subject in row.snapshot["titles"]}
    return RunPage(
        run=line(row),
        scheme=scheme,
        scheme_text=row.scheme_text,
        nodes=tuple(nodes_of(scheme)),
        sets=tuple(sets_of(scheme)),
        groups=scheme.subjects.groups,
        rows=tuple(rows),
        left_out=tuple(names[subject] for subject in row.snapshot["left_out"]),
        screened_out=tuple(names[subject] for subject in row.results["screened_out"]),
        sees_all=all(found.shows.criteria and found.shows.total for found in rows),
    )


def _apart(scheme: SchemeSpec) -> dict[str, int]:
    """The groups in their order where places are given within each; else none."""
    groups = scheme.subjects.groups if scheme.ranking.within is Scope.GROUP else ()
    return {group.code: at for at, group in enumerate(groups)}


def name_of(row: Run, subject: str) -> Name:
    titles, english = row.snapshot["titles"], row.snapshot["english"]
    return Name(subject, titles.get(subject, subject), english.get(subject, "") or subject)


def scorecard(reader: Asker | System, code: str) -> Scorecard:
    """The whole scorecard, computed anew from the run's snapshot, for what-if, plans and uncertainty.

    `Refusal` for whoever does not see every subject's total and criteria: from a what-if one could read
    them.
    """
    seen = sight(reader)
    row = one(seen, code)
    scheme = snapshots.scheme_in(row.scheme_text, row.snapshot)
    if not all(_open(seen.shows(scheme, subject)) for subject in row.snapshot["scored"]):
        raise Refusal(
            Message("这次考评只公布部分结果，推演会透露其他对象的得分。"),
            Message("审核、审计人员和区领导可以推演。"),
        )
    return snapshots.card_of(row.scheme_text, row.snapshot)


@dataclass(frozen=True)
class OpenRun:
    """A run computed anew, with its page and what it stood on."""

    card: Scorecard
    page: RunPage
    snapshot: dict[str, Any]


def open_run(reader: Asker | System, code: str, subject: str) -> OpenRun:
    """A run for telling one subject's cells; `Refusal` where the reader does not see them."""
    seen = sight(reader)
    row = one(seen, code)
    found = page_of(row, seen)
    require_criteria(found, subject)
    return OpenRun(snapshots.card_of(row.scheme_text, row.snapshot), found, row.snapshot)


def require_criteria(page: RunPage, subject: str) -> Row:
    """The subject's row; `Missing` for nobody of that code, `Refusal` where its criteria are not shown."""
    row = page.by_subject.get(subject)
    if row is None:
        raise Missing(Message("没有“{names}”这个考评对象。", {"names": subject}))
    if not row.shows.criteria:
        raise Refusal(Message("这个办法不向其他对象公布分项得分，只能查看本机构的。"))
    return row


def _open(shows: Shows) -> bool:
    return shows.total and shows.criteria


def _cells(row: Run) -> dict[str, dict[str, Cell]]:
    """The stored cells by subject and leaf."""
    found: dict[str, dict[str, Cell]] = {}
    for values in row.results["cells"]:
        cell = Cell._make(float("nan") if value is None else value for value in values)
        found.setdefault(cell.subject, {})[cell.criterion] = cell
    return found


def _row(
    result: dict[str, Any],
    row: Run,
    scheme: SchemeSpec,
    seen: Sight,
    cells: dict[str, dict[str, Cell]],
    made_up: dict[str, frozenset[str]],
) -> Row:
    subject = result["subject"]
    shows = seen.shows(scheme, subject)
    detailed = shows.criteria
    return Row(
        subject=name_of(row, subject),
        shows=shows,
        is_own=subject in seen.own,
        group=result.get("group") or "",
        total=result["score"] if shows.total else None,
        rank=result["rank"] if shows.rank else None,
        group_rank=result.get("group_rank") if shows.rank else None,
        grade=(result.get("grade") or "") if shows.grade else "",
        veto=(result.get("veto") or "") if shows.total else "",
        scores=result["nodes"] if detailed else {},
        adjustments=result.get("adjustments", {}) if detailed else {},
        cells=cells.get(subject, {}) if detailed else {},
        synthetic=made_up.get(subject, frozenset()),
        appeals=tuple(one for one in snapshots.upheld_in(row.snapshot) if one.subject == subject)
        if detailed
        else (),
    )


def _synthetic(row: Run) -> dict[str, frozenset[str]]:
    """By subject, the facts that are made up for demonstration."""
    found: dict[str, set[str]] = {}
    for code, name, cited in row.snapshot["citations"]:
        if cited["synthetic"]:
            found.setdefault(code, set()).add(name)
    return {code: frozenset(names) for code, names in found.items()}
