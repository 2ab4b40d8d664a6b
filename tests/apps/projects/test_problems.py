"""A problem from its first line to its closing by somebody else, and its way up by itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from chaotou.core.issues import Refusal
from chaotou.journal.models import Entry
from chaotou.projects.models import Problem
from chaotou.projects.operations.problems import (
    close_problem,
    escalate,
    raise_problem,
    return_problem,
    solve_problem,
    take_measure,
)

DUE = date(2024, 9, 30)


@pytest.fixture
def raised(few, linxiao, now) -> Problem:
    """A road that commerce is to finish, entered by the economy on 12 August 2024, a Monday."""
    said = {"title": "厂前道路未通", "request": "请加快施工", "organization": "commerce", "due_on": DUE}
    return raise_problem(project=few.signed, actor=linxiao, now=now, **said)


def test_a_problem_begins_at_the_lowest_level(raised):
    assert (raised.level, raised.level_since_on, raised.due_on) == ("unit", date(2024, 8, 12), DUE)
    assert Entry.objects.first().act == "projects.problem.raised"


def test_it_is_solved_by_one_and_closed_by_another(raised, hechuan, zhoumin, now):
    take_measure(problem=raised.pk, text="增派一个班组", actor=hechuan, now=now)
    with pytest.raises(Refusal, match="还没有报请"):
        close_problem(problem=raised.pk, text="看过现场", actor=zhoumin, now=now)
    solve_problem(problem=raised.pk, text="道路已通车", actor=hechuan, now=now)
    with pytest.raises(Refusal):
        close_problem(problem=raised.pk, text="属实", actor=hechuan, now=now)
    row = close_problem(problem=raised.pk, text="现场核实，属实", actor=zhoumin, now=now)
    assert (row.solved_by, row.closed_by, row.closed_at) == (hechuan, zhoumin, now)
    assert [step.kind for step in row.steps.all()] == ["measure", "solved", "closed"]
    with pytest.raises(Refusal, match="已经销号"):
        take_measure(problem=raised.pk, text="再补一段", actor=hechuan, now=now)


def test_nobody_closes_what_they_reported_solved_themselves(raised, zhoumin, guyuan, now):
    solve_problem(problem=raised.pk, text="已协调", actor=zhoumin, now=now)
    with pytest.raises(Refusal, match="本人"):
        close_problem(problem=raised.pk, text="属实", actor=zhoumin, now=now)
    assert close_problem(problem=raised.pk, text="属实", actor=guyuan, now=now).closed_by == guyuan


def test_what_is_returned_is_open_again_and_its_days_went_on(raised, hechuan, zhoumin, now):
    solve_problem(problem=raised.pk, text="已通", actor=hechuan, now=now)
    row = return_problem(problem=raised.pk, text="只通了一半", actor=zhoumin, now=now)
    assert (row.solved_at, row.level_since_on, row.due_on) == (None, date(2024, 8, 12), DUE)


def test_every_step_says_something(raised, hechuan, now):
    with pytest.raises(Refusal, match="写明"):
        take_measure(problem=raised.pk, text=" ", actor=hechuan, now=now)


def test_it_rises_by_itself_once_and_as_of_the_day_it_was_due_to(raised, now):
    assert escalate(now=now + timedelta(4)) == []
    assert escalate(now=now + timedelta(7)) == [raised]
    row = Problem.objects.get(pk=raised.pk)
    assert (row.level, row.level_since_on) == ("leader", date(2024, 8, 19))
    entries = Entry.objects.count()
    assert escalate(now=now + timedelta(8)) == []
    assert Entry.objects.count() == entries
    assert Entry.objects.first().actor is None


def test_a_long_silence_is_caught_up_level_by_level(raised, now):
    escalate(now=now + timedelta(120))
    row = Problem.objects.get(pk=raised.pk)
    assert row.level == "city"
    assert [step.kind for step in row.steps.all()] == ["escalated"] * 3


def test_what_is_reported_solved_waits_where_it_is(raised, hechuan, now):
    solve_problem(problem=raised.pk, text="已通", actor=hechuan, now=now)
    assert escalate(now=now + timedelta(60)) == []


def test_who_must_see_nothing_does_nothing(raised, few, shenjie, hechuan, now):
    said = {"title": "x", "organization": "economy", "due_on": DUE, "now": now}
    with pytest.raises(Refusal):
        raise_problem(project=few.signed, actor=hechuan, **said)
    for act in (take_measure, solve_problem, close_problem, return_problem):
        with pytest.raises(Refusal):
            act(problem=raised.pk, text="x", actor=shenjie, now=now)


def test_a_deadline_is_not_set_in_the_past_and_a_title_is_asked_for(few, linxiao, now):
    said = {"project": few.signed, "organization": "economy", "actor": linxiao, "now": now}
    with pytest.raises(Refusal, match="期限"):
        raise_problem(title="x", due_on=date(2024, 8, 1), **said)
    with pytest.raises(Refusal, match="什么问题"):
        raise_problem(title=" ", due_on=DUE, **said)
