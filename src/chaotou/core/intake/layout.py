"""The text as read: full-width forms folded, hard line breaks mended, and an offset back for every
character."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_FOLD = {
    **{chr(0xFF01 + i): chr(0x21 + i) for i in range(94)},
    "﹪": "%", "—": "-", "–": "-", "―": "-", "−": "-", "～": "-", "~": "-", "·": "·", "。": "。", "〜": "-",
    "「": "“", "」": "”", "『": "“", "』": "”", "〔": "(", "〕": ")", "【": "(", "】": ")", "㎡": "平方米",
}  # fmt: skip
_ENDS = "。!?;:！？；："
_MARKED = re.compile(r"\s*(#+\s|[-*•■●◆▲]\s*(?!\d)|[(]?[一二三四五六七八九十]+[、)]|\d{1,2}[.、)](?!\d)|\|)")
_WRAPPED = 24
_CLOSING = re.compile(r"\s*[,，、;；。.)）%％元个]")


@dataclass(frozen=True)
class Line:
    """One paragraph of the mended text, `start` in it; a heading gives context, never figures."""

    text: str
    start: int
    heading: bool = False


@dataclass(frozen=True)
class Page:
    text: str
    offsets: tuple[int, ...]
    lines: tuple[Line, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the text as given."""
        return self.offsets[start], self.offsets[max(end - 1, start)] + 1


def mended(given: str) -> Page:
    """Fold and rejoin `given`; every character of the result knows where it came from."""
    characters: list[str] = []
    offsets: list[int] = []
    for place, ahead in _kept(given):
        for character in _FOLD.get(given[place], given[place]):
            if character == "-" and characters[-1:] == ["-"]:
                continue
            characters.append(character)
            offsets.append(place)
        if ahead:
            characters.append("\n")
            offsets.append(place)
    text = "".join(characters)
    return Page(text, (*offsets, len(given)), _lines(text))


def _kept(given: str) -> list[tuple[int, bool]]:
    """The offsets of the characters to keep, each with whether a true line end follows it."""
    rows = [
        (m.start(), m.group()) for m in re.finditer(r"[^\r\n]+", given) if m.group().strip(" \t\u3000\ufeff")
    ]
    kept: list[tuple[int, bool]] = []
    titled = False
    for index, (start, row) in enumerate(rows):
        following = rows[index + 1][1] if index + 1 < len(rows) else None
        titled = titled or bool(re.search("[。;；]", row))
        broken = following is None or not _runs_on(row, following, titled)
        places = _places(row, start)
        kept += [(place, False) for place in places[:-1]] + [(places[-1], broken)]
    return kept


def _runs_on(row: str, following: str, titled: bool) -> bool:
    """Whether a line was broken inside a sentence (as newspapers and PDF pages break them)."""
    row = row.strip()
    if "\t" in row or row.startswith(("|", "#")) or _MARKED.match(following):
        return False
    if row[-1] in ",，、" or _CLOSING.match(following):
        return True
    return titled and row[-1] not in _ENDS and len(row) >= _WRAPPED


def _places(row: str, start: int) -> list[int]:
    """Offsets of a row's characters without the spaces that mean nothing (those beside a Chinese
    character)."""
    row = row.rstrip(" \u3000")
    places = []
    for index, character in enumerate(row):
        if character == "\ufeff" or character in " \u3000\xa0" and not _between_words(row, index):
            continue
        places.append(start + index)
    return places


def _between_words(row: str, index: int) -> bool:
    before, after = row[index - 1 : index], row[index + 1 : index + 2]
    return before.isascii() and before.isalpha() and after.isascii() and after.isalpha()


def _lines(text: str) -> tuple[Line, ...]:
    lines = [Line(match.group(), match.start()) for match in re.finditer(r"[^\n]+", text)]
    first = next((i for i, line in enumerate(lines) if re.search("[。;]", line.text)), None)
    return tuple(
        replace(line, heading=line.text.startswith("#") or (first is not None and i < first))
        for i, line in enumerate(lines)
    )
