"""Leads that another unit holds, and which rows of a table are like one of them.

A row whose investor has such a lead is like it (`twins.Firms`). In a table short enough so is one whose
investor is named nearly so, as whoever enters one lead would be told: that takes some microseconds a row and
more with every lead held, by which a table of 100,000 rows is not held up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from chaotou.core.names import Likened
from chaotou.core.projects.duplicates import Row, candidates, compared_name, name_keys
from chaotou.core.projects.importing.twins import Entry, Firms
from chaotou.core.zone.lead_specs import DuplicateSpec

MOST_ROWS: Final = 2_000
MOST_PAIRS: Final = 500_000
"""Up to so many rows, and so many rows times leads held, near names are compared."""


class Held:
    """Leads by their investors, and by those blocks of names to which rows of the table belong.

    `rows` are as many as `count` says, and not read where there are too many.
    """

    def __init__(self, rule: DuplicateSpec, rows: Iterable[Entry], count: int) -> None:
        self._rule, self._firms = rule, Firms(rule)
        self._rows, self._leads = count, 0
        names = map(_name, rows) if self.compares_near else ()
        self._blocks = {name: name_keys(Likened(name)) for name in names}
        self._wanted = {block for blocks in self._blocks.values() for block in blocks}
        self._near: dict[str, list[Row]] = defaultdict(list)

    @property
    def compares_near(self) -> bool:
        return self._rows <= MOST_ROWS and self._rows * self._leads <= MOST_PAIRS

    def add(self, credit_code: str, name: str, firm: str) -> None:
        """The investor of a lead: its code, its name as it is compared, that of the firm linked."""
        self._leads += 1
        self._firms.add(credit_code, name, firm)

    def add_near(self, lead: Row, blocks: str) -> None:
        """The lead itself with its blocks (`Project.name_keys`)."""
        for block in self._wanted.intersection(blocks.split()):
            self._near[block].append(lead)

    def have(self, row: Entry) -> bool:
        """Whether a lead is there that may be the same."""
        name = _name(row)
        return self._firms.have(row.credit_code, name) or (bool(self._near) and self._is_near(row, name))

    def _is_near(self, row: Entry, name: str) -> bool:
        if not self.compares_near:
            return False
        blocks = (self._near.get(block, ()) for block in self._blocks[name])
        near = {lead.key: lead for leads in blocks for lead in leads}
        new = Row(None, name, row.credit_code, None, row.product, row.investment)
        return bool(near) and bool(candidates(new, near.values(), self._rule))


def _name(row: Entry) -> str:
    return compared_name(row.investor, "", row.name)
