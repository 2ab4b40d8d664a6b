"""The day a deadline's words mean, counted from the day of the meeting.

By a month's end is by its natural last day; 前 includes the day it names, as the law counts 以前; before a
holiday is before its days off begin. Working days are the calendar's.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from chaotou.core.intake.numerals import number
from chaotou.core.workdays import Due, WorkdayCalendar

_OVERLOOKED: Final = 62
"""A day so few days before the meeting is a slip of the pen; one longer past is next year's."""

WEEKDAYS: Final = "一二三四五六日"
_TENTHS: Final = {"初": 10, "上旬": 10, "中旬": 20}
_FIXED: Final = {"元旦": (1, 1), "劳动节": (5, 1), "国庆节": (10, 1)}
HOLIDAYS: Final = {
    "元旦": "元旦", "春节": "春节", "清明": "清明节", "五一": "劳动节", "劳动节": "劳动节", "端午": "端午节",
    "中秋": "中秋节", "国庆": "国庆节", "十一": "国庆节",
}  # fmt: skip


@dataclass(frozen=True)
class Count:
    """What deadlines are counted from, and by."""

    held_on: date
    calendar: WorkdayCalendar


def _plain(due: date) -> Due:
    return Due(on=due)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _end_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _int(text: str) -> int:
    return int(number(text) or 0)


def _year(match: re.Match[str], held_on: date) -> int | None:
    """The year written, 今年 and 明年 from the meeting's day; None where the words have none."""
    if match["year"]:
        return int(match["year"])
    if match["relative"]:
        return held_on.year + (match["relative"] in ("明年", "次年"))
    return None


def _coming(match: re.Match[str], count: Count, of_year: Callable[[int], date | None]) -> Due | None:
    """The day in the year said, else in the meeting's year, or the next where that is long past."""
    said = _year(match, count.held_on)
    found = of_year(said or count.held_on.year)
    if found and said is None and (count.held_on - found).days > _OVERLOOKED:
        found = of_year(count.held_on.year + 1)
    return _plain(found) if found else None


def by_day(match: re.Match[str], count: Count) -> Due | None:
    month, day = _int(match["month"]), _int(match["day"])
    return _coming(match, count, lambda year: _day(year, month, day))


def by_iso(match: re.Match[str], count: Count) -> Due | None:
    found = _day(int(match["y"]), int(match["m"]), int(match["d"]))
    return _plain(found) if found else None


def by_month(match: re.Match[str], count: Count) -> Due | None:
    month, part = _int(match["month"]), match["part"] or ""
    if not 1 <= month <= 12:
        return None
    if part in ("前", "之前", "以前"):
        return _coming(match, count, lambda year: date(year, month, 1) - timedelta(1))
    return _coming(match, count, lambda year: _part_of(year, month, part))


def _part_of(year: int, month: int, part: str) -> date:
    tenth = _TENTHS.get(part)
    return date(year, month, tenth) if tenth else _end_of(year, month)


def by_this_month(match: re.Match[str], count: Count) -> Due | None:
    ahead = match["which"] in ("下月", "次月", "下个月")
    year, month = divmod(count.held_on.year * 12 + count.held_on.month - 1 + ahead, 12)
    if match["day"]:
        found = _day(year, month + 1, _int(match["day"]))
        return _plain(found) if found else None
    return _plain(_part_of(year, month + 1, match["part"] or ""))


def by_quarter(match: re.Match[str], count: Count) -> Due | None:
    month = {"上半年": 6, "下半年": 12}.get(match["name"]) or 3 * _int(match["quarter"])
    return _coming(match, count, lambda year: _end_of(year, month))


def by_year(match: re.Match[str], count: Count) -> Due | None:
    return _plain(date(_year(match, count.held_on) or count.held_on.year, 12, 31))


def by_week(match: re.Match[str], count: Count) -> Due | None:
    """周五 is of this week, or of the next where it has passed; weeks begin on Monday and end on Sunday."""
    monday = count.held_on - timedelta(count.held_on.weekday())
    weeks = {"下": 1, "下下": 2}.get(match["which"], 0)
    day = (match["day"] or "日").replace("天", "日").replace("末", "日")
    found = monday + timedelta(7 * weeks + WEEKDAYS.index(day))
    return _plain(found + timedelta(7) if not match["which"] and found < count.held_on else found)


def within(match: re.Match[str], count: Count) -> Due | None:
    amount, unit, start = match["within"], match["unit"], count.held_on
    if amount == "半":
        return _plain(start + timedelta(15) if unit == "月" else _months_on(start, 6))
    size = _int(amount)
    if unit == "工作日":
        return count.calendar.add(start, size)
    if unit in ("月", "年"):
        return _plain(_months_on(start, size * (12 if unit == "年" else 1)))
    days = -(-size // 24) if unit == "小时" else size * (7 if unit in ("周", "星期") else 1)
    return _plain(start + timedelta(days))


def _months_on(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def before_holiday(match: re.Match[str], count: Count) -> Due | None:
    """The day before its days off begin, by the notices; without one, before a holiday of a fixed date."""
    name, said = HOLIDAYS[match["holiday"]], _year(match, count.held_on)
    off = sorted(
        (holiday.days.latest.year, holiday.days.first)
        for notice in count.calendar.notices
        for holiday in notice.holidays
        if name in holiday.name.split("、")
    )
    ahead = timedelta(int(match["ahead"] or 1))
    for year, first in off:
        if year == said or said is None and first > count.held_on:
            return _plain(first - ahead)
    return _before_fixed(name, said, count)


def _before_fixed(name: str, said: int | None, count: Count) -> Due | None:
    if name not in _FIXED:
        return None
    year = said or count.held_on.year
    found = date(year, *_FIXED[name])
    if said is None and found <= count.held_on:
        found = date(year + 1, *_FIXED[name])
    return Due(on=found - timedelta(1), missing_years=(found.year,))


def by_today(match: re.Match[str], count: Count) -> Due | None:
    later = {"明": 1, "次": 1, "后": 2}.get(match["which"], 0)
    return _plain(count.held_on + timedelta(later))
