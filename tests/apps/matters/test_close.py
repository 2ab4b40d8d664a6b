"""Reported done with proofs, verified by somebody else, sent back; called back, looked back at, reopened."""

from __future__ import annotations

from datetime import date

import pytest

from chaotou.core.issues import Obstacles, Refusal
from chaotou.matters.access import Applicant
from chaotou.matters.operations.accepting import accept
from chaotou.matters.operations.assigning import assign, sign_for
from chaotou.matters.operations.closing import approve, send_back, submit, verify
from chaotou.matters.operations.registering import register_matter
from chaotou.matters.operations.watching import call_back, look_back, reopen
from chaotou.organization.models import Post


def test_what_is_reported_done_brings_what_the_kind_asks_for(handled, hechuan, paper, now) -> None:
    matter = handled()
    with pytest.raises(Obstacles) as refused:
        submit(matter=matter, actor=hechuan, now=now)
    assert "请写明理由" in str(refused.value)
    assert "请附上“办理佐证”" in str(refused.value)
    matter = submit(
        matter=matter, actor=hechuan, now=now, conclusion="已招到二十人", files=[paper("work_record")]
    )
    assert (matter.state, matter.conclusion, matter.closed_at) == ("submitted", "已招到二十人", None)
    assert matter.assignments.get(role="lead").reported_at == now


def test_verifying_closes_it_with_a_result_of_the_kind(closed, now) -> None:
    matter = closed()
    assert (matter.phase, matter.result, matter.closed_at) == ("closed", "done", now)
    assert (matter.awaits, matter.holder, matter.next_due_at) == ("", None, None)
    assert matter.original_due_at is not None
    assert not matter.clocks.filter(met_at=None).exists()


def test_a_result_is_one_of_the_kind_s_and_given(handled, hechuan, zhoumin, paper, now) -> None:
    done = submit(matter=handled(), actor=hechuan, now=now, conclusion="完成", files=[paper("work_record")])
    with pytest.raises(Obstacles, match="请选择办理结果"):
        verify(matter=done, actor=zhoumin, now=now)
    with pytest.raises(Obstacles, match="没有“granted”这种办理结果"):
        verify(matter=done, actor=zhoumin, now=now, result="granted")


def test_who_handled_it_does_not_verify_it(handled, hechuan, world, paper, now) -> None:
    Post.objects.create(
        code="hechuan_2", organization=world.committee, title="审核", duty="reviews", person=hechuan
    )
    done = submit(matter=handled(), actor=hechuan, now=now, conclusion="完成", files=[paper("work_record")])
    with pytest.raises(Refusal, match="须由他人办理"):
        verify(matter=done, actor=hechuan, now=now, result="done")


def test_what_is_sent_back_is_in_hand_again_and_its_clock_never_stopped(
    handled, hechuan, zhoumin, paper, now, later
) -> None:
    done = submit(matter=handled(), actor=hechuan, now=now, conclusion="完成", files=[paper("work_record")])
    due = done.due_at
    with pytest.raises(Obstacles, match="请写明理由"):
        send_back(matter=done, actor=zhoumin, now=later(days=1))
    matter = send_back(matter=done, actor=zhoumin, now=later(days=1), text="没有名单")
    assert (matter.state, matter.due_at, matter.awaits) == ("handling", due, "lead")
    assert matter.assignments.get(role="lead").reported_at is None


def test_a_decision_brings_its_paper_and_a_denial_its_reason(permit, linxiao, zhoumin, paper, now) -> None:
    matter = accept(matter=permit(scale="large", safety="有"), actor=linxiao, now=now)
    matter = submit(matter=matter, actor=linxiao, now=now, conclusion="符合条件")
    with pytest.raises(Obstacles, match="请附上“决定书”"):
        approve(matter=matter, actor=zhoumin, now=now, result="granted")
    with pytest.raises(Obstacles, match="办理结果是“不予准予”的，请说明原因"):
        approve(matter=matter, actor=zhoumin, now=now, result="denied", files=[paper("decision")])
    matter = approve(
        matter=matter, actor=zhoumin, now=now, result="denied", text="间距不足", files=[paper("decision")]
    )
    assert (matter.result, matter.conclusion, matter.phase) == ("denied", "间距不足", "closed")


