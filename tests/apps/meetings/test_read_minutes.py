"""Minutes pasted or uploaded: decisions are proposed with their place; a person accepts each or does not."""

from __future__ import annotations

from datetime import date

import pytest

from chaotou.core.issues import Refusal
from chaotou.journal.models import Entry
from chaotou.meetings.models import MinuteLine
from chaotou.meetings.operations import reading, writing
from chaotou.meetings.operations.writing import Said

TEXT = """主任办公会纪要

2024年8月12日上午，顾远主持召开主任办公会。

一、关于用地保障
会议听取了经济发展局关于用地情况的汇报。
会议议定，由经济发展局牵头，商务局配合，于9月30日前完成50亩用地的前期手续。
二、其他
会议要求，商务局尽快梳理外贸企业名单。
"""


@pytest.fixture
def read(zhoumin, now):
    def pasted(meeting, text=TEXT, **said):
        return reading.read_text(meeting=meeting, text=text, **{"actor": zhoumin, "now": now, **said})

    return pasted


@pytest.fixture
def decided(held, read) -> MinuteLine:
    """The decision on land, as proposed."""
    return read(held("用地保障")).lines.get(kind="decided")


def test_decisions_are_proposed_with_who_by_when_and_where_they_stand(decided, world) -> None:
    assert decided.state == "proposed"
    assert (decided.lead, [*decided.helpers.all()]) == (world.economy, [world.commerce])
    assert (decided.due_on, decided.due_text) == (date(2024, 9, 30), "9月30日前")
    assert decided.topic.title == "用地保障"
    assert decided.text in TEXT[decided.start : decided.end]
    assert decided.quote in TEXT
    assert decided.written_by is None


def test_what_is_doubtful_is_kept_with_the_line(held, read) -> None:
    line = read(held()).lines.get(kind="ordered")
    assert line.due_on is None
    assert all({"template", "params"} == set(one) for one in line.concerns)


def test_the_same_text_proposes_nothing_twice(held, read) -> None:
    meeting = held()
    first, again = read(meeting), read(meeting)
    assert first == again
    assert MinuteLine.objects.count() == first.lines.count() == 3


def test_nothing_read_is_a_line_of_the_minutes_before_a_person_says_so(decided, zhoumin, now) -> None:
    assert not MinuteLine.objects.filter(state="kept").exists()
    with pytest.raises(Refusal, match="请先采纳"):
        writing.change_line(line=decided, said=Said("noted", "听取。"), actor=zhoumin, now=now)
    row = reading.accept_line(line=decided, actor=zhoumin, now=now)
    assert (row.state, row.written_by, row.lead.code) == ("kept", zhoumin, "economy")
    assert Entry.objects.latest("number").act == "meetings.minuteline.accepted"


def test_a_line_is_accepted_as_a_person_corrects_it(decided, zhoumin, world, now) -> None:
    said = Said("decided", "完成50亩用地手续。", "commerce", (), date(2024, 10, 15))
    row = reading.accept_line(line=decided, said=said, actor=zhoumin, now=now)
    assert (row.lead, row.due_on, [*row.helpers.all()]) == (world.commerce, date(2024, 10, 15), [])
    assert row.quote == decided.quote
    assert Entry.objects.latest("number").act == "meetings.minuteline.corrected"


def test_a_line_is_decided_once(decided, zhoumin, now) -> None:
    reading.reject_line(line=decided, reason="重复", actor=zhoumin, now=now)
    for act in (reading.accept_line, reading.reject_line):
        with pytest.raises(Refusal, match="已经处理过"):
            act(line=decided, actor=zhoumin, now=now)


def test_a_line_struck_out_again_stays_with_its_text(decided, zhoumin, now) -> None:
    reading.accept_line(line=decided, actor=zhoumin, now=now)
    writing.remove_line(line=decided, actor=zhoumin, now=now)
    decided.refresh_from_db()
    assert decided.state == "rejected"


def test_a_file_is_read_as_its_words_are(held, zhoumin, now) -> None:
    meeting = held()
    row = reading.read_file(meeting=meeting, data=TEXT.encode(), filename="纪要.txt", actor=zhoumin, now=now)
    assert (row.name, row.lines.count()) == ("纪要.txt", 3)


@pytest.mark.parametrize(
    ("data", "name"), [(b"", "空.txt"), (b"MZ\x00", "程序.exe"), (b"%PDF-1.4 x", "坏.pdf")]
)
def test_a_file_that_cannot_be_read_leaves_nothing(held, zhoumin, now, data, name) -> None:
    meeting = held()
    with pytest.raises(Refusal):
        reading.read_file(meeting=meeting, data=data, filename=name, actor=zhoumin, now=now)
    assert not meeting.texts.exists()


def test_only_the_office_has_minutes_read(held, read, guyuan) -> None:
    meeting = held()
    with pytest.raises(Refusal, match="办会单位"):
        read(meeting, actor=guyuan)
    assert not meeting.texts.exists()
