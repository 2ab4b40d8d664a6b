"""Registering a matter: numbered, placed, its clocks begun, everything that is wrong said at once."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chaotou.core.issues import Obstacles, Refusal
from chaotou.enterprises.models import Enterprise
from chaotou.journal.models import Entry
from chaotou.matters.access import SYSTEM, Applicant
from chaotou.matters.models import Matter
from chaotou.matters.operations.assigning import assign, sign_for
from chaotou.matters.operations.closing import submit, verify
from chaotou.matters.operations.registering import register_matter

CONTACT = {"contact_name": "王某", "contact_phone": "13900000000"}


def test_a_matter_begins_where_its_flow_begins(permit, world, linxiao) -> None:
    matter = permit(area="1,200")
    assert (matter.code, matter.state, matter.phase) == ("XK2024-0001", "received", "waiting")
    assert (matter.awaits, matter.holder, matter.lead) == ("intake", world.economy, world.economy)
    assert matter.particulars == {"plot": "A1", "area": "1200"}
    step = matter.steps.get()
    assert (step.act, step.from_state, step.to_state, step.taken_by) == ("register", "", "received", linxiao)
    assert matter.due_at is None


def test_codes_go_on_within_a_prefix_and_a_year(permit, request_of) -> None:
    assert [permit().code, permit().code, request_of().code] == ["XK2024-0001", "XK2024-0002", "QS2024-0001"]


def test_registering_takes_few_queries(request_of) -> None:
    request_of("第一件")
    with CaptureQueriesContext(connection) as seen:
        request_of("另外一件事")
    assert len([one for one in seen if "SAVEPOINT" not in one["sql"]]) <= 13


def test_everything_wrong_with_a_form_is_said_at_once(world, linxiao, now) -> None:
    fields = {"area": "很大", "scale": "middling", "starts_on": "明天", "is_new": "也许", "color": "red"}
    with pytest.raises(Obstacles) as refused:
        register_matter(kind="permit", title=" ", actor=linxiao, now=now, fields=fields)
    said = str(refused.value)
    for word in ("标题", "“面积”要填数字", "“规模”请从列表中选择", "“开工日期”要填日期", "“新建”请填是或否"):
        assert word in said
    assert "没有“color”这一项" in said
    assert "请填写“地块”" in said


def test_a_field_is_asked_for_only_where_its_condition_holds(permit) -> None:
    assert permit(scale="small").particulars["scale"] == "small"
    with pytest.raises(Obstacles, match="请填写“安全方案”"):
        permit(scale="large")
    assert permit(scale="large", safety="有").particulars["safety"] == "有"


def test_a_choice_is_known_by_its_name_too(permit) -> None:
    assert permit(scale="小型", is_new="是", starts_on=date(2024, 9, 1)).particulars == {
        "plot": "A1",
        "scale": "small",
        "is_new": True,
        "starts_on": "2024-09-01",
    }


def test_who_neither_takes_it_in_nor_has_it_open_registers_none(
    world, hechuan, zhoumin, shenjie, now
) -> None:
    for actor in (hechuan, zhoumin, shenjie):
        with pytest.raises(Refusal, match="由受理单位"):
            register_matter(kind="permit", title="甲", actor=actor, now=now, fields={"plot": "A"})


def test_whom_a_kind_is_open_to_registers_for_themselves_alone(world, hechuan, now) -> None:
    matter = register_matter(kind="request", title="甲", actor=hechuan, now=now, fields=CONTACT)
    assert (matter.organization, matter.holder) == (world.commerce, world.economy)
    with pytest.raises(Obstacles, match="不能以“economy”的名义"):
        register_matter(
            kind="request", title="甲", actor=hechuan, now=now, fields=CONTACT, organization="economy"
        )


def test_an_applicant_registers_the_kind_of_the_link_and_no_other(world, now) -> None:
    firm = Applicant(kind="request")
    matter = register_matter(kind="request", title="甲", actor=firm, now=now, fields=CONTACT, channel="link")
    assert matter.registered_by is None
    assert matter.steps.get().by_applicant
    with pytest.raises(Refusal, match="不能登记这类事项"):
        register_matter(kind="permit", title="甲", actor=firm, now=now, fields={"plot": "A"})


def test_limits_that_begin_with_registering_run_from_the_day_it_came(request_of, now, ends_on) -> None:
    matter = request_of(received_at=now - timedelta(days=3))
    clock = matter.clocks.get()
    assert (clock.code, clock.is_closing, clock.started_at) == ("first_answer", False, matter.received_at)
    assert ends_on(clock.due_at) == date(2024, 8, 13)
    assert (matter.due_at, matter.next_due_at) == (None, clock.due_at)


def test_what_has_not_come_yet_is_not_registered(request_of, now) -> None:
    with pytest.raises(Obstacles, match="收到时间还没有到"):
        request_of(received_at=now + timedelta(hours=1))


def test_nobody_names_a_day_where_the_rules_set_it(request_of, world, zhoumin, now) -> None:
    with pytest.raises(Obstacles, match="不能另行指定"):
        request_of(due_on=date(2024, 9, 1))
    with pytest.raises(Obstacles, match="已经过去"):
        register_matter(kind="directive", title="甲", actor=zhoumin, now=now, due_on=date(2024, 8, 1))
    matter = register_matter(kind="directive", title="甲", actor=zhoumin, now=now, due_on=date(2024, 9, 1))
    assert matter.own_due_on == date(2024, 9, 1)


def test_an_item_brings_the_nodes_of_its_kind(world, zhoumin, now) -> None:
    matter = register_matter(kind="livelihood", title="口袋公园", actor=zhoumin, now=now)
    days = list(matter.nodes.values_list("code", "due_on"))
    assert days == [("start", date(2024, 3, 31)), ("finish", date(2024, 11, 30))]
    assert matter.is_public


def test_what_it_names_must_be_there(request_of, now) -> None:
    with pytest.raises(Obstacles) as refused:
        request_of(enterprise=99, project="P2024-0009", parent="QS2024-0009", repeats="QS2024-0008")
    said = str(refused.value)
    for word in ("没有这家企业", "没有项目“P2024-0009”", "没有事项“QS2024-0009”", "没有事项“QS2024-0008”"):
        assert word in said


def test_the_journal_keeps_the_words_and_of_persons_a_seal(request_of) -> None:
    matter = request_of(content="三班倒缺二十人")
    entry = Entry.objects.get(act="matters.matter.register")
    assert entry.target == f"matters.matter:{matter.code}"
    assert entry.after["content"] == "三班倒缺二十人"
    assert len(entry.after["personal"]) == 64
    assert "13900000000" not in str(entry.after)
    assert "contact_name" not in matter.particulars


def test_the_journal_keeps_no_words_of_a_petition(petition) -> None:
    petition("征收补偿过低", content="河西组")
    entry = Entry.objects.get(act="matters.matter.register")
    assert "征收" not in str(entry.after)
    assert "河西" not in str(entry.after)
    assert len(entry.after["seal"]) == 64


def test_a_request_made_again_is_linked_to_the_first(request_of, world, now) -> None:
    first = request_of("招不到熟练工")
    again = request_of("招不到熟练工人")
    third = request_of("招不到熟练工！")
    assert (again.repeats, third.repeats) == (first, first)
    assert request_of("停电").repeats is None
    other = request_of("招不到熟练工", fields={"contact_name": "李某", "contact_phone": "13700000000"})
    assert other.repeats is None


def test_the_same_firm_asks_again_though_another_person_calls(request_of, now) -> None:
    firm = Enterprise.objects.create(name="甲公司", recorded_at=now, changed_at=now)
    first = request_of("断网", enterprise=firm.pk)
    other = {"contact_name": "李某", "contact_phone": "13700000000"}
    assert request_of("断网了", enterprise=firm.pk, fields=other).repeats is None
    assert request_of("断网", enterprise=firm.pk, fields=other).repeats == first


def test_what_was_asked_long_ago_is_not_asked_again(request_of, later) -> None:
    request_of("招不到熟练工")
    assert request_of("招不到熟练工", now=later(days=91)).repeats is None


def test_the_platform_registers_for_who_takes_it_in(world, now) -> None:
    matter = register_matter(kind="directive", title="会议议定", actor=SYSTEM, now=now, quote="由商务局牵头")
    assert (matter.organization, matter.registered_by) == (world.committee, None)


def test_nothing_of_a_refused_matter_stays(permit) -> None:
    with pytest.raises(Obstacles):
        permit(area="x")
    assert (Matter.objects.count(), Entry.objects.count()) == (0, 0)


def test_what_no_column_holds_is_refused_before_the_database_does(request_of) -> None:
    with pytest.raises(Obstacles) as refused:
        request_of("很长" * 200, source="源" * 201, address="址" * 201, longitude=Decimal(200))
    said = str(refused.value)
    for word in ("标题最多 200", "“来源”最多 200", "“地点”最多 200", "一起写", "-180 到 180"):
        assert word in said


def test_an_appeal_is_of_the_kind_the_first_names_and_in_time(petition, office, hechuan, now, later) -> None:
    first = petition()
    again = {
        "kind": "review",
        "title": "不服答复",
        "actor": office.fangyuan,
        "fields": {"petitioner": "赵某"},
    }
    with pytest.raises(Obstacles, match="还没有办结"):
        register_matter(**again, now=now, appeal_of=first.code)
    first = assign(matter=first, actor=office.fangyuan, now=now, lead="commerce")
    first = sign_for(matter=first, actor=hechuan, now=now)
    first = submit(matter=first, actor=hechuan, now=now, conclusion="已补偿")
    verify(matter=first, actor=office.bailu, now=now, result="done")
    assert register_matter(**again, now=later(days=30), appeal_of=first.code).appeal_of == first
    with pytest.raises(Obstacles, match="最迟应在 2024-09-11"):
        register_matter(**again, now=later(days=31), appeal_of=first.code)
    with pytest.raises(Obstacles, match="不能这样提出异议"):
        register_matter(**{**again, "kind": "petition"}, now=now, appeal_of=first.code)


def test_a_part_is_registered_under_a_matter_still_in_hand_by_who_answers_for_it(
    assigned, closed, linxiao, hechuan, now
) -> None:
    whole = assigned()
    part = register_matter(
        kind="request", title="分项", actor=linxiao, now=now, fields=CONTACT, parent=whole.code
    )
    assert part.parent == whole
    with pytest.raises(Obstacles, match="已经办结，不能再登记分项"):
        register_matter(
            kind="request", title="分项", actor=linxiao, now=now, fields=CONTACT, parent=closed().code
        )
