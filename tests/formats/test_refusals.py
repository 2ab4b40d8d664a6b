"""Every kind of bad file: each is refused with a reason and a way to mend it, and the reader lives on."""

from __future__ import annotations

import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pypdf
import pytest

from chaotou.core.issues import Refusal
from chaotou.formats import sandbox
from chaotou.formats.limits import MIB, Limits
from chaotou.formats.reading import read_document

Make = Callable[..., bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def refusal(data: bytes, name: str, limits: Limits | None = None) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read_document(data, name, limits=limits or Limits())
    assert caught.value.hint is not None
    assert name in str(caught.value.message)
    return caught.value


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.docx", "是空的"),
        (b" \n", "a.pdf", "是空的"),
        (b"MZ\x90\0" + bytes(100), "a.exe", "类型（.exe）不能读"),
        (b"MZ\x90\0" + bytes(100), "a.docx", "内容不是 .docx"),
        (b"plain words", "a.docx", "内容不是 .docx"),
        (b"plain words", "a.pdf", "内容不是 .pdf"),
        (b"%PDF-1.7 x", "a.docx", "内容不是 .docx"),
        (b"%PDF-1.7 x", "a.txt", "内容不是 .txt"),
        (b"%PDF-1.7 broken", "a.pdf", "损坏"),
        (b"PK\x03\x04broken", "a.docx", "损坏"),
        (b"PK\x03\x04broken", "a.xlsx", "损坏"),
        (b"\x89PNG\r\n", "a.png", "不能读"),
        (b"a,b", "a.csv", "不能读"),
        (b"PK\x03\x04", "报告", "没有后缀名"),
        (OLE, "a.doc", "不能读"),
        (OLE, "a.docx", "旧版"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "密码"),
        (OLE, "a.xls", "损坏"),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused(data: bytes, name: str, reason: str) -> None:
    assert reason in str(refusal(data, name).message)


def test_the_hint_names_the_format_to_save_in() -> None:
    assert ".docx" in str(refusal(OLE, "报告.doc").hint)
    assert ".xlsx" in str(refusal(b"a,b", "表.csv").hint)
    assert "OCR" in str(refusal(b"x", "公文.ofd").hint) or "PDF" in str(refusal(b"x", "公文.ofd").hint)


def test_a_name_is_shown_without_folders_and_control_characters() -> None:
    with pytest.raises(Refusal, match="“x.exe”"):
        read_document(b"x", "C:\\Users\\..\\/etc/\x1b\u202ex.exe")


def test_fifty_one_megabytes_are_refused() -> None:
    assert "51.0 MB" in str(refusal(b"a" * (51 * MIB), "a.txt").message)
    assert "51.0 MB" in str(refusal(b"%PDF-" + b"a" * (51 * MIB - 5), "a.pdf").message)


def test_fifty_megabytes_of_text_are_refused() -> None:
    assert "1000000字" in str(refusal("经开区\n".encode() * (5 * MIB), "a.txt").message)


def test_a_short_file_of_too_many_characters_is_refused() -> None:
    assert "10字" in str(refusal("一二三四五六七八九十一".encode(), "a.txt", Limits(characters=10)).message)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_package_is_refused(make_docx: Make, make_xlsx: Make, share: float) -> None:
    for data, name in ((make_docx("正文"), "a.docx"), (make_xlsx([[1]]), "a.xlsx")):
        assert "损坏" in str(refusal(data[: int(len(data) * share)], name).message)


def test_a_flipped_byte_is_found(make_package: Make, make_docx: Make) -> None:
    data = bytearray(make_docx("正文" * 500))
    with ZipFile(BytesIO(data)) as package:
        entry = package.getinfo("word/document.xml")
    data[entry.header_offset + 60 + len(entry.filename)] ^= 0xFF
    assert "损坏" in str(refusal(bytes(data), "a.docx").message)


def test_a_workbook_named_docx_is_refused(make_xlsx: Make, make_docx: Make) -> None:
    assert "内容不是 .docx" in str(refusal(make_xlsx([[1]]), "a.docx").message)
    assert "内容不是 .xlsx" in str(refusal(make_docx("正文"), "a.xlsx").message)


def test_a_package_without_its_main_part_is_refused(make_package: Make) -> None:
    assert "损坏" in str(refusal(make_package({"word/styles.xml": "<a/>"}), "a.docx").message)


def test_a_zip_bomb_is_refused_unopened(make_package: Make, make_docx: Make) -> None:
    bomb = make_package({"word/media/a.xml": b" " * (40 * MIB)}, make_docx("正文"))
    assert len(bomb) < 100_000
    assert "压缩炸弹" in str(refusal(bomb, "a.docx").message)


def test_many_large_parts_are_refused(make_package: Make, make_xlsx: Make) -> None:
    parts = {f"xl/media/{n}.bin": bytes(2 * MIB) for n in range(4)}
    limits = Limits(package_bytes=6 * MIB)
    assert "压缩炸弹" in str(refusal(make_package(parts, make_xlsx([[1]])), "a.xlsx", limits).message)


def test_many_small_parts_are_refused(make_package: Make, make_docx: Make) -> None:
    parts = {f"word/{n}.bin": b"" for n in range(2_001)}
    assert "压缩炸弹" in str(refusal(make_package(parts, make_docx("正文")), "a.docx").message)


def test_a_part_that_lies_about_its_size_is_refused(make_docx: Make) -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<a>{' ' * 20 * MIB}</a>")
    real, told = struct.pack("<I", 20 * MIB + 7), struct.pack("<I", 100)
    assert stream.getvalue().count(real) == 2
    assert "损坏" in str(refusal(stream.getvalue().replace(real, told), "a.docx").message)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_bomb_is_refused(make_package: Make, make_docx: Make, encoding: str) -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY l0 "ha">{levels}]>'
    body = (
        f'<w:document xmlns:w="{WORDS}"><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>'
    )
    bomb = make_package({"word/document.xml": (laughs + body).encode(encoding)}, make_docx("正文"))
    assert "实体声明" in str(refusal(bomb, "a.docx").message)


