"""One matter as a reader sees it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chaotou.core.issues import Missing
from chaotou.core.matters.standing import Standing
from chaotou.core.zone.matter_flow_specs import Act
from chaotou.matters.operations.accepting import accept
from chaotou.matters.operations.pausing import resume, suspend
from chaotou.matters.queries.detail import detail, personal_lines
from chaotou.matters.queries.repeats import Asked, repeats


def test_a_matter_tells_how_it_came_here(handled, linxiao, now) -> None:
    found = detail(linxiao, handled().code, at=now)
    assert [str(line.what) for line in found.steps] == ["登记", "交办", "签收"]
    assert [line.to.name for line in found.steps] == ["已登记", "待签收", "办理中"]
    assert (found.state.name, found.standing) == ("办理中", Standing.ON_TRACK)


def test_each_limit_tells_how_it_was_counted(permit, linxiao, now, later) -> None:
    matter = accept(matter=permit(), actor=linxiao, now=now)
    matter = suspend(matter=matter, actor=linxiao, now=later(days=3), reason="hearing", text="听证")
    matter = resume(matter=matter, actor=linxiao, now=later(days=7))
    found = detail(linxiao, matter.code, at=later(days=7))
    promise = next(line for line in found.clocks if line.clock.basis == "committed")
    assert (str(promise.name), promise.due.due_on, promise.left) == ("决定", date(2024, 8, 29), 8)
    assert sum(day.ran for day in promise.days) == 10
    assert [day.day.on.day for day in promise.days if day.stood] == [15, 16, 17, 18, 19]


def test_the_reader_is_told_what_they_may_do_and_why_not(handled, hechuan, zhoumin, now) -> None:
    matter = handled()
    mine = {choice.step.act: choice.verdict for choice in detail(hechuan, matter.code, at=now).choices}
    theirs = {choice.step.act: choice.verdict for choice in detail(zhoumin, matter.code, at=now).choices}
    assert mine[Act.SUBMIT]
    assert not theirs[Act.SUBMIT]
    assert str(theirs[Act.SUBMIT].reason) == "这一步由牵头单位办理。"
    assert theirs[Act.TRANSFER]


def test_who_may_not_know_is_told_as_if_there_were_none(permit, hechuan, now) -> None:
    code = permit().code
    with pytest.raises(Missing) as hidden:
        detail(hechuan, code, at=now)
    with pytest.raises(Missing) as absent:
        detail(hechuan, "XK2024-0999", at=now)
    assert str(hidden.value) == str(absent.value).replace("XK2024-0999", code)


def test_a_matter_is_read_with_a_settled_number_of_queries(handled, linxiao, now) -> None:
    matter = handled()
    with CaptureQueriesContext(connection) as seen:
        detail(linxiao, matter.code, at=now)
    assert len(seen) <= 30


def test_personal_lines_carry_the_names_of_their_fields(request_of) -> None:
    lines = personal_lines(request_of(), {"contact_name": "王某"})
    assert [(str(name), value) for name, value in lines] == [("联系人", "王某")]


def test_who_registers_is_shown_what_may_be_the_same(request_of, linxiao, hechuan, now) -> None:
    first = request_of("招不到熟练工")
    asked = Asked("request", "招不到熟练工人")
    assert [(one.code, one.is_sure) for one in repeats(linxiao, asked, now)] == [(first.code, False)]
    assert repeats(hechuan, asked, now) == []
    assert repeats(linxiao, Asked("request", "停电三小时"), now) == []
