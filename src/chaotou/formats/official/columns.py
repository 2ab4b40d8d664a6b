"""How wide the columns of a table are, and how their cells are aligned."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chaotou.core.blocks import is_number
from chaotou.formats.official.measures import TEXT_WIDTH, width

Rows = Sequence[Sequence[str]]
_NARROWEST, _WIDEST, _AIR = 2, 24, 1
_COUNTER, _SHORT = 1.5, 9


def widths(rows: Rows, size: int) -> list[int]:
    """Twips of each column, together the text width; `size` is that of the cells, in half points.

    A column gets what its longest cell needs. Where that is too much, short words keep what they need as long
    as they leave half of the room, and the others share the rest in proportion.
    """
    needs = [min(max(_NARROWEST, *map(width, column)), _WIDEST) + _AIR for column in zip(*rows, strict=True)]
    room = TEXT_WIDTH / (size * 10)
    kept = [need for need in needs if need <= _SHORT + _AIR]
    if sum(needs) > room and sum(kept) <= room / 2:
        share = (room - sum(kept)) / (sum(needs) - sum(kept))
        needs = [need if need <= _SHORT + _AIR else need * share for need in needs]
    return _filling(needs)


def _filling(needs: list[float]) -> list[int]:
    """Whole twips in proportion to the needs that fill the text width exactly."""
    edges = [round(sum(needs[:position]) / sum(needs) * TEXT_WIDTH) for position in range(len(needs) + 1)]
    return [right - left for left, right in pairwise(edges)]


def alignments(rows: Rows) -> list[str]:
    """Counters and short words in the middle, numbers to the right, text to the left."""
    return [_alignment([cell for cell in column if cell]) for column in zip(*rows, strict=True)]


def _alignment(cells: list[str]) -> str:
    longest = max(map(width, cells), default=0)
    if longest > _COUNTER and all(map(is_number, cells)):
        return "right"
    return "center" if longest <= _SHORT else "left"