def test_an_outside_entity_is_refused(make_package: Make, make_xlsx: Make) -> None:
    outside = '<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/hostname">]><d>&f;</d>'
    assert "实体声明" in str(refusal(make_package({"xl/x.xml": outside}, make_xlsx([[1]])), "a.xlsx").message)


def test_deep_nesting_is_refused(make_package: Make, make_docx: Make) -> None:
    deep = "<a>" * 100_000 + "</a>" * 100_000
    assert "过深" in str(refusal(make_package({"word/a.xml": deep}, make_docx("正文")), "a.docx").message)


def test_macros_are_refused(make_package: Make, make_xlsx: Make) -> None:
    data = make_package({"xl/vbaProject.bin": b"x"}, make_xlsx([[1]]))
    assert "宏" in str(refusal(data, "a.xlsx").message)


def test_a_workbook_without_values_is_refused(make_xlsx: Make) -> None:
    assert "是空的" in str(refusal(make_xlsx([]), "a.xlsx").message)


def test_two_far_cells_are_refused(make_package: Make, make_xlsx: Make) -> None:
    cell = '<c r="{0}"><v>1</v></c>'
    rows = f'<row r="1">{cell.format("A1")}</row><row r="1048576">{cell.format("XFD1048576")}</row>'
    sheet = f'<worksheet xmlns="{SHEETS}"><sheetData>{rows}</sheetData></worksheet>'
    data = make_package({"xl/worksheets/sheet1.xml": sheet}, make_xlsx([[1]]))
    assert "17179869184格" in str(refusal(data, "a.xlsx").message)


def test_a_small_workbook_that_exhausts_memory_ends_only_the_child(
    make_package: Make, make_xlsx: Make
) -> None:
    merged = '<sheetData/><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    sheet = f'<worksheet xmlns="{SHEETS}">{merged}</worksheet>'
    data = make_package({"xl/worksheets/sheet1.xml": sheet}, make_xlsx([[1]]))
    assert len(data) < 6_000
    assert "内存超过上限" in str(refusal(data, "a.xlsx", Limits(memory_bytes=256 * MIB)).message)


