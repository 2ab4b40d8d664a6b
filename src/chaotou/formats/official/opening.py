"""The head of an official document: the mark in red, number, issuer and date, the red rule, and the title."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from chaotou.formats.official.document import Head, OfficialDocument
from chaotou.formats.official.measures import (
    LARGEST_MARK,
    LINE,
    MARK_TOP_MM,
    RED_RULE_GAP,
    RED_RULE_MM,
    SMALLEST_MARK,
    TEXT_WIDTH,
    characters,
    twips,
    width,
)
from chaotou.formats.official.style import edges, exact, stops
from chaotou.formats.official.styles import BLANK, ISSUER, MARK, NUMBER, PAPER_TITLE, RULE
from chaotou.formats.official.titles import broken
from chaotou.formats.official.words import chinese_date


def opening(document: OfficialDocument) -> Iterator[Element]:
    """The head, if there is one, and the title two lines below its rule."""
    if document.head:
        yield from _head(document.head)
    above = 2 * LINE - RED_RULE_GAP - twips(RED_RULE_MM) if document.head else 0
    yield PAPER_TITLE.paragraph(broken(document.title), exact(before=above, after=LINE))


def _head(head: Head) -> Iterator[Element]:
    """The mark 35 mm below the top of the text; two empty lines, and what brings the rest to the grid."""
    size = mark_size(head.mark)
    line, before = 12 * size, twips(MARK_TOP_MM) - size
    yield MARK.paragraph(head.mark, exact(line, before=before), size=size)
    yield BLANK.paragraph("", exact(2 * LINE + -(before + line) % LINE))
    if head.number:
        yield NUMBER.paragraph(head.number)
    if head.issuer or head.issued_on:
        yield _issuer(head)
    yield RULE.paragraph("")


def mark_size(mark: str) -> int:
    """The largest size, in half points, that keeps the mark on one line; a very long one takes two."""
    fitting = int(TEXT_WIDTH / 10 / max(width(mark), 1))
    return min(LARGEST_MARK, max(SMALLEST_MARK, fitting))


def _issuer(head: Head) -> Element:
    """Who and when, one character in from either side."""
    day = chinese_date(head.issued_on) if head.issued_on else ""
    right = stops(TEXT_WIDTH - characters(1), side="right")
    return ISSUER.paragraph(f"{head.issuer}\t{day}", right, edges(left=1))
