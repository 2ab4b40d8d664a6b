"""Where days lie along a timeline."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.projects.operations.delivery import plan_nodes
from chaotou.projects.operations.problems import raise_problem
from chaotou.projects.queries.delivery import delivery
from chaotou.projects.queries.dispatch import portfolio
from chaotou.projects.timeline import LABELS, Axis, of_portfolio, of_project

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@given(st.lists(days, min_size=1, max_size=6), days)
def test_every_day_lies_on_the_axis_and_labels_stay_few(known: list[date], today: date) -> None:
    axis = Axis.around(known, today)
    assert all(0 <= axis.at(day) <= 100 for day in (*known, today))
    assert 1 <= len(axis.ticks) <= LABELS


def test_no_label_runs_out_of_the_axis() -> None:
    axis = Axis.around([date(2024, 1, 1), date(2024, 8, 31)], date(2024, 6, 1))
    assert [month.first_month for _at, month in axis.ticks] == [1, 2, 3, 4, 5, 6, 7, 8]
    axis = Axis.around([date(2024, 1, 1), date(2025, 3, 10)], date(2024, 6, 1))
    assert [(month.first_year, month.first_month) for _at, month in axis.ticks][-1] == (2025, 1)


def test_a_bar_is_as_wide_as_its_days() -> None:
    axis = Axis.around([date(2024, 1, 1), date(2024, 12, 31)], date(2024, 6, 1))
    bar = axis.bar(date(2024, 1, 1), date(2024, 12, 31), "planned")
    assert (bar.left, bar.width) == ("0.0%", "100.0%")


@pytest.fixture
def planned(few, linxiao, now):
    plan_nodes(
        project=few.signed, template="leased_plant", starts_on=date(2024, 7, 1), actor=linxiao, now=now
    )
    return few.signed


def test_a_node_shows_its_plan_and_where_it_will_end(planned, linxiao, today):
    _axis, rows = of_project(delivery(linxiao, planned.code, today))
    one, strip = rows[0]
    assert one.starts_on == date(2024, 7, 1)
    assert [bar.kind for bar in strip.bars] == ["planned", "bar-behind"]
    assert [dot.kind for dot in strip.dots] == ["expected"]


def test_a_project_is_one_bar_with_a_dot_a_node(planned, linxiao, today):
    _axis, rows = of_portfolio(portfolio(linxiao, today).lines, today)
    line, strip = rows[0]
    assert len(strip.dots) == len(line.standings.nodes) == 9
    assert [bar.kind for bar in strip.bars] == ["span"]


def test_a_project_with_problems_only_has_an_empty_row(few, linxiao, today, now):
    due = today + timedelta(3)
    raise_problem(
        project=few.signed, title="缺水", organization="economy", due_on=due, actor=linxiao, now=now
    )
    _axis, rows = of_portfolio(portfolio(linxiao, today).lines, today)
    assert rows[0][1].bars == ()
