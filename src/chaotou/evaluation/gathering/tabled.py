"""A table of figures handed in for a run: peers the ledger knows nothing of, an assessor's own figures.

It has a row for each subject and a column for each fact the scheme reads. The columns `name`, `english` and
`synthetic` (yes or no) say who the subject is and whether its figures are made up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from chaotou.core.evaluation.coverage import uncovered
from chaotou.core.evaluation.facts import Citation, Facts
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.evaluation.tables import facts_of
from chaotou.core.issues import Issue, Message, Refusal, errors
from chaotou.core.panel import State
from chaotou.core.periods import Period
from chaotou.evaluation.gathering.asked import Cells, Found
from chaotou.evaluation.gathering.subjects import Chosen, Subject
from chaotou.formats.rows import Rows, read_rows

YES = ("yes", "是", "true", "1")
MOST_TOLD = 5


@dataclass(frozen=True)
class Table:
    """A table as handed in; `digest` is the SHA-256 of its bytes."""

    name: str
    rows: Rows
    digest: str

    @classmethod
    def of(cls, data: bytes, name: str) -> Table:
        """The table of a csv or xlsx file; `Refusal` for what cannot be read."""
        return cls(name, read_rows(data, name), hashlib.sha256(data).hexdigest())

    @classmethod
    def kept(cls, stored: Mapping[str, Any]) -> Table:
        """The table that a run keeps."""
        return cls(stored["name"], stored["rows"], stored["digest"])

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "rows": self.rows, "digest": self.digest}


@dataclass(frozen=True)
class Tabled:
    """A table read for a scheme and period."""

    table: Table
    facts: Facts

    @cached_property
    def made_up(self) -> frozenset[str]:
        """The subjects whose figures the table says are synthetic."""
        said = self.facts.labels.get("synthetic", ())
        return frozenset(
            subject for subject, word in zip(self.facts.subjects, said, strict=False) if word.lower() in YES
        )

    def subjects(self, known: Mapping[str, Subject]) -> tuple[Subject, ...]:
        """The subjects of the table: as the platform knows them, else as the table names them."""
        english = self.facts.labels.get("english", self.facts.subjects)
        return tuple(
            known.get(code, Subject(code, self.facts.titles.get(code, code), other))
            for code, other in zip(self.facts.subjects, english, strict=True)
        )

    def chosen(self, own: Subject | None, known: Mapping[str, Subject]) -> Chosen:
        """Everybody in the table, and the zone itself, whose figures come from the ledger."""
        listed = self.subjects(known)
        beside = own is not None and own.code not in self.facts.rows
        return Chosen((own, *listed) if own and beside else listed, ())

    def cells(self, names: tuple[str, ...]) -> Cells:
        """What the table says of each subject; an empty cell says nothing."""
        found: Cells = {}
        for name in names:
            values, states = self.facts.column(name).tolist(), self.facts.states(name).tolist()
            for subject, value, state in zip(self.facts.subjects, values, states, strict=True):
                if state != State.NOT_REPORTED:
                    given = value if state == State.REPORTED else None
                    cited = Citation(self.table.name, synthetic=subject in self.made_up)
                    found[subject, name] = Found(given, State(state), cited)
        return found


def read(table: Table, scheme: SchemeSpec, period: Period) -> Tabled:
    """The table's facts; `Refusal` with the first things that are wrong with it."""
    facts, issues = facts_of(table.rows, table.name, period)
    issues += uncovered(scheme, facts, table.name)
    if found := errors(issues):
        raise Refusal(_told(found), Message("改正后请再交一次；什么都没有保存。"))
    return Tabled(table, facts)


def _told(issues: list[Issue]) -> Message:
    """The first few complaints in one sentence."""
    lines = [f"{issue.place}：{issue.message}" for issue in issues[:MOST_TOLD]]
    more = len(issues) - len(lines)
    told = {"count": len(issues), "lines": "".join(lines), "more": more}
    if more:
        return Message("数据表有 {count} 处要改：{lines}还有 {more} 处。", told)
    return Message("数据表有 {count} 处要改：{lines}", told)
