"""Word (.docx): headings, paragraphs, tables, text boxes in document order, as if all changes were accepted.

Headers, footers, footnotes, comments, hidden text and automatic numbers are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from chaotou.core.blocks import Block, Document, Heading, Paragraph, Table
from chaotou.formats import cells
from chaotou.formats.lines import join

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_BOX = qn("w:txbxContent")
_WRAPPERS = {qn(f"w:{tag}") for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = {qn(f"w:{tag}") for tag in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "txbxContent", "rt")}
_UNSEEN.add(_FALLBACK)
_TEXT = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}

HeadingLevel = Callable[[Any], int | None]


def read(data: bytes, name: str) -> Document:
    """The body of a .docx; the package has been checked before."""
    document = docx.Document(BytesIO(data))
    levels = _levels(document)
    return Document(name, tuple(_blocks(document.element.body, levels)))


def _levels(document: Any) -> HeadingLevel:
    """How deep a heading a paragraph is, by its own outline level or its style's; None for plain text."""
    by_style = {style.style_id: _style_level(style) for style in document.styles}
    usual = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    default = by_style.get(usual.style_id) if usual is not None else None

    def level(paragraph: Any) -> int | None:
        properties = paragraph.pPr
        own = _outline(properties)
        if own is not None:
            return own
        style = properties.style if properties is not None else None
        return by_style.get(style) if style else default

    return level


def _style_level(style: Any) -> int | None:
    """The outline level of a style or of the nearest style it is based on."""
    for _ in range(10):
        if style is None:
            return None
        level = _outline(style.element.pPr if hasattr(style.element, "pPr") else None)
        if level is not None:
            return level
        if (style.name or "").lower() in ("title", "标题"):
            return 1
        style = getattr(style, "base_style", None)
    return None


def _outline(properties: Any) -> int | None:
    found = properties.find(qn("w:outlineLvl")) if properties is not None else None
    value = int(found.get(qn("w:val"), "9")) if found is not None else 9
    return value + 1 if 0 <= value < 9 else None


def _blocks(parent: Any, levels: HeadingLevel) -> Iterator[Block]:
    for element in parent:
        if element.tag == _PARAGRAPH:
            yield from _paragraph(element, levels)
        elif element.tag == _TABLE:
            yield from _table(element, levels)
        elif element.tag in _WRAPPERS:
            yield from _blocks(element, levels)


def _paragraph(element: Any, levels: HeadingLevel) -> Iterator[Block]:
    text = _text(element).strip()
    level = levels(element)
    if text:
        yield Heading(level, join(text.split("\n"))) if level else Paragraph(text)
    for box in _boxes(element):
        yield from _blocks(box, levels)


def _text(element: Any) -> str:
    """All visible text below an element; deleted, moved away and hidden runs are passed over."""
    if element.tag == qn("w:t"):
        return element.text or ""
    if element.tag in _TEXT:
        return _TEXT[element.tag]
    return "".join(_text(child) for child in element if _is_seen(child))


def _is_seen(element: Any) -> bool:
    if element.tag in _UNSEEN:
        return False
    properties = element.find(qn("w:rPr")) if element.tag == qn("w:r") else None
    hidden = properties.find(qn("w:vanish")) if properties is not None else None
    return hidden is None or hidden.get(qn("w:val"), "1") in ("0", "false", "off")


def _boxes(element: Any) -> Iterator[Any]:
    """Text boxes anchored in a paragraph; each is stored a second time as a fallback for old programs."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag != _FALLBACK:
            yield from _boxes(child)


def _table(element: Any, levels: HeadingLevel) -> Iterator[Block]:
    """A table; a frame of a single cell counts as the text inside it."""
    rows = [_cells_of(row) for row in _inside(element, _ROW) if not _is_deleted(row)]
    if sum(map(len, rows)) == 1:
        yield from _blocks(rows[0][0], levels)
        return
    texts, merged = _grid(rows)
    cells.fill(texts, merged)
    if any(map(any, texts)):
        yield Table(cells.trimmed(texts))


def _inside(element: Any, tag: str) -> Iterator[Any]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)


def _cells_of(row: Any) -> list[Any]:
    return list(_inside(row, _CELL))


def _is_deleted(row: Any) -> bool:
    properties = row.find(qn("w:trPr"))
    return properties is not None and properties.find(qn("w:del")) is not None


def _grid(rows: Iterable[list[Any]]) -> tuple[list[list[str]], list[cells.Area]]:
    """Cell texts by row and grid column, and the areas that merged cells cover."""
    texts: list[list[str]] = []
    areas: dict[tuple[int, int], cells.Area] = {}
    above: dict[int, tuple[int, int]] = {}
    for row_number, row in enumerate(rows):
        line: list[str] = []
        for cell in row:
            column, span = len(line), min(cell.grid_span, 100)
            key = above.get(column) if cell.vMerge == "continue" else None
            key = key or (row_number, column)
            above[column] = key
            areas[key] = (*key, row_number, column + span - 1)
            line += [_cell_text(cell) if key[0] == row_number else ""] + [""] * (span - 1)
        texts.append(line)
    return _padded(texts), [area for area in areas.values() if area[:2] != area[2:]]


def _padded(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _cell_text(cell: Any) -> str:
    """The paragraphs of a cell, and of tables inside it, in one line."""
    parts = (_text(paragraph).strip() for paragraph in cell.iter(_PARAGRAPH))
    return " ".join(part.replace("\n", " ") for part in parts if part)
