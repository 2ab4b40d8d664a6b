"""Where a title breaks when nobody said: between phrases, in lines of about one length."""

from __future__ import annotations

import math
import re

from chaotou.formats.official.measures import TEXT_WIDTH, TITLE, characters, width

_WIDEST = TEXT_WIDTH // characters(1, TITLE)
_PHRASE = re.compile(r"(?<=[、，：》”）的和与及])(?![、，：》”）])|(?=[《“（关])|(?<![\d.])(?=\d)")
_NAMES = re.compile(r"《[^》]*》|（[^）]*）|[!-~]+")
_NOTES = re.compile(r"（[^）]*）|[!-~]+")


def broken(title: str) -> str:
    """A title with newlines where it breaks; one that has some already, or fits one line, stays as it is."""
    if "\n" in title or width(title) <= _WIDEST:
        return title
    lines = math.ceil(width(title) / _WIDEST)
    at = _break(title, len(title) / lines)
    return f"{title[:at]}\n{broken(title[at:])}"


def _break(title: str, wished: float) -> int:
    """The place nearest to the one wished for: between phrases, else outside 《》, else within it."""
    fitting = [at for at in range(1, len(title)) if width(title[:at]) <= _WIDEST]
    phrases = {match.start() for match in _PHRASE.finditer(title)}
    whole = _outside(_NAMES, title, fitting)
    near = [at for at in whole if at in phrases and abs(at - wished) <= wished / 2]
    within = [at for at in _outside(_NOTES, title, fitting) if at in phrases]
    return min(near or whole or within or fitting, key=lambda at: abs(at - wished))


def _outside(held: re.Pattern[str], title: str, places: list[int]) -> list[int]:
    spans = [match.span() for match in held.finditer(title)]
    return [at for at in places if not any(start < at < end for start, end in spans)]
