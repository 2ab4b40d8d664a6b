"""Each rule of `calendars.yaml` sees its own fault, and a note lets an exception pass."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chaotou.core.zone.loading import load_calendar, load_zone

Edit = Callable[[str, str, str], int]
FILE = "calendars.yaml"


def told(copy: Path) -> list[tuple[bool, str]]:
    return [(issue.is_error, str(issue.message)) for issue in load_zone(copy).issues]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("year: 2024", "year: 2023", "2023 年写了两次"),
        ("from: 2024-05-01, to: 2024-05-05", "from: 2024-05-05, to: 2024-05-01", "to 早于 from"),
        ("to: 2024-02-17", "to: 2025-02-17", "2025-02-17 不在 2024 年"),
        ("from: 2022-12-31", "from: 2022-12-24", "2022-12-24 不在 2023 年"),
        ("2024-02-04, 2024-02-18", "2024-02-05, 2024-02-18", "2024-02-05 不是周末"),
        ("2024-02-04, 2024-02-18", "2024-02-04, 2024-02-11", "2024-02-11 写了不止一次"),
        ("worked: [2024-09-14]", "worked: [2024-09-29]", "2024-09-29 写了不止一次"),
        ("source: holidays_2025", "source: holiday_2025", "“holiday_2025”在 sources.yaml 里没有"),
        ("worked: [2024-04-07]", "worked: 2024-04-07", "应是列表"),
        ("from: 2024-06-10, ", "", "缺少“from”"),
        ("year: 2026", "year: 2126", "太大"),
    ],
)
def test_a_rule_sees_its_fault(copy: Path, edit: Edit, old: str, new: str, says: str) -> None:
    edit(FILE, old, new)
    assert any(is_error and says in message for is_error, message in told(copy)), told(copy)


def test_a_slip_of_one_day_is_seen_in_the_count_of_days_off(copy: Path, edit: Edit) -> None:
    edit(FILE, "to: 2024-02-17", "to: 2024-02-15")
    assert told(copy) == [(False, "2024 年放假的平日减去上班的周末是 10 天，法定是 11 天。")]
    edit(FILE, "source: holidays_2024", "source: holidays_2024\n    note: 示例")
    assert told(copy) == []


def test_a_plan_year_without_a_calendar_is_a_warning(copy: Path, edit: Edit) -> None:
    line = edit("zone.yaml", "year: 2024", "year: 2027")
    [issue] = load_zone(copy).issues
    assert (issue.is_error, issue.place.file, issue.place.line) == (False, "zone.yaml", line)
    assert "2027" in str(issue.message)


def test_the_calendar_is_read_without_the_other_files(copy: Path) -> None:
    (copy / "targets.yaml").write_text("targets: [", encoding="utf-8")
    assert load_calendar(copy).workdays is not None
    assert load_zone(copy).zone is None


def test_a_faulty_calendar_gives_issues_and_no_working_days(copy: Path, edit: Edit) -> None:
    edit(FILE, "worked: [2024-04-07]", "worked: [2024-04-08]")
    loaded = load_calendar(copy)
    assert loaded.workdays is None
    assert ["2024-04-08" in str(issue.message) for issue in loaded.issues if issue.is_error] == [True]


def test_the_zone_keeps_one_calendar(copy: Path) -> None:
    zone = load_zone(copy).zone
    assert zone is not None
    assert zone.workdays is zone.workdays
    assert [notice.year for notice in zone.workdays.notices] == [2023, 2024, 2025, 2026]
