"""What a person decided about a spreadsheet: which sheet, where rows begin, which column is which field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chaotou.core.projects.importing.headings import Column

SKIP, KEEP = "skip", "keep"


@dataclass(frozen=True)
class Plan:
    """`head` rows at the top are no data; `organization` (a key) is whose a row is that names none.

    Rows that are there already are left out (`skip`), or taken in all the same (`keep`).
    """

    sheet: int = 0
    head: int = 1
    columns: tuple[Column, ...] = ()
    organization: int | None = None
    duplicates: str = SKIP

    def as_data(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "head": self.head,
            "columns": [[one.number, one.field, one.unit] for one in self.columns],
            "organization": self.organization,
            "duplicates": self.duplicates,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Plan:
        columns = tuple(Column(*one) for one in data["columns"])
        return cls(data["sheet"], data["head"], columns, data["organization"], data["duplicates"])
