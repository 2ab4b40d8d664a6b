"""Counting: once only, Sanming's four cases, tiers nested and disjoint, credit, rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.periods import Period
from chaotou.core.projects.counting import (
    NOBODY,
    REPORTED,
    Basis,
    Moved,
    MoveKind,
    are_disjoint,
    by_organization,
    counted,
    months_to_date,
    rate_of_planned,
    rate_of_reached,
    tally,
    tally_tier,
)
from chaotou.core.zone.project_specs import TierSpec

YI = 100_000_000
CITY = Basis("city")
Y2023, Y2024 = Period.year(2023), Period.year(2024)


def tier(code: str, at_least: int, below: int | None = None) -> TierSpec:
    bounds = {"at_least": at_least * YI, "below": None if below is None else below * YI}
    return TierSpec.model_validate({"code": code, "name": code, "english": code, **bounds})


NESTED = [tier("a", 1), tier("b", 10), tier("c", 50), tier("d", 100)]
DISJOINT = [tier("a", 1, 10), tier("b", 10, 50), tier("c", 50, 100), tier("d", 100)]


def moved(at: int, project: int, on: date, amount: int = 2 * YI, **more: object) -> Moved:
    return Moved(at, project, str(more.pop("stage", "signed")), on, Decimal(amount), **more)  # type: ignore[arg-type]


def test_a_project_signed_at_two_events_belongs_to_the_first() -> None:
    moves = [moved(1, 7, date(2023, 3, 1)), moved(2, 7, date(2024, 3, 1), 5 * YI)]
    assert tally(counted(moves, "signed"), period=Y2023).count == 1
    assert tally(counted(moves, "signed"), period=Y2024).count == 0
    assert tally(counted(moves, "signed")).total == 2 * YI


def test_a_further_stage_is_a_change_of_stage_and_no_new_money() -> None:
    moves = [moved(1, 7, date(2023, 3, 1)), moved(2, 7, date(2024, 3, 1), stage="commenced")]
    assert tally(counted(moves, "signed")).total == 2 * YI
    assert tally(counted(moves, "commenced")).count == 1


def test_an_increase_counts_as_money_and_not_as_a_project() -> None:
    rise = moved(2, 7, date(2024, 3, 1), 9 * YI, kind=MoveKind.INCREASE)
    rows = counted([moved(1, 7, date(2023, 3, 1)), rise], "signed")
    later = tally(rows, period=Y2024)
    assert (later.count, later.total, later.increase) == (0, 9 * YI, 9 * YI)
    assert tally_tier(rows, NESTED[1], Y2024).total == 9 * YI, "the project is now of 11亿元"
    assert tally(rows).total == 11 * YI


def test_a_project_with_a_new_owner_counts_for_the_event_after_the_change() -> None:
    moves = [
        moved(1, 7, date(2023, 3, 1), owner="甲"),
        moved(2, 7, date(2024, 3, 1), owner="乙"),
        moved(3, 7, date(2024, 5, 1), owner="乙"),
    ]
    rows = counted(moves, "signed")
    assert [(one.moved.id, one.on) for one in rows] == [(2, date(2024, 3, 1))]


def test_an_owner_who_is_not_named_is_no_new_owner() -> None:
    moves = [moved(1, 7, date(2023, 3, 1), owner="甲"), moved(2, 7, date(2024, 3, 1))]
    assert [one.moved.id for one in counted(moves, "signed")] == [1]


def test_recognition_counts_on_its_own_day_and_only_where_it_was_given() -> None:
    late = moved(1, 1, date(2023, 12, 20), recognized={"city": date(2024, 1, 10)})
    rows = [late, moved(2, 2, date(2023, 12, 20), recognized={"other": date(2023, 12, 25)})]
    assert tally(counted(rows, "signed"), period=Y2023).count == 2
    assert tally(counted(rows, "signed", CITY), period=Y2023).count == 0
    assert tally(counted(rows, "signed", CITY), period=Y2024).projects == (1,)


def test_a_second_signing_may_be_the_one_that_is_recognized() -> None:
    rows = [
        moved(1, 1, date(2023, 1, 1)),
        moved(2, 1, date(2023, 5, 1), recognized={"city": date(2023, 6, 1)}),
    ]
    assert [one.moved.id for one in counted(rows, "signed", CITY)] == [2]


def test_months_to_date_add_up_to_the_year() -> None:
    rows = counted([moved(n, n, date(2023, n, 1)) for n in range(1, 13)], "signed")
    assert [one.count for one in months_to_date(rows, NESTED[0], 2023)] == list(range(1, 13))


def test_tiers_are_disjoint_only_below_a_ceiling() -> None:
    assert are_disjoint(DISJOINT[0], DISJOINT[1])
    assert are_disjoint(DISJOINT[3], DISJOINT[2])
    assert not are_disjoint(NESTED[0], NESTED[1])
    assert not are_disjoint(tier("x", 1, 20), tier("y", 10))


amounts = st.one_of(
    st.integers(0, 200 * YI), st.sampled_from([YI - 1, YI, 10 * YI - 1, 10 * YI, 50 * YI, 100 * YI])
)
days = st.dates(date(2023, 1, 1), date(2024, 12, 31))


@st.composite
def histories(draw: st.DrawFn) -> list[Moved]:
    """Moves of a few projects: stages and increases, some recognized, some with split credit."""
    moves = []
    for at in range(draw(st.integers(0, 25))):
        on = draw(days)
        weights = draw(st.lists(st.integers(1, 9), max_size=4))
        shares = {n + 1: Decimal(w) / sum(weights) for n, w in enumerate(weights)}
        known = {n: share.quantize(Decimal("0.000001")) for n, share in shares.items()}
        moves.append(
            Moved(
                at,
                draw(st.integers(1, 8)),
                draw(st.sampled_from(["signed", "commenced"])),
                on,
                draw(st.none() | amounts.map(Decimal)),
                draw(st.sampled_from([MoveKind.STAGE, MoveKind.STAGE, MoveKind.INCREASE])),
                {"city": on} if draw(st.booleans()) else {},
                known,
                draw(st.sampled_from(["", "甲", "乙"])),
            )
        )
    return moves


@given(histories(), st.sampled_from([REPORTED, CITY]))
def test_nested_tiers_are_the_sums_of_disjoint_ones(moves: list[Moved], basis: Basis) -> None:
    rows = counted(moves, "signed", basis)
    parts = [tally_tier(rows, one, Y2023) for one in DISJOINT]
    for at, one in enumerate(NESTED):
        whole = tally_tier(rows, one, Y2023)
        assert whole.count == sum(part.count for part in parts[at:])
        assert whole.total == sum(part.total for part in parts[at:])


@given(histories())
def test_credit_adds_up_to_the_whole(moves: list[Moved]) -> None:
    whole = tally(counted(moves, "signed"))
    parts = by_organization(whole)
    assert sum(part.count for part in parts.values()) == whole.count
    assert sum(part.total for part in parts.values()) == whole.total


@given(histories(), st.sampled_from([REPORTED, CITY]))
def test_a_project_counts_once_for_a_stage(moves: list[Moved], basis: Basis) -> None:
    for stage in ("signed", "commenced"):
        projects = [one.moved.project for one in counted(moves, stage, basis) if one.is_project]
        assert len(projects) == len(set(projects))
        having = {m.project for m in moves if m.stage == stage and m.kind is MoveKind.STAGE and basis.day(m)}
        assert set(projects) == having


@given(histories(), st.sampled_from([*NESTED, *DISJOINT]))
def test_the_year_to_date_is_the_tally_of_its_months(moves: list[Moved], one: TierSpec) -> None:
    rows = counted(moves, "signed")
    for month, so_far in enumerate(months_to_date(rows, one, 2023), start=1):
        whole = tally_tier(rows, one, Period.to_month(2023, month))
        assert (so_far.count, so_far.total) == (whole.count, whole.total)


@given(histories())
def test_the_months_of_two_years_are_all_there_is(moves: list[Moved]) -> None:
    rows = counted(moves, "signed")
    assert tally(rows, period=Y2023).total + tally(rows, period=Y2024).total == tally(rows).total


def test_what_nobody_has_credit_for_is_said_to_be_nobodys() -> None:
    assert by_organization(tally(counted([moved(1, 1, date(2023, 1, 1))], "signed"))).keys() == {NOBODY}


def test_a_rate_has_a_named_denominator() -> None:
    signed = [moved(n, n, date(2023, n, 1)) for n in (1, 2, 3, 4)]
    begun = [
        moved(9, 2, date(2024, 2, 1), stage="commenced"),
        moved(8, 8, date(2023, 2, 1), stage="commenced"),
    ]
    rate = rate_of_reached(counted(begun, "commenced"), counted(signed, "signed"), Y2023)
    assert (rate.reached, rate.of, rate.value) == ((2,), (1, 2, 3, 4), Decimal("0.25"))
    by_then = rate_of_reached(
        counted(begun, "commenced"), counted(signed, "signed"), Y2023, date(2023, 12, 31)
    )
    assert by_then.value == 0


def test_a_rate_may_be_held_against_the_plan() -> None:
    planned = {1: date(2023, 5, 1), 2: date(2023, 6, 1), 3: date(2024, 1, 1)}
    begun = [moved(9, 2, date(2023, 8, 1), stage="commenced")]
    rate = rate_of_planned(counted(begun, "commenced"), planned, Y2023)
    assert (rate.reached, rate.of, rate.value) == ((2,), (1, 2), Decimal("0.5"))


@pytest.mark.parametrize("rate", [rate_of_reached([], [], Y2023), rate_of_planned([], {}, Y2023)])
def test_a_rate_over_nothing_is_refused_with_a_reason(rate: object) -> None:
    assert getattr(rate, "value") is None  # noqa: B009
    assert "分母为零" in str(getattr(rate, "refusal"))  # noqa: B009
