"""Fonts by the names offices know them by, and which of them a character is set in.

Word picks one of four slots (ascii, hAnsi, eastAsia, cs) for each character, and quotes, dashes and ellipses
fall into the Latin one. So every run fills all four, and Latin letters and digits have runs of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

FANGSONG, KAITI, HEITI = "仿宋_GB2312", "楷体_GB2312", "黑体"
XIAOBIAOSONG, SONGTI = "方正小标宋简体", "宋体"
LATIN = "Times New Roman"

SUBSTITUTES = {
    FANGSONG: "仿宋",
    KAITI: "楷体",
    HEITI: "SimHei",
    XIAOBIAOSONG: "华文中宋",
    SONGTI: "SimSun",
}
"""What Word takes where a machine lacks the font."""

_LATIN = " -~À-ÖØ-öø-ɏ"
_IS_LATIN = re.compile(f"[{_LATIN}]")
_PIECES = re.compile(rf"\n|\t|[{_LATIN}]+|[^\n\t{_LATIN}]+")
_NEWLINES = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")


def pieces(text: str) -> Iterator[str]:
    """A text cut into stretches of Latin and of Chinese, newlines and tabs."""
    yield from _PIECES.findall(cleaned(text))


def is_latin(piece: str) -> bool:
    return bool(_IS_LATIN.match(piece))


def cleaned(text: str) -> str:
    """A text without what XML forbids and nobody sees: control and direction characters, lone surrogates."""
    return "".join(filter(_is_kept, _NEWLINES.sub("\n", text)))


def _is_kept(character: str) -> bool:
    seen = character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
    return seen and ord(character) & 0xFFFE != 0xFFFE
