"""A table as a workbook (.xlsx): text stays text, whatever it begins with; a number carries its format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any
from unicodedata import east_asian_width

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

NAME_LENGTH = 31
WIDEST = 42
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_UNDER = Border(bottom=Side(style="thin"))


@dataclass(frozen=True)
class Number:
    """A number and the format a spreadsheet shows it in."""

    value: Decimal | int
    format: str = "General"


Cell = str | Number | None
"""What a cell holds: text, a number, or nothing."""


def workbook(title: str, notes: Sequence[str], head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """One sheet: the title, the notes, a head that stays in view, and a line for each row."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title.translate(_NOT_IN_NAMES)[:NAME_LENGTH]
    for number, line in enumerate([title, *notes], start=1):
        _write(sheet.cell(number, 1), line)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    at = len(notes) + 3
    _head(sheet, at, head)
    for number, row in enumerate(rows, start=at + 1):
        for column, cell in enumerate(row, start=1):
            _write(sheet.cell(number, column), cell)
    _layout(sheet, at, [head, *rows])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Any, at: int, head: Sequence[str]) -> None:
    for column, word in enumerate(head, start=1):
        cell = sheet.cell(at, column)
        _write(cell, word)
        cell.font, cell.border = Font(bold=True), _UNDER
        cell.alignment = Alignment(wrap_text=True, vertical="bottom")


def _write(cell: Any, content: Cell) -> None:
    """Numbers as numbers; text never as a formula, also after somebody edits the cell."""
    if isinstance(content, Number):
        cell.value, cell.number_format = content.value, content.format
    elif content:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", content)
        cell.data_type = "s"
        cell.quotePrefix = True


def _layout(sheet: Any, at: int, rows: Sequence[Sequence[Cell]]) -> None:
    sheet.freeze_panes = sheet.cell(at + 1, 2)
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for column, cells in enumerate(zip(*rows, strict=True), start=1):
        width = max(_width(cell) for cell in cells)
        sheet.column_dimensions[get_column_letter(column)].width = min(width + 2, WIDEST)


def _width(cell: Cell) -> int:
    """How wide it prints: a Chinese character takes two places."""
    text = str(cell.value) if isinstance(cell, Number) else cell or ""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
