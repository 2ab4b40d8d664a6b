"""The critical path: a textbook's project, and random networks against what the words mean."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.issues import Refusal
from chaotou.core.projects.schedule import Activity, Link, Network, Relation, Shift, moved, schedule
from chaotou.core.workdays import Holiday, Notice, Stretch, WorkdayCalendar

RELIABLE = {
    **{"A": 2, "B": 4, "C": 10, "D": 6, "E": 4, "F": 5, "G": 7, "H": 9},
    **{"I": 7, "J": 8, "K": 4, "L": 5, "M": 2, "N": 6},
}
WAITS = "AB BC CD CE CI DG EF EH GH FJ IJ JK JL HM KN LN"
"""The Reliable Construction Co. of Hillier and Lieberman, Introduction to Operations Research, in weeks."""


def reliable() -> Network:
    links = [Link(before, after) for before, after in WAITS.split()]
    return Network.of([Activity(code, days) for code, days in RELIABLE.items()], links)


def test_the_textbooks_project_takes_44_weeks_along_its_published_path() -> None:
    found = schedule(reliable())
    assert found.end == 44
    assert "".join(found.critical_path()) == "ABCEFJLN"
    slack = dict(zip(found.network.codes, found.total_float.tolist(), strict=True))
    assert {code: days for code, days in slack.items() if days} == {
        "D": 4,
        "G": 4,
        "H": 4,
        "I": 2,
        "K": 1,
        "M": 4,
    }


def test_a_slip_beyond_its_float_moves_what_waits_for_it() -> None:
    before = schedule(reliable())
    after = schedule(reliable(), expected={"I": before.end - 14})
    finish = dict(zip(before.network.codes, before.finish.tolist(), strict=True))
    slip = 30 - finish["I"]
    assert moved(before, after) == [Shift("I", slip), *(Shift(code, slip - 2) for code in "JKLN")]


def test_what_is_done_stands_and_frees_or_holds_what_follows() -> None:
    found = schedule(reliable(), done={"A": 2, "B": 5, "C": 12})
    start = dict(zip(found.network.codes, found.start.tolist(), strict=True))
    assert (start["C"], start["D"], found.end) == (2, 12, 40)


def test_an_end_that_is_too_early_leaves_float_below_zero() -> None:
    found = schedule(reliable(), end=40)
    assert found.total_float.min() == -4
    assert "".join(found.critical_path()) == "ABCEFJLN"


def test_a_cycle_is_refused_and_named() -> None:
    rows = [Activity(code, 1) for code in "abcdx"]
    ties = [Link("x", "a"), Link("a", "b"), Link("b", "c"), Link("c", "a"), Link("c", "d")]
    with pytest.raises(Refusal) as refused:
        schedule(Network.of(rows, ties))
    named = str(refused.value.message.params["cycle"]).split(" → ")
    assert named[0] == named[-1]
    assert all(Link(one, other) in ties for one, other in zip(named, named[1:], strict=False))


@pytest.mark.parametrize("tie", [Link("a", "z"), Link("a", "a")])
def test_a_link_to_nothing_or_to_itself_is_refused(tie: Link) -> None:
    with pytest.raises(Refusal):
        Network.of([Activity("a", 1)], [tie])


@pytest.mark.parametrize(
    ("relation", "starts"),
    [("FS", 12), ("SS", 2), ("FF", 9), ("SF", 0)],
)
def test_each_relation_holds_the_end_it_names(relation: str, starts: int) -> None:
    rows = [Activity("a", 10), Activity("b", 3)]
    found = schedule(Network.of(rows, [Link("a", "b", Relation(relation), 2)]))
    assert found.start.tolist() == [0, starts]


def test_days_are_worked_or_natural_as_the_calendar_has_them() -> None:
    network = Network.of([Activity("permit", 3), Activity("works", 2)], [Link("permit", "works")])
    off = Holiday("节", "Holiday", Stretch(date(2024, 5, 1), date(2024, 5, 5)), (date(2024, 4, 28),))
    working, natural = WorkdayCalendar([Notice(2024, "x", (off,))]), WorkdayCalendar.of_every_day()
    first = date(2024, 4, 26)
    assert schedule(network).dates(working, first) == [date(2024, 4, 30), date(2024, 5, 7)]
    assert schedule(network).dates(natural, first) == [date(2024, 4, 29), date(2024, 5, 1)]


def test_no_activity_at_all_is_a_plan_of_no_days() -> None:
    found = schedule(Network.of([]))
    assert (found.end, found.critical_path()) == (0, [])


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Links lead from earlier to later codes, then codes are shuffled: any order, never a cycle."""
    count = draw(st.integers(1, 9))
    codes = draw(st.permutations([f"n{n}" for n in range(count)]))
    pairs = [(a, b) for a in range(count) for b in range(a + 1, count)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    links = [
        Link(codes[a], codes[b], draw(st.sampled_from(Relation)), draw(st.integers(-4, 6))) for a, b in chosen
    ]
    rows = [Activity(f"n{n}", draw(st.integers(0, 12))) for n in range(count)]
    return Network.of(rows, links)


def brute(network: Network, at_least: list[int]) -> list[int]:
    """Starts pushed later one link at a time until every relation holds as its words say."""
    days, starts = network.days.tolist(), list(at_least)
    moving = True
    while moving:
        moving = False
        for before, after, relation, lag in zip(
            network.before, network.after, network.relation, network.lag, strict=True
        ):
            gives = starts[before] + (days[before] if relation in (0, 2) else 0) + int(lag)
            has = starts[after] + (days[after] if relation in (2, 3) else 0)
            if has < gives:
                starts[after] += gives - has
                moving = True
    return starts


@given(networks())
def test_starts_are_the_earliest_at_which_every_relation_holds(network: Network) -> None:
    assert schedule(network).start.tolist() == brute(network, [0] * len(network.codes))


@given(networks(), st.data())
def test_the_float_is_exactly_how_far_one_may_slip_without_moving_the_end(
    network: Network, data: st.DataObject
) -> None:
    found = schedule(network)
    at = data.draw(st.integers(0, len(network.codes) - 1))
    spare = int(found.total_float[at])
    for slip, moves in ((spare, False), (spare + 1, True)):
        bounds = found.start.tolist()
        bounds[at] += slip
        end = int(max(np.array(brute(network, bounds)) + network.days))
        assert (end > found.end) is moves


@given(networks())
def test_the_critical_path_is_tight_from_link_to_link(network: Network) -> None:
    found = schedule(network)
    at = {code: n for n, code in enumerate(network.codes)}
    path = [at[code] for code in found.critical_path()]
    assert int(found.finish[path[-1]]) == found.end
    assert (found.total_float[path] == 0).all()
    tight = {
        (int(b), int(a))
        for b, a, w in zip(network.before, network.after, network.weight, strict=True)
        if found.start[b] + w == found.start[a]
    }
    assert all(step in tight for step in zip(path, path[1:], strict=False))


@given(networks(), st.data())
def test_rescheduling_never_starts_anything_before_what_is_expected(
    network: Network, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(network.codes) - 1))
    finish = data.draw(st.integers(0, 60))
    found = schedule(network, expected={network.codes[at]: finish})
    bounds = [0] * len(network.codes)
    bounds[at] = max(0, finish - int(network.days[at]))
    assert found.start.tolist() == brute(network, bounds)
