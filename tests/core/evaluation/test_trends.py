from __future__ import annotations

import numpy as np
import pytest

from chaotou.core.evaluation.facts import Facts, Side
from chaotou.core.evaluation.trends import Trend, ahead, growth, parts, unmoved, yearly_deviations


def facts() -> Facts:
    columns: dict[str, list[float | None]] = {
        "gdp": [110.0, 60.0, 5.0],
        "gdp@year_ago": [100.0, None, 0.0],
        "gdp.growth": [9.0, 20.0, None],
        "gdp.target": [120.0, 66.0, 6.0],
        "gdp.mark": [80.0, 90.0, 70.0],
    }
    return Facts.of(["a", "b", "c"], columns)


def test_a_name_is_taken_apart() -> None:
    whole = parts("gdp.whole@year_ago")
    assert (whole.indicator, whole.side, whole.when) == ("gdp", Side.WHOLE, "year_ago")
    assert parts("Pop.2018").indicator == "Pop.2018"


def test_growth_is_that_of_the_figures_else_as_published_else_unknown() -> None:
    assert growth(facts(), "gdp")[:2] == pytest.approx([10, 20])
    assert unmoved(facts(), "gdp").tolist() == [False, False, True]


def test_figures_and_targets_grow_on_and_last_years_move_up_behind_them() -> None:
    on = ahead(facts(), Trend())
    assert on.column("gdp") == pytest.approx([121, 72, 5])
    assert on.column("gdp.target") == pytest.approx([132, 79.2, 6])
    assert on.column("gdp@year_ago")[[0, 2]] == pytest.approx([110, 5])
    assert np.isnan(on.column("gdp@year_ago")[1])
    assert on.column("gdp.mark").tolist() == [80, 90, 70]


def test_two_years_are_one_year_twice() -> None:
    twice = ahead(ahead(facts(), Trend()), Trend())
    assert ahead(facts(), Trend(years=2)).column("gdp")[:2] == pytest.approx(twice.column("gdp")[:2])


def test_who_is_still_keeps_its_figure_and_grows_by_nothing() -> None:
    on = ahead(facts(), Trend(still=frozenset({"a"})))
    assert on.column("gdp") == pytest.approx([110, 72, 5])
    assert on.column("gdp.growth")[:2] == pytest.approx([0, 20])
    assert on.column("gdp@year_ago")[0] == pytest.approx(110)


def test_growth_over_a_small_base_is_held_within_the_bound() -> None:
    small = Facts.of(["a"], {"x": [50.0], "x@year_ago": [1.0]})
    assert ahead(small, Trend(most=30)).column("x") == pytest.approx([65])


def test_the_yearly_deviation_is_how_far_a_figure_usually_moves() -> None:
    found = yearly_deviations({"x": [1, 2, 4], "y": [1, 2, 3], "z": [1, 2], "still": [0.1 + 0.2, 0.3, 0.3]})
    assert found == pytest.approx({"x": 2.5**0.5, "y": 1.0})
