"""Short ways to ask what the reader makes of an invented sentence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from chaotou.core.intake import Lexicon, read

LEXICON = Lexicon.default()


def facts(text: str, *names: str, year: int | None = 2024) -> list[tuple[Any, ...]]:
    """The named fields of every claim, plainly: numbers as floats, periods as text."""
    claims = read(text, LEXICON, year=year)
    return [tuple(_plain(getattr(claim, name)) for name in names) for claim in claims]


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if value is not None and type(value).__name__ == "Period" else value
