"""A table as a workbook (.xlsx): text stays text, whatever it begins with; a number carries its format.

It is written line by line in constant memory, so that 100,000 rows are no more trouble than ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import chain, islice
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter

NAME_LENGTH = 31
WIDEST = 42
LONGEST_TEXT = 32_767
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_NOT_PRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PLAIN_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_ROWS_MEASURED = 200
_DATE_WIDTH = 12


@dataclass(frozen=True)
class Number:
    """A number and the format a spreadsheet shows it in."""

    value: Decimal | int
    format: str = "General"


Cell = str | Number | date | None
"""What a cell holds: text, a number, a day, or nothing."""


@dataclass(frozen=True)
class Leaf:
    """One sheet: the title, the notes, a head that stays in view, a line for each row, lines at the foot."""

    title: str
    notes: Sequence[str]
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]] = ()
    foot: Sequence[str] = ()


def workbook(
    title: str,
    notes: Sequence[str],
    head: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    foot: Sequence[str] = (),
) -> bytes:
    """A workbook of one leaf."""
    return bound([Leaf(title, notes, head, rows, foot)])


def bound(leaves: Iterable[Leaf]) -> bytes:
    """A workbook of several leaves, in their order."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, **_PLAIN_TEXT})
    for leaf in leaves:
        name = leaf.title.translate(_NOT_IN_NAMES)[:NAME_LENGTH]
        _write(_Written(book, book.add_worksheet(name)), leaf)
    book.close()
    return out.getvalue()


def _write(written: _Written, leaf: Leaf) -> None:
    lines = iter(leaf.rows)
    first = list(islice(lines, _ROWS_MEASURED))
    at = len(leaf.notes) + 2
    written.lay_out(at, [leaf.head, *first])
    written.line(0, [leaf.title], "title")
    for number, note in enumerate(leaf.notes, start=1):
        written.line(number, [note])
    written.line(at, leaf.head, "head")
    for row in chain(first, lines):
        at += 1
        written.line(at, row)
    for number, words in enumerate(leaf.foot, start=at + 2):
        written.line(number, [words])


class _Written:
    """A sheet being written from top to bottom."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self._book, self._sheet = book, sheet
        self._formats: dict[str, Any] = {}
        self._styles = {
            "text": book.add_format({"quote_prefix": True}),
            "title": book.add_format({"bold": True, "font_size": 14, "quote_prefix": True}),
            "head": book.add_format(
                {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "quote_prefix": True}
            ),
        }

    def line(self, at: int, cells: Sequence[Cell], style: str = "text") -> None:
        """Numbers as numbers; text never as a formula, also after somebody edits the cell."""
        for column, cell in enumerate(cells):
            if isinstance(cell, Number):
                self._sheet.write_number(at, column, cell.value, self._format(cell.format))
            elif isinstance(cell, date):
                self._sheet.write_datetime(at, column, cell, self._format("yyyy-mm-dd"))
            elif cell:
                text = _NOT_PRINTED.sub("", cell)[:LONGEST_TEXT]
                self._sheet.write_string(at, column, text, self._styles[style])

    def lay_out(self, head: int, rows: Sequence[Sequence[Cell]]) -> None:
        """Widths, the head in view, printing: before the first line, as constant memory asks."""
        self._sheet.freeze_panes(head + 1, 1)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        for column, width in enumerate(_widths(rows)):
            self._sheet.set_column(column, column, min(width + 2, WIDEST))

    def _format(self, code: str) -> Any:
        if code not in self._formats:
            self._formats[code] = self._book.add_format({"num_format": code})
        return self._formats[code]


def _widths(rows: Sequence[Sequence[Cell]]) -> Iterator[int]:
    return (max(map(_width, cells)) for cells in zip(*rows, strict=True))


def _width(cell: Cell) -> int:
    """How wide it prints: a Chinese character takes two places."""
    if isinstance(cell, date):
        return _DATE_WIDTH
    text = str(cell.value) if isinstance(cell, Number) else cell or ""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
