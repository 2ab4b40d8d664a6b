"""Which claims of a new reading are those already there, so that decisions stay and nothing is read twice."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Content = Mapping[str, Any]
Key = Callable[[Content], Hashable]


@dataclass(frozen=True)
class Pairing:
    """`same` leads from an old claim to its new reading, `added` are new readings, `gone` old claims read no
    more.
    """

    same: dict[int, int]
    added: tuple[int, ...]
    gone: tuple[int, ...]


def pair(old: Sequence[Content], new: Sequence[Content]) -> Pairing:
    """Match claims of one text, strictest likeness first: all alike, then place and number, then number
    nearby.

    Every likeness includes the kind of claim, so that an actual never becomes a target.
    """
    same: dict[int, int] = {}
    for key in (_whole, _named_place, _numbered_place, _number_in_sentence):
        _match(old, new, key, same)
    taken = set(same.values())
    return Pairing(
        same,
        tuple(i for i in range(len(new)) if i not in taken),
        tuple(i for i in range(len(old)) if i not in same),
    )


def _match(old: Sequence[Content], new: Sequence[Content], key: Key, same: dict[int, int]) -> None:
    waiting: dict[Hashable, list[int]] = {}
    taken = set(same.values())
    for index, content in enumerate(new):
        if index not in taken:
            waiting.setdefault(key(content), []).append(index)
    for index, content in enumerate(old):
        found = waiting.get(key(content)) if index not in same else None
        if found:
            same[index] = found.pop(0)


def _number(content: Content) -> Hashable:
    """What the claim counts: its value, else its growth, gap, rank or comparison."""
    names = ("value", "growth_pct", "growth_pp", "diff_pp", "rank", "times", "comparison", "value_low")
    return next(((name, content[name]) for name in names if content.get(name) is not None), None)


def _place(content: Content) -> Hashable:
    return content["kind"], content["start"], content["end"]


def _named_place(content: Content) -> Hashable:
    return _place(content), content["indicator"]


def _numbered_place(content: Content) -> Hashable:
    return _place(content), _number(content)


def _number_in_sentence(content: Content) -> Hashable:
    return content["kind"], content["sentence_start"], _number(content), content.get("unit")


def _whole(content: Content) -> Hashable:
    return _named_place(content), _number(content), content.get("facet"), content.get("period")
