"""三个快于, 三个提高: differences in points, and what may not be compared is said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.periods import Period
from chaotou.core.quantities import round_half_up
from chaotou.core.relative import (
    AVERAGE,
    BEST,
    LAST_THREE,
    LAST_YEAR,
    Comparability,
    Comparison,
    Growth,
    Level,
    Verdict,
    compare_growth,
    difference_points,
    faster_than,
    ranks,
    share_rises,
    verdict,
)
from chaotou.core.standings import Light, Notice, relative_standing
from chaotou.core.zone.vocabulary import Basis

H1 = Period.half(2024, 1)
YEAR = Period.year(2024)


def growth(
    value: str | None, period: Period = H1, basis: Basis = Basis.COMPARABLE, scope: str = ""
) -> Growth:
    return Growth(None if value is None else Decimal(value), period, basis, scope)


def amount(value: str | None, year: int = 2024, scope: str = "") -> Level:
    return Level(None if value is None else Decimal(value), Period.year(year), scope)


def found(comparisons: list[Comparison], against: str) -> Comparison:
    return next(comparison for comparison in comparisons if comparison.against == against)


def test_the_zone_grew_7_2_points_faster_than_the_city() -> None:
    made = compare_growth(growth("0.143"), growth("0.071"), "huaian")
    assert made.difference_points == Decimal("7.2")
    assert made.comparable
    assert made.basis is Basis.COMPARABLE


@pytest.mark.parametrize(
    ("own", "other", "reason"),
    [
        (growth(None), growth("0.07"), Comparability.MISSING_OWN),
        (growth("0.14"), growth(None), Comparability.MISSING_OTHER),
        (growth("0.14"), growth("0.07", YEAR), Comparability.PERIOD_MISMATCH),
        (growth("0.14"), growth("0.064", basis=Basis.NOMINAL), Comparability.BASIS_MISMATCH),
        (growth("0.14"), growth("0.07", basis=Basis.UNSTATED), Comparability.BASIS_UNSTATED),
        (growth("0.14"), growth("0.07", scope="wide"), Comparability.SCOPE_MISMATCH),
    ],
)
def test_what_is_not_comparable_says_why(own: Growth, other: Growth, reason: Comparability) -> None:
    made = compare_growth(own, other, "city")
    assert not made.comparable
    assert made.reason is reason


def test_a_difference_that_is_not_comparable_is_still_shown() -> None:
    made = compare_growth(growth("0.14"), growth("0.064", basis=Basis.NOMINAL), "city")
    assert made.difference_points == Decimal("7.6")


def test_the_neighbors_come_singly_best_and_on_average() -> None:
    others = {"a": growth("0.06"), "b": growth("0.10"), "c": growth("0.20", basis=Basis.NOMINAL)}
    made = faster_than(growth("0.09"), neighbors=others)
    assert [c.against for c in made] == ["a", "b", "c", BEST, AVERAGE]
    assert found(made, BEST).of == "b"
    assert found(made, BEST).difference_points == Decimal("-1")
    assert found(made, AVERAGE).difference_points == Decimal("1")
    assert not found(made, "c").comparable


def test_without_a_comparable_neighbor_best_and_average_say_why() -> None:
    others = {name: growth("0.06", basis=Basis.NOMINAL) for name in "ab"}
    made = faster_than(growth("0.09"), neighbors=others)
    assert found(made, BEST).reason is Comparability.BASIS_MISMATCH
    assert found(made, AVERAGE).difference_points is None
    assert not found(made, AVERAGE).comparable


def test_earlier_years_are_the_same_period_of_them() -> None:
    past = [growth(value, H1.shifted(-12 * n)) for n, value in enumerate(("0.07", "0.05", "0.09"), start=1)]
    made = faster_than(growth("0.10"), earlier=past)
    assert found(made, LAST_YEAR).difference_points == Decimal("3")
    assert found(made, LAST_THREE).difference_points == Decimal("3")
    assert LAST_THREE not in [c.against for c in faster_than(growth("0.10"), earlier=past[:2])]


def test_an_average_of_years_with_one_missing_is_not_comparable() -> None:
    past = [growth(value, H1.shifted(-12 * n)) for n, value in enumerate(("0.07", None, "0.09"), start=1)]
    made = found(faster_than(growth("0.10"), earlier=past), LAST_THREE)
    assert made.other is None
    assert made.reason is Comparability.MISSING_OTHER


def test_shares_change_in_points() -> None:
    made = share_rises(amount("480"), amount("5015.06"), amount("446", 2023), amount("4742", 2023))
    assert made.own is not None
    assert round_half_up(100 * made.own, 2) == Decimal("9.57")
    assert made.difference_points is not None
    assert round_half_up(made.difference_points, 2) == Decimal("0.17")
    assert made.comparable


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"part": amount(None)}, Comparability.MISSING_OWN),
        ({"whole_before": amount(None, 2023)}, Comparability.MISSING_OTHER),
        ({"whole": amount("5000", 2023)}, Comparability.PERIOD_MISMATCH),
        ({"part_before": amount("400", 2022)}, Comparability.PERIOD_MISMATCH),
        ({"inside": False}, Comparability.NOT_INSIDE),
        ({"whole": amount("5000", scope="wide")}, Comparability.SCOPE_MISMATCH),
        ({"part": amount("6000")}, Comparability.PART_EXCEEDS_WHOLE),
    ],
)
def test_shares_of_different_make_say_why(change: dict[str, object], reason: Comparability) -> None:
    given_ = {"part": amount("480"), "whole": amount("5000"), "part_before": amount("446", 2023)}
    made = share_rises(**{**given_, "whole_before": amount("4742", 2023), **change})  # type: ignore[arg-type]
    assert made.reason is reason
    assert not made.comparable


def test_only_comparable_differences_make_the_verdict() -> None:
    ahead = compare_growth(growth("0.14"), growth("0.07"), "city")
    behind = compare_growth(growth("0.14"), growth("0.20"), "neighbor")
    doubtful = replace(behind, comparable=False)
    assert verdict([ahead, doubtful]) is Verdict.ALL
    assert verdict([ahead, behind]) is Verdict.SOME
    assert verdict([behind]) is Verdict.NONE
    assert verdict([doubtful]) is Verdict.UNKNOWN


def test_growing_just_as_fast_is_not_faster() -> None:
    assert verdict([compare_growth(growth("0.07"), growth("0.07"), "city")]) is Verdict.NONE


def test_a_relative_target_is_on_track_only_where_all_are_passed() -> None:
    ahead = compare_growth(growth("0.14"), growth("0.07"), "city")
    behind = compare_growth(growth("0.14"), growth("0.20"), "neighbor")
    unclear = compare_growth(growth("0.14"), growth(None), "neighbor")
    assert relative_standing([ahead]).light is Light.ON_TRACK
    assert relative_standing([ahead, behind]).light is Light.BEHIND
    assert relative_standing([unclear]).light is Light.NO_DATA
    assert relative_standing([], due=False).light is Light.NOT_DUE
    assert relative_standing([ahead, unclear]).notices == (Notice.NOT_COMPARABLE,)


@given(st.decimals(-1, 10, places=4), st.decimals(-1, 10, places=4))
def test_a_difference_turned_round_changes_its_sign(one: Decimal, other: Decimal) -> None:
    there, back = difference_points(one, other), difference_points(other, one)
    assert there is not None and back is not None
    assert there == -back


def test_ties_share_the_better_place_and_the_next_is_skipped() -> None:
    assert ranks([10, 30, 20, 20, np.nan]).tolist() == [4, 1, 2, 2, 0]
    assert ranks([10, 30, 20], higher_is_better=False).tolist() == [1, 3, 2]


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_a_rank_is_one_more_than_the_number_of_better_ones(values: list[float]) -> None:
    assert ranks(values).tolist() == [1 + sum(other > value for other in values) for value in values]