def test_who_is_content_leaves_it_closed(closed, linxiao, now) -> None:
    matter = call_back(matter=closed(), actor=linxiao, now=now, score=4)
    assert (matter.satisfaction, matter.phase) == (4, "closed")
    assert matter.ratings.get().asked_by == linxiao
    with pytest.raises(Obstacles, match="在 1 到 5 之间"):
        call_back(matter=matter, actor=linxiao, now=now, score=6)


def test_one_closing_is_rated_once_and_a_call_does_not_replace_the_applicant(
    closed, linxiao, now, later
) -> None:
    matter = closed()
    applicant = Applicant(matter=matter.pk)
    matter = call_back(matter=matter, actor=linxiao, now=now, score=4)
    with pytest.raises(Obstacles, match="已经回访过这次办结"):
        call_back(matter=matter, actor=linxiao, now=later(days=1), score=5)
    matter = call_back(matter=matter, actor=applicant, now=later(days=1), score=3)
    assert matter.satisfaction == 3
    for actor in (applicant, linxiao):
        with pytest.raises(Obstacles, match="申请人已经评价过这次办结"):
            call_back(matter=matter, actor=actor, now=later(days=2), score=5)
    assert [rating.score for rating in matter.ratings.order_by("pk")] == [4, 3]


def test_who_is_not_content_has_it_done_again(closed, now, later) -> None:
    matter = closed()
    matter = call_back(
        matter=matter, actor=Applicant(matter=matter.pk), now=later(days=1), score=2, text="没人来"
    )
    assert (matter.state, matter.satisfaction, matter.closed_at, matter.result) == ("handling", 2, None, "")
    assert (matter.awaits, matter.next_due_at) == ("lead", matter.due_at)
    assert matter.ratings.get().comment == "没人来"
    assert matter.steps.last().particulars == {"score": 2, "reopened": True}


def test_what_is_taken_up_again_is_held_against_its_first_limit(closed, linxiao, later) -> None:
    matter = closed()
    due, original = matter.due_at, matter.original_due_at
    matter = reopen(matter=matter, actor=linxiao, now=later(days=20), text="又停工")
    assert (matter.due_at, matter.original_due_at) == (due, original)
    assert matter.clocks.filter(met_at=None, is_closing=True).count() == 1


def test_it_is_taken_up_again_only_within_the_days_of_the_kind(closed, linxiao, later) -> None:
    with pytest.raises(Obstacles, match="最迟在 2024-09-11"):
        reopen(matter=closed(), actor=linxiao, now=later(days=31), text="又停工")


def test_what_does_not_hold_when_looked_back_at_is_taken_up_where_the_flow_lets_them(
    closed, zhoumin, guyuan, later
) -> None:
    matter = look_back(matter=closed(), actor=zhoumin, now=later(days=5))
    assert matter.phase == "closed"
    with pytest.raises(Obstacles, match="请写明哪里没有做到"):
        look_back(matter=matter, actor=guyuan, now=later(days=5), holds=False)
    matter = look_back(matter=matter, actor=guyuan, now=later(days=5), holds=False, text="人又走了")
    assert (matter.state, matter.steps.last().particulars["reopened"]) == ("handling", True)


def test_a_limit_met_late_stays_late(world, zhoumin, linxiao, now, later) -> None:
    matter = register_matter(kind="directive", title="甲", actor=zhoumin, now=now)
    matter = assign(matter=matter, actor=zhoumin, now=now, lead="economy", due_on=date(2024, 8, 14))
    matter = sign_for(matter=matter, actor=linxiao, now=now)
    matter = submit(matter=matter, actor=linxiao, now=later(days=1), conclusion="完成")
    matter = verify(matter=matter, actor=zhoumin, now=later(days=4), result="done")
    assert matter.closed_at > matter.due_at
