"""Workbooks (.xlsx, .xls): one table for each visible sheet that holds anything, last calculated values.

.xlsx is read with openpyxl, because only the number format tells 6.8% from 0.068; .xls, unknown to it, with
calamine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import python_calamine

from chaotou.core.blocks import Document, Table
from chaotou.core.issues import Message, Refusal
from chaotou.formats import cells
from chaotou.formats.limits import Limits

_QUOTED = re.compile(r'"[^"]*"|\\.')
_NEVER_CALCULATED = re.compile(rb"(?:</f>|<f[^>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}


def read_xlsx(data: bytes, name: str, limits: Limits) -> Document:
    """Tables of a checked package; row and column numbers are the sheet's own."""
    book = openpyxl.load_workbook(BytesIO(data), data_only=True, keep_links=False)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    tables = [_table(sheet, name, limits) for sheet in shown]
    kept = tuple(table for table in tables if table.rows)
    notes = [*_hidden(len(book.worksheets) - len(shown)), *_errors(kept), *_uncalculated(data)]
    return Document(name, kept, tuple(notes))


def read_xls(data: bytes, name: str, limits: Limits) -> Document:
    """Tables of an old binary workbook. Its number formats are not known: percentages come as fractions."""
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    visible = python_calamine.SheetVisibleEnum.Visible
    shown = [sheet.name for sheet in book.sheets_metadata if sheet.visible == visible]
    tables = [_old_table(book.get_sheet_by_name(title), title, name, limits) for title in shown]
    notes = [Message("旧版 .xls 不带数字格式：百分数按小数读出，请核对，或另存为 .xlsx。")]
    notes += _hidden(len(book.sheet_names) - len(shown))
    return Document(name, tuple(table for table in tables if table.rows), tuple(notes))


def _table(sheet: Any, name: str, limits: Limits) -> Table:
    # The cells that exist; iter_rows would walk every position up to the farthest one, even if empty.
    filled = [cell for cell in sheet._cells.values() if cell.value is not None]
    height = max((cell.row for cell in filled), default=0)
    width = max((cell.column for cell in filled), default=0)
    _check_size(height * width, sheet.title, name, limits)
    rows = [[""] * width for _ in range(height)]
    for cell in filled:
        rows[cell.row - 1][cell.column - 1] = cells.show(cell.value, _is_percent(cell.number_format))
    merged = [(m.min_row - 1, m.min_col - 1, m.max_row - 1, m.max_col - 1) for m in sheet.merged_cells.ranges]
    cells.fill(rows, merged)
    return Table(cells.trimmed(rows), sheet.title)


def _old_table(sheet: Any, title: str, name: str, limits: Limits) -> Table:
    _check_size(sheet.total_height * sheet.total_width, title, name, limits)
    rows = [[cells.show(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    cells.fill(rows, [(*start, *end) for start, end in sheet.merged_cell_ranges or ()])
    return Table(cells.trimmed(rows), title)


def _check_size(count: int, title: str, name: str, limits: Limits) -> None:
    if count > limits.cells:
        values = {"file": name, "sheet": title, "count": count, "limit": limits.cells}
        message = Message("“{file}”的工作表“{sheet}”范围有{count}格，超过{limit}格的上限。", values)
        raise Refusal(message, Message("请删去远处多余的单元格，或只留需要的表，另存后再上传。"))


def _is_percent(number_format: str | None) -> bool:
    return "%" in _QUOTED.sub("", number_format or "")


def _hidden(count: int) -> Iterator[Message]:
    if count:
        yield Message("有{count}张隐藏的工作表没有读。", {"count": count})


def _errors(tables: tuple[Table, ...]) -> Iterator[Message]:
    for table in tables:
        count = sum(cell in _ERRORS for row in table.rows for cell in row)
        if count:
            yield Message(
                "工作表“{sheet}”有{count}格是错误值，如 #DIV/0!。", {"sheet": table.title, "count": count}
            )


def _uncalculated(data: bytes) -> Iterator[Message]:
    """Formulas that no program has calculated carry no value and would vanish without a word."""
    with ZipFile(BytesIO(data)) as package:
        parts = [part for part in package.namelist() if part.startswith("xl/worksheets/sheet")]
        count = sum(len(_NEVER_CALCULATED.findall(package.read(part))) for part in parts)
    if count:
        yield Message(
            "有{count}格公式没有算出的值，按空白读；请在 Excel 或 WPS 中打开并保存一次。", {"count": count}
        )
