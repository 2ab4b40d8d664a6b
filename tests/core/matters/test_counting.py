"""What is counted of matters: each number over its own base, nothing over nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.matters.counting import Handled, Ratings, Span, count
from chaotou.core.zone.matter_watch_specs import Counted

NEVER = "NaT"
HALF_YEAR = Span(np.datetime64("2024-01-01", "us"), np.datetime64("2024-07-01", "us"))


def handled(*rows: tuple[str, str, str, float, float, bool]) -> Handled:
    """Registered, due, closed, used, limit, repeats."""
    registered, due, closed, used, limit, repeats = zip(*rows, strict=True) if rows else [()] * 6
    return Handled(
        np.array(registered, "datetime64[us]"),
        np.array(due, "datetime64[us]"),
        np.array(closed, "datetime64[us]"),
        np.array(used, float),
        np.array(limit, float),
        np.ones(len(rows), bool),
        np.array(repeats, bool),
    )


FOUR = handled(
    ("2024-01-10", "2024-01-25", "2024-01-20", 6, 10, False),
    ("2024-02-01", "2024-02-20", "2024-03-01", 14, 10, True),
    ("2024-05-01", "2024-06-01", NEVER, np.nan, 10, False),
    ("2024-06-20", NEVER, NEVER, np.nan, np.nan, False),
)
"""One in time, one late and repeated, one overdue, one without a limit."""


def rated(*rows: tuple[str, int]) -> Ratings:
    """When, and the score."""
    at, score = zip(*rows, strict=True) if rows else [()] * 2
    return Ratings(np.array(at, "datetime64[us]"), np.array(score, np.int64))


THREE = rated(("2024-01-21", 2), ("2024-03-02", 3), ("2024-07-01", 1))
"""The first was redone and rated again; the latest falls in the next half-year."""


@pytest.mark.parametrize(
    ("what", "value"),
    [
        (Counted.REGISTERED, 4),
        (Counted.CLOSED, 2),
        (Counted.OPEN, 2),
        (Counted.OVERDUE, 1),
        (Counted.ON_TIME_RATE, 0.5),
        (Counted.AVERAGE_DAYS, 10),
        (Counted.LIMIT_USED, 1.0),
        (Counted.SATISFACTION_RATE, 0.5),
        (Counted.REPEAT_RATE, 0.25),
    ],
)
def test_each_number_has_its_own_base(what: Counted, value: float) -> None:
    assert count(what, FOUR, THREE, HALF_YEAR) == pytest.approx(value)


@pytest.mark.parametrize("what", [one for one in Counted if one.value.endswith(("rate", "days", "used"))])
def test_a_rate_over_nothing_is_no_number(what: Counted) -> None:
    assert count(what, handled(), rated(), HALF_YEAR) is None


def test_what_is_closed_as_the_span_ends_belongs_to_the_next() -> None:
    row = handled(("2024-06-01", "2024-07-02", "2024-07-01", 5, 10, False))
    assert count(Counted.CLOSED, row, rated(), HALF_YEAR) == 0
    assert count(Counted.OPEN, row, rated(), HALF_YEAR) == 1


days = st.integers(0, 364)


@given(st.lists(st.tuples(days, st.none() | days, st.none() | days), max_size=30), st.integers(1, 11))
def test_what_came_is_closed_or_still_open(
    rows: list[tuple[int, int | None, int | None]], month: int
) -> None:
    year = np.datetime64("2024-01-01", "D")

    def at(day: int | None) -> str:
        return NEVER if day is None else str(year + day)

    held = handled(
        *(
            (at(came), at(due), at(None if closed is None else came + closed), np.nan, np.nan, False)
            for came, due, closed in rows
        )
    )
    span = Span(np.datetime64("2024-01-01", "us"), np.datetime64(f"2024-{month:02}-01", "us"))
    came, closed = count(Counted.REGISTERED, held, rated(), span), count(Counted.CLOSED, held, rated(), span)
    assert count(Counted.OPEN, held, rated(), span) == came - closed  # type: ignore[operator]
    assert count(Counted.OVERDUE, held, rated(), span) <= count(Counted.OPEN, held, rated(), span)  # type: ignore[operator]
