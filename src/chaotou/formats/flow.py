"""From words placed on pages to paragraphs in reading order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from chaotou.core.blocks import Block, Heading, Paragraph, Table
from chaotou.formats.lines import join

_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第?\s*\d+\s*页?)(?:\s*[/／共]\s*\d+\s*页?)?[-—–·\s]*")
_DIGITS = re.compile(r"\d+")
_GUTTERS = (0.5, 0.48, 0.52, 0.46, 0.54, 0.44, 0.56)

Frame = tuple[float, int]  # the width of a page, and its column: 0 the whole of it, 1 the left, 2 the right


@dataclass(frozen=True)
class Item:
    """A line of text or a table on a page; points from the top left, `size` the height of its letters."""

    left: float
    right: float
    top: float
    bottom: float
    size: float
    words: tuple[tuple[float, float, str], ...] = ()
    table: Table | None = None
    page: int = 0
    margin: bool = False
    frame: Frame = (0, 0)

    @property
    def text(self) -> str:
        """The words of the line; a space where the page leaves one, and always between Western words."""
        text, end = "", self.left
        for left, right, word in self.words:
            apart = left - end > 0.7 * self.size or (text[-1:].isascii() and word[:1].isascii())
            text, end = f"{text} {word}" if text and apart else text + word, right
        return text


def lines_of(words: Iterable[Any]) -> list[Item]:
    """Words on one baseline (their `bottom`) become a line."""
    groups: list[list[Any]] = []
    for word in sorted(words, key=lambda word: float(word["bottom"])):
        if groups and word["bottom"] - groups[-1][0]["bottom"] < 0.3 * _size(word):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [_line(sorted(group, key=lambda word: float(word["x0"]))) for group in groups]


def _size(word: Any) -> float:
    return float(word["bottom"] - word["top"])


def _line(words: list[Any]) -> Item:
    return Item(
        left=min(word["x0"] for word in words),
        right=max(word["x1"] for word in words),
        top=min(word["top"] for word in words),
        bottom=max(word["bottom"] for word in words),
        size=max(map(_size, words)),
        words=tuple((word["x0"], word["x1"], word["text"]) for word in words),
    )


def in_order(pages: list[list[Item]], widths: list[float]) -> list[list[Item]]:
    """Items from top to bottom; on a page with two columns of prose, the left one before the right one.

    A page too short to show its columns, such as the latest, has those of the page before.
    """
    ordered = []
    before: float | None = None
    for items, width in zip(pages, widths, strict=True):
        items = [replace(item, frame=(width, 0)) for item in sorted(items, key=lambda item: item.top)]
        gutter = next((width * share for share in _GUTTERS if _is_gutter(items, width * share)), None)
        if gutter is None and before is not None and all(_is_free(item, before) for item in items):
            gutter = before
        ordered.append(items if gutter is None else list(_by_column(items, gutter)))
        before = gutter
    return ordered


def _is_gutter(items: list[Item], x: float) -> bool:
    """Two columns of prose: lines that leave this strip free and fill most of both sides of it."""
    free = [item for item in items if item.words and _is_free(item, x)]
    sides = ([part for item in free if (part := _part(item, x, left=left))] for left in (True, False))
    return all(len(side) >= 5 and _is_prose(side) for side in sides)


def _is_prose(lines: list[Item]) -> bool:
    """Lines at least twelve letters wide, most as wide as the widest: a column of a table is ragged."""
    widest = max(line.right - line.left for line in lines)
    full = sum(line.right - line.left > 0.8 * widest for line in lines)
    return widest > 12 * lines[0].size and full >= 0.6 * len(lines)


def _is_free(item: Item, x: float) -> bool:
    """Whether nothing of the item stands in the strip around x."""
    spans = [(left, right) for left, right, _ in item.words] or [(item.left, item.right)]
    return not any(left < x + 3 and right > x - 3 for left, right in spans)


def _by_column(items: list[Item], x: float) -> Iterator[Item]:
    left: list[Item] = []
    right: list[Item] = []
    for item in items:
        if not _is_free(item, x):
            yield from (*left, *right, item)
            left, right = [], []
            continue
        left += _in_column(_part(item, x, left=True), 1)
        right += _in_column(_part(item, x, left=False), 2)
    yield from (*left, *right)


def _in_column(item: Item | None, column: int) -> list[Item]:
    return [replace(item, frame=(item.frame[0], column))] if item else []


def _part(item: Item, x: float, *, left: bool) -> Item | None:
    """What of an item stands on one side of the gutter."""
    if not item.words:
        return item if (item.right <= x) == left else None
    words = tuple(word for word in item.words if (word[0] < x) == left)
    if not words:
        return None
    return replace(item, left=words[0][0], right=max(word[1] for word in words), words=words)


def without_margins(pages: list[list[Item]]) -> list[Item]:
    """All pages in a row, without page numbers and without heads and feet that most pages repeat."""
    seen = Counter(
        text for page in pages for text in {_DIGITS.sub("#", item.text) for item in page if item.margin}
    )
    often = max(3, len(pages) / 2)
    repeated = {text for text, count in seen.items() if count >= often}
    return [item for page in pages for item in page if not _is_furniture(item, repeated)]


def _is_furniture(item: Item, repeated: set[str]) -> bool:
    text = item.text
    return item.margin and bool(_PAGE_NUMBER.fullmatch(text) or _DIGITS.sub("#", text) in repeated)


@dataclass(frozen=True)
class Columns:
    """Where columns begin on each page, and how wide they are in the whole document.

    Pages printed on both sides shift their columns, and a page of short lines does not show how wide it is.
    """

    lefts: Mapping[tuple[int, Frame], float]
    widths: Mapping[Frame, float]

    @classmethod
    def of(cls, items: Iterable[Item]) -> Columns:
        columns: dict[tuple[int, Frame], list[Item]] = defaultdict(list)
        for item in items:
            if not item.table:
                columns[item.page, item.frame].append(item)
        lefts = {key: min(item.left for item in column) for key, column in columns.items()}
        widths: dict[Frame, float] = defaultdict(float)
        for (page, frame), column in columns.items():
            widest = max(item.right for item in column) - lefts[page, frame]
            widths[frame] = max(widths[frame], widest)
        return cls(lefts, widths)

    def left(self, item: Item) -> float:
        return self.lefts[item.page, item.frame]

    def right(self, item: Item) -> float:
        return self.left(item) + self.widths[item.frame]


def paragraphs(items: list[Item], body: float) -> Iterator[Block]:
    """Lines joined to paragraphs and headings; `body` is the size of the running text."""
    columns = Columns.of(items)
    held: list[Item] = []
    for item in items:
        if held and (item.table or not _runs_on(held[-1], item, columns)):
            yield _block(held, body)
            held = []
        if item.table:
            yield item.table
        else:
            held.append(item)
    if held:
        yield _block(held, body)


def _runs_on(before: Item, item: Item, columns: Columns) -> bool:
    """A line goes on when the one before is full, this one is not indented and both are of one size.

    Over the foot of a page or a column the same holds; only distance says nothing there.
    """
    if abs(before.size - item.size) > 0.1 * before.size:
        return False
    is_full = before.right > columns.right(before) - 1.5 * before.size
    is_indented = item.left > columns.left(item) + 1.2 * item.size
    far = item.top - before.bottom > 1.8 * item.size
    return is_full and not is_indented and not far


def _block(lines: list[Item], body: float) -> Block:
    text = join(line.text for line in lines)
    size = lines[0].size
    if size > 1.2 * body and len(text) <= 60:
        return Heading(1 if size > 1.55 * body else 2, text, lines[0].page)
    return Paragraph(text, lines[0].page)
