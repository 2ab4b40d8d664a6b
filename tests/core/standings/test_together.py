"""Many targets at once, and what holds of any reports whatever."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.lights import LIGHTS
from chaotou.core.panel import Panel
from chaotou.core.periods import month_ordinal
from chaotou.core.standings import Series, Target, standing, standings, standings_of
from chaotou.core.zone.vocabulary import Bound, TargetKind

from .samples import AUGUST, FIRST, REVENUE_2024, YEAR, level, revenue, yearly


def kept(most: int) -> st.SearchStrategy[float]:
    """Numbers as the ledger keeps them, to six decimal places."""
    return st.integers(0, most * 10**6).map(lambda millionths: millionths / 10**6)


bodies = st.lists(
    st.lists(st.one_of(st.just(float("nan")), kept(100_000)), min_size=30, max_size=30),
    min_size=1,
    max_size=6,
)
kinds = st.sampled_from(
    [TargetKind.LEVEL, TargetKind.GROWTH, TargetKind.AT_MOST, TargetKind.RANK, TargetKind.SHARE]
)


def test_targets_together_stand_as_each_alone() -> None:
    pairs = [
        (level(36), revenue(0.1)),
        (Target(TargetKind.GROWTH, YEAR, 0.1), revenue(0.09)),
        (level(20), Series.single(month_ordinal(2024, 1), REVENUE_2024)),
        (level(None), revenue()),
        (Target(TargetKind.RANK, YEAR, 30), yearly([40, 33, None])),
        (level(50, bound=Bound.AT_MOST), revenue()),
    ]
    assert standings(pairs, AUGUST) == [standing(target, series, AUGUST) for target, series in pairs]


def test_no_targets_have_no_standings() -> None:
    assert standings([], AUGUST) == []


@given(bodies, kinds, kept(200_000), st.booleans(), st.dates(date(2022, 1, 1), date(2025, 3, 1)))
def test_any_reports_give_a_light_and_no_infinite_number(
    rows: list[list[float]], kind: TargetKind, value: float, cumulative: bool, on: date
) -> None:
    panel = Panel.of([str(n) for n in range(len(rows))], FIRST, np.array(rows))
    found = standings_of(Series(panel, cumulative=cumulative), Target(kind, YEAR, value), on)
    assert set(found.light.tolist()) <= set(range(len(LIGHTS)))
    gaps = (found.pace_gap_points, found.lead_points, found.gap, found.remaining)
    numbers = (found.attainment.value, found.landing.expected, found.landing.high, *gaps)
    assert not any(np.isinf(cells).any() for cells in numbers)
    known = ~np.isnan(found.landing.low)
    assert (found.landing.low[known] <= found.landing.high[known]).all()


@given(bodies, st.dates(date(2024, 1, 1), date(2025, 3, 1)))
def test_later_figures_never_change_an_earlier_standing(rows: list[list[float]], on: date) -> None:
    cells = np.array(rows)
    closed = month_ordinal(on.year, on.month) - FIRST + (1 if on.day > 27 else 0)
    blind = np.where(np.arange(30) < closed + 1, cells, np.nan)
    names = [str(n) for n in range(len(rows))]
    known, unknown = (
        standings_of(Series(Panel.of(names, FIRST, values)), level(100.0), on) for values in (cells, blind)
    )
    assert known.light.tolist() == unknown.light.tolist()
    assert np.array_equal(known.landing.expected, unknown.landing.expected, equal_nan=True)
