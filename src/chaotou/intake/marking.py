"""A document's blocks cut where its claims begin and end, so that a page can mark each, overlapping ones
too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chaotou.core.blocks import Document, Heading, Paragraph, Span, Table


@dataclass(frozen=True)
class Mark:
    """A stretch [start, end) of the text to mark, for the claim of this number or (None) otherwise."""

    start: int
    end: int
    anchor: str
    claim: int | None = None


@dataclass(frozen=True)
class Piece:
    """Words of one block with the same marks; `anchors` of marks that begin here, claims that end here."""

    text: str
    claims: tuple[int, ...] = ()
    others: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    ending: tuple[int, ...] = ()


Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Shown:
    """A block for the page: `kind` is heading, paragraph or table; a table has rows of cells."""

    kind: str
    pieces: Pieces = ()
    level: int = 0
    page: int | None = None
    rows: tuple[tuple[Pieces, ...], ...] = ()
    head_rows: int = 0


def shown(document: Document, marks: Sequence[Mark], stretch: tuple[int, int] | None = None) -> list[Shown]:
    """The document's blocks in order, blank ones left out, each cut at its marks; of a table the header and
    the rows within `stretch`, of other blocks those that reach into it.
    """
    spans: dict[int, list[Span]] = {}
    for span in _within(document, stretch) if stretch else document.places():
        spans.setdefault(span.block, []).append(span)
    cutter = _Cutter(document.text(), marks)
    return [block for number in spans for block in _block(document, number, spans[number], cutter)]


def _within(document: Document, stretch: tuple[int, int]) -> list[Span]:
    """The spans of every block, or row of a table, that reaches into a stretch of the text, and headers."""
    start, end = stretch
    touched = {(s.block, s.row) for s in document.places() if s.start < end and s.end > start}
    tables = {block for block, row in touched if row is not None}
    return [
        span
        for span in document.places()
        if (span.block, span.row) in touched or span.block in tables and _heads(document, span)
    ]


def _heads(document: Document, span: Span) -> bool:
    block = document.blocks[span.block]
    return isinstance(block, Table) and (span.row is None or span.row < block.head.stop)


class _Cutter:
    """Cuts stretches of one text; stretches are asked for in order, so each mark is looked at only where it
    lies.
    """

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self.text = text
        self.marks = sorted(marks, key=lambda mark: (mark.start, mark.end, mark.anchor))
        self.open: list[Mark] = []
        self.next = 0

    def pieces(self, span: Span) -> Pieces:
        here = self._marks_in(span)
        cuts = sorted({span.start, span.end, *self._edges(here, span)})
        return tuple(self._piece(start, end, here) for start, end in zip(cuts, cuts[1:], strict=False))

    def _marks_in(self, span: Span) -> list[Mark]:
        while self.next < len(self.marks) and self.marks[self.next].start < span.end:
            self.open.append(self.marks[self.next])
            self.next += 1
        self.open = [mark for mark in self.open if mark.end > span.start]
        return [mark for mark in self.open if mark.start < span.end]

    def _edges(self, marks: Iterable[Mark], span: Span) -> Iterable[int]:
        return (edge for mark in marks for edge in (mark.start, mark.end) if span.start < edge < span.end)

    def _piece(self, start: int, end: int, marks: list[Mark]) -> Piece:
        here = [mark for mark in marks if mark.start < end and mark.end > start]
        claims = [mark for mark in here if mark.claim is not None]
        return Piece(
            self.text[start:end],
            tuple(mark.claim for mark in claims if mark.claim is not None),
            tuple(mark.anchor for mark in here if mark.claim is None),
            _anchors([mark.anchor for mark in here if mark.start == start], start),
            tuple(mark.claim for mark in claims if mark.claim is not None and mark.end == end),
        )


def _anchors(anchors: list[str], start: int) -> tuple[str, ...]:
    """Where marks begin, the offset is an anchor too: a citation may know nothing else."""
    return (*anchors, f"at-{start}") if anchors else ()


def _block(document: Document, number: int, spans: list[Span], cutter: _Cutter) -> list[Shown]:
    block = document.blocks[number]
    if isinstance(block, Table):
        return _table(block, spans, cutter)
    pieces = cutter.pieces(spans[0])
    if not block.text.strip():
        return []
    if isinstance(block, Heading):
        return [Shown("heading", pieces, level=block.level, page=block.page)]
    assert isinstance(block, Paragraph)
    return [Shown("paragraph", pieces, page=block.page)]


def _table(block: Table, spans: list[Span], cutter: _Cutter) -> list[Shown]:
    title: Pieces = ()
    rows: dict[int, list[Pieces]] = {}
    for span in spans:
        pieces = cutter.pieces(span)
        if span.row is None:
            title = pieces
        else:
            rows.setdefault(span.row, []).append(pieces)
    cells = tuple(tuple(row) for row in rows.values())
    return [Shown("table", title, page=block.page, rows=cells, head_rows=len(block.head))]
