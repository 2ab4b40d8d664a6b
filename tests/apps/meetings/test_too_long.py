"""More words than a column holds are refused by every act of a meeting, and by its pages, in words."""

from __future__ import annotations

import pytest
from django.db import transaction

from chaotou.core.issues import Refusal
from chaotou.journal.models import Entry
from chaotou.meetings.models import Attendance
from chaotou.meetings.operations import attending, planning, topics

LONG = "长" * 20_001


def test_acts_refuse_more_than_is_kept(plan, propose, call, guyuan, zhoumin, now, later) -> None:
    meeting, other = call(plan()), plan()
    topic, seat = propose(other), Attendance.objects.get(meeting=meeting, person=guyuan)
    by, entries = {"actor": zhoumin, "now": now}, Entry.objects.count()
    acts = [
        lambda: plan(place=LONG),
        lambda: planning.change_meeting(meeting=meeting, starts_at=later(days=3), place=LONG, **by),
        lambda: planning.cancel_meeting(meeting=other, reason=LONG, **by),
        lambda: propose(meeting, LONG),
        lambda: topics.refuse_topic(topic=topic, reason=LONG, **by),
        lambda: attending.excuse(attendance=seat, reason=LONG, actor=guyuan, now=now),
        lambda: attending.recuse(topic=meeting.topics.get(), attendance=seat, reason=LONG, **by),
    ]
    for act in acts:
        with pytest.raises(Refusal, match=r"最多 \d+ 个字"), transaction.atomic():
            act()
    assert Entry.objects.count() == entries


def test_the_page_of_planning_says_so(signed_in, zhoumin, room) -> None:
    said = {"starts_at": "2030-01-07T09:00", "place": LONG}
    answer = signed_in(zhoumin).post("/meetings/new/directors/", said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["place"]


@pytest.mark.parametrize("odd", ["\0", "\ud800"])
def test_what_no_database_keeps_is_refused_in_minutes(held, write, odd) -> None:
    with pytest.raises(Refusal, match="不能保存的字符"), transaction.atomic():
        write(held(), f"落实用地{odd}。")
