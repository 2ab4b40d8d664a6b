"""Decisions in a table: 事项 | 牵头单位 | 配合单位 | 完成时限, a row for each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from chaotou.core.intake.clauses import Span
from chaotou.core.intake.layout import Line
from chaotou.core.minutes.assembling import moved
from chaotou.core.minutes.by_when import Deadline, Sort, deadlines
from chaotou.core.minutes.counting import Count
from chaotou.core.minutes.fields import Field, column
from chaotou.core.minutes.owners import Directory, Who
from chaotou.core.minutes.units import Unit
from chaotou.core.minutes.voices import Voice

_RULE: Final = re.compile(r"[\s|:\-]+")


@dataclass
class Taken:
    """How many lines a table takes, 0 where none begins here, and what its rows say."""

    lines: int = 0
    units: list[Unit] = field(default_factory=list)


def read_table(
    lines: Sequence[Line], at: int, directory: Directory, count: Count, topic: str, voice: Voice | None
) -> Taken:
    """The table that begins at line `at`, if it is one of tasks and who does them."""
    taken = Taken()
    head = [column(cell.of(lines[at].text)) for cell in _cells(lines[at].text)]
    if Field.TASK not in head or not {Field.LEAD, Field.PEOPLE} & set(head):
        return taken
    taken.lines = 1
    for line in islice(lines, at + 1, None):
        row = _cells(line.text)
        if not row:
            break
        if len(row) == len(head) and not _RULE.fullmatch(line.text):
            named = {kind: cell for kind, cell in zip(head, row, strict=True) if kind}
            unit = Unit(_of_line(Span(0, len(line.text)), line), topic, voice)
            taken.units += [_filled(unit, line, named, directory, count)] if _task(line, named) else []
        taken.lines += 1
    return taken


def _cells(text: str) -> list[Span]:
    """The cells of a row, empty ones too; none where the line is no row."""
    bars = text.startswith("|")
    if "\t" not in text and not (bars and text.count("|") > 2):
        return []
    inner = text[1:].removesuffix("|") if bars else text
    ends = [*(m.start() for m in re.finditer(r"[|\t]", inner)), len(inner)]
    return [Span(a + bars, b + bars) for a, b in zip([0, *(end + 1 for end in ends)], ends, strict=False)]


def _task(line: Line, named: Mapping[Field, Span]) -> str:
    return named[Field.TASK].of(line.text).strip()


def _filled(unit: Unit, line: Line, named: Mapping[Field, Span], directory: Directory, count: Count) -> Unit:
    unit.parts.append(_of_line(named[Field.TASK], line))
    said = {kind: cell.of(line.text) for kind, cell in named.items()}
    lead = directory.who(said.get(Field.LEAD, ""))
    people = directory.responsible(said.get(Field.PEOPLE, ""))
    unit.lead = Who((*lead.bodies, *people.bodies), (*lead.people, *people.people))
    unit.helpers += directory.who(said.get(Field.HELPERS, "")).bodies
    if Field.DUE in named:
        unit.deadlines += _due(named[Field.DUE], line, count)
    return unit


def _due(cell: Span, line: Line, count: Count) -> list[Deadline]:
    """The deadlines of a cell; what says no day (长期) stands as it is."""
    words = cell.of(line.text).strip()
    start, end = line.start + cell.start, line.start + cell.end
    found = [moved(one, start) for one in deadlines(words, count)]
    return found or ([Deadline(start, end, start, words, Sort.UNDATED)] if words else [])


def _of_line(span: Span, line: Line) -> Span:
    return Span(line.start + span.start, line.start + span.end)
