"""What every rule keeps: empty stays empty, order does not matter, better is never worse, it tells itself."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaotou.core.evaluation.rules import RULES

from .cells import share_told, sheet
from .samples import DIRECTED, NOT_MONOTONE, readings, tables

Keys = dict[str, Any]
Lower = tuple[bool, bool]
FULL = 8.0

rules = pytest.mark.parametrize(("name", "keys", "lower"), DIRECTED)
few = settings(max_examples=25, deadline=None)


def test_every_rule_has_a_sample_and_the_name_it_is_registered_by() -> None:
    assert {name for name, _keys, _lower in DIRECTED} == set(RULES)
    assert all(rule.name == name and rule.source for name, rule in RULES.items())


@rules
@few
@given(table=tables())
def test_empty_stays_empty_and_the_rest_is_a_number(name: str, keys: Keys, lower: Lower, table: Any) -> None:
    made = sheet(name, table, lower, FULL, **keys)
    assert made.shares.shape == made.x.shape
    assert np.array_equal(np.isnan(made.shares), np.isnan(made.x))
    assert np.isfinite(made.bounded[~np.isnan(made.x)]).all()


@rules
@few
@given(reading=readings, subjects=st.integers(1, 5))
def test_a_constant_column_gives_everybody_the_same_number(
    name: str, keys: Keys, lower: Lower, reading: float, subjects: int
) -> None:
    bounded = sheet(name, [[reading, reading]] * subjects, lower, FULL, **keys).bounded
    assert np.isfinite(bounded).all()
    assert (bounded == bounded[0]).all()


@rules
@few
@given(table=tables(), data=st.data())
def test_the_order_of_subjects_does_not_matter(
    name: str, keys: Keys, lower: Lower, table: Any, data: Any
) -> None:
    order = data.draw(st.permutations(range(len(table))))
    made, moved = (sheet(name, np.array(table)[at], lower, FULL, **keys) for at in (range(len(table)), order))
    np.testing.assert_allclose(moved.shares, made.shares[list(order)], rtol=0, atol=1e-12)


@rules
@few
@given(table=tables(), data=st.data())
def test_a_better_reading_never_earns_less(
    name: str, keys: Keys, lower: Lower, table: Any, data: Any
) -> None:
    if name in NOT_MONOTONE:
        return
    subject = data.draw(st.integers(0, len(table) - 1))
    lift = data.draw(st.floats(0, 100).map(lambda gain: round(gain, 2)))
    before = sheet(name, table, lower, FULL, **keys)
    lifted = before.x.copy()
    lifted[subject] += np.where(lower, -lift, lift)
    after = sheet(name, lifted, lower, FULL, **keys)
    there = ~np.isnan(before.x[subject])
    assert (after.bounded[subject] >= before.bounded[subject] - 1e-9)[there].all()


@rules
@few
@given(table=tables())
def test_the_told_formula_comes_to_the_share(name: str, keys: Keys, lower: Lower, table: Any) -> None:
    made = sheet(name, table, lower, FULL, **keys)
    for subject, criterion in np.argwhere(~np.isnan(made.x)):
        share = made.shares[subject, criterion]
        assert share_told(made, subject, criterion) == pytest.approx(share, rel=1e-7, abs=1e-9)


@rules
@few
@given(table=tables(empty=False), part=st.floats(0.01, 0.99))
def test_between_knots_the_line_is_straight(
    name: str, keys: Keys, lower: Lower, table: Any, part: float
) -> None:
    made = sheet(name, table, lower, FULL, **keys)
    if (knots := made.knots(0, 0)) is None:
        return
    assert knots == sorted(knots)
    ends = [min([-300.0, *knots]) - 50, *knots, max([300.0, *knots]) + 50]
    for start, end in pairwise(ends):
        if start == end:
            continue
        inside = start + part * (end - start)
        x = np.array([[start], [inside], [end]])
        cell = {
            key: np.array(value) if isinstance(value, float | bool) else value
            for key, value in made.cell(0, 0).items()
        }
        first, middle, latest = made.rule.share(x, **cell)[:, 0]
        assert middle == pytest.approx(first + part * (latest - first), rel=1e-6, abs=1e-9)


@rules
@few
@given(first=tables(), latest=tables())
def test_many_sheets_at_once_score_as_each_alone(
    name: str, keys: Keys, lower: Lower, first: Any, latest: Any
) -> None:
    size = min(len(first), len(latest))
    both = np.array([first[:size], latest[:size]])
    together = sheet(name, both, lower, FULL, **keys).shares
    for at, x in enumerate(both):
        np.testing.assert_allclose(together[at], sheet(name, x, lower, FULL, **keys).shares, atol=1e-12)
