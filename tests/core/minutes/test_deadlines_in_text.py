"""Deadlines as minutes word them, counted from a Friday, 20 September 2024."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaotou.core.minutes.by_when import Deadline, Sort, deadlines
from chaotou.core.minutes.counting import Count

from .asking import FRIDAY
from .scoring import workdays

CALENDAR = workdays()
NAMED = [
    ("于9月底前完成", "2024-09-30"),
    ("十二月十日前报送", "2024-12-10"),
    ("2025年3月5日17:00前办结", "2025-03-05"),
    ("3月底前建成", "2025-03-31"),
    ("2月底前", "2025-02-28"),
    ("10月中旬前", "2024-10-20"),
    ("11月前", "2024-10-31"),
    ("不迟于10月31日", "2024-10-31"),
    ("即日起至10月20日开展整治", "2024-10-20"),
    ("10月8日至15日集中检查", "2024-10-15"),
    ("2026-06-30", "2026-06-30"),
    ("月底前", "2024-09-30"),
    ("本月25日前", "2024-09-25"),
    ("下月10日前", "2024-10-10"),
    ("28日前", "2024-09-28"),
    ("三季度末", "2024-09-30"),
    ("明年上半年内", "2025-06-30"),
    ("年内", "2024-12-31"),
    ("明年年底前", "2025-12-31"),
    ("周五前", "2024-09-20"),
    ("周三前", "2024-09-25"),
    ("本周内", "2024-09-22"),
    ("下周五前", "2024-09-27"),
    ("下周一到岗", "2024-09-23"),
    ("限5日内", "2024-09-25"),
    ("一周内", "2024-09-27"),
    ("半个月内", "2024-10-05"),
    ("两个月内", "2024-11-20"),
    ("48小时内", "2024-09-22"),
    ("会后三日内", "2024-09-23"),
    ("10个工作日内", "2024-10-10"),
    ("今日下班前", "2024-09-20"),
    ("明天上午10:00前", "2024-09-21"),
]
HOLIDAYS = [
    ("国庆节前", "2024-09-30"),
    ("元旦前", "2024-12-31"),
    ("春节前", "2025-01-27"),
    ("春节前10天", "2025-01-18"),
    ("明年五一假期前", "2025-04-30"),
    ("2026年春节前", "2026-02-14"),
]
NONE = [
    "自10月1日起施行",
    "从第四季度起试行",
    "截至9月19日",
    "项目已于7月底前完成",
    "会议改在10月8日召开",
    "例会定于下周一召开",
    "列入2025年度预算",
    "提前3个工作日报送",
    "1至8月",
    "年内到期债务",
]
"""Words with a day in them that is nobody's deadline."""


def found(text: str, on: date = FRIDAY) -> list[Deadline]:
    return deadlines(text, Count(on, CALENDAR))


@pytest.mark.parametrize(("text", "due"), NAMED + HOLIDAYS)
def test_the_day_is_the_one_the_words_mean(text: str, due: str) -> None:
    assert [str(one.on) for one in found(text)] == [due]


@pytest.mark.parametrize("text", NONE)
def test_what_starts_or_happened_is_no_deadline(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["下次会议前", "尽快", "资料齐备后5个工作日内", "2028年春节前", "2月30日前"])
def test_what_nobody_can_date_yet_is_kept_as_words(text: str) -> None:
    assert [(one.sort, one.on, one.text) for one in found(text)] == [(Sort.UNDATED, None, text)]


@pytest.mark.parametrize("text", ["每周五下班前", "每月5日、20日前", "每季度", "每周"])
def test_what_comes_again_and_again_has_no_one_day(text: str) -> None:
    assert [(one.sort, one.on, one.text) for one in found(text)] == [(Sort.RECURRING, None, text)]


def test_once_in_half_a_month_is_no_monday() -> None:
    assert [one.text for one in found("每半月一报")] == ["每半月"]


def test_a_month_long_past_is_next_year_s_and_one_just_past_a_slip() -> None:
    assert [one.on for one in found("3月底前", date(2024, 12, 3))] == [date(2025, 3, 31)]
    assert [one.on for one in found("8月底前")] == [date(2024, 8, 31)]


def test_a_holiday_of_a_year_without_a_notice_is_provisional() -> None:
    (one,) = found("国庆节前", date(2029, 8, 1))
    assert one.due is not None
    assert (one.on, one.due.missing_years) == (date(2029, 9, 30), (2029,))


@given(st.dates(date(2023, 1, 2), date(2026, 6, 1)), st.integers(1, 60))
def test_working_days_are_the_calendar_s(on: date, days: int) -> None:
    (one,) = found(f"限{days}个工作日内", on)
    assert one.due == CALENDAR.add(on, days)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 999))
def test_natural_days_are_counted_from_the_day_after(on: date, days: int) -> None:
    assert [one.on for one in found(f"{days}日内", on)] == [on + timedelta(days)]


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_a_whole_date_is_itself_whenever_the_meeting_was(on: date, due: date) -> None:
    assert [one.on for one in found(f"{due.year}年{due.month}月{due.day}日前", on)] == [due]


@given(st.text("0123456789一二两三十半个月年日周底末内前节春国庆每下本上旬季度工作至起截", max_size=30))
def test_any_such_text_can_be_searched(text: str) -> None:
    for one in found(text):
        assert 0 <= one.start < one.end <= len(text)