def test_an_image_only_pdf_is_refused(make_pdf: Make) -> None:
    for data in (make_pdf([], image=True), make_pdf([(290, 30, 9, "- 1 -")], image=True), make_pdf([])):
        refused = refusal(data, "a.pdf")
        assert "没有文字" in str(refused.message)
        assert "OCR" in str(refused.hint)


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_an_encrypted_pdf_is_refused(make_pdf: Make, algorithm: str) -> None:
    writer = pypdf.PdfWriter()
    writer.append(BytesIO(make_pdf([(72, 700, 12, "正文。")])))
    writer.encrypt("secret", algorithm=algorithm)
    stream = BytesIO()
    writer.write(stream)
    assert "密码" in str(refusal(stream.getvalue(), "a.pdf").message)


def test_a_truncated_pdf_never_ends_the_reader(make_pdf: Make) -> None:
    data = make_pdf([(72, 700, 12, "正文。")])
    for share in (0.2, 0.5, 0.8):
        refusal(data[: int(len(data) * share)], "a.pdf")


def test_too_many_pages_are_refused(make_pdf: Make) -> None:
    data = make_pdf(*[[(72, 700, 12, "正文。")]] * 4)
    assert "有4页，超过3页" in str(refusal(data, "a.pdf", Limits(pages=3)).message)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import os; os.abort()", "内存超过上限"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "内存超过上限"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "损坏"),
        ("import time; time.sleep(60)", "时间超过上限"),
        ("raise RecursionError", "损坏"),
    ],
)
def test_whatever_ends_the_child_is_a_refusal(
    monkeypatch: pytest.MonkeyPatch, code: str, reason: str
) -> None:
    monkeypatch.setattr(sandbox, "_COMMAND", [sys.executable, "-c", code])
    assert reason in str(refusal(b"%PDF-", "a.pdf", Limits(wall_seconds=1)).message)


def test_a_child_that_computes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = "from chaotou.formats.child import confine; from chaotou.formats.limits import Limits\n"
    loop += "confine(Limits(cpu_seconds=1))\nwhile True: pass"
    monkeypatch.setattr(sandbox, "_COMMAND", [sys.executable, "-c", loop])
    assert "时间超过上限" in str(refusal(b"%PDF-", "a.pdf", Limits(wall_seconds=60)).message)


def test_the_child_sees_no_secret_and_may_write_no_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("SECRET_KEY", "s3cret")
    code = "import os; from chaotou.formats.child import confine; from chaotou.formats.limits import Limits\n"
    code += (
        f"confine(Limits())\nprint('SECRET_KEY' in os.environ)\nopen(r'{tmp_path}/x', 'w').write('x' * 9999)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=sandbox._environment(), capture_output=True, text=True, check=False
    )
    assert done.stdout == "False\n"
    assert "File too large" in done.stderr


def children() -> set[str]:
    """The processes that this one started and has not seen the end of."""
    return {
        child
        for task in Path("/proc/self/task").iterdir()
        for child in (task / "children").read_text().split()
    }


def test_files_are_read_from_threads_and_nothing_is_left_behind(make_docx: Make, make_pdf: Make) -> None:
    files = [(make_docx("正文。"), "a.docx"), (make_pdf([(72, 700, 12, "正文。")]), "a.pdf")] * 2
    texts: list[str] = []
    before = children()
    threads = [threading.Thread(target=lambda f=f: texts.append(read_document(*f).text())) for f in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == ["正文。"] * 4
    assert children() == before


def test_the_current_folder_cannot_replace_a_module(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object, make_docx: Make
) -> None:
    with open(f"{tmp_path}/json.py", "w") as planted:
        planted.write("raise SystemExit(9)")
    monkeypatch.chdir(str(tmp_path))
    assert read_document(make_docx("正文。"), "a.docx").text() == "正文。"
