"""What every evaluation keeps, whatever the figures."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaotou.core.evaluation.explaining import explain, full_scores
from chaotou.core.evaluation.facts import Facts
from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.evaluation.scoring import Scorecard, evaluate

from .made import scheme

RULES: dict[str, tuple[dict[str, Any], str]] = {
    "share": ({"ratio": {"target": 50}}, "higher"),
    "spread": ({"min_max": {}}, "lower"),
    "place": ({"ranked": {}}, "higher"),
    "steps": ({"target_steps": {"target": 50}}, "higher"),
    "growth": ({"growth_steps": {}}, "higher"),
    "unit": ({"per_unit": {"points": 1, "deduction": 1, "reference": 40, "limit": 8}}, "lower"),
    "way": ({"efficacy": {"low": 10, "high": 90}}, "higher"),
    "best": ({"ratio": {"target": "best"}}, "lower"),
    "mean": ({"per_unit": {"points": 0.1, "deduction": 0.1, "reference": "mean", "base": 5}}, "higher"),
}
CODES = list(RULES)
MISSING = ("zero", "reweight", "average", "full")
few = settings(max_examples=40, deadline=None)
readings = st.one_of(st.integers(1, 10_000).map(lambda n: n / 100), st.none())
weights = st.lists(st.integers(1, 20), min_size=len(RULES), max_size=len(RULES))
tables = st.lists(st.lists(readings, min_size=len(RULES), max_size=len(RULES)), min_size=1, max_size=6)
policies = st.lists(st.sampled_from(MISSING), min_size=len(RULES), max_size=len(RULES))


def of(weighing: list[int], missing: list[str], scale: float = 1, **more: Any) -> SchemeSpec:
    """Every rule as a leaf; the first three under a branch of their own."""
    leaves = [
        {"code": code, "weight": scale * weight, "rule": rule, "direction": way, "missing": policy}
        for (code, (rule, way)), weight, policy in zip(RULES.items(), weighing, missing, strict=True)
    ]
    branch = {"code": "branch", "weight": scale * sum(weighing[:3]), "criteria": leaves[:3]}
    return scheme([branch, *leaves[3:]], **more)


def facts(table: list[list[float | None]]) -> Facts:
    names = [f"s{n}" for n in range(len(table))]
    return Facts.of(names, {code: [row[at] for row in table] for at, code in enumerate(CODES)})


def same(a: Any, b: Any) -> None:
    np.testing.assert_allclose(a, b, rtol=0, atol=1e-9)


@few
@given(weights, policies, tables, st.floats(0.001, 1000))
def test_the_scale_of_weights_does_not_matter(
    weighing: list[int], missing: list[str], table: list[list[float | None]], scale: float
) -> None:
    plain, scaled = (evaluate(of(weighing, missing, size), facts(table)) for size in (1, scale))
    same(plain.totals, scaled.totals)
    same(plain.scores, scaled.scores)
    assert np.array_equal(plain.ranks, scaled.ranks, equal_nan=True)


@few
@given(weights, policies, tables, st.data())
def test_the_order_of_subjects_permutes_the_results(
    weighing: list[int], missing: list[str], table: list[list[float | None]], data: st.DataObject
) -> None:
    made, order = of(weighing, missing), data.draw(st.permutations(range(len(table))))
    before, after = evaluate(made, facts(table)), evaluate(made, facts([table[at] for at in order]))
    same(after.totals, before.totals[list(order)])
    same(after.scores, before.scores[list(order)])
    assert np.array_equal(after.ranks, before.ranks[list(order)], equal_nan=True)


@few
@given(weights, policies, tables, st.data(), st.floats(0.01, 60))
def test_lifting_an_indicator_never_lowers_its_own_points(
    weighing: list[int], missing: list[str], table: list[list[float | None]], data: st.DataObject, lift: float
) -> None:
    at, row = data.draw(st.integers(0, len(CODES) - 1)), data.draw(st.integers(0, len(table) - 1))
    given = table[row][at]
    if given is None:
        return
    better = given - lift if RULES[CODES[at]][1] == "lower" else given + lift
    lifted = [list(one) for one in table]
    lifted[row][at] = better
    made = of(weighing, missing)
    before, after = (evaluate(made, facts(one)).scores[row, at] for one in (table, lifted))
    assert after >= before - 1e-9


@few
@given(weights, policies, tables, st.floats(0, 0.5), st.floats(0.6, 1.5))
def test_points_stay_within_floor_and_cap(
    weighing: list[int], missing: list[str], table: list[list[float | None]], floor: float, cap: float
) -> None:
    made = of(weighing, missing)
    bounds = {"floor": floor, "cap": cap}
    criteria = [_bounded(one.model_dump(by_alias=True, exclude_none=True), bounds) for one in made.criteria]
    card = evaluate(scheme(criteria), facts(table))
    shares = card.marked.shares[card.marked.absent == -1]
    assert ((shares >= floor - 1e-12) & (shares <= cap + 1e-12)).all()


def _bounded(criterion: dict[str, Any], bounds: dict[str, float]) -> dict[str, Any]:
    children = [_bounded(child, bounds) for child in criterion.get("criteria", [])]
    return {**criterion, "criteria": children} if children else {**criterion, **bounds}


@few
@given(weights, policies, tables)
def test_cells_reproduce_the_totals(
    weighing: list[int], missing: list[str], table: list[list[float | None]]
) -> None:
    card = evaluate(of(weighing, missing), facts(table))
    for subject, total in zip(card.subjects, card.totals, strict=True):
        points = [cell.points for cell in explain(card) if cell.subject == subject]
        assert np.isnan(total) or np.nansum(points) == pytest.approx(total)


@few
@given(weights, policies, tables)
def test_what_is_left_carries_all_the_points_of_the_whole(
    weighing: list[int], missing: list[str], table: list[list[float | None]]
) -> None:
    card = evaluate(of(weighing, missing), facts(table))
    carried = full_scores(card)[:, : len(CODES)].sum(axis=1)
    same(carried[~np.isnan(card.totals)], 100)


@few
@given(weights, policies, tables)
def test_every_branch_is_the_sum_of_what_is_below_it(
    weighing: list[int], missing: list[str], table: list[list[float | None]]
) -> None:
    card = evaluate(of(weighing, missing), facts(table))
    below = np.nansum(card.scores[:, :3], axis=1)
    branch = card.scores[:, card.tree.codes.index("branch")]
    same(np.nan_to_num(branch), below)


@few
@given(weights, tables, st.integers(0, 3))
def test_ranks_are_those_of_the_totals_shown(
    weighing: list[int], table: list[list[float | None]], places: int
) -> None:
    card: Scorecard = evaluate(of(weighing, ["zero"] * len(CODES), rounding={"total": places}), facts(table))
    for total, rank in zip(card.totals, card.ranks, strict=True):
        assert rank == 1 + (card.totals > total).sum()
