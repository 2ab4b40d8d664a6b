"""Industries of the national economy as GB/T 4754-2017 numbers them: sections, divisions, groups, classes.

The codes and Chinese names are those of the standard (with its amendment of 2019); the English names of
sections and divisions are ours. A code is a letter (C), or two to four digits (38, 384, 3841).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from chaotou.core.issues import Message, Refusal
from chaotou.core.names import grams, query_grams, signs

STANDARD: Final = "GB/T 4754-2017"


@dataclass(frozen=True)
class Industry:
    """One entry of the standard; `english` is empty below divisions, where the division's is said."""

    code: str
    chinese: str
    english: str
    section: str

    @property
    def full(self) -> str:
        """With the section's letter before the digits, as codes are kept: C3841."""
        return self.section + self.code if self.code.isdigit() else self.code

    @property
    def level(self) -> int:
        """1 section, 2 division, 3 group, 4 class."""
        return len(self.code) if self.code.isdigit() else 1

    def __str__(self) -> str:
        return f"{self.full} {self.chinese}"


def industry(code: str) -> Industry:
    """The industry of a code; with the section's letter before the digits (C3841) too. `Refusal` for none."""
    found = find(code)
    if found is None:
        raise Refusal(
            Message("没有行业代码“{code}”。", {"code": code}),
            Message(
                "请按国民经济行业分类（{standard}）填写，如 C、38、384 或 3841。", {"standard": STANDARD}
            ),
        )
    return found


def find(code: str) -> Industry | None:
    """As `industry`, but None for a code the standard does not have, or gives to another section."""
    plain = code.strip().upper()
    if re.fullmatch(r"[A-T]\d{2,4}", plain):
        found = industries().get(plain[1:])
        return found if found and found.section == plain[0] else None
    return industries().get(plain)


def path(code: str) -> tuple[Industry, ...]:
    """From the section down to the industry itself: C, 38, 384, 3841."""
    found = industry(code)
    if found.level == 1:
        return (found,)
    above = [industries()[found.code[:length]] for length in range(2, found.level + 1)]
    return (industries()[found.section], *above)


def english(code: str) -> str:
    """The English name, or that of the division above where the standard's entry has none."""
    return next((step.english for step in reversed(path(code)) if step.english), "")


def canonical(code: str) -> str:
    """How a code is kept: the section's letter first (C, C38, C3841), so that a code begins as all above it.

    `Refusal` for a code the standard does not have.
    """
    return industry(code).full


def suggestions(text: str, limit: int = 10) -> list[Industry]:
    """Industries whose code begins with the text or whose name, pinyin or initials hold it.

    Shorter names come first, so that what is asked for exactly leads.
    """
    asked = signs(text)
    if not asked:
        return []
    if find(asked):
        return [one for one in industries().values() if one.code.startswith(asked.upper())][:limit]
    phrase = query_grams(asked)
    found = [industries()[code] for code, held in _searchable().items() if phrase in held]
    return sorted(found, key=lambda one: (len(one.chinese), one.code))[:limit]


def meant(text: str) -> Industry | None:
    """The industry of a code (with its name after it or not) or of a name; of a class and its group that have
    one name, the class.
    """
    return find(text.split(" ", 1)[0]) or _by_name().get(text)


@cache
def _by_name() -> Mapping[str, Industry]:
    return {one.chinese: one for one in industries().values()}


@cache
def industries() -> Mapping[str, Industry]:
    """All of them by code, in the order of the standard."""
    found: dict[str, Industry] = {}
    section = ""
    with (files(__package__) / "gbt4754_2017.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            section = section if row["code"].isdigit() else row["code"]
            found[row["code"]] = Industry(row["code"], row["chinese"], row["english"], section)
    return MappingProxyType(found)


@cache
def _searchable() -> Mapping[str, str]:
    return {one.code: grams(one.chinese, one.english) for one in industries().values()}
