"""Whether enough members are there to decide, topic by topic.

Who stands aside from a topic 回避 counts neither among those who may decide it nor among those who are there,
as the boards of listed companies are counted where some have an interest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import ceil, floor
from typing import Protocol

from chaotou.core.zone.meeting_specs import QuorumSpec


class Member(Protocol):
    """A member of a meeting: their key, and whether they are there."""

    @property
    def person(self) -> int: ...

    @property
    def is_present(self) -> bool: ...


def needed(count: int, rule: QuorumSpec) -> int:
    """How many of `count` the rule asks for: at least one, even of nobody."""
    exact = rule.share * count
    return max(1, floor(exact) + 1 if rule.more_than else ceil(exact))


@dataclass(frozen=True)
class Presence:
    """How many members may decide, how many of them are there, how many it takes."""

    entitled: int
    present: int
    needed: int

    @property
    def is_reached(self) -> bool:
        return self.present >= self.needed

    @property
    def lacking(self) -> int:
        return max(0, self.needed - self.present)


def presence(members: Iterable[Member], rule: QuorumSpec, aside: Collection[int] = ()) -> Presence:
    """Who of the members decides, without those who stand aside (their keys)."""
    deciding = [member for member in members if member.person not in aside]
    there = sum(member.is_present for member in deciding)
    return Presence(len(deciding), there, needed(len(deciding), rule))
