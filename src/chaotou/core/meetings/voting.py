"""Votes counted: of all who may decide or of those who are there, without who stands aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chaotou.core.meetings.quorum import Presence, needed
from chaotou.core.zone.meeting_specs import CountedOf, MajoritySpec


class Vote(StrEnum):
    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


@dataclass(frozen=True)
class Tally:
    """How the members who are there voted; `needed` votes in favor carry a topic."""

    in_favor: int
    against: int
    abstained: int
    voters: int
    needed: int

    @property
    def cast(self) -> int:
        return self.in_favor + self.against + self.abstained

    @property
    def missing(self) -> int:
        """How many who are there have not voted yet."""
        return max(0, self.voters - self.cast)

    @property
    def is_carried(self) -> bool:
        return self.in_favor >= self.needed


def tally(there: Presence, votes: Iterable[Vote], rule: MajoritySpec) -> Tally:
    """The votes of members who are there, counted under the rule; who is absent has no vote."""
    counted = Counter(votes)
    base = there.entitled if rule.of is CountedOf.MEMBERS else there.present
    return Tally(
        counted[Vote.FOR],
        counted[Vote.AGAINST],
        counted[Vote.ABSTAIN],
        there.present,
        needed(base, rule),
    )
