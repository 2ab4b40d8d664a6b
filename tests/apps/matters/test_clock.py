"""The clock stopped, started again, extended: due dates move by what stood, the original one never."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from chaotou.core.issues import Obstacles, Refusal
from chaotou.core.matters.standing import Standing
from chaotou.matters.operations import clocks
from chaotou.matters.operations.accepting import accept
from chaotou.matters.operations.assigning import assign
from chaotou.matters.operations.pausing import (
    ask_extension,
    deny_extension,
    grant_extension,
    resume,
    suspend,
)
from chaotou.matters.operations.registering import register_matter
from chaotou.matters.operations.reporting import respond
from chaotou.matters.queries.detail import detail


@pytest.fixture
def running(permit, linxiao, now):
    """A permit accepted on Monday 12 August, due by 26 August, by law by 9 September."""
    return accept(matter=permit(), actor=linxiao, now=now)


def test_a_suspension_moves_both_limits_by_its_working_days(running, linxiao, later, ends_on) -> None:
    assert ends_on(running.due_at) == date(2024, 8, 26)
    matter = suspend(matter=running, actor=linxiao, now=later(days=3), reason="hearing", text="听证")
    assert (matter.state, matter.suspended_since, matter.next_due_at) == ("suspended", later(days=3), None)
    matter = resume(matter=matter, actor=linxiao, now=later(days=7))
    assert (matter.state, matter.suspended_since) == ("examining", None)
    assert ends_on(matter.due_at) == date(2024, 8, 29)
    assert ends_on(matter.original_due_at) == date(2024, 8, 26)
    assert ends_on(matter.clocks.get(basis="statutory").due_at) == date(2024, 9, 12)
    assert matter.next_due_at == matter.due_at


def test_a_clock_stands_only_for_a_reason_of_the_kind(running, linxiao, now) -> None:
    with pytest.raises(Obstacles, match="不能因“等待申请人”中止计时"):
        suspend(matter=running, actor=linxiao, now=now, reason="awaiting_applicant", text="等")


def test_a_standing_clock_does_not_stand_again(handled, hechuan, now) -> None:
    matter = suspend(matter=handled(), actor=hechuan, now=now, reason="awaiting_applicant", text="等企业")
    with pytest.raises(Obstacles, match="计时已经中止"):
        suspend(matter=matter, actor=hechuan, now=now, reason="awaiting_applicant", text="等企业")
    matter = resume(matter=matter, actor=hechuan, now=now)
    with pytest.raises(Obstacles, match="计时没有中止"):
        resume(matter=matter, actor=hechuan, now=now)


def test_more_time_is_granted_by_another_and_the_original_day_stays(
    running, linxiao, zhoumin, now, ends_on
) -> None:
    matter = ask_extension(matter=running, actor=linxiao, now=now, until_on=date(2024, 9, 4), text="情况复杂")
    with pytest.raises(Obstacles, match="正等待决定"):
        ask_extension(matter=matter, actor=linxiao, now=now, until_on=date(2024, 9, 5), text="再延")
    matter = grant_extension(matter=matter, actor=zhoumin, now=now)
    assert ends_on(matter.due_at) == date(2024, 9, 4)
    assert ends_on(matter.original_due_at) == date(2024, 8, 26)
    assert matter.clocks.get(basis="committed").original_due_at == matter.original_due_at
    assert matter.extensions.get().decided_by == zhoumin
    with pytest.raises(Obstacles, match="已经延期过"):
        ask_extension(matter=matter, actor=linxiao, now=now, until_on=date(2024, 9, 6), text="再延")


def test_more_time_is_asked_for_before_the_limit_runs_out(running, linxiao, later) -> None:
    with pytest.raises(Obstacles, match="到期以前申请"):
        ask_extension(
            matter=running, actor=linxiao, now=later(days=15), until_on=date(2024, 9, 4), text="忘了"
        )
    asked = ask_extension(
        matter=running, actor=linxiao, now=later(days=14), until_on=date(2024, 9, 4), text="情况复杂"
    )
    assert asked.extensions.get().state == "asked"


def test_more_time_has_its_bounds_and_its_reason(running, linxiao, now) -> None:
    for until, said in ((date(2024, 8, 26), "不晚于现在的期限"), (date(2024, 9, 10), "超过这类事项允许")):
        with pytest.raises(Obstacles, match=said):
            ask_extension(matter=running, actor=linxiao, now=now, until_on=until, text="情况复杂")
    with pytest.raises(Obstacles, match="请写明理由"):
        ask_extension(matter=running, actor=linxiao, now=now, until_on=date(2024, 9, 4))


def test_who_asked_does_not_decide(handled, hechuan, linxiao, zhoumin, now, ends_on) -> None:
    matter = ask_extension(
        matter=handled(), actor=hechuan, now=now, until_on=date(2024, 8, 23), text="招聘会延期"
    )
    with pytest.raises(Refusal, match="这一步由交办人、区领导"):
        grant_extension(matter=matter, actor=hechuan, now=now)
    matter = deny_extension(matter=matter, actor=zhoumin, now=now, text="不必")
    assert (matter.extensions.get().state, ends_on(matter.due_at)) == ("denied", date(2024, 8, 19))
    with pytest.raises(Obstacles, match="没有等待决定的延期"):
        grant_extension(matter=matter, actor=zhoumin, now=now)


def test_a_first_answer_meets_its_own_limit_and_no_other(handled, hechuan, now, ends_on) -> None:
    matter = handled()
    assert ends_on(matter.next_due_at) == date(2024, 8, 14)
    matter = respond(matter=matter, actor=hechuan, now=now, text="已联系")
    assert matter.clocks.get(code="first_answer").met_at == now
    assert matter.next_due_at == matter.due_at


@pytest.fixture
def rolling(petition, office):
    """A petition assigned on 6 August: sixty natural days end on Saturday 5 October, in the holidays."""
    return assign(
        matter=petition(), actor=office.fangyuan, now=datetime(2024, 8, 6, 1, tzinfo=UTC), lead="office"
    )


def test_a_natural_limit_whose_clause_says_so_rolls_past_the_holidays(rolling, ends_on) -> None:
    row = rolling.clocks.get(code="finish")
    assert (row.limit, row.counted_in, row.rolls_past_rest, row.clause) == (60, "natural", True, "示例第六条")
    assert ends_on(row.due_at) == ends_on(row.original_due_at) == ends_on(rolling.due_at) == date(2024, 10, 8)


def test_whether_a_limit_rolls_is_kept_as_it_held_when_it_began(rolling, ends_on) -> None:
    clocks.recount(rolling)
    assert ends_on(rolling.due_at) == date(2024, 10, 8)
    rolling.clocks.update(rolls_past_rest=False)
    clocks.recount(rolling)
    assert ends_on(rolling.due_at) == date(2024, 10, 5)


def test_days_to_which_a_limit_rolled_are_shown_as_such(rolling, office, signed_in, monkeypatch) -> None:
    at = datetime(2024, 10, 6, 1, tzinfo=UTC)
    [line] = [
        line for line in detail(office.fangyuan, rolling.code, at=at).clocks if line.clock.code == "finish"
    ]
    assert [day.day.on.day for day in line.days if day.rolled] == [6, 7, 8]
    assert (line.days[-1].total, line.left, line.standing) == (60, 2, Standing.DUE_SOON)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    page = signed_in(office.fangyuan).get(f"/matters/{rolling.code}/").content.decode()
    assert "60 个自然日，遇休息日顺延 · " in page
    assert page.count(" · 顺延</td>") == 3


def test_a_day_named_by_hand_stands_on_a_day_of_rest(world, zhoumin, now, ends_on) -> None:
    directive = register_matter(kind="directive", title="稳外贸", actor=zhoumin, now=now)
    matter = assign(matter=directive, actor=zhoumin, now=now, lead="economy", due_on=date(2024, 10, 5))
    row = matter.clocks.get(code=clocks.OWN)
    assert (row.rolls_past_rest, ends_on(row.due_at)) == (False, date(2024, 10, 5))


def test_what_is_left_while_the_clock_stands_is_told_before_it_rolls(running, linxiao, later) -> None:
    """Twelve natural days from 12 August end on Saturday 24: stopped on Thursday 15, ten of them are left."""
    running.clocks.update(limit=12, counted_in="natural", rolls_past_rest=True)
    matter = suspend(matter=running, actor=linxiao, now=later(days=3), reason="hearing", text="听证")
    clocks.recount(matter)
    lines = detail(linxiao, matter.code, at=later(days=3)).clocks
    assert {(line.due.due_on, line.left) for line in lines} == {(date(2024, 8, 26), 10)}
