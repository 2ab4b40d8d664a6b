"""Tables: ruled, as wide as the text, their head repeated on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element

from chaotou.core.blocks import Table
from chaotou.formats.official.columns import Rows, alignments, widths
from chaotou.formats.official.markup import w
from chaotou.formats.official.measures import CELL_MARGIN, TABLE, TEXT_WIDTH, WIDE_TABLE
from chaotou.formats.official.style import aligned
from chaotou.formats.official.styles import CELL, CELL_HEAD, TABLE_TITLE

_MANY_COLUMNS = 7
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


class _Stretch(NamedTuple):
    """A cell over the columns [start, end)."""

    start: int
    end: int
    text: str


class _Layout(NamedTuple):
    """What all rows share: column widths in twips, alignments, the size of cells in half points."""

    widths: list[int]
    alignments: list[str]
    size: int


def table(block: Table) -> Iterator[Element]:
    """The title, the table and a line that keeps it from running into another table."""
    columns = max(map(len, block.rows))
    rows = [[*row, *[""] * (columns - len(row))] for row in block.rows]
    size = WIDE_TABLE if columns >= _MANY_COLUMNS else TABLE
    layout = _Layout(widths(rows, size), alignments(rows[block.head.stop :] or rows), size)
    if block.title:
        yield TABLE_TITLE.paragraph(block.title)
    yield w("tbl", _properties(), _grid(layout), *_rows(rows, block.head, layout))
    yield CELL.paragraph("")


def _properties() -> Element:
    edges = (w(edge, val="single", sz=4, space=0, color="auto") for edge in _EDGES)
    sides = (w(side, w=CELL_MARGIN, type="dxa") for side in ("left", "right"))
    return w(
        "tblPr",
        w("tblW", w=TEXT_WIDTH, type="dxa"),
        w("tblBorders", *edges),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *sides),
    )


def _grid(layout: _Layout) -> Element:
    return w("tblGrid", *(w("gridCol", w=width) for width in layout.widths))


def _rows(rows: Rows, head: range, layout: _Layout) -> Iterator[Element]:
    """Rows down to the end of the head are repeated on every page; the others do not break."""
    above: list[_Stretch] = []
    for number, row in enumerate(rows):
        cells = _stretches(row, number, head)
        below = _stretches(rows[number + 1], number + 1, head) if number + 1 in head else []
        merges = [_merge(cell, above, below) if number in head else None for cell in cells]
        is_head = number < head.stop
        yield w(
            "tr",
            w("trPr", w("cantSplit"), *([w("tblHeader")] if is_head else [])),
            *(_cell(cell, merge, layout, is_head) for cell, merge in zip(cells, merges, strict=True)),
        )
        above = cells


def _stretches(row: Sequence[str], number: int, head: range) -> list[_Stretch]:
    """The cells of a row: what a head of several rows repeats side by side is one, as is a line above it."""
    if number < head.start:
        return [_Stretch(0, len(row), next(filter(None, row), ""))]
    if number not in head or len(head) < 2:
        return [_Stretch(column, column + 1, text) for column, text in enumerate(row)]
    groups = (list(group) for _, group in groupby(enumerate(row), key=lambda pair: pair[1] or pair[0]))
    return [_Stretch(group[0][0], group[-1][0] + 1, group[0][1]) for group in groups]


def _merge(cell: _Stretch, above: list[_Stretch], below: list[_Stretch]) -> str | None:
    """Whether a cell of the head goes on from the row above, or into the one below."""
    if not cell.text:
        return None
    return "continue" if cell in above else "restart" if cell in below else None


def _cell(cell: _Stretch, merge: str | None, layout: _Layout, is_head: bool) -> Element:
    columns = cell.end - cell.start
    spans = [w("gridSpan", val=columns)] if columns > 1 else []
    merges = [w("vMerge", val=merge)] if merge else []
    own = w("tcW", w=sum(layout.widths[cell.start : cell.end]), type="dxa")
    text = "" if merge == "continue" else cell.text
    content = (
        CELL_HEAD.paragraph(text, size=layout.size)
        if is_head
        else CELL.paragraph(text, aligned(layout.alignments[cell.start]), size=layout.size)
    )
    return w("tc", w("tcPr", own, *spans, *merges, w("vAlign", val="center")), content)
