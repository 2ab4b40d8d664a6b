"""Workbooks: values as people read them, one table a sheet."""

from __future__ import annotations

import datetime as dt
import struct
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from chaotou.core.blocks import Document, Table
from chaotou.formats import cells
from chaotou.formats.reading import read_document


def read(book: Any) -> Document:
    stream = BytesIO()
    book.save(stream)
    return read_document(stream.getvalue(), "月报.xlsx")


def book_of(*rows: list[object]) -> Any:
    book = openpyxl.Workbook()
    book.active.title = "七月"
    for row in rows:
        book.active.append(row)
    return book


def rows_of(document: Document) -> tuple[tuple[str, ...], ...]:
    (table,) = document.blocks
    assert isinstance(table, Table)
    return table.rows


@pytest.mark.parametrize(
    ("value", "percent", "shown"),
    [
        (None, False, ""),
        (0.1 + 0.2, False, "0.3"),
        (480, False, "480"),
        (480.0, False, "480"),
        (33.03, False, "33.03"),
        (1e15, False, "1000000000000000"),
        (1e-7, False, "0.0000001"),
        (-0.068, True, "-6.8%"),
        (0.06799999999999995, True, "6.8%"),
        (1, True, "100%"),
        (True, False, "是"),
        (float("nan"), False, ""),
        (dt.datetime(2024, 7, 31), False, "2024-07-31"),
        (dt.datetime(2024, 7, 31, 9, 30), False, "2024-07-31 09:30:00"),
        (dt.date(2024, 7, 31), False, "2024-07-31"),
        (dt.time(9, 30), False, "09:30:00"),
        ("  文字 ", False, "文字"),
    ],
)
def test_a_value_is_shown_as_people_read_it(value: object, percent: bool, shown: str) -> None:
    assert cells.show(value, percent) == shown


def test_a_sheet_becomes_a_table_with_its_name() -> None:
    book = book_of(["指标", "本月", "日期"], ["进出口", 0.1 + 0.2, dt.datetime(2024, 7, 31)])
    document = read(book)
    assert document.blocks == (Table((("指标", "本月", "日期"), ("进出口", "0.3", "2024-07-31")), "七月"),)
    assert str(document.cite(document.text().index("0.3"))) == "表1“七月”第2行，“本月”列"


def test_a_percent_format_is_kept_and_a_quoted_percent_is_none() -> None:
    book = book_of(["增速", 0.068, 0.5])
    book.active["B1"].number_format = "0.0%"
    book.active["C1"].number_format = '0.0"%"'
    assert rows_of(read(book)) == (("增速", "6.8%", "0.5"),)


def test_row_numbers_are_the_sheets_own() -> None:
    book = openpyxl.Workbook()
    book.active["B3"] = "值"
    assert rows_of(read(book)) == (("", ""), ("", ""), ("", "值"))


def test_empty_and_hidden_sheets_are_skipped_and_the_hidden_are_noted() -> None:
    book = book_of(["甲"])
    book.create_sheet("空")
    hidden = book.create_sheet("底稿")
    hidden["A1"] = "不读"
    hidden.sheet_state = "hidden"
    document = read(book)
    assert document.text() == "七月\n甲"
    assert [str(note) for note in document.notes] == ["有1张隐藏的工作表没有读。"]


def test_merged_heads_are_repeated() -> None:
    book = book_of(["主要指标"], ["指标", "7月", None], [None, "本月", "增速"], ["进出口", 230, 1.5])
    for area in ("A1:C1", "A2:A3", "B2:C2"):
        book.active.merge_cells(area)
    assert rows_of(read(book))[:3] == (("主要指标", "", ""), ("指标", "7月", "7月"), ("指标", "本月", "增速"))


def test_error_values_are_shown_and_noted() -> None:
    book = book_of(["增速", "x"])
    book.active["B1"].value = "#DIV/0!"
    document = read(book)
    assert rows_of(document) == (("增速", "#DIV/0!"),)
    assert [str(note) for note in document.notes] == ["工作表“七月”有1格是错误值，如 #DIV/0!。"]


def test_formulas_without_a_value_are_noted() -> None:
    document = read(book_of(["合计", "=1+1"]))
    assert rows_of(document) == (("合计",),)
    assert [str(note)[:9] for note in document.notes] == ["有1格公式没有算出"]


def test_a_far_styled_cell_costs_nothing() -> None:
    book = book_of(["甲", 1])
    book.active["XFD1048576"].number_format = "0.0%"
    assert rows_of(read(book)) == (("甲", "1"),)


def test_an_old_workbook_is_read() -> None:
    document = read_document(old_workbook("进出口", 230.5), "月报.xls")
    assert document.blocks == (Table((("进出口", "230.5"),), "S"),)
    assert "百分数按小数读出" in str(document.notes[0])


def old_workbook(text: str, number: float) -> bytes:
    """A .xls by hand: one compound file with one BIFF8 stream of one sheet with a text and a number."""
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    end = _record(0x000A, b"")
    sheet_at = len(start) + 4 + 9 + len(end)
    sheet = _record(0x0085, struct.pack("<IHBB", sheet_at, 0, 1, 0) + b"S")
    label = _record(0x0204, struct.pack("<HHHHB", 0, 0, 0, len(text), 1) + text.encode("utf-16-le"))
    value = _record(0x0203, struct.pack("<HHHd", 0, 1, 0, number))
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    return _compound((start + sheet + end + begin + label + value + end).ljust(4096, b"\0"))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _compound(stream: bytes) -> bytes:
    """Sector 0 is the allocation table, sector 1 the directory, the stream follows."""
    count = len(stream) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    entries = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    return header + table + entries.ljust(512, b"\0") + stream


def _entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    named = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBB", 2 * len(name) + 2, kind, 1)
    none = 0xFFFFFFFF
    return named + struct.pack("<III", none, none, child) + bytes(36) + struct.pack("<IQ", first, size)
