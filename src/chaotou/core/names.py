"""Names of firms, projects and places: bare, in pinyin, compared, and in the form searching looks through.

All of it is for finding, never for showing: full width, capitals, spaces and punctuation make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import add
from typing import Final

from rapidfuzz import fuzz

from chaotou.core.places import PLACE, are_apart, places
from chaotou.core.readings import syllables

CLOSE: Final = 0.82
"""From this closeness on, two names are shown to whoever enters one of them; the person decides."""

_OTHER_PLACE: Final = 0.85
_SOUNDS_ALIKE: Final = 0.95
_BRACKETED: Final = re.compile(r"[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕]")
_BRANCH: Final = re.compile(r"(?<=公司)\w{1,10}(分公司|分厂|分行|支行|办事处)$")
_LEGAL_FORM: Final = re.compile(
    r"(集团股份有限公司|股份有限公司|集团有限责任公司|集团有限公司|控股有限公司|有限责任公司|有限公司|股份公司"
    r"|集团公司|总公司|分公司|公司|集团|普通合伙|有限合伙|合伙企业|股份|厂"
    r"|(?<![a-z])(company|limited|corporation|incorporated|holdings|group|ltd|inc|corp|gmbh|llc|plc|co|ag|kg|sa))$"
)
_SEPARATORS: Final = re.compile(r"[^\w]|_")


def signs(text: str) -> str:
    """The letters, digits and characters of a text in half width and small letters, nothing else.

    It works sign by sign, so that a part of a text gives a part of its signs.
    """
    return text.translate(_signs)


class _Signs(dict[int, str]):
    """The plain form of one sign, found once."""

    def __missing__(self, sign: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(sign)).casefold().replace("ü", "v")
        found = self[sign] = "".join(part for part in plain if part.isalnum())
        return found


_signs: Final = _Signs()


def pinyin(text: str) -> str:
    """淮安 → `huaian`: without tones and spaces; other letters and digits stay. 绿 is `lv`."""
    return "".join(syllables(signs(text)))


def initials(text: str) -> str:
    """淮安A区 → `haaq`: the first letter of each character's pinyin; other letters and digits stay."""
    return "".join([syllable[:1] for syllable in syllables(signs(text))])


@lru_cache(maxsize=200_000)
def bare_name(text: str) -> str:
    """A firm's name without legal form, brackets, punctuation, the place it begins with, and its branch.

    淮安华芯（江苏）半导体有限公司 and its 苏州分公司 → 华芯半导体. What would leave fewer than two signs
    is not taken away.
    """
    whole = _BRANCH.sub("", text)
    bare = _without_form(_shorter(whole, _BRACKETED.sub(" ", whole)))
    return _shorter(bare, PLACE.sub("", bare))


def _without_form(text: str) -> str:
    """The signs without one legal form after another at the end (`Co., Ltd.` is two)."""
    words = _SEPARATORS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
    while (shorter := _LEGAL_FORM.sub("", words).strip()) != words and len(signs(shorter)) > 1:
        words = shorter
    return signs(words)


def _shorter(before: str, after: str) -> str:
    return after if len(signs(after)) > 1 else before


@dataclass(frozen=True)
class Likened:
    """A name made ready to be compared with many: its bare signs, how each is read, where it begins."""

    name: str

    @cached_property
    def bare(self) -> str:
        return bare_name(self.name)

    @cached_property
    def syllables(self) -> tuple[str, ...]:
        return tuple(syllables(self.bare))

    @cached_property
    def places(self) -> tuple[str, ...]:
        return tuple(places(signs(self.name)))

    @cached_property
    def sound(self) -> str:
        return sound(self.bare)

    def closeness(self, other: Likened) -> float:
        """As `closeness` of the two names."""
        if not (self.bare and other.bare):
            return 0.0
        looks, sounds = fuzz.ratio(self.bare, other.bare), fuzz.ratio(self.sound, other.sound)
        alike = max(looks, sounds * _SOUNDS_ALIKE) / 100
        return alike * (_OTHER_PLACE if are_apart(self.places, other.places) else 1.0)


@lru_cache(maxsize=200_000)
def sound(bare: str) -> str:
    """How a bare name is read."""
    return "".join(syllables(bare))


def closeness(one: str, other: str) -> float:
    """How alike two firms' names are, 0 to 1: by their signs, or nearly as much by how they sound.

    Legal form and brackets do not count; two different places at the beginning make them less alike.
    """
    return Likened(one).closeness(Likened(other))


def grams(*texts: str) -> str:
    """What searching looks through: overlapping pairs of signs of each text, its pinyin and its initials.

    Pairs are parted by spaces; each text closes with its last sign alone, so that no phrase runs over from
    one text into the next. Any part (of two signs or more) of a text, of its pinyin or its initials is found
    where `query_grams` of that part is a phrase of it: in full-text search as in plain containment.
    """
    return " ".join([_pairs(form) for form in _forms(texts)])


def query_grams(text: str) -> str:
    """The phrase to look for in `grams`; a single sign is itself, and only containment finds it."""
    asked = signs(text)
    return " ".join(map(add, asked, asked[1:])) or asked


def _forms(texts: Iterable[str]) -> list[str]:
    """Every text in its signs, its pinyin and its initials, each once, in order."""
    found: dict[str, None] = {}
    for plain in map(signs, texts):
        found[plain] = None
        if not plain.isascii():
            read = syllables(plain)
            found["".join(read)] = None
            found["".join([syllable[:1] for syllable in read])] = None
    return [form for form in found if form]


def _pairs(form: str) -> str:
    return " ".join([*map(add, form, form[1:]), form[-1]])
