from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from chaotou.core.evaluation.facts import Facts
from chaotou.core.evaluation.scoring import Scorecard, evaluate
from chaotou.core.evaluation.warnings import correlation, warnings
from chaotou.core.issues import Level, Place
from chaotou.core.naming import LANGUAGE, Named

from .made import ratio, scheme

SUBJECTS = list("abcdef")
SPREAD = [10.0, 35, 20, 90, 55, 70]


def card(criteria: list[dict[str, Any]], **columns: list[float | None]) -> Scorecard:
    return evaluate(scheme(criteria), Facts.of(SUBJECTS, columns))


def said(held: Scorecard) -> list[str]:
    return [str(issue.message) for issue in warnings(held)]


def test_a_criterion_that_all_fulfill_tells_nobody_apart() -> None:
    held = card([ratio("x", 50, 5), ratio("y", 50, 100)], x=SPREAD, y=SPREAD[::-1])
    (issue,) = warnings(held, lambda code: Place("办法.yaml", 12, code))
    assert str(issue.message) == "“x”分不出高下：100% 的对象得分相同。"
    assert issue.level is Level.WARNING and issue.hint is not None
    assert str(issue.place) == "办法.yaml:12 x"


def test_a_criterion_with_hardly_any_spread_does_not_either() -> None:
    held = card([ratio("x", 100, 100)], x=[90.0, 90.1, 90.2, 90.3, 90.4, 90.5])
    assert said(held) == ["“x”分不出高下：最高与最低只差满分的 0.5%。"]


def test_two_criteria_that_rise_and_fall_together_say_the_same() -> None:
    held = card([ratio("x", 50, 100), ratio("y", 50, 300)], x=SPREAD, y=[3 * one + 1 for one in SPREAD])
    assert said(held) == ["“x”和“y”说的几乎是同一件事：相关系数 1.00。"]
    opposite = card([ratio("x", 50, 100), ratio("y", 50, 100)], x=SPREAD, y=[100 - one for one in SPREAD])
    assert said(opposite) == ["“x”和“y”说的几乎是同一件事：相关系数 -1.00。"]


def test_one_outlier_sets_everybodys_score() -> None:
    held = card([{"code": "x", "weight": 100, "rule": "min_max"}], x=[1.0, 2, 3, 4, 5, 1000])
    (message,) = said(held)
    assert message.startswith("“x”由“f”一家左右")
    assert said(card([{"code": "x", "weight": 100, "rule": "ranked"}], x=[1.0, 2, 3, 4, 5, 1000])) == []


def test_names_are_said_in_the_reader_s_language() -> None:
    one = {"code": "x", "name": "进出口", "english": "Trade", "weight": 100, "rule": "min_max"}
    held = card([one], x=[1.0, 2, 3, 4, 5, 1000])
    (issue,) = warnings(held, titles={"f": Named("样本区", "Sample zone")})
    english = {LANGUAGE.template: "English"}
    said = issue.message.say(lambda template: english.get(template, template))
    assert said.startswith("“Trade”由“Sample zone”一家左右")


def test_the_best_as_a_target_can_be_an_outlier_too() -> None:
    held = card([ratio("x", 100, "best")], x=[30.0, 40, 55, 60, 70, 300])
    assert any("由“f”一家左右" in message for message in said(held))


def test_a_step_that_pays_too_much_is_named_with_who_stands_before_it() -> None:
    rule = {"banded": {"thresholds": [80, 50], "coefficients": [1, 0.9], "below": 0.5}}
    held = card([{"code": "x", "weight": 100, "rule": rule}], x=[10.0, 49, 20, 90, 55, 70])
    assert said(held) == ["“x”在 50 处一步多得满分的 40%，差一点到的有 1 家。"]


def test_between_interpolated_bands_there_is_no_step() -> None:
    rule = {"banded": {"thresholds": [80, 0], "coefficients": [1, 0], "interpolate": True}}
    assert said(card([{"code": "x", "weight": 100, "rule": rule}], x=SPREAD)) == []


def test_pass_or_fail_is_one_step() -> None:
    held = card([{"code": "x", "weight": 100, "rule": {"pass": {"threshold": 50}}}], x=SPREAD)
    assert said(held) == ["“x”在 50 处一步多得满分的 100%，差一点到的有 0 家。"]


def test_of_a_handful_of_subjects_nothing_is_said() -> None:
    held = evaluate(scheme([ratio("x", 100, 1)]), Facts.of(["a", "b"], {"x": [2.0, 2.0]}))
    assert warnings(held) == []


def test_correlation_passes_over_what_is_missing_and_does_not_vary() -> None:
    x = np.array([1.0, 2, 3, 4, 5, np.nan])
    assert correlation(x, 2 * x) == pytest.approx(1)
    assert np.isnan(correlation(x, np.full(6, 0.1)))
    assert np.isnan(correlation(x[:3], x[:3]))
