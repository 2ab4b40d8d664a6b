"""A long document's review in pages of claims, each with the stretch of text its claims stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

CLAIMS_A_PAGE = 100


@dataclass(frozen=True)
class Pages:
    """Where each page's text begins, from 0; `ends` is where its last claim ends."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def count(self) -> int:
        return len(self.starts)

    def holding(self, offset: int) -> int:
        """The number, from 1, of the page that shows this offset of the text."""
        return max(1, bisect_right(self.starts, offset))

    def of(self, index: int) -> int:
        """The number of the page with the claim at this index, in reading order."""
        return min(self.count, index // CLAIMS_A_PAGE + 1)

    def stretch(self, number: int, length: int) -> tuple[int, int]:
        """The text [start, end) of a page; the pages together leave nothing of the text out."""
        start = self.starts[number - 1]
        end = length if number == self.count else max(self.starts[number], self.ends[number - 1])
        return start, end

    def claims(self, number: int) -> slice:
        return slice((number - 1) * CLAIMS_A_PAGE, number * CLAIMS_A_PAGE)


def paged(spans: Sequence[tuple[int, int]]) -> Pages:
    """The pages of a document from the stretches of its claims, in reading order; one where it has none."""
    leaves = [spans[first : first + CLAIMS_A_PAGE] for first in range(0, len(spans), CLAIMS_A_PAGE)]
    starts = (0, *(leaf[0][0] for leaf in leaves[1:]))
    return Pages(starts, tuple(max(end for _, end in leaf) for leaf in leaves) or (0,))
