"""The parts of a .docx and their zip: the same document always gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from xml.etree.ElementTree import Element, tostring
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_ZIPPED_ON_MSDOS = 0


def packed(parts: dict[str, Element], core: Element) -> bytes:
    """A package of the parts of `word/` by name (document, styles, footerOdd …) and of core properties."""
    related = [name for name in parts if name != "document"]
    files = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _relationships(
            [
                ("document", f"{_OFFICE}/officeDocument", "word/document.xml"),
                ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ]
        ),
        "docProps/core.xml": core,
        "word/_rels/document.xml.rels": _relationships(
            (name, f"{_OFFICE}/{_kind(name)}", f"{name}.xml") for name in related
        ),
        **{f"word/{name}.xml": part for name, part in parts.items()},
    }
    return _zipped(files)


def _kind(name: str) -> str:
    return "footer" if name.startswith("footer") else name


def _types(parts: Iterable[str]) -> Element:
    types = Element("Types", xmlns=f"{_PACKAGE}/content-types")
    usual = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    types.extend(Element("Default", Extension=name, ContentType=kind) for name, kind in usual.items())
    special = {f"/word/{name}.xml": f"{_WORD}.{_content(name)}+xml" for name in parts}
    special["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    types.extend(Element("Override", PartName=name, ContentType=kind) for name, kind in special.items())
    return types


def _content(name: str) -> str:
    return "document.main" if name == "document" else _kind(name)


def _relationships(entries: Iterable[tuple[str, str, str]]) -> Element:
    relationships = Element("Relationships", xmlns=f"{_PACKAGE}/relationships")
    for name, kind, target in entries:
        relationships.append(Element("Relationship", Id=name, Type=kind, Target=target))
    return relationships


def _zipped(files: dict[str, Element]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name, root in files.items():
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, _ZIPPED_ON_MSDOS
            package.writestr(entry, tostring(root, "UTF-8", xml_declaration=True))
    return stream.getvalue()
