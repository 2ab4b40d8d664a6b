"""How long stages take when some projects are still in them, and what that says of one under way."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.projects.forecasting import (
    Reached,
    Spell,
    after_waiting,
    dwell,
    forecast,
    funnel,
    quantile,
    spells,
)

TODAY = date(2024, 8, 12)
EXITS = ("dropped",)
FREIREICH = [6, 6, 6, 7, 10, 13, 16, 22, 23]
CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
"""Weeks of remission of 21 patients, Freireich and others 1963, which textbooks of survival print."""


def test_the_survival_curve_is_the_published_one() -> None:
    rows = [Spell("s", d, True) for d in FREIREICH] + [Spell("s", d, False) for d in CENSORED]
    chances = dwell(rows).chances
    staying = {day: round(float(1 - chances[: day + 1].sum()), 3) for day in sorted(set(FREIREICH))}
    assert staying == {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert dwell(rows).median == 23


@given(st.lists(st.integers(0, 900), min_size=1, max_size=40))
def test_without_censoring_it_is_the_plain_share_of_cases(days: list[int]) -> None:
    found = dwell([Spell("s", day, True) for day in days])
    assert np.allclose(found.chances[days], [days.count(day) / len(days) for day in days])
    assert found.median == sorted(days)[(len(days) - 1) // 2]


@given(st.lists(st.tuples(st.integers(0, 900), st.booleans()), min_size=1, max_size=40))
def test_chances_never_exceed_one(rows: list[tuple[int, bool]]) -> None:
    chances = dwell([Spell("s", *row) for row in rows]).chances
    assert (chances >= 0).all()
    assert chances.sum() <= 1 + 1e-9


def test_having_waited_leaves_only_the_longer_cases() -> None:
    chances = dwell([Spell("s", day, True) for day in (10, 20, 30, 40)]).chances
    rest = after_waiting(chances, 20)
    assert (quantile(rest, 0.5), quantile(rest, 1.0)) == (10, 20)


def past(stage: str, days: list[int]) -> list[Spell]:
    return [Spell(stage, day, True) for day in days]


def test_a_forecast_adds_the_stages_still_to_come() -> None:
    steady = {"commenced": dwell(past("commenced", [100] * 9)), "land": dwell(past("land", [50] * 9))}
    found = forecast(steady, ["land", "commenced"], TODAY - timedelta(20), TODAY)
    assert found.refusal is None
    assert found.expected_on == found.low_on == found.high_on == TODAY + timedelta(130)
    assert found.cases == 9


def test_eight_of_ten_land_within_the_interval() -> None:
    random = np.random.default_rng(4)
    made = {stage: random.gamma(4, 60, 400).astype(int) for stage in ("land", "commenced")}
    dwells = {stage: dwell(past(stage, days.tolist())) for stage, days in made.items()}
    found = forecast(dwells, ["land", "commenced"], TODAY, TODAY)
    assert found.low_on and found.high_on
    new = sum(random.gamma(4, 60, 2000) for _ in made)
    within = np.mean((new >= (found.low_on - TODAY).days) & (new <= (found.high_on - TODAY).days))
    assert 0.74 < within < 0.86


def test_too_few_cases_are_refused_with_their_number() -> None:
    found = forecast({"land": dwell(past("land", [5] * 3))}, ["land"], TODAY, TODAY)
    assert found.expected_on is None
    assert "3 例" in str(found.refusal)


def test_one_who_waited_longer_than_anybody_is_not_forecast() -> None:
    found = forecast({"land": dwell(past("land", [5] * 20))}, ["land"], TODAY - timedelta(90), TODAY)
    assert found.expected_on is None
    assert "90 天" in str(found.refusal)


def test_a_day_past_projects_never_showed_is_left_open() -> None:
    open_ended = past("land", [10] * 9) + [Spell("land", 400, False)] * 3
    found = forecast({"land": dwell(open_ended)}, ["land"], TODAY, TODAY)
    assert (found.expected_on, found.high_on) == (TODAY + timedelta(10), None)


def test_where_fewer_than_half_were_seen_through_the_forecast_says_so() -> None:
    mostly_waiting = past("land", [10] * 9) + [Spell("land", 400, False)] * 12
    found = forecast({"land": dwell(mostly_waiting)}, ["land"], TODAY, TODAY)
    assert found.expected_on is None
    assert "不到一半" in str(found.refusal)


def history(*steps: tuple[str, int]) -> list[Reached]:
    return [Reached(stage, TODAY - timedelta(ago)) for stage, ago in steps]


def test_spells_end_where_one_moves_on_and_stay_open_where_one_stays_or_drops() -> None:
    assert spells(history(("lead", 90), ("signed", 60), ("dropped", 10)), TODAY, EXITS) == [
        Spell("lead", 30, True),
        Spell("signed", 50, False),
    ]
    assert spells(history(("lead", 90)), TODAY, EXITS) == [Spell("lead", 90, False)]


def test_the_funnel_counts_everybody_once_at_each_stage() -> None:
    projects = [
        history(("lead", 90), ("signed", 60)),
        history(("lead", 80), ("dropped", 10)),
        history(("lead", 40)),
        history(("lead", 30), ("signed", 20), ("dropped", 5)),
    ]
    lead, signed = funnel(projects, ["lead", "signed"], TODAY, EXITS)
    assert (lead.entered, lead.moved_on, lead.left, lead.here) == (4, 2, 1, 1)
    assert (lead.conversion, lead.settled_conversion) == (0.5, pytest.approx(2 / 3))
    assert (lead.median_age, lead.oldest_age) == (40, 40)
    assert (signed.entered, signed.moved_on, signed.left, signed.here) == (2, 0, 1, 1)
