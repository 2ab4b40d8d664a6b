"""Long lists a page at a time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Paging:
    """Page `number`, from 1, of a list of `total` rows, `size` of them a page. An empty list has one page."""

    total: int
    number: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def next(self) -> int:
        return self.number + 1

    @property
    def start(self) -> int:
        """How many rows stand on the pages before."""
        return (self.number - 1) * self.size

    @property
    def first(self) -> int:
        """The place of the page's first row, from 1; 0 where there is none."""
        return self.start + 1 if self.total else 0

    @property
    def last(self) -> int:
        return min(self.start + self.size, self.total)


def paging(total: int, wanted: int, size: int) -> Paging:
    """The page wanted; the first for what lies before it, the last for what lies past the end."""
    whole = Paging(total, 1, size)
    return Paging(total, min(max(wanted, 1), whole.pages), size)
