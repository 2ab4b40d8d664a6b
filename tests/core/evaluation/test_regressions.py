"""What others got wrong, and must stay right here."""

from __future__ import annotations

import numpy as np
import pytest

from chaotou.core.evaluation.facts import Facts
from chaotou.core.evaluation.reading import read
from chaotou.core.evaluation.reads import ReadsSpec
from chaotou.core.evaluation.scoring import evaluate
from chaotou.core.evaluation.tables import facts_of
from chaotou.core.periods import Period

from .made import ratio, scheme


def parts(*weights: float) -> list[dict[str, object]]:
    return [
        {"code": f"p{at}", "weight": weight, "criteria": [ratio(f"x{at}", weight, 10)]}
        for at, weight in enumerate(weights)
    ]


def test_the_whole_is_weighted_by_its_parts_and_is_no_plain_average() -> None:
    card = evaluate(scheme(parts(80, 20)), Facts.of(["a"], {"x0": [10.0], "x1": [0.0]}))
    assert card.totals.tolist() == [80]


def test_a_part_left_out_does_not_count_as_zero() -> None:
    made = scheme(parts(80, 20), missing="reweight")
    card = evaluate(made, Facts.of(["a"], {"x0": [None], "x1": [9.0]}))
    assert card.totals == pytest.approx([90])
    assert card.scores[0, card.tree.codes.index("p1")] == pytest.approx(90)


def test_without_a_declared_place_ranks_are_not_taken_from_rounded_figures() -> None:
    card = evaluate(scheme([ratio("x", 100, 100)]), Facts.of(["a", "b"], {"x": [80.00001, 80.00002]}))
    assert card.ranks.tolist() == [2, 1]


def test_with_a_declared_place_equals_shown_are_equals_ranked() -> None:
    made = scheme([ratio("x", 100, 100)], rounding={"total": 2})
    card = evaluate(made, Facts.of(["a", "b"], {"x": [80.001, 80.002]}))
    assert (card.totals.tolist(), card.ranks.tolist()) == ([80, 80], [1, 1])


def test_the_order_of_summation_does_not_part_equals() -> None:
    """The same marks under other criteria of equal weight: sums may differ in the last bit."""
    marks = [0.1, 0.2, 0.3, 0.7, 0.9, 1.0, 3.3, 5.7, 6.1, 9.9]
    made = scheme([ratio(f"x{at}", 10, 10) for at in range(10)])
    columns = {f"x{at}": [marks[at], marks[9 - at], marks[(at * 3) % 10]] for at in range(10)}
    assert evaluate(made, Facts.of(["a", "b", "c"], columns)).ranks.tolist() == [1, 1, 1]


def test_equals_stay_equals_in_any_of_many_rows() -> None:
    rows = np.random.default_rng(3).uniform(1, 9, (40, 7)).round(1)
    columns = {f"x{at}": np.tile(rows[:, at], 3).tolist() for at in range(7)}
    made = scheme([ratio(f"x{at}", at + 1, 10) for at in range(7)], marks="index")
    ranks = evaluate(made, Facts.of([str(n) for n in range(120)], columns)).ranks.reshape(3, 40)
    assert (ranks == ranks[0]).all()


@pytest.mark.parametrize("month", range(1, 13))
def test_a_cumulative_window_holds_its_first_month_and_its_last_day(month: int) -> None:
    period = Period.to_month(2024, month)
    assert (period.months, period.starts_on.timetuple().tm_yday) == (month, 1)
    assert (period.ends_on.toordinal() + 1) == Period.month(
        2024 + month // 12, month % 12 + 1
    ).starts_on.toordinal()
    table = [["subject", "indicator", "period", "value"], ["a", "x", str(period), "9"]]
    facts, issues = facts_of(table, "t.csv", period)
    assert (issues, facts.values.tolist(), facts.elapsed) == ([], [[9]], month / 12)


def test_the_year_before_in_february_of_a_leap_year_is_whole() -> None:
    before = Period.to_month(2024, 2).same_last_year()
    assert (str(before), before.ends_on.day) == (str(Period.to_month(2023, 2)), 28)


@pytest.mark.parametrize("bounds", [{}, {"most": 50}, {"least": -50}])
def test_growth_over_nothing_is_neither_infinite_nor_the_most_there_is(bounds: dict[str, float]) -> None:
    spec = ReadsSpec.model_validate({"indicator": "x", "as": "index", **bounds})
    found = read([spec], Facts.of(["a"], {"x": [5.0], "x@year_ago": [0.0]}))
    assert np.isnan(found.values).all()


def test_a_lower_is_better_reading_is_turned_round_once() -> None:
    made = scheme(
        [{"code": c, "weight": 50, "direction": "lower", "rule": {"min_max": {}}} for c in ("x", "y")],
        marks="index",
        aggregate="topsis",
    )
    card = evaluate(made, Facts.of(["a", "b", "c"], {"x": [1.0, 2, 3], "y": [1.0, 2, 3]}))
    assert card.ranks.tolist() == [1, 2, 3]


def test_weights_by_entropy_are_never_negative_where_all_are_equal() -> None:
    made = scheme([ratio("x", 1, 10), ratio("y", 1, 10)], marks="index", weights="entropy")
    card = evaluate(made, Facts.of(list("abcde"), {"x": [5.0] * 5, "y": [1.0, 2, 3, 4, 5]}))
    assert card.tree.branches[-1].weights[0] == pytest.approx([0, 1])


def test_a_tiny_spread_of_arithmetic_noise_sends_nobody_to_the_bottom() -> None:
    made = scheme([{"code": "x", "weight": 100, "rule": {"min_max": {}}}])
    assert evaluate(made, Facts.of(["a", "b"], {"x": [0.1 + 0.2, 0.3]})).totals.tolist() == [100, 100]
