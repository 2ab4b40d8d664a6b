"""Long spreadsheets: what comes out of each kind of file, and every bad file refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from chaotou.core.issues import Refusal
from chaotou.formats import package
from chaotou.formats.grid import LONG, LONGEST_CELL, read_grid
from chaotou.formats.limits import MIB, Limits

Make = Callable[..., bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_gives_its_cells_as_people_read_them(make_xlsx: Make) -> None:
    rows = [["项目名称", "投资", "日期"], [" 甲项目 ", 1.2, date(2024, 7, 31)], ["224E10000913", 35000, None]]
    (sheet,) = read_grid(make_xlsx(rows), "a.xlsx")
    assert sheet.rows == [
        ["项目名称", "投资", "日期"],
        ["甲项目", "1.2", "2024-07-31"],
        ["224E10000913", "35000", ""],
    ]


def test_hidden_and_empty_sheets_are_left_out() -> None:
    book = openpyxl.Workbook()
    book.active.title = "空"
    for title, state in (("台账", "visible"), ("底稿", "hidden")):
        sheet = book.create_sheet(title)
        sheet.append(["项目名称"])
        sheet.sheet_state = state
    assert [sheet.title for sheet in read_grid(saved(book), "a.xlsx")] == ["台账"]


def test_merged_headings_are_repeated_in_every_cell_they_cover() -> None:
    book = openpyxl.Workbook()
    book.active.append(["项目名称", "投资", None])
    book.active.append([None, "总投资", "固定资产投资"])
    book.active.append(["甲", 1, 2])
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:C1")
    rows = read_grid(saved(book), "a.xlsx")[0].rows
    assert rows[:2] == [["项目名称", "投资", "投资"], ["项目名称", "总投资", "固定资产投资"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_its_encoding(encoding: str) -> None:
    text = "项目名称,投资方\r\n智能装备产业园,甲公司\r\n"
    rows = read_grid(text.encode(encoding), "台账.csv")[0].rows
    assert rows == [["项目名称", "投资方"], ["智能装备产业园", "甲公司"]]


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_csv_may_be_separated_otherwise(separator: str) -> None:
    rows = read_grid(f"项目名称{separator}编号\n甲项目{separator}224E10000913\n".encode(), "a.csv")[0].rows
    assert rows[1] == ["甲项目", "224E10000913"]


def test_a_cell_of_a_csv_may_hold_several_lines() -> None:
    assert read_grid('名称,内容\n甲,"一\n二"\n'.encode(), "a.csv")[0].rows[1] == ["甲", "一\n二"]


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.xlsx", "是空的"),
        (b" \n", "a.csv", "是空的"),
        (b",,\n,,\n", "a.csv", "没有数据"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "a.xlsx", "内容不是 .xlsx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "a.png", "不是表格"),
        (b"plain words", "a.txt", "不是表格"),
        (b"PK\x03\x04broken", "a.xlsx", "损坏"),
        (OLE, "a.xls", "损坏"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "密码"),
        ("Größe;Prüfung;Öl".encode("latin-1"), "a.csv", "编码"),
        ("项目名称,投资方".encode() + b"\xe4\xb8", "a.csv", "损坏"),
    ],
)
def test_a_bad_file_is_refused_with_a_way_to_mend_it(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(Refusal, match=reason) as caught:
        read_grid(data, name)
    assert caught.value.hint is not None


def test_a_heading_of_a_megabyte_is_refused() -> None:
    with pytest.raises(Refusal, match=str(LONGEST_CELL)):
        read_grid(b"x" * MIB + b",b\n1,2\n", "a.csv")


def test_a_zip_bomb_is_refused(make_package: Make, make_xlsx: Make) -> None:
    parts = {"xl/worksheets/sheet1.xml": b"<worksheet/>" + b" " * (30 * MIB)}
    with pytest.raises(Refusal, match="压缩炸弹"):
        read_grid(make_package(parts, make_xlsx([["a"]])), "a.xlsx")


def test_a_document_type_is_refused_though_the_whole_is_not_parsed() -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>')
    with pytest.raises(Refusal, match="实体声明"):
        package.check(out.getvalue(), "xlsx", "a.xlsx", LONG, depth=False)


def test_a_cell_far_away_does_not_take_all_memory() -> None:
    book = openpyxl.Workbook()
    book.active.append(["项目名称"])
    book.active.cell(1_048_576, 16_384, "x")
    with pytest.raises(Refusal):
        read_grid(saved(book), "a.xlsx")


def test_more_cells_than_the_limit_are_refused(make_xlsx: Make) -> None:
    with pytest.raises(Refusal, match="超过 10 格"):
        read_grid(make_xlsx([["a"] * 6] * 2), "a.xlsx", limits=Limits(cells=10))
