"""Rows of a long list that are there already, by exact keys: quick enough for 100,000 against 100,000.

The rule is that of `core.projects.duplicates` with names compared in their bare form only; who enters one
lead is shown names that are merely alike, a list of thousands is not held up by them. An investor whose lead
another unit holds does stop its rows (`Firms`; `held.Held` for short tables, which near names stop too), as
it stops who enters them one by one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from chaotou.core.names import Likened, bare_name, signs
from chaotou.core.zone.lead_specs import DuplicateSpec

Keys = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What of a project is compared."""

    name: str
    investor: str = ""
    credit_code: str = ""
    product: str = ""
    investment: Decimal | None = None


class Keying:
    """By what projects are told apart under a rule; two with a key in common are the same."""

    def __init__(self, rule: DuplicateSpec | None) -> None:
        self._bands = [float(bound) for bound in rule.bands] if rule else []

    def keys(self, entry: Entry) -> Keys:
        """Name and investor; investor, product and size."""
        return tuple(self._keys(entry))

    def _keys(self, entry: Entry) -> Iterator[Hashable]:
        bare = bare_name(entry.investor)
        if entry.name:
            yield signs(entry.name), bare
        if entry.product and entry.investment is not None:
            made = signs(entry.product), bisect_right(self._bands, float(entry.investment))
            yield from ((firm, *made) for firm in (entry.credit_code, bare) if firm)


K = TypeVar("K")


class Seen(Generic[K]):
    """Projects seen so far; the first of several that are the same is the one that is told."""

    def __init__(self) -> None:
        self._found: dict[Hashable, K] = {}

    def add(self, project: K, keys: Keys) -> None:
        for key in keys:
            self._found.setdefault(key, project)

    def twin(self, keys: Keys) -> K | None:
        """Which earlier project is the same."""
        return next((self._found[key] for key in keys if key in self._found), None)


class Firms:
    """Investors by credit codes and by names: the same when bare, and alike under a rule."""

    def __init__(self, rule: DuplicateSpec) -> None:
        self._alike = float(rule.names_alike)
        self._codes: set[str] = set()
        self._names: dict[str, list[Likened]] = defaultdict(list)

    def add(self, credit_code: str, *names: str) -> None:
        if credit_code:
            self._codes.add(credit_code)
        for name in filter(None, names):
            self._names[bare_name(name)].append(Likened(name))

    def have(self, credit_code: str, name: str) -> bool:
        if credit_code in self._codes:
            return True
        same = self._names.get(bare_name(name), ()) if self._names else ()
        return any(one.closeness(Likened(name)) >= self._alike for one in same)
