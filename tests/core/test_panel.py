"""Panels: what is missing is said, never zero."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.panel import Panel, State, at

JANUARY = 2024 * 12
cells = st.lists(
    st.lists(st.one_of(st.none(), st.floats(-1e9, 1e9)), min_size=5, max_size=5), min_size=1, max_size=4
)


def test_rows_are_scattered_and_the_rest_is_not_reported() -> None:
    panel = Panel.from_rows(
        [0, 1], [JANUARY, JANUARY + 2], [5, 7], bodies=["zone", "city"], first=JANUARY, months=3
    )
    assert panel.values[0, 0] == 5
    assert panel.values[1, 2] == 7
    assert np.isnan(panel.values[0, 1])
    assert panel.state[0].tolist() == [State.REPORTED, State.NOT_REPORTED, State.NOT_REPORTED]


def test_a_reported_zero_is_not_missing() -> None:
    panel = Panel.from_rows([0], [JANUARY], [0.0], bodies=["zone"], first=JANUARY, months=1)
    assert panel.state[0, 0] == State.REPORTED


def test_why_a_cell_is_empty_is_kept() -> None:
    panel = Panel.from_rows(
        [0, 0], [JANUARY, JANUARY + 1], [np.nan, np.nan],
        bodies=["zone"], first=JANUARY, months=2, state=[State.EXEMPT, State.REPORTED],
    )  # fmt: skip
    assert panel.state[0].tolist() == [State.EXEMPT, State.NOT_REPORTED]


def test_an_indicator_axis_comes_first() -> None:
    panel = Panel.from_rows(
        [0, 1], [JANUARY, JANUARY], [5, 7],
        bodies=["zone", "city"], first=JANUARY, months=1, indicator_index=[2, 0], indicators=3,
    )  # fmt: skip
    assert panel.values.shape == (3, 2, 1)
    assert panel.indicator(2).row("zone").tolist() == [5]
    assert np.isnan(panel.indicator(2).row("city")).all()


@pytest.mark.parametrize("month", [JANUARY - 1, JANUARY + 1])
def test_a_row_outside_the_panel_is_refused(month: int) -> None:
    with pytest.raises(IndexError):
        Panel.from_rows([0], [month], [1], bodies=["zone"], first=JANUARY, months=1)


def test_a_cell_cannot_be_a_number_and_exempt() -> None:
    with pytest.raises(ValueError, match="NaN exactly"):
        Panel(("zone",), JANUARY, np.array([[1.0]]), np.array([[State.EXEMPT]], dtype=np.int8))


def test_parts_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        Panel.of(["zone", "city"], JANUARY, [[1.0]])


@given(cells, st.integers(-3, 8), st.integers(0, 8))
def test_a_window_keeps_what_it_covers_and_misses_the_rest(
    rows: list[list[float | None]], start: int, length: int
) -> None:
    panel = Panel.of([str(n) for n in range(len(rows))], JANUARY, np.array(rows, dtype=float))
    window = panel.window(JANUARY + start, JANUARY + start + length)
    for month in window.months:
        column = window.values[:, month - window.first]
        inside = panel.first <= month <= panel.latest
        expected = panel.values[:, month - panel.first] if inside else np.full(len(rows), np.nan)
        assert np.array_equal(column, expected, equal_nan=True)


def test_each_row_is_asked_at_its_own_month() -> None:
    found = at(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([0, 1, -5]))
    assert found[:2].tolist() == [1, 4]
    assert np.isnan(found[2])


def test_a_body_the_panel_lacks_is_an_error() -> None:
    with pytest.raises(KeyError):
        Panel.of(["zone"], JANUARY, [[1.0]]).row("city")


def test_arrow_gives_back_the_same_panel() -> None:
    pytest.importorskip("pyarrow", reason="Arrow in and out needs pyarrow")
    panel = Panel.of(["zone", "city"], JANUARY, [[1.0, np.nan], [3.0, 4.0]])
    again = Panel.from_arrow(panel.to_arrow())
    assert again.bodies == panel.bodies
    assert again.first == panel.first
    assert np.array_equal(again.values, panel.values, equal_nan=True)
    assert again.state.tolist() == panel.state.tolist()
