"""An official document to the bytes of a .docx."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from chaotou.formats.official.checking import check
from chaotou.formats.official.document import OfficialDocument
from chaotou.formats.official.ending import end_block, signature
from chaotou.formats.official.flow import appendix_note, appendix_pages, flow
from chaotou.formats.official.fonts import cleaned
from chaotou.formats.official.markup import w
from chaotou.formats.official.opening import opening
from chaotou.formats.official.packing import packed
from chaotou.formats.official.page import font_table, footers, section, settings
from chaotou.formats.official.people import attendance
from chaotou.formats.official.styles import RECIPIENT, styles


def official_docx(document: OfficialDocument) -> bytes:
    """The document as a .docx after GB/T 9704-2012; the same document gives the same bytes.

    Control and direction characters are left out. Raises Obstacles for what cannot be written.
    """
    check(document)
    parts = {
        "document": w("document", w("body", *_body(document), section())),
        "styles": styles(),
        "settings": settings(),
        "fontTable": font_table(),
        **footers(),
    }
    return packed(parts, _core(document))


def _body(document: OfficialDocument) -> Iterator[Element]:
    yield from opening(document)
    if document.recipient:
        yield RECIPIENT.paragraph(f"{document.recipient.rstrip('：:')}：")
    yield from flow(document.blocks)
    yield from appendix_note(document.appendices)
    if document.signature:
        yield from signature(document.signature)
    yield from attendance(document.attendance)
    yield from appendix_pages(document.appendices)
    if document.end:
        yield from end_block(document.end)


def _core(document: OfficialDocument) -> Element:
    """The title, who issued it and on which day, and nothing about who wrote it or when."""
    head, signed = document.head, document.signature
    issuer = (head and head.issuer) or (signed and signed.name) or ""
    day = (head and head.issued_on) or (signed and signed.signed_on)
    core = Element(
        "cp:coreProperties",
        {
            "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:dcterms": "http://purl.org/dc/terms/",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        },
    )
    SubElement(core, "dc:title").text = cleaned(document.title.replace("\n", ""))
    SubElement(core, "dc:creator").text = cleaned(issuer)
    if day:
        SubElement(core, "dcterms:created", {"xsi:type": "dcterms:W3CDTF"}).text = f"{day}T00:00:00Z"
    return core
