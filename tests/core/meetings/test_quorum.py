"""Who must be there to decide, and how votes count."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.meetings.quorum import Presence, needed, presence
from chaotou.core.meetings.voting import Vote, tally
from chaotou.core.zone.meeting_specs import CountedOf, MajoritySpec, QuorumSpec

OVER_HALF = QuorumSpec(share="1/2", more_than=True)  # type: ignore[arg-type]
TWO_THIRDS = QuorumSpec(share="2/3")  # type: ignore[arg-type]
shares = st.integers(1, 12).flatmap(lambda low: st.integers(1, low).map(lambda top: Fraction(top, low)))
rules = st.builds(QuorumSpec, share=shares, more_than=st.booleans())


@dataclass(frozen=True)
class Sits:
    person: int
    is_present: bool


@pytest.mark.parametrize(
    ("count", "rule", "takes"),
    [(8, OVER_HALF, 5), (7, OVER_HALF, 4), (1, OVER_HALF, 1), (4, TWO_THIRDS, 3), (6, TWO_THIRDS, 4)],
)
def test_a_share_of_the_members_is_rounded_towards_more(count: int, rule: QuorumSpec, takes: int) -> None:
    assert needed(count, rule) == takes


def test_nobody_is_never_enough() -> None:
    assert not presence([], TWO_THIRDS).is_reached


def test_who_stands_aside_counts_neither_as_entitled_nor_as_there() -> None:
    members = [Sits(person, person < 5) for person in range(8)]
    assert presence(members, OVER_HALF) == Presence(8, 5, 5)
    assert presence(members, OVER_HALF, {0, 7}) == Presence(6, 4, 4)
    assert presence(members, OVER_HALF, {0, 1}).lacking == 1


@given(st.integers(1, 200), rules)
def test_what_is_needed_is_the_least_that_meets_the_share(count: int, rule: QuorumSpec) -> None:
    def meets(number: int) -> bool:
        return number > rule.share * count if rule.more_than else number >= rule.share * count

    least = needed(count, rule)
    assert meets(least)
    assert least == 1 or not meets(least - 1)


@given(st.lists(st.booleans(), max_size=20), rules, st.data())
def test_one_more_who_comes_never_undoes_a_quorum(
    there: list[bool], rule: QuorumSpec, data: st.DataObject
) -> None:
    members = [Sits(person, is_present) for person, is_present in enumerate(there)]
    comes = data.draw(st.integers(0, max(0, len(there) - 1)))
    more = [Sits(one.person, one.is_present or one.person == comes) for one in members]
    assert presence(more, rule).is_reached or not presence(members, rule).is_reached


def test_a_majority_of_members_counts_the_absent_and_one_of_those_present_does_not() -> None:
    there, votes = Presence(8, 5, 5), [Vote.FOR] * 4 + [Vote.AGAINST]
    of_members = tally(there, votes, MajoritySpec())
    of_present = tally(there, votes, MajoritySpec(of=CountedOf.PRESENT))
    assert (of_members.needed, of_members.is_carried) == (5, False)
    assert (of_present.needed, of_present.is_carried) == (3, True)


def test_an_abstention_is_a_vote_cast_and_no_vote_in_favor() -> None:
    found = tally(Presence(4, 4, 3), [Vote.FOR, Vote.FOR, Vote.ABSTAIN], MajoritySpec())
    assert (found.cast, found.missing, found.is_carried) == (3, 1, False)


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), shares)
def test_a_vote_against_never_carries_a_topic(
    yes: int, no: int, none: int, absent: int, share: Fraction
) -> None:
    there = Presence(yes + no + none + absent, yes + no + none, 1)
    rule = MajoritySpec(share=share, of=CountedOf.PRESENT)
    before = tally(there, [Vote.FOR] * yes + [Vote.AGAINST] * no + [Vote.ABSTAIN] * none, rule)
    if yes:
        after = tally(there, [Vote.FOR] * (yes - 1) + [Vote.AGAINST] * (no + 1) + [Vote.ABSTAIN] * none, rule)
        assert before.is_carried or not after.is_carried
    assert before.is_carried == (yes >= before.needed)
