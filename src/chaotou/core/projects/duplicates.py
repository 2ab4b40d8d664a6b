"""Whether a lead is there already: by credit code, parent, name, product and amount band, with reasons.

Names are compared only within blocks: those that begin alike, end alike (without words such as 科技 that
every other firm has), or have the same initials in pinyin. So one look among 100,000 leads stays short.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz, process

from chaotou.core.names import Likened, signs
from chaotou.core.projects.short_names import COMMON_ENDING, begins, is_one_short
from chaotou.core.zone.lead_specs import DuplicateSpec

_NEAR: Final = 0.16
"""How much less alike names may be where product and amount agree."""

_THE_SAME: Final = 0.999
"""From this closeness on, two names are one but for their legal form."""


@dataclass(frozen=True)
class Row:
    """What of a lead is compared; `name` is the investor's, or the project's where none is known."""

    key: Hashable
    name: str
    credit_code: str = ""
    parent: Hashable = None
    product: str = ""
    investment: Decimal | None = None


class ReasonKind(StrEnum):
    CREDIT_CODE = "credit_code"
    PARENT = "parent"
    NAME = "name"
    SHORT_NAME = "short_name"
    PRODUCT = "product"
    BAND = "band"


@dataclass(frozen=True)
class Reason:
    """One way in which two leads are alike, and how much, 0 to 1."""

    kind: ReasonKind
    closeness: float = 1.0


@dataclass(frozen=True)
class Candidate:
    """A lead that may be the same, and why."""

    row: Row
    reasons: tuple[Reason, ...]

    @property
    def is_sure(self) -> bool:
        """Whether hardly anything speaks for two: one code or one name, and the same product or amount."""
        kinds = {reason.kind: reason.closeness for reason in self.reasons}
        same = ReasonKind.CREDIT_CODE in kinds or kinds.get(ReasonKind.NAME, 0.0) >= _THE_SAME
        return same and (ReasonKind.PRODUCT in kinds or ReasonKind.BAND in kinds)

    @property
    def weight(self) -> tuple[int, float]:
        """Order of likelihood: the number of ways in which they are alike, then how much."""
        strong = any(reason.kind is ReasonKind.CREDIT_CODE for reason in self.reasons)
        return len(self.reasons) + strong, sum(reason.closeness for reason in self.reasons)


def candidates(new: Row, rows: Iterable[Row], rule: DuplicateSpec) -> list[Candidate]:
    """Those of `rows` that may be the same as `new`, the likeliest first; never `new` itself.

    All their names are compared: whoever keeps the rows gives those that have a block in common with it.
    """
    return Index(rows, rule, _one_block).find(new)


def _one_block(_name: Likened) -> Sequence[str]:
    return ("",)


def compared_name(investor_name: str, investor: str, name: str) -> str:
    """The name by which a lead is compared: the investor's as written, the linked firm's, else its own."""
    return investor_name or investor or name


def name_keys(name: Likened) -> list[str]:
    """The blocks a name belongs to, each a word: names without one in common are not compared."""
    read = name.syllables
    if not read:
        return []
    core = COMMON_ENDING.sub("", name.bare)
    end = len(core) if len(core) > 1 else len(read)
    initials = "".join([syllable[:1] for syllable in read])
    ends = "".join(read[max(end - 2, 0) : end])
    return [f"begins{''.join(read[:2])}", f"ends{ends}", f"initials{initials}"]


@dataclass(frozen=True)
class _Known:
    """A row with what comparing it takes, worked out once."""

    row: Row
    name: Likened
    product: str
    band: int | None


class Index:
    """Rows in blocks. Build it once, then ask of as many leads as there are; `add` what is new.

    `blocks` tells which blocks a name belongs to.
    """

    def __init__(
        self,
        rows: Iterable[Row],
        rule: DuplicateSpec,
        blocks: Callable[[Likened], Sequence[str]] = name_keys,
    ) -> None:
        self._blocks = blocks
        self._alike, self._product_alike = float(rule.names_alike), float(rule.products_alike)
        self._bands = [float(bound) for bound in rule.bands]
        self._by_code: dict[str, list[_Known]] = defaultdict(list)
        self._by_parent: dict[Hashable, list[_Known]] = defaultdict(list)
        self._by_name: dict[str, _Block] = defaultdict(_Block)
        for row in rows:
            self.add(row)

    def add(self, row: Row) -> None:
        known = self._known(row)
        if row.credit_code:
            self._by_code[row.credit_code].append(known)
        if row.parent is not None:
            self._by_parent[row.parent].append(known)
        for key in self._blocks(known.name):
            self._by_name[key].add(known)

    def find(self, new: Row) -> list[Candidate]:
        """Who may be the same, the likeliest first."""
        asked = self._known(new)
        found = {known.row.key: known for known in self._gathered(asked) if known.row.key != new.key}
        judged = (self._judged(asked, known) for known in found.values())
        alike = [candidate for candidate in judged if candidate is not None]
        return sorted(alike, key=lambda candidate: candidate.weight, reverse=True)

    def _known(self, row: Row) -> _Known:
        band = None if row.investment is None else bisect_right(self._bands, float(row.investment))
        return _Known(row, Likened(row.name), signs(row.product), band)

    def _gathered(self, new: _Known) -> Iterator[_Known]:
        yield from self._by_code.get(new.row.credit_code, ())
        yield from self._by_parent.get(new.row.parent, ())
        for key in self._blocks(new.name):
            if block := self._by_name.get(key):
                yield from block.near(new, self._alike)

    def _judged(self, new: _Known, known: _Known) -> Candidate | None:
        reasons = tuple(self._reasons(new, known))
        kinds = {reason.kind for reason in reasons}
        close = any(reason.kind is ReasonKind.NAME and reason.closeness >= self._alike for reason in reasons)
        return Candidate(known.row, reasons) if close or _suffice(kinds) else None

    def _reasons(self, new: _Known, known: _Known) -> Iterator[Reason]:
        if new.row.credit_code and new.row.credit_code == known.row.credit_code:
            yield Reason(ReasonKind.CREDIT_CODE)
        if new.row.parent is not None and new.row.parent == known.row.parent:
            yield Reason(ReasonKind.PARENT)
        yield from self._name_reasons(new.name, known.name)
        if new.band is not None and new.band == known.band:
            yield Reason(ReasonKind.BAND)
        product = fuzz.ratio(new.product, known.product) / 100 if new.product and known.product else 0.0
        if product >= self._product_alike:
            yield Reason(ReasonKind.PRODUCT, product)

    def _name_reasons(self, new: Likened, known: Likened) -> Iterator[Reason]:
        name = new.closeness(known)
        if name < self._alike and is_one_short(new, known):
            yield Reason(ReasonKind.SHORT_NAME, name)
        elif name >= self._alike - _NEAR:
            yield Reason(ReasonKind.NAME, name)


def _suffice(kinds: set[ReasonKind]) -> bool:
    """One code; a short name; one parent and the same product or amount; or a near name and both of these."""
    agrees = kinds & {ReasonKind.PRODUCT, ReasonKind.BAND}
    return (
        not kinds.isdisjoint({ReasonKind.CREDIT_CODE, ReasonKind.SHORT_NAME})
        or ReasonKind.PARENT in kinds
        and bool(agrees)
        or ReasonKind.NAME in kinds
        and len(agrees) == 2
    )


class _Block:
    """Names with a key in common, looked through all at once."""

    def __init__(self) -> None:
        self._known: list[_Known] = []
        self._bare: list[str] = []
        self._sounds: list[str] = []

    def add(self, known: _Known) -> None:
        self._known.append(known)
        self._bare.append(known.name.bare)
        self._sounds.append(known.name.sound)

    def near(self, new: _Known, alike: float) -> Iterator[_Known]:
        """Those whose name looks or sounds so much alike (0 to 1), or nearly so and the amount agrees,
        and those of which one begins the other.
        """
        found = (*_alike(new.name.bare, self._bare, alike), *_alike(new.name.sound, self._sounds, alike))
        for score, place in found:
            if score >= alike or self._known[place].band == new.band:
                yield self._known[place]
        asked = new.name.bare
        yield from (self._known[place] for place, bare in enumerate(self._bare) if begins(asked, bare))


def _alike(word: str, among: Sequence[str], alike: float) -> list[tuple[float, int]]:
    least = (alike - _NEAR) * 100
    found = process.extract(word, among, scorer=fuzz.ratio, score_cutoff=least, limit=None)
    return [(score / 100, place) for _word, score, place in found]
