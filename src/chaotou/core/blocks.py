"""The document both ends share: headings, paragraphs and tables in reading order.

`Document.text()` is the one plain text that reading works on; each offset leads back to a block or cell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from chaotou.core.issues import Message

_NUMBER = re.compile(r"[-+−]?[\d.,，]+\s*[%％‰]?")


@dataclass(frozen=True)
class Heading:
    """A heading; `level` counts from 1, `page` from 1 where the source has pages."""

    level: int
    text: str
    page: int | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's text and, where the format has pages, the page it begins on (from 1)."""

    text: str
    page: int | None = None


@dataclass(frozen=True)
class Table:
    """A table as rows of cell texts, heads included; merged heads are repeated in every cell they cover."""

    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    page: int | None = None

    @cached_property
    def head(self) -> range:
        """The rows that name the columns, from the first with two different texts to the first number."""
        starts = (i for i, row in enumerate(self.rows) if len({cell for cell in row if cell}) > 1)
        first = next(starts, None)
        if first is None:
            return range(0)
        latest = first + 1
        while (
            latest < len(self.rows)
            and not any(map(is_number, self.rows[latest]))
            and _repeats(self.rows[latest - 1])
        ):
            latest += 1
        return range(first, latest)

    def column_name(self, column: int) -> str:
        """The head of a column (from 0); heads of two rows are joined with a space; empty if none."""
        names = (self.rows[row][column] for row in self.head if column < len(self.rows[row]))
        return " ".join(dict.fromkeys(name for name in names if name))


Block = Heading | Paragraph | Table


def is_number(text: str) -> bool:
    """Whether a cell holds nothing but a number, with or without a percent sign."""
    return bool(_NUMBER.fullmatch(text.strip()))


def _repeats(row: tuple[str, ...]) -> bool:
    """A head of more than one row shows in a name that spans columns, or in a cell left open below."""
    return len(set(row)) < len(row)


@dataclass(frozen=True)
class Span:
    """The stretch [start, end) of a text that one block, or one cell (row, column from 0), fills."""

    start: int
    end: int
    block: int
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True)
class Document:
    """Blocks in reading order; `notes` say what the source had and the reading left out."""

    title: str
    blocks: tuple[Block, ...]
    notes: tuple[Message, ...] = ()

    def text(self) -> str:
        """All blocks as one text: a line each, a table a line per row with its cells parted by tabs."""
        return self._layout[0]

    def places(self) -> tuple[Span, ...]:
        """Every block and cell with its stretch of `text()`, in order."""
        return self._layout[1]

    def place_at(self, offset: int) -> Span:
        """The block or cell at an offset of `text()`; a separator belongs to what stands before it.

        Raises IndexError outside the text.
        """
        text, spans = self._layout
        if not spans or not 0 <= offset <= len(text):
            raise IndexError(f"offset {offset} is outside a text of {len(text)} characters")
        return spans[bisect_right(self._starts, offset) - 1]

    def cite(self, offset: int) -> Message:
        """Where an offset of `text()` stands, in words: page and paragraph, or table, row and column."""
        span = self.place_at(offset)
        block = self.blocks[span.block]
        place = self._cite_block(block, span)
        return (
            place
            if block.page is None
            else Message("第{page}页，{place}", {"page": block.page, "place": place})
        )

    def _cite_block(self, block: Block, span: Span) -> Message:
        if isinstance(block, Heading):
            return Message("标题“{heading}”", {"heading": block.text})
        before = self.blocks[: span.block + 1]
        if isinstance(block, Paragraph):
            number = sum(isinstance(b, Paragraph) and bool(b.text.strip()) for b in before)
            return Message("第{number}段", {"number": max(number, 1)})
        return _cite_cell(block, sum(isinstance(b, Table) for b in before), span)

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.places()]

    @cached_property
    def _layout(self) -> tuple[str, tuple[Span, ...]]:
        parts: list[str] = []
        spans: list[Span] = []
        offset = 0
        for number, block in enumerate(self.blocks):
            for text, after, row, column in _pieces(block):
                spans.append(Span(offset, offset + len(text), number, row, column))
                parts += text, after
                offset += len(text) + len(after)
        return "".join(parts[:-1]), tuple(spans)

    def as_data(self) -> dict[str, Any]:
        """Plain lists and dicts, fit for JSON; `from_data` is the way back."""
        return {
            "title": self.title,
            "blocks": [_block_data(block) for block in self.blocks],
            "notes": [{"template": note.template, "params": dict(note.params)} for note in self.notes],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Document:
        """The document that `as_data` described."""
        notes = tuple(Message(note["template"], note["params"]) for note in data["notes"])
        return cls(data["title"], tuple(map(_block_from, data["blocks"])), notes)


def _pieces(block: Block) -> Iterator[tuple[str, str, int | None, int | None]]:
    """The texts of a block in order, each with the separator after it and, in a table, its row and column."""
    if not isinstance(block, Table):
        yield block.text, "\n", None, None
        return
    if block.title:
        yield _flat(block.title), "\n", None, None
    for row, cells in enumerate(block.rows):
        for column, cell in enumerate(cells):
            yield _flat(cell), "\t" if column + 1 < len(cells) else "\n", row, column


def _flat(text: str) -> str:
    """A cell on one line, character for character, so that offsets hold."""
    return text.replace("\n", " ").replace("\t", " ")


def _cite_cell(table: Table, number: int, span: Span) -> Message:
    title = Message("“{title}”", {"title": table.title}) if table.title else ""
    if span.row is None or span.column is None:
        return Message("表{number}{title}的标题", {"number": number, "title": title})
    name = table.column_name(span.column)
    column = (
        Message("“{column}”列", {"column": name})
        if name
        else Message("第{number}列", {"number": span.column + 1})
    )
    values = {"number": number, "title": title, "row": span.row + 1, "column": column}
    return Message("表{number}{title}第{row}行，{column}", values)


def _block_data(block: Block) -> dict[str, Any]:
    page = {} if block.page is None else {"page": block.page}
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": block.text, **page}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": block.text, **page}
    return {"kind": "table", "title": block.title, "rows": [list(row) for row in block.rows], **page}


def _block_from(data: Mapping[str, Any]) -> Block:
    page = data.get("page")
    if data["kind"] == "heading":
        return Heading(data["level"], data["text"], page)
    if data["kind"] == "paragraph":
        return Paragraph(data["text"], page)
    return Table(tuple(tuple(row) for row in data["rows"]), data["title"], page)
