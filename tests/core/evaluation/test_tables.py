"""Tables of facts: wide and long, their periods, and all that can be wrong with one, said with its line."""

from __future__ import annotations

import numpy as np
import pytest

from chaotou.core.evaluation.facts import Facts
from chaotou.core.evaluation.tables import facts_of
from chaotou.core.issues import Refusal
from chaotou.core.panel import State
from chaotou.core.periods import Period

YEAR = Period.year(2024)


def rows(text: str) -> list[list[str]]:
    return [line.split(",") if line else [] for line in text.strip("\n").split("\n")]


def read(text: str, period: Period | None = None) -> Facts:
    facts, issues = facts_of(rows(text), "t.csv", period)
    assert issues == []
    return facts


def complaints(text: str, period: Period | None = None) -> list[str]:
    return [f"{one.place} {one.message}" for one in facts_of(rows(text), "t.csv", period)[1]]


def test_a_wide_table_has_a_column_for_each_fact() -> None:
    facts = read("对象,名称,region,gdp,gdp.growth\na,甲区,E,12,3.5%\nb,乙区,W,−4,NA")
    assert (facts.subjects, facts.names) == (("a", "b"), ("gdp", "gdp.growth"))
    assert np.array_equal(facts.values, [[12, 3.5], [-4, np.nan]], equal_nan=True)
    assert (facts.titles, facts.labels["region"]) == ({"a": "甲区", "b": "乙区"}, ("E", "W"))


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("", State.NOT_REPORTED), ("NA", State.NOT_REPORTED), ("缺报", State.NOT_REPORTED),
        ("不适用", State.NOT_APPLICABLE), ("not_applicable", State.NOT_APPLICABLE),
        ("豁免", State.EXEMPT), ("exempt", State.EXEMPT), ("0", State.REPORTED),
    ],
)  # fmt: skip
def test_a_cell_says_why_it_is_empty(written: str, state: State) -> None:
    wide = read(f"subject,x,y\na,{written},1\nb,1,1")
    long = read(f"subject,indicator,value\na,x,{written}\nb,x,1")
    assert wide.states("x")[0] == long.states("x")[0] == state


def test_thousands_are_read_and_infinity_is_no_number() -> None:
    facts, issues = facts_of([["subject", "x", "y"], ["a", "1,234.5", "1"], ["b", "inf", "1"]], "t.csv")
    assert facts.column("x")[0] == 1234.5
    assert [str(one.place) for one in issues] == ["t.csv:3 x"]


def test_blank_rows_and_short_rows_do_no_harm_and_lines_stay_right() -> None:
    facts, issues = facts_of(rows("subject,x,y\na,1,2\n\n,,\nb,3\nc,bad,1"), "t.csv")
    assert facts.subjects == ("a", "b", "c")
    assert np.isnan(facts.column("y")[1])
    assert [one.place.line for one in issues] == [6]


def test_figures_on_their_way_to_the_period_are_taken_by_the_period_s_name() -> None:
    long = (
        "subject,indicator,period,value,growth,target,whole,mark\na,x,2024,9,5,10,90,88\na,x,2022,1,1,1,1,1"
    )
    facts = read(long, YEAR)
    assert facts.names == ("x", "x.growth", "x.target", "x.whole", "x.mark")
    assert facts.values.tolist() == [[9, 5, 10, 90, 88]]


def test_for_a_year_the_period_before_is_also_a_year_ago() -> None:
    facts = read("subject,indicator,period,value\na,x,2023,7\na,x,2024,9", YEAR)
    assert dict(zip(facts.names, facts.values[0], strict=True)) == {"x@previous": 7, "x@year_ago": 7, "x": 9}


def test_for_a_quarter_the_period_before_is_another_than_a_year_ago() -> None:
    table = "subject,indicator,period,value\na,x,2023Q3,1\na,x,2024Q2,2\na,x,2024年三季度,3"
    facts = read(table, Period.quarter(2024, 3))
    assert dict(zip(facts.names, facts.values[0], strict=True)) == {"x@year_ago": 1, "x@previous": 2, "x": 3}
    assert (facts.elapsed, facts.year) == (0.75, 2024)


def test_without_a_period_the_year_has_run_out() -> None:
    assert (read("subject,x\na,1").elapsed, read("subject,x\na,1").year) == (1.0, None)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("subject,x\na,1\na,2", ["t.csv:3 对象“a”已见于第 2 行。"]),
        ("subject,x\n,1\nb,2", ["t.csv:2 这一行没有写对象。"]),
        ("subject,x\na,一\nb,1\nc,2", ["t.csv:2 x “x”应是数，现在是“一”。"]),
        ("subject,indicator,value\na,x,一", ["t.csv:2 value “value”应是数，现在是“一”。"]),
        ("subject,indicator,value,target\na,x,1,二", ["t.csv:2 target “target”应是数，现在是“二”。"]),
        ("subject,indicator,value\n,x,1\na,,1", ["t.csv:2 这一行没有写对象。", "t.csv:3 这一行没有写指标。"]),
        (
            "subject,indicator,value\na,x,1\nb,x,1\na,x,2",
            ["t.csv:4 “a”的“x”同一期已见于第 2 行。"],
        ),
    ],
)
def test_every_fault_of_a_table_is_said_with_its_line(table: str, said: list[str]) -> None:
    assert complaints(table) == said


def test_a_period_that_cannot_be_read_is_said_with_its_line() -> None:
    (said,) = complaints("subject,indicator,period,value\na,x,sometime,1", YEAR)
    assert said.startswith("t.csv:2 period")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("subject,x", "没有数据行"),
        ("subject,x\n,\n\n", "没有数据行"),
        ("zone,x\na,1", "没有对象一列"),
        ("subject,x,x\na,1,2", "表头重复：x"),
        ("subject,indicator,value,value\na,x,1,1", "表头重复：value"),
        ("subject,indicator,period,value\na,x,2023,1\na,x,2024,2", "2023、2024"),
    ],
)
def test_a_table_that_cannot_be_taken_at_all_is_refused(table: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        facts_of(rows(table), "t.csv")
