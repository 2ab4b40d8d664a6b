"""Who answers for which part of a project."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.projects.answering import parts_of

HALF = Decimal("0.5")
ORGANIZATIONS = st.integers(1, 5)
SHARES = st.dictionaries(ORGANIZATIONS, st.decimals(Decimal(0), 1, places=3))


def test_credit_counts_as_it_was_given() -> None:
    assert parts_of({1: HALF, 2: HALF}, None) == {1: HALF, 2: HALF}


def test_who_hosts_a_project_without_credit_answers_for_the_whole_of_it() -> None:
    assert parts_of({1: Decimal(1)}, 3) == {1: 1, 3: 1}


def test_who_hosts_a_project_and_has_credit_answers_for_the_credit() -> None:
    assert parts_of({1: HALF, 3: HALF}, 3) == {1: HALF, 3: HALF}


@given(SHARES, st.none() | ORGANIZATIONS)
def test_nobody_answers_for_more_than_the_whole_or_for_nothing(
    shares: dict[int, Decimal], landing: int | None
) -> None:
    found = parts_of(shares, landing)
    assert all(0 < part <= 1 for part in found.values())
    assert landing is None or landing in found
