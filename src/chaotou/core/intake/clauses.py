"""Sentences, segments (between semicolons) and clauses (between commas), as spans of the mended text.

What runs on for hundreds of characters without a mark is no prose; it is cut, so that reading stays linear.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_OPEN, _CLOSE = "([", ")]"
_THOUSANDS = 3
_LONGEST = {True: 600, False: 4000}


@dataclass(frozen=True)
class Span:
    start: int
    end: int

    @property
    def range(self) -> tuple[int, int]:
        return self.start, self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def sentences(text: str, start: int) -> list[Span]:
    """The sentences of one paragraph that begins at `start`; closing quotes stay with their sentence."""
    return [Span(start + a, start + b) for a, b in _split(text, "。!?\n", nested=False)]


def segments(text: str, span: Span) -> list[Span]:
    return _within(text, span, ";")


def clauses(text: str, span: Span) -> list[Span]:
    """Between commas; a comma inside brackets or inside a number (1,234) does not divide."""
    return _within(text, span, ",")


def _within(text: str, span: Span, marks: str) -> list[Span]:
    return [Span(span.start + a, span.start + b) for a, b in _split(span.of(text), marks, nested=True)]


def _split(text: str, marks: str, *, nested: bool) -> Iterator[tuple[int, int]]:
    if 0 < len(text) <= _LONGEST[True] and not any(mark in text for mark in marks):
        yield 0, len(text)
        return
    begin, depth = 0, 0
    for index, character in enumerate(text):
        if nested and character in _OPEN:
            depth += 1
        elif nested and character in _CLOSE:
            depth = max(0, depth - 1)
        elif character in marks and not depth and not _in_number(text, index):
            if index > begin:
                yield begin, index
            begin = index + 1
        elif index - begin >= _LONGEST[nested] * (2 if character.isdigit() else 1):
            yield begin, index
            begin = index
    if begin < len(text):
        yield begin, len(text)


def _in_number(text: str, index: int) -> bool:
    after = text[index + 1 : index + 1 + _THOUSANDS]
    beyond = text[index + 1 + _THOUSANDS : index + 2 + _THOUSANDS]
    return (
        text[index] == ","
        and text[index - 1 : index].isdigit()
        and len(after) == _THOUSANDS
        and after.isdigit()
        and not beyond.isdigit()
    )
