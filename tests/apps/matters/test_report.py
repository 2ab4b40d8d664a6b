"""While it is handled: progress by period and body, answers, pressing, listing."""

from __future__ import annotations

from datetime import date

import pytest

from chaotou.core.issues import Obstacles, Refusal
from chaotou.matters.access import Applicant
from chaotou.matters.operations.assigning import assign, sign_for
from chaotou.matters.operations.closing import approve
from chaotou.matters.operations.registering import register_matter
from chaotou.matters.operations.reporting import list_matter, note, press, report, respond


@pytest.fixture
def directive(world, zhoumin, linxiao, now):
    """A directive that the economy leads and commerce supports, in hand."""
    matter = register_matter(kind="directive", title="稳外贸", actor=zhoumin, now=now)
    matter = assign(matter=matter, actor=zhoumin, now=now, lead="economy", supporting={"commerce": ""})
    return sign_for(matter=matter, actor=linxiao, now=now)


def test_lead_and_helpers_report_apart_for_the_period(directive, linxiao, hechuan, now) -> None:
    report(matter=directive, actor=linxiao, now=now, text="方案已定", percent=40)
    matter = report(matter=directive, actor=hechuan, now=now, text="走访十家", percent=90)
    rows = list(matter.progress_reports.values_list("organization__code", "period_on", "percent"))
    assert rows == [("economy", date(2024, 8, 1), 40), ("commerce", date(2024, 8, 1), 90)]
    assert (matter.percent, matter.state) == (40, "handling")


def test_a_period_is_reported_again_and_both_stay(directive, linxiao, now) -> None:
    report(matter=directive, actor=linxiao, now=now, text="方案已定", percent=40)
    matter = report(matter=directive, actor=linxiao, now=now, text="已印发", percent=60)
    assert (matter.progress_reports.count(), matter.percent) == (2, 60)


def test_what_is_wrong_with_a_report_is_said_at_once(directive, linxiao, now) -> None:
    with pytest.raises(Obstacles) as refused:
        report(
            matter=directive,
            actor=linxiao,
            now=now,
            percent=101,
            period_on=date(2024, 9, 3),
            nodes={"start": date(2024, 8, 1)},
        )
    for word in ("请写明进展", "0 到 100", "还没有开始", "没有节点“start”"):
        assert word in str(refused.value)


def test_nodes_are_done_on_a_day_that_has_come(world, zhoumin, linxiao, now) -> None:
    matter = register_matter(kind="livelihood", title="口袋公园", actor=zhoumin, now=now)
    matter = assign(matter=matter, actor=zhoumin, now=now, lead="economy")
    matter = sign_for(matter=matter, actor=linxiao, now=now)
    with pytest.raises(Obstacles, match="还没有到"):
        report(matter=matter, actor=linxiao, now=now, text="完工", nodes={"finish": date(2024, 8, 13)})
    report(matter=matter, actor=linxiao, now=now, text="开工", nodes={"start": date(2024, 4, 2)})
    assert matter.nodes.get(code="start").done_on == date(2024, 4, 2)


def test_a_supporting_body_answers_for_its_part(directive, hechuan, now) -> None:
    with pytest.raises(Obstacles, match="请写明理由"):
        respond(matter=directive, actor=hechuan, now=now)
    matter = respond(matter=directive, actor=hechuan, now=now, text="走访完成")
    assert matter.assignments.get(role="supporting").reported_at == now
    assert matter.assignments.get(role="lead").reported_at is None


def test_who_only_helps_does_not_press(directive, hechuan, zhoumin, now) -> None:
    with pytest.raises(Refusal, match="交办人、区领导、申请人"):
        press(matter=directive, actor=hechuan, now=now)
    matter = press(matter=directive, actor=zhoumin, now=now, text="本周内报")
    assert (matter.steps.last().text, matter.state) == ("本周内报", "handling")


def test_a_firm_presses_its_own(handled, now) -> None:
    matter = handled()
    assert press(matter=matter, actor=Applicant(matter=matter.pk), now=now).steps.last().by_applicant


def test_a_leader_lists_it_once(directive, guyuan, now) -> None:
    matter = list_matter(matter=directive, actor=guyuan, now=now)
    assert matter.is_listed
    with pytest.raises(Obstacles, match="已经挂牌"):
        list_matter(matter=matter, actor=guyuan, now=now)


def test_a_note_says_something(directive, linxiao, now) -> None:
    with pytest.raises(Obstacles, match="请写明理由"):
        note(matter=directive, actor=linxiao, now=now, text=" ")
    assert note(matter=directive, actor=linxiao, now=now, text="企业来电").steps.last().text == "企业来电"


def test_an_item_is_due_by_its_latest_node_and_nodes_have_their_own_days_when_taken_up(
    world, zhoumin, guyuan, now, ends_on
) -> None:
    matter = register_matter(kind="livelihood", title="口袋公园", actor=zhoumin, now=now)
    assert matter.own_due_on == date(2024, 11, 30)
    with pytest.raises(Obstacles, match="没有节点“opening”"):
        approve(matter=matter, actor=guyuan, now=now, nodes={"opening": date(2024, 10, 1)})
    matter = approve(matter=matter, actor=guyuan, now=now, nodes={"finish": date(2024, 10, 31)})
    assert matter.nodes.get(code="finish").due_on == date(2024, 10, 31)
    matter = assign(matter=matter, actor=zhoumin, now=now, lead="economy")
    assert ends_on(matter.due_at) == date(2024, 10, 31)
