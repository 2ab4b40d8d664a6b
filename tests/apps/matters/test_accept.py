"""At the counter: accepted, with papers to follow, corrected once, refused, withdrawn, returned."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from chaotou.core.issues import Missing, Obstacles, Refusal
from chaotou.matters.access import SYSTEM, Applicant
from chaotou.matters.operations.accepting import (
    accept,
    accept_tolerating,
    ask_correction,
    correct,
    refuse,
    return_case,
    supply,
    withdraw,
)
from chaotou.matters.operations.pausing import suspend


def test_accepting_lets_both_limits_begin_and_the_promise_leads(permit, linxiao, now, ends_on) -> None:
    matter = accept(matter=permit(), actor=linxiao, now=now)
    assert (matter.state, matter.phase, matter.awaits) == ("examining", "open", "lead")
    clocks = {row.basis: ends_on(row.due_at) for row in matter.clocks.all()}
    assert clocks == {"statutory": date(2024, 9, 9), "committed": date(2024, 8, 26)}
    assert ends_on(matter.due_at) == date(2024, 8, 26)
    assert matter.original_due_at == matter.due_at == matter.next_due_at
    assert matter.started_at == now


def test_only_who_takes_it_in_accepts_it(permit, zhoumin, hechuan, now) -> None:
    matter = permit()
    with pytest.raises(Refusal, match="这一步由受理单位"):
        accept(matter=matter, actor=zhoumin, now=now)
    with pytest.raises(Missing):
        accept(matter=matter, actor=hechuan, now=now)


def test_what_is_accepted_is_not_accepted_again(permit, linxiao, now) -> None:
    matter = accept(matter=permit(), actor=linxiao, now=now)
    with pytest.raises(Refusal, match="在“审查中”状态不能办理“受理”"):
        accept(matter=matter, actor=linxiao, now=now)


def test_who_saw_an_older_version_is_told(permit, linxiao, now) -> None:
    matter = permit()
    accept(matter=matter, actor=linxiao, now=now, version=1)
    with pytest.raises(Refusal, match="刚刚由他人办理过"):
        refuse(matter=matter, actor=linxiao, now=now, version=1, text="不符合")


def test_papers_may_come_later_by_a_promised_day(permit, linxiao, now, later) -> None:
    papers = {"deposit": date(2024, 8, 20)}
    matter = accept_tolerating(matter=permit(), actor=linxiao, now=now, papers=papers)
    assert matter.due_at is not None
    supply(matter=matter, actor=linxiao, now=later(days=2), paper="deposit", text="交来原件")
    assert matter.gaps.get().supplied_at == later(days=2)
    with pytest.raises(Obstacles, match="没有等待补交"):
        supply(matter=matter, actor=linxiao, now=later(days=2), paper="deposit", text="再交")


def test_a_promise_is_kept_within_the_kind_s_days(permit, linxiao, now) -> None:
    for papers, said in (
        ({}, "请选择容缺的材料"),
        ({"decision": date(2024, 8, 20)}, "不能容缺"),
        ({"deposit": date(2024, 8, 12)}, "2024-08-26 以前补交"),
        ({"deposit": date(2024, 8, 27)}, "2024-08-26 以前补交"),
    ):
        with pytest.raises(Obstacles, match=said):
            accept_tolerating(matter=permit(), actor=linxiao, now=now, papers=papers)


def test_what_is_missing_is_listed_once(permit, linxiao, now, later) -> None:
    matter = ask_correction(matter=permit(), actor=linxiao, now=now, missing=["地块红线图", " "])
    assert (matter.state, matter.awaits) == ("correcting", "applicant")
    assert matter.steps.last().particulars == {"missing": ["地块红线图"]}
    matter = correct(matter=matter, actor=linxiao, now=later(days=1), fields={"plot": "B2"})
    assert (matter.state, matter.particulars["plot"]) == ("received", "B2")
    with pytest.raises(Obstacles, match="已经一次性告知过"):
        ask_correction(matter=matter, actor=linxiao, now=later(days=1), missing=["还有"])


def test_after_five_working_days_nothing_can_be_listed_and_it_counts_from_the_day_it_came(
    permit, linxiao, now, later
) -> None:
    matter = permit()
    with pytest.raises(Obstacles, match="视为受理"):
        ask_correction(matter=matter, actor=linxiao, now=later(days=8), missing=["图"])
    matter = accept(matter=matter, actor=SYSTEM, now=later(days=8))
    assert matter.started_at == now
    assert matter.steps.last().taken_by is None


def test_an_applicant_corrects_only_through_a_link_of_their_own(permit, linxiao, now) -> None:
    matter = ask_correction(matter=permit(), actor=linxiao, now=now, missing=["图"])
    with pytest.raises(Missing):
        correct(matter=matter, actor=Applicant(matter=matter.pk + 1), now=now, text="补上")
    matter = correct(matter=matter, actor=Applicant(matter=matter.pk), now=now, text="补上")
    assert matter.steps.last().by_applicant


def test_correcting_nothing_corrects_nothing(permit, linxiao, now) -> None:
    matter = ask_correction(matter=permit(), actor=linxiao, now=now, missing=["图"])
    with pytest.raises(Obstacles, match="请写明补正了什么"):
        correct(matter=matter, actor=linxiao, now=now)


def test_refusing_needs_its_reason_and_ends_it(permit, linxiao, now) -> None:
    matter = permit()
    with pytest.raises(Obstacles, match="请写明理由"):
        refuse(matter=matter, actor=linxiao, now=now)
    matter = refuse(matter=matter, actor=linxiao, now=now, text="不属受理范围")
    assert (matter.phase, matter.closed_at, matter.awaits, matter.holder) == ("ended", now, "", None)


def test_what_is_withdrawn_while_its_clock_stands_stands_no_longer(handled, hechuan, linxiao, now) -> None:
    matter = suspend(matter=handled(), actor=hechuan, now=now, reason="awaiting_applicant", text="等企业确认")
    matter = withdraw(matter=matter, actor=linxiao, now=now, text="企业自行解决")
    assert (matter.phase, matter.suspended_since) == ("ended", None)
    assert matter.suspensions.get().ended_at == now
    assert not matter.clocks.filter(met_at=None).exists()


def test_the_platform_returns_what_was_promised_and_did_not_come(permit, linxiao, now, later) -> None:
    matter = accept_tolerating(matter=permit(), actor=linxiao, now=now, papers={"deposit": date(2024, 8, 20)})
    matter = return_case(matter=matter, actor=SYSTEM, now=later(days=9), text="容缺材料到期未补")
    assert (matter.state, matter.closed_at) == ("returned", now + timedelta(days=9))
