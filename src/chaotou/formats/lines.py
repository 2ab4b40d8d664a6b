"""Lines that a page broke, put together again."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce


def join(lines: Iterable[str]) -> str:
    """One text from lines: nothing between Chinese characters, a space between Western words."""
    return reduce(glue, (line.strip() for line in lines), "")


def glue(left: str, right: str) -> str:
    """Two lines as one: a space between Western words, none where a number goes on or Chinese stands."""
    if not left or not right:
        return left + right
    western = (
        left[-1].isascii() and right[0].isascii() and not (left[-1].isdigit() and right[0] in "0123456789.,%")
    )
    return f"{left} {right}" if western else left + right
