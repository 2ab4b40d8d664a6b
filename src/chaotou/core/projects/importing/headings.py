"""Which column is which field, proposed from the headings; a person decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from chaotou.core.blocks import Table
from chaotou.core.issues import Message, Refusal
from chaotou.core.names import signs
from chaotou.core.projects.importing.targets import Kind, Target

CLOSE = 0.8
"""From this likeness on a heading is held to mean a field."""
LONGEST = 200
UNITS = {
    "亿元": "cny_100m", "亿": "cny_100m", "万元": "cny_10k", "万": "cny_10k", "元": "cny",
    "亿美元": "usd_100m", "万美元": "usd_10k", "美元": "usd",
    "cny100m": "cny_100m", "rmb100m": "cny_100m", "cny10000": "cny_10k", "cny": "cny", "rmb": "cny",
    "yuan": "cny",
    "usd10000": "usd_10k", "usd": "usd",
}  # fmt: skip
_BRACKETED = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]|[:：/／,，]\s*([^:：/／,，]*)$")


@dataclass(frozen=True)
class Column:
    """A column by its number from 0: its field (empty: left out) and the unit of bare numbers in it."""

    number: int
    field: str = ""
    unit: str = ""


def head_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows at the top are no data: titles, notes and the headings, as the table itself suggests."""
    return Table(tuple(tuple(row) for row in rows)).head.stop or 1


def headings(rows: Sequence[Sequence[str]], head: int) -> list[str]:
    """What stands over each column: headings of several rows are joined, what is said twice stands once.

    `Refusal` for a heading no person wrote.
    """
    top = list(rows[:head])
    start = next(
        (at for at, row in enumerate(top) if len({cell for cell in row if cell}) > 1), max(head - 1, 0)
    )
    width = max((len(row) for row in rows), default=0)
    found = []
    for number in range(width):
        words = dict.fromkeys(row[number] for row in top[start:] if number < len(row) and row[number])
        found.append(" ".join(" ".join(words).split()))
    longest = max(map(len, found), default=0)
    if longest > LONGEST:
        message = Message("表头的一格有 {count} 字。", {"count": longest})
        raise Refusal(message, Message("请确认表头在第几行，或删去多余的文字。"))
    return found


def propose(headings: Sequence[str], targets: Sequence[Target]) -> list[Column]:
    """For each heading the likeliest field, each field once; the likeliest pairs are settled first."""
    pairs = sorted(
        ((score, number, target) for number, target, score in _scores(headings, targets)),
        key=lambda pair: (-pair[0], pair[1]),
    )
    found: dict[int, Target] = {}
    for _score, number, target in pairs:
        if number not in found and target not in found.values():
            found[number] = target
    return [_column(number, heading, found.get(number)) for number, heading in enumerate(headings)]


def _column(number: int, heading: str, target: Target | None) -> Column:
    if target is None:
        return Column(number)
    return Column(number, target.code, unit_of(heading) if target.kind is Kind.AMOUNT else "")


def unit_of(heading: str) -> str:
    """The unit a heading names in brackets or after a comma, or how it ends; empty where it names none."""
    for bracketed, after in _BRACKETED.findall(heading):
        plain = signs(bracketed or after).removeprefix("单位").removeprefix("人民币")
        if plain in UNITS:
            return UNITS[plain]
    return ""


def _scores(headings: Sequence[str], targets: Sequence[Target]) -> Iterator[tuple[int, Target, float]]:
    for number, heading in enumerate(headings):
        for target in targets:
            score = likeness(heading, target)
            if score >= CLOSE:
                yield number, target, score


def likeness(heading: str, target: Target) -> float:
    """How much a heading is like the names of a field, 0 to 1; the field's own name counts a little more."""
    asked = {signs(heading), signs(_BRACKETED.sub("", heading)), *map(signs, heading.split()[-1:])} - {""}
    own = max(
        (_alike(one, signs(name)) for one in asked for name in (target.name, target.english)), default=0.0
    )
    others = max((_alike(one, signs(word)) for one in asked for word in target.words), default=0.0)
    return max(own, others * 0.99)


def _alike(one: str, other: str) -> float:
    return 1.0 if one == other else fuzz.ratio(one, other) / 100 * 0.98
