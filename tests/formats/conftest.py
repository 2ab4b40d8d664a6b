"""Builders of files, good and bad: everything a test reads is made by the test."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pytest

Line = tuple[float, float, float, str]  # points from the left and from the bottom, size, text
Make = Callable[..., bytes]


@pytest.fixture
def make_docx() -> Make:
    def make(*paragraphs: str) -> bytes:
        document = docx.Document()
        for text in paragraphs:
            document.add_paragraph(text)
        return saved(document)

    return make


@pytest.fixture
def make_xlsx() -> Make:
    def make(rows: Iterable[Iterable[object]]) -> bytes:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(list(row))
        return saved(book)

    return make


@pytest.fixture
def make_pdf() -> Make:
    return build_pdf


@pytest.fixture
def make_package() -> Make:
    """A zip with the given parts; `base` is a package whose other parts are kept."""

    def make(parts: dict[str, bytes | str], base: bytes | None = None) -> bytes:
        stream = BytesIO()
        with ZipFile(stream, "w", ZIP_DEFLATED) as package:
            for name, content in {**_parts(base), **parts}.items():
                package.writestr(name, content)
        return stream.getvalue()

    return make


def _parts(base: bytes | None) -> dict[str, bytes | str]:
    if base is None:
        return {}
    with ZipFile(BytesIO(base)) as package:
        return {name: package.read(name) for name in package.namelist()}


def saved(thing: object) -> bytes:
    stream = BytesIO()
    thing.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def build_pdf(*pages: Iterable[Line], drawing: str = "", image: bool = False) -> bytes:
    """A PDF of A4 pages with text in a font that is not embedded but says what its codes mean (ToUnicode)."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT, _DESCENDANT, _to_unicode(), _IMAGE]
    kids = []
    for lines in pages:
        content = _content(lines, drawing, image)
        objects += [_stream(content), _PAGE % (len(objects) + 1)]
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _assembled(objects)


_FONT = b"""<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H
/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"""
_DESCENDANT = b"""<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 /W [32 [500] 33 126 500]
/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>
/FontDescriptor << /Type /FontDescriptor /FontName /Song /Flags 4 /Ascent 880 /Descent -120 /CapHeight 700
/StemV 80 /ItalicAngle 0 /FontBBox [0 -120 1000 880] >> >>"""
_IMAGE = b"""<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8
/Length 1 >>
stream
\x80
endstream"""
_PAGE = b"""<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R
/Resources << /Font << /F 3 0 R >> /XObject << /I 6 0 R >> >> >>"""


def _to_unicode() -> bytes:
    return _stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        b"1 beginbfrange <0000> <FFFF> <0000> endbfrange\nendcmap end end"
    )


def _content(lines: Iterable[Line], drawing: str, image: bool) -> bytes:
    shown = [
        f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, size, text in lines
    ]
    picture = ["q 595 0 0 842 0 0 cm /I Do Q"] if image else []
    return "\n".join([*picture, *shown, drawing]).encode()


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _assembled(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
