"""Minutes written in the room: lines of three kinds, changed and struck out until they are signed."""

from __future__ import annotations

from datetime import date

import pytest

from chaotou.core.issues import Obstacles, Refusal
from chaotou.journal.models import Entry
from chaotou.meetings.models import MinuteLine
from chaotou.meetings.operations import writing
from chaotou.meetings.operations.writing import Said


def test_lines_follow_one_another_with_who_and_by_when(held, write, world, zhoumin) -> None:
    meeting = held()
    topic = meeting.topics.get()
    write(meeting, "听取了用地情况的汇报。", kind="noted", lead="", due_on=None)
    line = write(meeting, "落实 50 亩用地。", helpers=["commerce"], due_on=date(2024, 9, 30), topic=topic.pk)
    assert (line.order, line.lead, line.topic, line.due_on) == (2, world.economy, topic, date(2024, 9, 30))
    assert ([*line.helpers.all()], line.written_by, line.state) == ([world.commerce], zhoumin, "kept")
    assert Entry.objects.latest("number").after["lead"] == "economy"


def test_who_and_by_when_may_follow_later(held, write) -> None:
    line = write(held(), lead="", due_on=None)
    assert (line.lead, line.due_on) == (None, None)


def test_all_that_is_wrong_with_a_line_is_said_at_once(held, write, plan, propose) -> None:
    elsewhere = propose(plan("party"))
    with pytest.raises(Obstacles) as refused:
        write(held(), " ", kind="sung", lead="nobody", helpers=["nothing"], topic=elsewhere.pk)
    assert [str(one) for one in refused.value.messages] == [
        "请选择类别：听取、议定或要求。",
        "请写明内容。",
        "没有机构“nobody”。",
        "没有机构“nothing”。",
        "这个议题不属于这次会议。",
    ]
    with pytest.raises(Obstacles, match="牵头单位不能同时是配合单位"):
        write(held(), lead="economy", helpers=["economy"])
    assert not MinuteLine.objects.exists()


def test_minutes_are_written_of_a_meeting_that_is_held(plan, call, write) -> None:
    with pytest.raises(Refusal, match="会议还没有召开"):
        write(call(plan()))


def test_only_the_office_writes_minutes(held, guyuan, hechuan, now) -> None:
    meeting = held()
    for person in (guyuan, hechuan):
        with pytest.raises(Refusal, match="办会单位"):
            writing.write_line(meeting=meeting, said=Said("noted", "听取。"), actor=person, now=now)


def test_a_line_is_changed_by_who_saw_its_latest_version(held, write, room, now) -> None:
    line = write(held())
    said = Said("ordered", "请经发局尽快落实。", "economy")
    changed = writing.change_line(line=line, said=said, version=1, actor=room.bailu, now=now)
    assert (changed.kind, changed.text, changed.version) == ("ordered", "请经发局尽快落实。", 2)
    assert changed.written_by == room.bailu
    with pytest.raises(Refusal, match="刚刚由他人更改过"):
        writing.change_line(line=line, said=said, version=1, actor=room.bailu, now=now)


def test_a_line_is_struck_out_once(held, write, zhoumin, now) -> None:
    line = write(held())
    writing.remove_line(line=line, actor=zhoumin, now=now)
    assert not MinuteLine.objects.exists()
    assert Entry.objects.latest("number").before["text"] == "落实用地指标。"
    with pytest.raises(Refusal, match="这一条已经删去"):
        writing.remove_line(line=line, actor=zhoumin, now=now)
