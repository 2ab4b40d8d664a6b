"""Rows of a long list that are there already, by exact keys: quick enough for 100,000 against 100,000.

The rule is that of `core.projects.duplicates` with names compared in their bare form only; who enters one
lead is shown names that are merely alike, a list of thousands is not held up by them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from chaotou.core.names import bare_name, signs
from chaotou.core.zone.lead_specs import DuplicateSpec


@dataclass(frozen=True, slots=True)
class Entry:
    """What of a project is compared; `key` is a row of the sheet or a project of the register."""

    key: Hashable
    name: str
    investor: str = ""
    credit_code: str = ""
    product: str = ""
    investment: Decimal | None = None


class Seen:
    """Projects seen so far; the first of several that are the same is the one that is told."""

    def __init__(self, rule: DuplicateSpec | None) -> None:
        self._bands = [float(bound) for bound in rule.bands] if rule else []
        self._found: dict[Hashable, Hashable] = {}

    def add(self, entry: Entry) -> None:
        for key in self._keys(entry):
            self._found.setdefault(key, entry.key)

    def twin(self, entry: Entry) -> Hashable | None:
        """Which earlier project is the same: by name and investor, or by investor, product and size."""
        found = (self._found.get(key) for key in self._keys(entry))
        return next((key for key in found if key is not None), None)

    def _keys(self, entry: Entry) -> Iterator[Hashable]:
        bare = _bare(entry.investor)
        if entry.name:
            yield signs(entry.name), bare
        if entry.product and entry.investment is not None:
            made = signs(entry.product), bisect_right(self._bands, float(entry.investment))
            yield from ((firm, *made) for firm in (entry.credit_code, bare) if firm)


@lru_cache(maxsize=200_000)
def _bare(investor: str) -> str:
    return bare_name(investor) if investor else ""
