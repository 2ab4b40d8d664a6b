"""Places: known vectors of every rule for equals, tie-breaks, groups, quotas rounded."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.evaluation.facts import Facts
from chaotou.core.evaluation.ranking import places, places_within, quota
from chaotou.core.evaluation.scoring import evaluate
from chaotou.core.evaluation.words import Rounding, Ties

from .made import ratio, scheme

NONE = float("nan")
marks = st.lists(st.one_of(st.integers(0, 5).map(float), st.just(NONE)), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        (Ties.MIN, [1, 2, 2, 4]),
        (Ties.MAX, [1, 3, 3, 4]),
        (Ties.AVERAGE, [1, 2.5, 2.5, 4]),
        (Ties.DENSE, [1, 2, 2, 3]),
        (Ties.ORDINAL, [1, 2, 3, 4]),
    ],
)
def test_equals_are_placed_by_the_known_vectors(ties: Ties, expected: list[float]) -> None:
    assert places(np.array([9.0, 7, 7, 5]), ties).tolist() == expected
    assert places(np.array([5.0, 7, 7, 9]), ties)[[3, 1, 2, 0]].tolist() == expected


@given(marks, st.sampled_from([Ties.MIN, Ties.MAX, Ties.AVERAGE]))
def test_places_are_as_counted_by_hand(keys: list[float], ties: Ties) -> None:
    there = [key for key in keys if key == key]
    for key, place in zip(keys, places(np.array(keys), ties), strict=True):
        better, equal = sum(one > key for one in there), there.count(key)
        by_hand = {Ties.MIN: better + 1, Ties.MAX: better + equal, Ties.AVERAGE: better + (1 + equal) / 2}
        assert place == by_hand[ties] if key == key else np.isnan(place)


@given(marks)
def test_dense_places_are_without_gaps(keys: list[float]) -> None:
    placed = places(np.array(keys), Ties.DENSE)
    there = sorted({int(place) for place in placed if place == place})
    assert there == list(range(1, len(there) + 1))


@given(marks)
def test_file_order_places_everybody_alone(keys: list[float]) -> None:
    placed = [place for place in places(np.array(keys), Ties.ORDINAL) if place == place]
    assert sorted(placed) == list(range(1, len(placed) + 1))


def test_a_further_criterion_parts_equals_and_equals_in_it_stay_equals() -> None:
    keys, broken = np.array([8.0, 8, 8, 9]), np.array([1.0, 3, 1, 0])
    assert places(keys, Ties.MIN, [broken]).tolist() == [3, 2, 3, 1]
    assert places(keys, Ties.MIN, [np.array([1.0, 1, 1, 1]), broken]).tolist() == [3, 2, 3, 1]


def test_equals_of_whom_neither_has_the_further_criterion_stay_equals() -> None:
    keys, broken = np.array([8.0, 8, 8]), np.array([NONE, 1, NONE])
    assert places(keys, Ties.MIN, [broken]).tolist() == [2, 1, 2]


def test_places_hold_along_the_last_axis_of_many_tables() -> None:
    keys = np.array([[3.0, 1, 2], [1.0, NONE, 1]])
    assert places(keys)[0].tolist() == [1, 3, 2]
    assert np.array_equal(places(keys)[1], [1, NONE, 1], equal_nan=True)


def test_places_in_groups_begin_anew_in_each() -> None:
    keys, groups = np.array([5.0, 9, 7, 7]), np.array([0, 1, 0, 1])
    assert places_within(keys, groups, Ties.MIN).tolist() == [2, 1, 1, 2]


def test_a_scheme_ranks_within_groups_and_breaks_ties_by_a_criterion() -> None:
    made = scheme(
        [ratio("x", 50, 10), ratio("y", 50, 10)],
        subjects={"kind": "zones", "groups": [{"code": "e", "members": ["a", "b", "c"]}]},
        ranking={"within": "group", "breaks": ["y"]},
    )
    card = evaluate(made, Facts.of(list("abcd"), {"x": [5.0, 6, 1, 9], "y": [6.0, 5, 1, 9]}))
    assert card.ranks.tolist() == [1, 2, 3, 1]


@pytest.mark.parametrize(
    ("share", "subjects", "rounding", "seats"),
    [
        ("0.2", 17, Rounding.DOWN, 3),
        ("0.2", 17, Rounding.HALF_UP, 3),
        ("0.2", 17, Rounding.UP, 4),
        ("0.25", 10, Rounding.HALF_UP, 3),
        ("0.2", 15, Rounding.UP, 3),
        ("0.07", 100, Rounding.UP, 7),
        ("0.2", 2, Rounding.DOWN, 0),
    ],
)
def test_a_quota_is_rounded_as_said(share: str, subjects: int, rounding: Rounding, seats: int) -> None:
    assert quota(Decimal(share), subjects, rounding) == seats
