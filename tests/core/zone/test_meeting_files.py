"""The `meetings/` folder: each rule sees its fault, with file and line, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.meeting_files import LoadedMeetings, load_meeting_files
from chaotou.core.zone.specs import Zone

DEMO = Path(__file__).parents[3] / "zones/demo"
MEETING = """meetings:
  - meeting: first
    kind: directors_meeting
    by: zhoumin
    at: 2024-07-10 10:00
    starts_at: 2024-07-18 09:00
    topics:
      - {title: 用地, organization: land, by: gaoyuan, at: 2024-07-12 09:00}
    called_at: 2024-07-17 09:00
    opened_at: 2024-07-18 09:00
    excused: {suhang: 出差}
    lines:
      - {kind: decided, text: 落实用地。, topic: 1, lead: land, due_on: 2024-08-15}
    signed_by: guyuan
    signed_at: 2024-07-19 16:00
"""


@pytest.fixture(scope="module")
def zone() -> Zone:
    found = load_zone(DEMO).zone
    assert found is not None
    return found


def load(path: Path, zone: Zone, text: str) -> LoadedMeetings:
    (path / "meetings").mkdir()
    (path / "meetings/tried.yaml").write_text(text, encoding="utf-8")
    return load_meeting_files(path, zone)


def test_what_is_right_is_read(tmp_path: Path, zone: Zone) -> None:
    loaded = load(tmp_path, zone, MEETING)
    assert loaded.issues == []
    assert loaded.meetings is not None
    (entry,) = loaded.meetings
    assert (entry.spec.meeting, entry.spec.lines[0].lead, entry.line) == ("first", "land", 2)


def test_a_zone_does_without_the_folder(tmp_path: Path, zone: Zone) -> None:
    assert load_meeting_files(tmp_path, zone) == LoadedMeetings(())


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("kind: directors_meeting", "kind: directors", "“directors”在 meetings.yaml 里没有"),
        ("by: zhoumin", "by: zhoumim", "“zhoumim”在 people.yaml 里没有"),
        ("organization: land", "organization: lands", "“lands”在 organizations.yaml 里没有"),
        ("lead: land", "lead: lamd", "“lamd”在 organizations.yaml 里没有"),
        ("excused: {suhang", "excused: {nobody", "“nobody”在 people.yaml 里没有"),
        ("signed_by: guyuan", "signed_by: guyuam", "“guyuam”在 people.yaml 里没有"),
        ("topic: 1", "topic: 2", "没有第 2 个议题"),
        ("called_at: 2024-07-17", "called_at: 2024-07-07", "called_at 早于前一步"),
        ("signed_at: 2024-07-19", "signed_at: 2024-09-19", "signed_at 晚于 2024-08-20"),
        ("    opened_at: 2024-07-18 09:00\n", "", "写了 signed_at，没有写 opened_at"),
        ("    signed_by: guyuan\n", "", "signed_at 与 signed_by 要一起写"),
        ("09:00}", "09:00, screened: refused}", "议题“用地”没有写理由"),
        ("09:00}", "09:00, files: [none.pdf]}", "没有这个文件：none.pdf"),
        ("kind: decided", "kind: sung", "“kind”不能写“sung”"),
        ("2024-08-15}", "2024-08-15, acts: [{act: dance, by: gaoyuan, at: 2024-07-20 09:00}]}", "“dance”在"),
        ("meetings:\n", "meeting:\n  - {}\nmeetings:\n", "没有“meeting”这一部分"),
    ],
)
def test_a_rule_sees_its_fault(tmp_path: Path, zone: Zone, old: str, new: str, says: str) -> None:
    assert old in MEETING
    loaded = load(tmp_path, zone, MEETING.replace(old, new))
    assert loaded.meetings is None
    found = [issue for issue in loaded.issues if says in str(issue.message)]
    assert found, list(map(str, loaded.issues))
    assert found[0].place.file == "meetings/tried.yaml"
    assert found[0].place.line
    assert found[0].hint


def test_a_name_stands_once(tmp_path: Path, zone: Zone) -> None:
    loaded = load(tmp_path, zone, MEETING + MEETING.removeprefix("meetings:\n"))
    assert [str(issue.message) for issue in loaded.issues] == ["“first”写了不止一次。"] * 2


def test_all_faults_are_said_at_once(tmp_path: Path, zone: Zone) -> None:
    text = MEETING.replace("topic: 1", "topic: 9").replace("by: zhoumin", "by: nobody")
    assert len(load(tmp_path, zone, text).issues) == 2


def test_the_demonstration_has_nothing_wrong(zone: Zone) -> None:
    loaded = load_meeting_files(DEMO, zone)
    assert loaded.issues == []
    assert len(loaded.meetings or ()) == 4
