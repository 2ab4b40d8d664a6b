"""A zone's meetings are held again as the files say, with every check; once, or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chaotou.core.zone.meeting_files import load_meeting_files
from chaotou.journal.models import Entry
from chaotou.matters.models import Matter
from chaotou.meetings.models import Attendance, Meeting, MinuteLine
from chaotou.meetings.operations.loading import load_meetings
from chaotou.organization.queries import zone

MEETING = """meetings:
  - meeting: first
    kind: party
    number: 7
    by: zhoumin
    at: 2024-07-10 10:00
    starts_at: 2024-07-18 09:00
    place: 一号会议室
    topics:
      - title: 任免
        organization: economy
        by: linxiao
        at: 2024-07-11 09:00
        kind: personnel
        votes: {guyuan: for, suhang: for}
        aside: {yaoheng: 近亲属}
        conclusion: 同意。
      - title: 参展
        organization: economy
        by: linxiao
        at: 2024-07-12 09:00
        screened: deferred
        reason: 再协调
    called_at: 2024-07-17 09:00
    opened_at: 2024-07-18 09:00
    excused: {wenlan: 出差}
    sits_in: [bailu]
    lines:
      - {kind: noted, text: 听取汇报。, topic: 1}
      - kind: decided
        text: 八月底前落实用地。
        topic: 1
        lead: economy
        helpers: [commerce]
        due_on: 2024-08-31
        acts:
          - {act: sign_for, by: linxiao, at: 2024-07-22 09:00}
          - {act: report, by: linxiao, at: 2024-07-31 09:00, text: 已落实一半。, percent: 50}
    signed_by: guyuan
    signed_at: 2024-07-19 16:00
"""


@pytest.fixture
def load(room, meetings_zone, tmp_path):
    def loaded(text: str = MEETING):
        folder = tmp_path / "told/meetings"
        folder.mkdir(parents=True, exist_ok=True)
        Path(folder / "told.yaml").write_text(text, encoding="utf-8")
        read = load_meeting_files(tmp_path / "told", zone())
        assert [str(issue.message) for issue in read.issues] == []
        return load_meetings(meetings=read.meetings or ())

    return loaded


def test_a_meeting_is_held_as_it_is_told(load, world) -> None:
    assert load().meetings == 1
    meeting = Meeting.objects.get()
    assert (meeting.code, meeting.state, meeting.is_synthetic) == ("party-2024-07", "signed", True)
    there = dict(meeting.attendances.values_list("person__username", "state"))
    assert there == {
        "guyuan": "present",
        "suhang": "present",
        "yaoheng": "present",
        "wenlan": "excused",
        "bailu": "present",
    }
    assert list(meeting.topics.values_list("state", "passed")) == [("concluded", True), ("deferred", None)]
    assert Attendance.objects.get(person__username="wenlan").reason == "出差"


def test_its_decisions_are_matters_and_were_carried_on(load, world) -> None:
    load()
    matter = Matter.objects.get()
    assert (matter.state, matter.lead, matter.percent) == ("handling", world.economy, 50)
    assert (matter.own_due_on, matter.is_synthetic) == (date(2024, 8, 31), True)
    assert MinuteLine.objects.get(kind="decided").matter == matter


def test_loading_again_changes_nothing(load) -> None:
    load()
    entries = Entry.objects.count()
    assert load().meetings == 0
    assert (Meeting.objects.count(), Entry.objects.count()) == (1, entries)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("by: zhoumin\n", "by: linxiao\n", "会议由办会单位的填报、审核岗位办理。"),
        ("signed_by: guyuan", "signed_by: zhoumin", "纪要由主持人或区领导签发。"),
        ("excused: {wenlan: 出差}", "excused: {wenlan: 出差, guyuan: 出差}", "不足法定的 3 人"),
        (", suhang: for}", "}", "还有 1 名到会成员没有表决。"),
        ("        due_on: 2024-08-31\n", "", "第 2 条没有完成时限。"),
        ("act: sign_for, by: linxiao", "act: sign_for, by: zhoumin", "这一步由牵头单位办理。"),
    ],
)
def test_what_the_operations_refuse_is_told_with_its_place_and_nothing_is_loaded(
    load, old, new, says
) -> None:
    assert old in MEETING
    other = (
        MEETING.removeprefix("meetings:\n")
        .replace("meeting: first", "meeting: second")
        .replace("number: 7", "number: 8")
    )
    loaded = load(MEETING.replace(old, new) + other.replace("at: 2024-07-10 10:00", "at: 2024-07-10 11:00"))
    assert loaded.meetings == 0
    assert any(says in str(issue.message) for issue in loaded.issues), list(map(str, loaded.issues))
    assert loaded.issues[0].place.file == "meetings/told.yaml"
    assert not Meeting.objects.exists()
    assert not Matter.objects.exists()
