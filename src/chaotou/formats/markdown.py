"""Basic Markdown: headings, pipe tables, paragraphs; marks of emphasis and links are taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from chaotou.core.blocks import Block, Document, Heading, Paragraph, Table
from chaotou.formats import lines, plain

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_CELL_BREAK = re.compile(r"(?<!\\)\|")
_MARKS = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"(\*\*|__|`)(.+?)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?![\s*])([^*]+?)\*(?![\w*])"), r"\1"),
)


def read(data: bytes, name: str) -> Document:
    """Headings, tables and paragraphs in order; raises Refusal for bytes that are no text."""
    return from_text(plain.decode(data, name), name)


def from_text(text: str, name: str) -> Document:
    """As `read` does, for text already decoded."""
    return Document(name, tuple(_blocks(text.splitlines())))


def _blocks(source: list[str]) -> Iterator[Block]:
    for kind, group in groupby(source, key=_kind):
        found = list(group)
        if kind == "heading":
            yield from map(_heading, found)
        elif kind == "table" and any(map(_RULE.fullmatch, found)):
            yield Table(_rows(found))
        elif kind:
            yield from _paragraphs(found)


def _kind(line: str) -> str:
    if not line.strip():
        return ""
    if _HEADING.fullmatch(line):
        return "heading"
    return "table" if line.lstrip().startswith("|") else "text"


def _heading(line: str) -> Heading:
    match = _HEADING.fullmatch(line)
    assert match, line
    return Heading(len(match[1]), _unmarked(match[2]))


def _rows(source: list[str]) -> tuple[tuple[str, ...], ...]:
    rows = [_cells(line) for line in source if not _RULE.fullmatch(line)]
    width = max(map(len, rows), default=0)
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows)


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [_unmarked(cell.strip().replace("\\|", "|")) for cell in _CELL_BREAK.split(inner)]


def _paragraphs(source: list[str]) -> Iterator[Paragraph]:
    """Lines run on until a list item begins or a line ends in two spaces, as Markdown has it."""
    held: list[str] = []
    for line in source:
        if held and (_ITEM.match(line) or held[-1].endswith("  ")):
            yield Paragraph(_unmarked(lines.join(held)))
            held = []
        held.append(line)
    yield Paragraph(_unmarked(lines.join(held)))


def _unmarked(text: str) -> str:
    for mark, kept in _MARKS:
        text = mark.sub(kept, text)
    return text
