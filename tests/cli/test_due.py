"""`chaotou due` from outside: the due date, the way there, what it says when it cannot know, how it ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from chaotou.cli import main

DEMO = Path(__file__).resolve().parents[2] / "zones/demo"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAOTOU_LANGUAGE", "zh-hans")
    monkeypatch.setenv("CHAOTOU_ZONE", str(DEMO))
    monkeypatch.delenv("CHAOTOU_TIME_ZONE", raising=False)


def answer(capsys: Captured, *arguments: str) -> dict[str, Any]:
    assert main(["due", *arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_five_working_days_over_the_spring_festival(capsys: Captured) -> None:
    found = answer(capsys, "2026-02-12", "--limit", "5", "--days", "working")
    assert (found["accepted"], found["due_on"], found["due_at"]) == ("2026-02-12", "2026-02-26", None)
    assert (found["is_provisional"], found["missing_years"], found["caveat"]) == (False, [], None)
    ran = [day["on"] for day in found["counted"] if day["ran"]]
    assert ran == ["2026-02-13", "2026-02-14", "2026-02-24", "2026-02-25", "2026-02-26"]
    assert found["counted"][1] == {
        "on": "2026-02-14",
        "weekday": 6,
        "kind": "shifted_workday",
        "holiday": "春节",
        "source": "holidays_2026",
        "missing_year": None,
        "ran": 1,
        "total": 2,
        "rolled": False,
    }


def test_days_are_working_days_unless_said(capsys: Captured) -> None:
    assert answer(capsys, "2026-02-12", "--limit", "5")["due_on"] == "2026-02-26"
    assert answer(capsys, "2026-02-12", "--limit", "5", "--days", "natural")["due_on"] == "2026-02-17"


def test_natural_days_that_end_on_a_day_of_rest_may_roll_on(capsys: Captured) -> None:
    given = ("2024-09-20", "--limit", "15", "--days", "natural")
    assert answer(capsys, *given)["due_on"] == "2024-10-05"
    found = answer(capsys, *given, "--rolls-past-rest")
    assert (found["rolls_past_rest"], found["due_on"]) == (True, "2024-10-08")
    assert [day["on"] for day in found["counted"] if day["rolled"]] == [
        "2024-10-06",
        "2024-10-07",
        "2024-10-08",
    ]
    assert sum(day["ran"] for day in found["counted"]) == found["counted"][-1]["total"] == 15
    assert main(["due", *given, "--rolls-past-rest"]) == 0
    out = capsys.readouterr().out
    assert "2024-10-07  周一  放假 国庆节 顺延  —     15" in out
    assert "到期：2024-10-08" in out


def test_where_natural_days_roll_in_a_year_without_a_notice_is_provisional(capsys: Captured) -> None:
    given = ("2026-12-28", "--limit", "5", "--days", "natural")
    assert answer(capsys, *given)["is_provisional"] is False
    found = answer(capsys, *given, "--rolls-past-rest")
    assert (found["due_on"], found["missing_years"]) == ("2027-01-04", [2027])


def test_hours_run_from_a_moment_by_the_zone_s_clock(capsys: Captured) -> None:
    found = answer(capsys, "2026-02-12T16:30Z", "--limit", "2", "--days", "hours")
    assert found["accepted"] == "2026-02-13T00:30+08:00"
    assert (found["due_on"], found["due_at"]) == ("2026-02-13", "2026-02-13T02:30+08:00")
    assert [(day["on"], day["ran"]) for day in found["counted"]] == [("2026-02-13", 2)]


def test_a_beijing_morning_counts_from_its_own_day(capsys: Captured) -> None:
    found = answer(capsys, "2026-02-12T16:30Z", "--limit", "5")
    assert (found["counted"][0]["on"], found["due_on"]) == ("2026-02-14", "2026-02-27")


def test_a_year_without_a_notice_is_called_provisional(capsys: Captured) -> None:
    found = answer(capsys, "2027-03-01", "--limit", "3")
    assert (found["due_on"], found["is_provisional"], found["missing_years"]) == ("2027-03-04", True, [2027])
    assert "2027" in found["caveat"]
    assert main(["due", "2027-03-01", "--limit", "3"]) == 0
    assert "暂定" in capsys.readouterr().out


def test_the_way_there_is_shown_in_words(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["due", "2026-02-12", "--limit", "2"]) == 0
    out = capsys.readouterr().out
    assert "2026-02-14  周六  调休上班 春节  1     2" in out
    assert "到期：2026-02-14" in out
    monkeypatch.setenv("CHAOTOU_LANGUAGE", "en")
    assert main(["due", "2026-02-14", "--limit", "1"]) == 0
    assert "Spring Festival" in capsys.readouterr().out


def test_a_date_beyond_the_calendar_is_refused(capsys: Captured) -> None:
    assert main(["due", "2101-01-01", "--limit", "1"]) == 1
    assert "2100" in capsys.readouterr().err


def test_a_zone_whose_calendar_is_faulty_is_refused_with_its_issues(tmp_path: Path, capsys: Captured) -> None:
    shutil.copy(DEMO / "calendars.yaml", tmp_path)
    file = tmp_path / "calendars.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("2024-04-07", "2024-04-08"), encoding="utf-8")
    assert main(["due", "2026-02-12", "--limit", "5", "--zone", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    assert "2024-04-08" in captured.out
    assert str(tmp_path) in captured.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["2026-02-12"],
        ["tomorrow", "--limit", "5"],
        ["2026-02-30", "--limit", "5"],
        ["2026-02-12", "--limit", "0"],
        ["2026-02-12", "--limit", "-3"],
        ["2026-02-12", "--limit", "5", "--days", "weeks"],
        ["2026-02-12", "--limit", "5", "--days", "hours"],
        ["2026-02-12", "--limit", "5", "--rolls-past-rest"],
        ["2026-02-12T16:30", "--limit", "5", "--days", "hours", "--rolls-past-rest"],
    ],
)
def test_misuse_ends_with_status_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["due", *arguments])
    assert ended.value.code == 2
