"""Who handles it: assigned, signed for, declined, handed on, split."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from chaotou.core.issues import Missing, Obstacles, Refusal
from chaotou.core.matters.standing import Standing
from chaotou.matters.models import Matter
from chaotou.matters.operations.assigning import Part, assign, decline, sign_for, split, transfer
from chaotou.matters.operations.closing import submit, verify
from chaotou.matters.operations.registering import register_matter
from chaotou.matters.queries.limits import standing_of


def in_force(matter: Matter) -> dict[str, str]:
    rows = matter.assignments.filter(ended_at=None)
    return dict(rows.values_list("organization__code", "role"))


def test_assigning_puts_a_lead_and_helpers_in_charge_and_starts_the_clock(assigned, world, ends_on) -> None:
    matter = assigned(supporting={"economy": "报用工数据"})
    assert in_force(matter) == {"commerce": "lead", "economy": "supporting"}
    assert (matter.state, matter.awaits, matter.holder, matter.lead) == (
        "assigned",
        "lead",
        world.commerce,
        world.commerce,
    )
    assert ends_on(matter.due_at) == date(2024, 8, 19)
    assert matter.steps.last().particulars["supporting"] == {"economy": "报用工数据"}


def test_the_rule_in_force_on_the_day_sets_the_limit(request_of, linxiao, now) -> None:
    june = now.replace(month=6, day=3)
    matter = assign(matter=request_of(now=june), actor=linxiao, now=june, lead="commerce")
    assert matter.clocks.get(is_closing=True).limit == 10


def test_nobody_leads_and_helps_at_once_and_bodies_must_exist(request_of, linxiao, now) -> None:
    with pytest.raises(Obstacles) as refused:
        assign(
            matter=request_of(),
            actor=linxiao,
            now=now,
            lead="commerce",
            supporting={"commerce": "", "nobody": ""},
        )
    assert "不能同时是协办单位" in str(refused.value)
    assert "没有机构“nobody”" in str(refused.value)


def test_who_signs_for_the_lead_handles_it(assigned, hechuan, now) -> None:
    matter = sign_for(matter=assigned(), actor=hechuan, now=now)
    assert (matter.state, matter.handler) == ("handling", hechuan)
    row = matter.assignments.get(role="lead")
    assert (row.signed_for_by, row.signed_for_at) == (hechuan, now)


def test_a_supporting_body_signs_for_itself_and_moves_nothing(assigned, linxiao, hechuan, now) -> None:
    matter = assigned(supporting={"economy": ""})
    matter = sign_for(matter=matter, actor=linxiao, now=now)
    assert (matter.state, matter.handler) == ("assigned", None)
    matter = sign_for(matter=matter, actor=hechuan, now=now)
    assert matter.state == "handling"
    with pytest.raises(Obstacles, match="已经签收"):
        sign_for(matter=matter, actor=linxiao, now=now)


def test_who_declines_gives_a_reason_and_is_released(assigned, hechuan, world, now) -> None:
    matter = assigned()
    with pytest.raises(Obstacles, match="请写明理由"):
        decline(matter=matter, actor=hechuan, now=now)
    matter = decline(matter=matter, actor=hechuan, now=now, text="不属商务职责")
    assert (matter.state, matter.lead, matter.holder) == ("registered", None, world.economy)
    assert in_force(matter) == {}
    assert matter.assignments.get().reason == "不属商务职责"


def test_a_released_body_no_longer_knows_of_it(assigned, hechuan, now) -> None:
    matter = decline(matter=assigned(), actor=hechuan, now=now, text="不属商务职责")
    with pytest.raises(Missing):
        sign_for(matter=matter, actor=hechuan, now=now)


def test_assigning_anew_does_not_start_the_clock_anew(assigned, hechuan, linxiao, now, later) -> None:
    matter = decline(matter=assigned(), actor=hechuan, now=now, text="不属商务职责")
    due = matter.due_at
    matter = assign(matter=matter, actor=linxiao, now=later(days=1), lead="committee")
    assert (matter.due_at, matter.clocks.filter(is_closing=True).count()) == (due, 1)


def test_handing_it_on_keeps_the_helpers(assigned, linxiao, now) -> None:
    matter = assigned(supporting={"economy": "数据"})
    with pytest.raises(Obstacles, match="已经由这个单位牵头"):
        transfer(matter=matter, actor=linxiao, now=now, lead="commerce", text="改派")
    matter = transfer(matter=matter, actor=linxiao, now=now, lead="committee", text="改派")
    assert in_force(matter) == {"committee": "lead", "economy": "supporting"}
    assert matter.lead.code == "committee"


def test_routing_proposes_and_does_not_assign_where_people_do(request_of) -> None:
    matter = request_of(fields={"field": "labor"})
    assert (matter.lead, matter.state) == (None, "registered")


def test_a_day_named_by_hand_takes_the_place_of_the_promise(world, zhoumin, now) -> None:
    matter = register_matter(kind="directive", title="甲", actor=zhoumin, now=now)
    matter = assign(matter=matter, actor=zhoumin, now=now, lead="economy", due_on=date(2024, 8, 30))
    clock = matter.clocks.get()
    assert (clock.code, clock.limit, clock.counted_in) == ("own", 18, "natural")
    assert timezone.localtime(matter.due_at).isoformat() == "2024-08-31T00:00:00+08:00"


def test_a_day_named_by_hand_that_is_past_is_late_at_once(world, zhoumin, now, later, ends_on) -> None:
    due_on = date(2024, 8, 14)
    matter = register_matter(kind="directive", title="甲", actor=zhoumin, now=now, due_on=due_on)
    matter = assign(matter=matter, actor=zhoumin, now=later(days=5), lead="economy")
    assert ends_on(matter.due_at) == ends_on(matter.original_due_at) == due_on
    assert standing_of(matter, later(days=5)) is Standing.OVERDUE


def test_what_is_overdue_is_split_into_parts_that_are_too(handled, hechuan, later) -> None:
    at = later(days=20)
    matter = split(matter=handled(), actor=hechuan, now=at, parts=[Part("招聘会", "economy")])
    part = matter.parts.get()
    assert part.due_at == matter.due_at
    assert standing_of(part, at) is Standing.OVERDUE


def test_no_other_day_is_named_once_the_limit_runs(world, zhoumin, linxiao, now) -> None:
    matter = register_matter(kind="directive", title="甲", actor=zhoumin, now=now)
    matter = assign(matter=matter, actor=zhoumin, now=now, lead="economy")
    matter = decline(matter=matter, actor=linxiao, now=now, text="职责不符")
    with pytest.raises(Obstacles, match="期限已经起算"):
        assign(matter=matter, actor=zhoumin, now=now, lead="commerce", due_on=date(2024, 8, 30))


@pytest.fixture
def parts(handled, hechuan, now) -> Matter:
    """A request split into two parts, the second with a day of its own."""
    matter = handled()
    rows = [Part("招聘会", "economy"), Part("校企对接", "commerce", due_on=date(2024, 8, 15))]
    return split(matter=matter, actor=hechuan, now=now, parts=rows)


def test_a_part_begins_assigned_by_a_day_no_later_than_the_whole_s(parts, world, ends_on) -> None:
    first, second = parts.parts.order_by("pk")
    assert (first.state, first.lead, first.code) == ("assigned", world.economy, "QS2024-0002")
    assert [ends_on(row.due_at) for row in (first, second)] == [date(2024, 8, 19), date(2024, 8, 15)]
    assert first.due_at == parts.due_at


def test_the_whole_closes_after_its_parts(parts, hechuan, linxiao, zhoumin, paper, now) -> None:
    with pytest.raises(Obstacles, match="分项 QS2024-0002 还没有办结"):
        submit(matter=parts, actor=hechuan, now=now, conclusion="完成", files=[paper("work_record")])
    for part, actor in zip(parts.parts.order_by("pk"), (linxiao, hechuan), strict=True):
        part = sign_for(matter=part, actor=actor, now=now)
        part = submit(matter=part, actor=actor, now=now, conclusion="完成", files=[paper("work_record")])
        verify(matter=part, actor=zhoumin, now=now, result="done")
    matter = submit(matter=parts, actor=hechuan, now=now, conclusion="完成", files=[paper("work_record")])
    assert matter.state == "submitted"


def test_a_part_later_than_the_whole_is_none(handled, hechuan, now) -> None:
    late = Part("招聘会", "economy", due_on=date(2024, 9, 30))
    with pytest.raises(Obstacles, match="不晚于事项的期限 2024-08-19"):
        split(matter=handled(), actor=hechuan, now=now, parts=[late])
    past = Part("招聘会", "economy", due_on=date(2024, 8, 11))
    with pytest.raises(Obstacles) as refusal:
        split(matter=handled(), actor=hechuan, now=now, parts=[past])
    assert str(refusal.value) == "要求完成日期 2024-08-11 已经过去。"
    with pytest.raises(Obstacles, match="请写明拆成哪些分项"):
        split(matter=handled(), actor=hechuan, now=now, parts=[])


def test_only_the_lead_splits(handled, linxiao, now) -> None:
    with pytest.raises(Refusal, match="牵头单位、交办人"):
        split(matter=handled(), actor=linxiao, now=now, parts=[Part("甲", "economy")])
