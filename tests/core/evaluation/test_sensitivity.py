"""How sure a rank is: against the engine draw by draw, by hand, and what holds of every distribution."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter

from chaotou.core.evaluation.facts import Citation, Facts
from chaotou.core.evaluation.methods.aggregation import Aggregation
from chaotou.core.evaluation.rule_field import RuleField, RuleSpec
from chaotou.core.evaluation.scoring import Scorecard, evaluate
from chaotou.core.evaluation.sensitivity.drawing import ranks_of
from chaotou.core.evaluation.sensitivity.ranks import hypercube, influence, rank_uncertainty
from chaotou.core.evaluation.sensitivity.uncertainty import Input, Uncertainty, draws_of
from chaotou.core.evaluation.whatif import Changes, what_if
from chaotou.core.issues import Refusal

from .made import ratio, scheme

SUBJECTS = ["a", "b", "c", "d", "e"]
COLUMNS: dict[str, list[float | None]] = {
    "gdp": [50.0, 80, 90, 60, 20],
    "fdi": [9.0, 5, 2, 6, 1],
    "jobs": [30.0, None, 20, 60, 10],
}
FIXED = Uncertainty(concentration=None, numbers=0, figures=0)
WEIGHTS_ONLY = replace(FIXED, concentration=20.0)


def rule(value: Any) -> RuleSpec:
    found: RuleSpec = TypeAdapter(RuleField).validate_python(value)
    return found


def card(absent: str = "zero", **more: Any) -> Scorecard:
    criteria = [
        {"code": "growth", "weight": 70, "criteria": [ratio("gdp", 40, 100), ratio("fdi", 30, 10)]},
        ratio("jobs", 30, 60, missing=absent),
    ]
    return evaluate(scheme(criteria, **more), Facts.of(SUBJECTS, COLUMNS))


@pytest.mark.parametrize("absent", ["zero", "reweight", "average", "full"])
@pytest.mark.parametrize("method", ["arithmetic", "geometric"])
def test_each_draw_of_weights_is_what_the_engine_says_of_them(absent: str, method: str) -> None:
    if method == "geometric" and absent == "zero":
        pytest.skip("a geometric mean takes no zero")
    held = card(absent, aggregate=method)
    draws = draws_of(held, WEIGHTS_ONLY, 8, seed=1)
    design = (np.arange(8)[:, None] + 0.5) / 8
    ((_, ranks),) = ranks_of(draws, design)
    for at in range(8):
        weights = {
            held.tree.codes[child]: float(draws.weights[branch.code][at, 0, place])
            for branch in held.tree.branches
            for place, child in enumerate(branch.children)
        }
        assert ranks[at].tolist() == what_if(held, Changes(weights=weights)).ranks.tolist()


def test_each_draw_of_numbers_and_figures_is_what_the_engine_says_of_them() -> None:
    held = card("reweight", provenance="estimated")
    draws = draws_of(held, replace(FIXED, numbers=0.4, figures=0.4), 8, seed=1)
    design = np.repeat((np.arange(8)[:, None] + 0.5) / 8, 2, axis=1)
    ((_, ranks),) = ranks_of(draws, design)
    assert draws.inputs == (Input.NUMBERS, Input.FIGURES)
    targets = {"gdp": 100, "fdi": 10, "jobs": 60}
    for at in range(8):
        gdp, fdi, jobs = (
            ratio(code, weight, target * draws.factors[at, column])
            for column, ((code, target), weight) in enumerate(zip(targets.items(), (40, 30, 30), strict=True))
        )
        made = scheme(
            [{"code": "growth", "weight": 70, "criteria": [gdp, fdi]}, {**jobs, "missing": "reweight"}]
        )
        noise = draws.noise[int((at + 0.5) / 8 * len(draws.noise))]
        facts = replace(held.case.given, values=held.case.given.values * noise)
        assert ranks[at].tolist() == evaluate(made, facts).ranks.tolist()


def test_other_rules_and_methods_are_run_as_schemes_of_their_own() -> None:
    held = card("reweight", rule="min_max")
    floored = rule({"min_max": {"to": [1, 100]}})
    criteria = [{"code": code, "weight": 50} for code in ("gdp", "fdi")]
    held = evaluate(
        scheme(criteria, rule=floored.model_dump(mode="json", exclude_none=True)), held.case.given
    )
    spec = replace(FIXED, rules=(rule({"z_score": {"mean": 50}}),), methods=(Aggregation.HARMONIC,))
    draws = draws_of(held, spec, 4, seed=0)
    ((_, ranks),) = ranks_of(draws, np.array([[0.1, 0.1], [0.9, 0.1], [0.1, 0.9]]))
    assert draws.inputs == (Input.RULE, Input.METHOD)
    assert ranks[0].tolist() == held.ranks.tolist()
    scored = evaluate(scheme(criteria, rule={"z_score": {"mean": 50}}), held.case.given)
    assert ranks[1].tolist() == scored.ranks.tolist()
    means = evaluate(
        scheme(criteria, rule={"min_max": {"to": [1, 100]}}, aggregate="harmonic"), held.case.given
    )
    assert ranks[2].tolist() == means.ranks.tolist()


def test_two_mirror_images_are_first_as_often() -> None:
    made = scheme([ratio("x", 50, 1), ratio("y", 50, 1)])
    held = evaluate(made, Facts.of(["a", "b", "c"], {"x": [1.0, 0, 0], "y": [0.0, 1, 0]}))
    found = rank_uncertainty(held, replace(FIXED, concentration=4.0), draws=4000)
    assert found.probability(1) == pytest.approx([0.5, 0.5, 0], abs=0.03)
    assert found.interval().tolist() == [[1, 2], [1, 2], [3, 3]]
    assert found.shift == pytest.approx(1 / 3, abs=0.03)


def test_every_draw_is_counted_once_and_the_last_place_is_certain() -> None:
    found = rank_uncertainty(card(), WEIGHTS_ONLY, draws=300)
    assert found.counts.sum(axis=1).tolist() == [300] * 5
    assert found.probability(5) == pytest.approx(np.ones(5))
    low, high = found.interval().T
    assert (low <= high).all() and (low >= 1).all() and (high <= 5).all()


def test_who_is_worst_in_everything_is_last_whatever_the_weights() -> None:
    found = rank_uncertainty(card("average"), replace(FIXED, concentration=1.0), draws=300)
    assert found.interval(1.0)[4].tolist() == [5, 5]


def test_weights_drawn_close_to_those_stated_leave_the_ranks() -> None:
    found = rank_uncertainty(card(), replace(FIXED, concentration=1e9), draws=50)
    assert found.quantile(0.5).tolist() == card().ranks.tolist()
    assert found.shift == 0


def test_the_same_seed_draws_the_same() -> None:
    first, again = (rank_uncertainty(card(), WEIGHTS_ONLY, draws=200, seed=7) for _ in range(2))
    assert np.array_equal(first.counts, again.counts)
    assert not np.array_equal(first.counts, rank_uncertainty(card(), WEIGHTS_ONLY, draws=200, seed=8).counts)


def test_a_figure_cited_as_estimated_is_drawn_and_no_other() -> None:
    held = card()
    facts = replace(held.case.given, citations={("b", "fdi"): Citation("报纸", status="estimated")})
    held = evaluate(held.case.plan, facts)
    draws = draws_of(held, replace(FIXED, figures=0.1), 100, seed=0)
    assert (draws.noise != 1).any(axis=0).nonzero() == (np.array([1]), np.array([0]))
    assert draws.noisy.tolist() == [1]


def test_who_is_cancelled_has_no_place_in_any_draw() -> None:
    veto = {"code": "fraud", "name": "造假", "reads": {"indicator": "gdp"}, "above": 85, "effect": "cancel"}
    found = rank_uncertainty(card(vetoes=[veto]), WEIGHTS_ONLY, draws=50)
    assert np.isnan(found.interval()[2]).all()
    assert found.probability(5)[2] == 0


def test_progress_is_told_up_to_the_last_draw() -> None:
    told: list[tuple[int, int]] = []
    rank_uncertainty(card(), WEIGHTS_ONLY, draws=100, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (100, 100)


def test_an_input_that_changes_nothing_has_no_influence() -> None:
    same = rule({"ratio": {"target": 100}})
    made = scheme([{"code": code, "weight": 50} for code in ("gdp", "jobs")], rule={"ratio": {"target": 100}})
    held = evaluate(made, Facts.of(SUBJECTS, COLUMNS))
    found = influence(held, replace(FIXED, concentration=3.0, rules=(same,)), draws=800)
    assert found.inputs == (Input.WEIGHTS, Input.RULE)
    assert found.indices.total[1] == pytest.approx(0, abs=1e-12)
    assert found.indices.total[0] == pytest.approx(1, abs=0.15)


def test_nothing_uncertain_is_refused() -> None:
    with pytest.raises(Refusal):
        rank_uncertainty(card(), FIXED)


def test_the_hypercube_takes_each_part_of_each_input_once() -> None:
    design = hypercube(50, 3, seed=0)
    assert [sorted((design[:, at] * 50).astype(int)) for at in range(3)] == [list(range(50))] * 3
