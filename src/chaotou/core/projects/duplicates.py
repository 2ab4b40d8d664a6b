"""Whether a lead is there already: by credit code, parent, name, product and amount band, with reasons.

Names are compared only within blocks: those that begin alike, end alike (without words such as 科技 that
every other firm has), or have the same initials in pinyin. Whoever keeps the leads finds those of a block by
its word, so that one look among 100,000 leads stays short.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz, process

from chaotou.core.names import Likened, bare_name, signs, sound
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

    Whoever keeps the rows gives those of its family, and those that have a block (`name_keys`) in common.
    """
    return _Comparison(new, rule).among(rows)


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


class _Comparison:
    """One lead, to be held against many."""

    def __init__(self, new: Row, rule: DuplicateSpec) -> None:
        self._alike, self._product_alike = float(rule.names_alike), float(rule.products_alike)
        self._bands = [float(bound) for bound in rule.bands]
        self._new = self._known(new)

    def among(self, rows: Iterable[Row]) -> list[Candidate]:
        others = [row for row in rows if row.key != self._new.row.key]
        places = sorted(self._near(others) | self._kin(others))
        judged = (self._judged(self._known(others[place])) for place in places)
        alike = [candidate for candidate in judged if candidate is not None]
        return sorted(alike, key=lambda candidate: candidate.weight, reverse=True)

    def _known(self, row: Row) -> _Known:
        return _Known(row, Likened(row.name), signs(row.product), self._band(row))

    def _band(self, row: Row) -> int | None:
        return None if row.investment is None else bisect_right(self._bands, float(row.investment))

    def _kin(self, rows: Sequence[Row]) -> set[int]:
        """The places of those with the same credit code or the same parent."""
        return {place for place, row in enumerate(rows) if any(self._firm_reasons(row))}

    def _near(self, rows: Sequence[Row]) -> set[int]:
        """The places of those whose name looks or sounds alike, or nearly so where the amount agrees, and of
        those of which one name begins the other: all names are looked through at once.
        """
        name, band = self._new.name, self._new.band
        names = [bare_name(row.name) for row in rows]
        looks = _scored(name.bare, names, self._alike)
        sounds = _scored(name.sound, [sound(bare) for bare in names], self._alike)
        near = {at for score, at in (*looks, *sounds) if score >= self._alike or self._band(rows[at]) == band}
        return near | {at for at, bare in enumerate(names) if begins(name.bare, bare)}

    def _judged(self, known: _Known) -> Candidate | None:
        reasons = (*self._firm_reasons(known.row), *self._name_reasons(known), *self._scale_reasons(known))
        kinds = {reason.kind for reason in reasons}
        close = any(reason.kind is ReasonKind.NAME and reason.closeness >= self._alike for reason in reasons)
        return Candidate(known.row, reasons) if close or _suffice(kinds) else None

    def _firm_reasons(self, row: Row) -> Iterator[Reason]:
        new = self._new.row
        if new.credit_code and new.credit_code == row.credit_code:
            yield Reason(ReasonKind.CREDIT_CODE)
        if new.parent is not None and new.parent == row.parent:
            yield Reason(ReasonKind.PARENT)

    def _name_reasons(self, known: _Known) -> Iterator[Reason]:
        name = self._new.name.closeness(known.name)
        if name < self._alike and is_one_short(self._new.name, known.name):
            yield Reason(ReasonKind.SHORT_NAME, name)
        elif name >= self._alike - _NEAR:
            yield Reason(ReasonKind.NAME, name)

    def _scale_reasons(self, known: _Known) -> Iterator[Reason]:
        new = self._new
        if new.band is not None and new.band == known.band:
            yield Reason(ReasonKind.BAND)
        product = fuzz.ratio(new.product, known.product) / 100 if new.product and known.product else 0.0
        if product >= self._product_alike:
            yield Reason(ReasonKind.PRODUCT, product)


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


def _scored(word: str, among: Sequence[str], alike: float) -> list[tuple[float, int]]:
    """How much alike those are (0 to 1) that may be near enough, each with its place."""
    least = (alike - _NEAR) * 100
    found = process.extract(word, among, scorer=fuzz.ratio, score_cutoff=least, limit=None)
    return [(score / 100, place) for _word, score, place in found]
