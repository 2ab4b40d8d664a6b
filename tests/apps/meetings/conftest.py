"""A small world of meetings: a director's meeting of four members that the committee's office runs.

周敏 and 白露 run meetings for the committee, 顾远 chairs, 苏航, 温澜 and 姚衡 (of the economy) are members.
林晓 records for the economy and brings topics, 何川 of commerce must not see what is said, 沈洁 administers.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from tests.apps.conftest import PAPER

from chaotou.meetings.models import Attendance, Meeting, Topic
from chaotou.meetings.operations import attending, deciding, planning, signing, topics, writing
from chaotou.meetings.operations.writing import Said
from chaotou.organization.models import Organization, Person, Post

HERE = Path(__file__).parent
DEMO = HERE.parents[2] / "zones/demo"
COPIED = ["zone", "organizations", "bodies", "indicators", "sources", "calendars", "lights", "targets"]
OWN = ["people", "matters", "meetings"]


@pytest.fixture(scope="session")
def meetings_zone(tmp_path_factory) -> Path:
    """The demo's organizations, sources and calendars with the tests' own people, matters and meetings."""
    zone = tmp_path_factory.mktemp("zone")
    for name in COPIED:
        shutil.copy(DEMO / f"{name}.yaml", zone)
    for name in OWN:
        shutil.copy(HERE / f"{name}.yaml", zone)
    return zone


@pytest.fixture(autouse=True)
def _here(settings, tmp_path, meetings_zone) -> None:
    settings.ZONE = meetings_zone
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def room(world, guyuan, zhoumin, linxiao) -> SimpleNamespace:
    """Who meets, beside the shared five: the other members, and 白露 of the office."""
    committee, economy = world.committee, world.economy
    return SimpleNamespace(
        suhang=_person("suhang", "苏航", committee, "leads"),
        wenlan=_person("wenlan", "温澜", committee, "leads"),
        yaoheng=_person("yaoheng", "姚衡", economy, "leads"),
        bailu=_person("bailu", "白露", committee, "records"),
    )


def _person(username: str, name: str, body: Organization, duty: str) -> Person:
    person = Person.objects.create(username=username, name=name, english=username.title(), organization=body)
    Post.objects.create(code=f"{username}_post", organization=body, title=duty, duty=duty, person=person)
    return person


@pytest.fixture
def plan(room, zhoumin, now) -> Callable[..., Meeting]:
    """`plan(days=14)`: a directors' meeting a fortnight from now, as 周敏 plans it."""

    def planned(kind: str = "directors", days: int = 14, **said: Any) -> Meeting:
        usual = {"actor": zhoumin, "now": now, "starts_at": now + timedelta(days=days)}
        return planning.plan_meeting(kind=kind, **{**usual, **said})

    return planned


@pytest.fixture
def propose(linxiao, now) -> Callable[..., Topic]:
    """`propose(meeting, "用地")`: a topic as 林晓 brings it for the economy."""

    def proposed(meeting: Meeting, title: str = "用地保障", **said: Any) -> Topic:
        usual = {"organization": "economy", "actor": linxiao, "now": now}
        return topics.propose_topic(meeting=meeting, title=title, **{**usual, **said})

    return proposed


@pytest.fixture
def call(propose, zhoumin, now) -> Callable[..., Meeting]:
    """`call(meeting)`: with a topic that the office let in, and the notice given."""

    def called(meeting: Meeting, *titles: str) -> Meeting:
        for title in titles or ("用地保障",):
            topics.accept_topic(topic=propose(meeting, title), actor=zhoumin, now=now)
        return planning.call_meeting(meeting=meeting, actor=zhoumin, now=now)

    return called


@pytest.fixture
def come(zhoumin, now) -> Callable[..., None]:
    """`come(meeting, guyuan, suhang)`: they are marked as there."""

    def there(meeting: Meeting, *people: Person) -> None:
        for person in people:
            seat = Attendance.objects.get(meeting=meeting, person=person)
            attending.mark_attendance(attendance=seat, state="present", actor=zhoumin, now=now)

    return there


@pytest.fixture
def held(plan, call, come, room, guyuan, zhoumin, now) -> Callable[..., Meeting]:
    """`held()`: a meeting of today, opened with three of its four members."""

    def opened(*titles: str, kind: str = "directors") -> Meeting:
        meeting = call(plan(kind, days=0, starts_at=now + timedelta(hours=1)), *titles)
        come(meeting, guyuan, room.suhang, room.yaoheng)
        return planning.open_meeting(meeting=meeting, actor=zhoumin, now=now)

    return opened


@pytest.fixture
def conclude(zhoumin, now) -> Callable[..., Topic]:
    def concluded(topic: Topic, conclusion: str = "原则同意。") -> Topic:
        return deciding.conclude_topic(topic=topic, conclusion=conclusion, actor=zhoumin, now=now)

    return concluded


@pytest.fixture
def write(zhoumin, now) -> Callable[..., Any]:
    """`write(meeting, "落实用地。", lead="commerce")`: a decided line as 周敏 writes it, due in a month."""

    def written(meeting: Meeting, text: str = "落实用地指标。", **said: Any) -> Any:
        usual = {"kind": "decided", "lead": "economy", "due_on": (now + timedelta(days=30)).date()}
        line = Said(text=text, **{**usual, **said})
        return writing.write_line(meeting=meeting, said=line, actor=zhoumin, now=now)

    return written


@pytest.fixture
def paper() -> Callable[..., ContentFile]:
    return lambda name="材料.pdf", content=PAPER: ContentFile(content, name)


@pytest.fixture
def later(now) -> Callable[..., datetime]:
    return lambda **much: now + timedelta(**much)


@pytest.fixture
def signed(held, conclude, write, guyuan, now) -> Meeting:
    """A meeting of one topic and one decision, its minutes signed."""
    meeting = held()
    conclude(meeting.topics.get())
    write(meeting, "落实50亩用地指标。", topic=meeting.topics.get().pk)
    return signing.sign_minutes(meeting=meeting, actor=guyuan, now=now)


def shown(response) -> str:
    """The page's words, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
