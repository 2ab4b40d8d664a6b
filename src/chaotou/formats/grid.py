"""A spreadsheet as long lists of text: each visible sheet of .xlsx and .xls, or a .csv, of 100,000 rows.

Unlike `sheet`, which reads reports, it reads with calamine, which is quick, and never takes a percentage or
a number for anything but what its cell holds.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from chaotou.core.issues import Message, Refusal
from chaotou.formats import cells, sandbox
from chaotou.formats.kinds import Foreign, kind_of
from chaotou.formats.limits import MIB, Limits
from chaotou.formats.plain import decode
from chaotou.formats.reading import shown_name

LONG = Limits(cells=4_000_000, package_bytes=600 * MIB, memory_bytes=2048 * MIB)
LONGEST_CELL = 32_767
"""What a spreadsheet program holds in a cell at most."""
_SEPARATORS = ",\t;，"


@dataclass(frozen=True)
class Sheet:
    """A title and rows of texts, as wide as they are; row numbers are the sheet's own, from 0."""

    title: str
    rows: list[list[str]]


def read_grid(data: bytes, filename: str, *, limits: Limits = LONG) -> list[Sheet]:
    """The sheets that hold anything; Refusal for what cannot be read whole, or holds nothing."""
    name = shown_name(filename)
    if not data.strip():
        raise Refusal(Message("“{file}”是空的。", {"file": name}), Message("请确认选对了文件。"))
    if len(data) > limits.file_bytes:
        values = {"file": name, "limit": limits.file_bytes // MIB}
        raise Refusal(
            Message("“{file}”超过 {limit} MB 的上限。", values), Message("请拆成几个文件后再上传。")
        )
    found = _csv(data, name, limits) if name.lower().endswith(".csv") else _workbook(data, name, limits)
    if not found:
        raise Refusal(Message("“{file}”里没有数据。", {"file": name}), Message("请确认选对了文件。"))
    return found


def _workbook(data: bytes, name: str, limits: Limits) -> list[Sheet]:
    not_a_table = Refusal(
        Message("“{file}”不是表格。", {"file": name}), Message("请上传 .xlsx、.xls 或 .csv。")
    )
    try:
        kind = kind_of(data, name)
    except Foreign as foreign:
        raise not_a_table from foreign
    if kind not in ("xlsx", "xls"):
        raise not_a_table
    asked = sandbox.asked(data, sandbox.GRID + kind, name, limits)
    return [Sheet(title, rows) for title, rows in asked]


def _csv(data: bytes, name: str, limits: Limits) -> list[Sheet]:
    text = decode(data, name)
    head = text[: LONGEST_CELL * 4].split("\n", 1)[0]
    separator = max(_SEPARATORS, key=head.count)
    csv.field_size_limit(LONGEST_CELL)
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
        rows = [[cell.strip() for cell in row] for row in reader]
    except csv.Error as error:
        message = Message(
            "“{file}”的一格超过 {limit} 字，或引号没有配对。", {"file": name, "limit": LONGEST_CELL}
        )
        raise Refusal(message, Message("请在 Excel 或 WPS 中打开核对，另存后再上传。")) from error
    _check_size(sum(map(len, rows)), name, limits)
    kept = _trimmed(rows)
    return [Sheet("", kept)] if kept else []


def read(data: bytes, kind: str, name: str, limits: Limits) -> list[tuple[str, list[list[str]]]]:
    """As `read_grid` reads a checked workbook, in this process."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    visible = python_calamine.SheetVisibleEnum.Visible
    found = []
    for meta in book.sheets_metadata:
        if meta.visible == visible and meta.typ == python_calamine.SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(meta.name)
            _check_size((sheet.total_height + 1) * (sheet.total_width + 1), name, limits)
            if rows := _texts(sheet):
                found.append((meta.name, rows))
    return found


def _texts(sheet: Any) -> list[list[str]]:
    rows = [
        [value.strip() if type(value) is str else cells.show(value) for value in row]
        for row in sheet.to_python(skip_empty_area=False)
    ]
    cells.fill(rows, [(*start, *end) for start, end in sheet.merged_cell_ranges or ()])
    return _trimmed(rows)


def _trimmed(rows: Sequence[list[str]]) -> list[list[str]]:
    """Without empty rows at the end."""
    height = next((number for number in range(len(rows), 0, -1) if any(rows[number - 1])), 0)
    return list(rows[:height])


def _check_size(count: int, name: str, limits: Limits) -> None:
    if count > limits.cells:
        values = {"file": name, "count": count, "limit": limits.cells}
        message = Message("“{file}”的一张表范围有 {count} 格，超过 {limit} 格的上限。", values)
        raise Refusal(message, Message("请删去远处多余的单元格，或拆成几个文件后再上传。"))
