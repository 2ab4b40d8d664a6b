"""A text cut where lines read from it begin and end, so that a page can mark each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Mark = tuple[int, int, int]
"""Start, end and number of a line read from the text."""


@dataclass(frozen=True)
class Piece:
    """Words with the same marks: the numbers of the lines they belong to, and of those that begin here."""

    text: str
    numbers: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


def paragraphs(text: str, marks: Iterable[Mark]) -> list[list[Piece]]:
    """The lines of the text in order, blank ones left out, each cut at its marks."""
    held, found, start = list(marks), [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(_pieces(text, start, start + len(line), held))
        start += len(line) + 1
    return found


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Piece]:
    here = [mark for mark in marks if mark[0] < end and mark[1] > start]
    edges = {start, end, *(edge for mark in here for edge in mark[:2] if start < edge < end)}
    return [_piece(text, one, other, here) for one, other in pairwise(sorted(edges))]


def _piece(text: str, start: int, end: int, marks: Sequence[Mark]) -> Piece:
    over = [mark for mark in marks if mark[0] < end and mark[1] > start]
    begins = tuple(number for first, _latest, number in over if first == start)
    return Piece(text[start:end], tuple(number for _first, _latest, number in over), begins)
