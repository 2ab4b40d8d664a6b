"""A mapped table read column by column: values by field, everything wrong with them by row and column.

What the rows are of is not known here: projects and matters read theirs with readers of their own. A column
is read by its different texts, each once: 100,000 rows hold few different stages and days.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chaotou.core.issues import Level, Message, Refusal
from chaotou.core.projects.importing import cells
from chaotou.core.projects.importing.cells import Reader
from chaotou.core.projects.importing.headings import Column
from chaotou.core.projects.importing.targets import Kind, Target


@dataclass(frozen=True)
class Fault:
    """Something about a row (its number in the sheet, from 1) in a column (None: the row as a whole)."""

    row: int
    column: int | None
    level: Level
    message: Message
    hint: Message | None = None

    @property
    def is_error(self) -> bool:
        return self.level is Level.ERROR


@dataclass
class Table:
    """Rows that were read: their numbers in the sheet, and for each field as many values; None is blank."""

    rows: list[int]
    values: dict[str, list[object]]
    faults: list[Fault]

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, code: str) -> list[object]:
        """The values of a field, blank where no column is mapped to it."""
        return self.values.get(code) or [None] * len(self.rows)

    def without(self, places: frozenset[int]) -> Table:
        """The table without the rows at these places (from 0)."""
        if not places:
            return self
        kept = [place for place in range(len(self.rows)) if place not in places]
        values = {code: [column[place] for place in kept] for code, column in self.values.items()}
        return Table([self.rows[place] for place in kept], values, self.faults)

    @property
    def errors(self) -> list[Fault]:
        return [fault for fault in self.faults if fault.is_error]


def read_columns(
    rows: Sequence[Sequence[str]],
    head: int,
    mapped: Sequence[tuple[Column, Target]],
    reader_of: Callable[[Target, Column], Reader],
) -> Table:
    """Read the rows after the first `head` ones; rows without any text are passed over."""
    filled = [number for number, row in enumerate(rows[head:], start=head) if any(row)]
    table = Table([number + 1 for number in filled], {}, [])
    for column, target in mapped:
        texts = [
            rows[number][column.number] if column.number < len(rows[number]) else "" for number in filled
        ]
        table.values[target.code] = _column(texts, column, target, reader_of(target, column), table)
    return table


def _column(texts: list[str], column: Column, target: Target, reader: Reader, table: Table) -> list[object]:
    """The values of a column; a text that cannot be read is told of in each row that has it."""
    values: dict[str, object] = {}
    refused: dict[str, Refusal] = {}
    for text in set(texts):
        try:
            values[text] = None if cells.is_blank(text) else reader(text)
        except Refusal as refusal:
            refused[text] = refusal
            values[text] = text[: target.most] if target.loose else None
    if refused:
        level = Level.WARNING if target.loose or target.kind is Kind.PERSON else Level.ERROR
        table.faults += [
            Fault(table.rows[place], column.number, level, refused[text].message, refused[text].hint)
            for place, text in enumerate(texts)
            if text in refused
        ]
    return [values[text] for text in texts]
