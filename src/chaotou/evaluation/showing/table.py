"""A run as a table of subjects by criteria: its columns, rows and order, and the heat of each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from django.http import HttpRequest

from chaotou.core.evaluation.scheme import CriterionSpec, SchemeSpec, reads_of
from chaotou.evaluation.queries.results import Row, RunPage
from chaotou.evaluation.showing.charts import heat

FEW = 12
"""With more leaves than this a table opens at the first level."""
LEVELS = ("top", "all")


@dataclass(frozen=True)
class Asked:
    """What the address asks for: the column sorted by, a group, the level shown, a subject looked for."""

    sort: str = "rank"
    group: str = ""
    level: str = ""
    text: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Asked:
        given = request.GET
        return cls(
            given.get("sort", "") or "rank",
            given.get("group", ""),
            given.get("level", "") if given.get("level") in LEVELS else "",
            given.get("q", "").strip(),
        )

    @property
    def by(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def is_reversed(self) -> bool:
        return self.sort.startswith("-")


@dataclass(frozen=True)
class Mark:
    """One cell of the table: points, what is lost of how many, and the heat of that."""

    code: str
    is_leaf: bool
    score: float | None
    possible: float
    lost: float
    heat: int
    synthetic: bool


@dataclass(frozen=True)
class Entry:
    """A row of the table."""

    row: Row
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Table:
    columns: tuple[CriterionSpec, ...]
    entries: tuple[Entry, ...]
    level: str
    has_levels: bool
    total: int


def table(page: RunPage, asked: Asked) -> Table:
    """The rows and columns the address asks for."""
    leaves = page.scheme.leaves()
    has_levels = any(criterion.criteria for criterion in page.scheme.criteria)
    level = asked.level or ("all" if len(leaves) <= FEW or not has_levels else "top")
    columns = leaves if level == "all" else page.scheme.criteria
    reads = {leaf.code: facts_of(leaf) for leaf in leaves}
    entries = [Entry(row, tuple(mark(page.scheme, row, one, reads) for one in columns)) for row in page.rows]
    kept = [entry for entry in entries if _keeps(asked, entry.row)]
    return Table(columns, tuple(ordered(kept, asked)), level, has_levels, len(entries))


def facts_of(leaf: CriterionSpec) -> frozenset[str]:
    """The names of the facts a leaf reads."""
    return frozenset(reads_of(leaf).names())


def mark(scheme: SchemeSpec, row: Row, one: CriterionSpec, reads: Mapping[str, frozenset[str]]) -> Mark:
    """A criterion of a subject: a leaf as it was told, a branch from the leaves below it."""
    cells = [row.cells[leaf.code] for leaf in one.leaves() if leaf.code in row.cells]
    score = row.scores.get(one.code)
    possible = (
        float(scheme.full)
        if scheme.marks == "index"
        else sum(cell.possible for cell in cells if not isnan(cell.possible))
    )
    lost = 0.0 if score is None else possible - score
    made_up = any(row.synthetic & reads[leaf.code] for leaf in one.leaves())
    return Mark(one.code, not one.criteria, score, possible, lost, heat(lost, possible), made_up)


def _keeps(asked: Asked, row: Row) -> bool:
    names = (row.subject.name, row.subject.english, row.subject.code)
    is_wanted = not asked.text or any(asked.text.lower() in one.lower() for one in names)
    return is_wanted and (not asked.group or row.group == asked.group)


def ordered(entries: Sequence[Entry], asked: Asked) -> list[Entry]:
    """By place, or by a column, most first; who has no number stands last either way."""
    if asked.by == "rank":
        found = list(entries)
        placed = [entry for entry in found if entry.row.rank is not None]
        rest = [entry for entry in found if entry.row.rank is None]
        return [*(reversed(placed) if asked.is_reversed else placed), *rest]
    keys = {id(entry): _key(entry, asked.by) for entry in entries}
    there = [entry for entry in entries if keys[id(entry)] is not None]
    there.sort(key=lambda entry: keys[id(entry)] or 0.0, reverse=not asked.is_reversed)
    return [*there, *(entry for entry in entries if keys[id(entry)] is None)]


def _key(entry: Entry, by: str) -> float | None:
    if by == "total":
        return entry.row.total
    return next((mark.score for mark in entry.marks if mark.code == by), None)
