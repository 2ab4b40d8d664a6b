"""Lights: every value has exactly one, and it is judged on the number shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.issues import Place
from chaotou.core.lights import (
    BANDED,
    LIGHTS,
    USUAL,
    Band,
    Base,
    Light,
    Thresholds,
    light,
    light_codes,
    worst,
)

PLACE = Place("lights.yaml", 4)
SANYA = Thresholds(
    (Band(Light.ON_TRACK, 1.0), Band(Light.AT_RISK, 0.5), Band(Light.BEHIND, None)), base=Base.RATIO
)


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        (12.14, Light.ON_TRACK),
        (0.0, Light.ON_TRACK),
        (-1e-12, Light.ON_TRACK),
        (-0.004, Light.ON_TRACK),
        (-0.005, Light.AT_RISK),
        (-10.0, Light.AT_RISK),
        (-10.01, Light.BEHIND),
        (-12.92, Light.BEHIND),
        (float("nan"), Light.NO_DATA),
    ],
)
def test_a_light_follows_the_lead_as_it_is_shown(lead: float, expected: Light) -> None:
    assert light(lead, USUAL) is expected


@pytest.mark.parametrize(
    ("ratio", "expected"), [(1.0, Light.ON_TRACK), (0.5, Light.AT_RISK), (0.49, Light.BEHIND)]
)
def test_bands_may_be_laid_over_the_ratio_to_the_plan(ratio: float, expected: Light) -> None:
    assert light(ratio, SANYA) is expected


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_every_value_has_a_light_and_a_better_lead_never_a_worse_one(one: float, other: float) -> None:
    worse, better = (BANDED.index(light(lead, USUAL)) for lead in sorted((one, other)))
    assert better <= worse


def test_many_leads_are_judged_as_each_alone() -> None:
    assert [LIGHTS[code] for code in light_codes([5, -5, -50], USUAL)] == list(BANDED)


@pytest.mark.parametrize("thresholds", [USUAL, SANYA])
def test_sound_bands_have_no_issues(thresholds: Thresholds) -> None:
    assert thresholds.check(PLACE) == []


@pytest.mark.parametrize(
    ("bands", "words"),
    [
        ((), "没有设置"),
        ((Band(Light.ON_TRACK, 0.0), Band(Light.AT_RISK, -10.0)), "低于 -10.0"),
        ((Band(Light.ON_TRACK, None), Band(Light.BEHIND, None)), "须写下限"),
        ((Band(Light.ON_TRACK, -5.0), Band(Light.AT_RISK, -5.0), Band(Light.BEHIND, None)), "落入两档"),
        ((Band(Light.BEHIND, 0.0), Band(Light.ON_TRACK, None)), "由好到差"),
        ((Band(Light.DONE, 0.0), Band(Light.BEHIND, None)), "不能按数值"),
    ],
)
def test_bands_that_leave_gaps_or_overlap_are_issues(bands: tuple[Band, ...], words: str) -> None:
    issues = Thresholds(bands).check(PLACE)
    assert any(words in str(issue.message) for issue in issues)
    assert all(issue.is_error and issue.place == PLACE for issue in issues)


def test_a_whole_is_as_bad_as_its_worst_part() -> None:
    assert worst([Light.DONE, Light.AT_RISK, Light.NO_DATA]) is Light.AT_RISK
    assert worst([Light.DONE, Light.DONE]) is Light.DONE
    assert worst([]) is Light.NO_DATA
