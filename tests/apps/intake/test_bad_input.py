"""What cannot be read whole is refused with what to do, and nothing of it is kept."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from chaotou.core.issues import Refusal
from chaotou.intake.models import SourceDocument
from chaotou.intake.operations import receive_document

from .conftest import REPORT


def _pdf_of_an_image() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _zip(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return out.getvalue()


def _bomb() -> bytes:
    types = (
        b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    )
    return _zip(**{"[Content_Types].xml": types, "word/document.xml": bytes(100 * 1024 * 1024)})


BAD = {
    "image-only PDF": ("扫描.pdf", _pdf_of_an_image),
    "broken docx": ("报告.docx", lambda: _zip(**{"word/document.xml": b"<w:document"})[:-20]),
    "zip bomb": ("报告.docx", _bomb),
    "50 MB of text": ("长文.txt", lambda: "指标".encode() * (50 * 1024 * 1024 // 6)),
    "more than the limit": ("太大.txt", lambda: b"1" * (50 * 1024 * 1024 + 1)),
    "Latin-1": ("notes.txt", lambda: "Übersicht: Größe und Öffnung für Außenhandel".encode("latin-1")),
    "empty": ("空.txt", lambda: b""),
    "blank": ("空白.txt", lambda: b" \n\t \n"),
    "a program": ("报告.exe", lambda: b"MZ" + bytes(300)),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_with_a_sentence_and_nothing_is_kept(name, ledger, linxiao, now, stored):
    filename, data = BAD[name]
    with pytest.raises(Refusal) as refused:
        receive_document(person=linxiao, data=data(), filename=filename, year=2024, body="zone", now=now)
    assert len(str(refused.value)) > 10
    assert stored() == []
    assert not SourceDocument.objects.exists()


@pytest.mark.parametrize("name", ["image-only PDF", "broken docx", "Latin-1"])
def test_the_page_shows_what_is_wrong_at_the_form(name, ledger, linxiao, signed_in):
    filename, data = BAD[name]
    file = SimpleUploadedFile(filename, data())
    answer = signed_in(linxiao).post("/documents/", {"file": file, "year": 2024, "body": "zone"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert filename in answer.content.decode()


def test_neither_a_file_nor_words_is_said_at_the_form(ledger, linxiao, signed_in):
    answer = signed_in(linxiao).post("/documents/", {"year": 2024, "body": "zone"})
    assert answer.status_code == 422
    assert "两者选一" in answer.content.decode()


def test_an_empty_file_is_said_once(ledger, linxiao, signed_in):
    file = SimpleUploadedFile("空.txt", b"")
    answer = signed_in(linxiao).post("/documents/", {"file": file, "year": 2024, "body": "zone"})
    assert answer.status_code == 422
    assert "两者选一" not in answer.content.decode()


def test_gb18030_is_read(ledger, linxiao, now):
    document = receive_document(
        person=linxiao, data=REPORT.encode("gb18030"), filename="报告.txt", year=2023, body="zone", now=now
    )
    assert document.text == REPORT
    assert document.claims.exists()


def test_a_text_without_any_figure_is_kept_and_says_so(ledger, linxiao, signed_in):
    words = {"text": "今天开了一个会，讨论了若干问题。", "year": 2024, "body": "zone"}
    answer = signed_in(linxiao).post("/documents/", words, follow=True)
    assert "没有读到数据或目标" in answer.content.decode()
