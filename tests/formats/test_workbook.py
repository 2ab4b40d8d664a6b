"""Workbooks that are written: text stays text, numbers stay numbers."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from chaotou.formats.workbook import Number, workbook

HEAD = ["名称", "数"]


def sheet_of(data: bytes):
    return openpyxl.load_workbook(BytesIO(data)).active


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "12", "2024-01"])
def test_text_is_never_a_formula_or_a_number(text):
    data = workbook("表", [], HEAD, [[text, None]])
    cell = sheet_of(data)["A4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    sheet = ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_a_number_keeps_its_value_and_its_format():
    cell = sheet_of(workbook("表", [], HEAD, [["x", Number(Decimal("0.5250"), "0.00%")]]))["B4"]
    assert (cell.value, cell.number_format, cell.data_type) == (0.525, "0.00%", "n")


def test_the_title_and_the_notes_stand_above_a_head_that_stays_in_view():
    sheet = sheet_of(workbook("目标进度[总]表", ["截至 2024-08-12"], HEAD, [["x", Number(1)]]))
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A4"].value] == [
        "目标进度[总]表",
        "截至 2024-08-12",
        "名称",
    ]
    assert sheet.freeze_panes == "B5"
    assert "[" not in sheet.title


def test_what_xml_cannot_hold_is_left_out_and_an_empty_table_has_its_head():
    assert sheet_of(workbook("表", [], HEAD, [["a\x07b", None]]))["A4"].value == "ab"
    assert sheet_of(workbook("表", [], HEAD, [])).max_row == 3
