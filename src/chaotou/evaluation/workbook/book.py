"""A workbook being written: sheets by name, cells of text, numbers and formulas, notes on what has none.

Text stays text, whatever it begins with, also after somebody edits the cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from math import isfinite

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

NUMBER = "#,##0.######"
FIXED = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NOT_PRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class PlainFormulas(Worksheet):  # type: ignore[misc]
    """A sheet whose formulas are written as they are given.

    The library looks through each formula for some thirty functions of newer spreadsheets, none of which
    stands here: that would be two thirds of the time a large run takes.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


@dataclass(frozen=True)
class Valued:
    """A cell that holds a number or word though others of its kind hold a formula, and why."""

    sheet: str
    cell: str
    why: str


@dataclass
class Sheet:
    """One sheet; rows and columns are counted from 0."""

    name: str
    inner: Worksheet
    book: Book

    def text(self, row: int, column: int, words: str, style: str = "text") -> None:
        cleaned = _NOT_PRINTED.sub("", words)
        self.inner.write_string(row, column, cleaned, self.book.styles[style])

    def number(self, row: int, column: int, value: float, style: str = "number") -> None:
        self.inner.write_number(row, column, value, self.book.styles[style])

    def formula(self, row: int, column: int, formula: str, value: float | str, style: str = "number") -> None:
        """A live formula with what it comes to, for readers that do not recalculate."""
        self.inner.write_formula(row, column, f"={formula}", self.book.styles[style], value)

    def valued(self, row: int, column: int, value: float | str, why: str) -> None:
        """A number or word where no formula can stand; said on the sheet of notes."""
        if isinstance(value, str):
            self.text(row, column, value, "valued_text")
        elif isfinite(value):
            self.number(row, column, value, "valued")
        self.book.valued.append(Valued(self.name, xl_rowcol_to_cell(row, column), why))

    def cell(self, row: int, column: int, *, fixed: bool = False) -> str:
        """A reference to a cell from any sheet."""
        return f"'{self.name}'!{xl_rowcol_to_cell(row, column, row_abs=fixed, col_abs=fixed)}"

    def range(self, first: tuple[int, int], latest: tuple[int, int]) -> str:
        return f"'{self.name}'!{xl_range_abs(*first, *latest)}"

    def head(self, row: int, words: list[str]) -> None:
        for column, word in enumerate(words):
            self.text(row, column, word, "head")

    def layout(self, rows: int, columns: int, *, width: float = 13) -> None:
        """Names wide, numbers narrow, the head and the names always in view."""
        self.inner.set_column(0, 0, 14)
        self.inner.set_column(1, 1, 24)
        self.inner.set_column(2, max(columns, 2), width)
        self.inner.freeze_panes(rows, 2)
        self.inner.set_landscape()
        self.inner.fit_to_pages(1, 0)


@dataclass
class Book:
    """The whole file; `finished` gives its bytes."""

    out: BytesIO = field(default_factory=BytesIO)
    valued: list[Valued] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.inner = xlsxwriter.Workbook(self.out, {"in_memory": True, **FIXED})
        self.styles: dict[str, Format] = {
            "text": self.inner.add_format({"quote_prefix": True}),
            "title": self.inner.add_format({"bold": True, "font_size": 14, "quote_prefix": True}),
            "head": self.inner.add_format(
                {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "quote_prefix": True}
            ),
            "number": self.inner.add_format({"num_format": NUMBER}),
            "valued": self.inner.add_format({"num_format": NUMBER, "bg_color": "#EDE9DD"}),
            "valued_text": self.inner.add_format({"bg_color": "#EDE9DD", "quote_prefix": True}),
        }

    def sheet(self, name: str) -> Sheet:
        return Sheet(name, self.inner.add_worksheet(name, PlainFormulas), self)

    def finished(self) -> bytes:
        self.inner.close()
        return self.out.getvalue()


def write_notes(book: Book) -> None:
    """Every cell that holds a value and no formula, and why."""
    sheet = book.sheet(_("没有公式的格"))
    sheet.text(0, 0, _("底色的格是数值，不随其他格重算："), "title")
    sheet.head(2, [_("工作表"), _("格"), _("原因")])
    for row, one in enumerate(book.valued, start=3):
        for column, words in enumerate((one.sheet, one.cell, one.why)):
            sheet.text(row, column, words)
    sheet.layout(3, 2, width=60)
