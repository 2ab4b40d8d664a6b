"""Rules of `calendars.yaml`: each year once, days where they belong, as many days off as the law grants."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from chaotou.core.issues import Issue, Message
from chaotou.core.workdays import NEW_YEAR_DAYS
from chaotou.core.zone.entries import Draft, Entry
from chaotou.core.zone.specs import CalendarSpec, HolidaySpec

STATUTORY_DAYS = ((2025, 13), (2008, 11))
"""Days off for everybody, from which year: State Council orders 795 (2024) and 513 (2007)."""


def years_are_given_once(draft: Draft) -> Iterator[Issue]:
    first: dict[int, int] = {}
    for entry in draft.calendars:
        year = entry.spec.year
        if year in first:
            message = Message("{year} 年写了两次，先见于第 {line} 行。", {"year": year, "line": first[year]})
            yield entry.error(message, Message("把两条并成一条，或改正年份。"), "year")
        first.setdefault(year, entry.line)


def holidays_run_forward(draft: Draft) -> Iterator[Issue]:
    for entry in draft.calendars:
        for holiday in entry.spec.holidays:
            if holiday.ends_on < holiday.starts_on:
                message = Message("“{name}”的 to 早于 from。", {"name": holiday.name})
                yield entry.error(message, Message("from 是放假第一天，to 是最后一天。"), "holidays")


def days_belong_to_their_year(draft: Draft) -> Iterator[Issue]:
    for entry in draft.calendars:
        year = entry.spec.year
        first, latest = date(year, 1, 1) - timedelta(NEW_YEAR_DAYS), date(year, 12, 31)
        for holiday in entry.spec.holidays:
            for day in (holiday.starts_on, holiday.ends_on, *holiday.worked):
                if not first <= day <= latest:
                    params = {"day": day, "name": holiday.name, "year": year}
                    message = Message("“{name}”的 {day} 不在 {year} 年。", params)
                    hint = Message("一年的通知只管 {first} 至 {latest}。", {"first": first, "latest": latest})
                    yield entry.error(message, hint, "holidays")


def worked_days_are_weekends(draft: Draft) -> Iterator[Issue]:
    for entry in draft.calendars:
        for holiday in entry.spec.holidays:
            for day in holiday.worked:
                if day.weekday() < 5:
                    message = Message(
                        "“{name}”调休上班的 {day} 不是周末。", {"name": holiday.name, "day": day}
                    )
                    yield entry.error(message, Message("周一至周五本来上班，请核对日期。"), "holidays")


def days_are_given_once(draft: Draft) -> Iterator[Issue]:
    seen: set[date] = set()
    for entry in draft.calendars:
        for holiday in entry.spec.holidays:
            days = [*_off(holiday), *holiday.worked]
            for day in sorted({day for day in days if day in seen or days.count(day) > 1}):
                message = Message("{day} 写了不止一次，见“{name}”。", {"day": day, "name": holiday.name})
                yield entry.error(message, Message("一天要么放假，要么上班，只写一处。"), "holidays")
            seen.update(days)


def days_off_are_as_many_as_granted(draft: Draft) -> Iterator[Issue]:
    """Weekdays off less weekend days worked are the statutory days, unless a note says why not."""
    for entry in draft.calendars:
        granted = next((days for since, days in STATUTORY_DAYS if entry.spec.year >= since), None)
        if granted not in (None, net := _net_days_off(entry)) and not entry.spec.note:
            params = {"year": entry.spec.year, "net": net, "granted": granted}
            message = Message("{year} 年放假的平日减去上班的周末是 {net} 天，法定是 {granted} 天。", params)
            hint = Message("照通知逐日核对；确是如此，就在 note 里写明缘由。")
            yield entry.warning(message, hint, "holidays")


def the_plan_year_has_a_calendar(draft: Draft) -> Iterator[Issue]:
    known = {entry.spec.year for entry in draft.calendars}
    for entry in draft.zone if "calendars" not in draft.unread else ():
        if entry.spec.year not in known:
            message = Message(
                "calendars.yaml 里没有计划年度 {year} 年的放假安排。", {"year": entry.spec.year}
            )
            hint = Message("照国务院办公厅的通知添一条；在那以前，涉及该年的期限都是暂定的。")
            yield entry.warning(message, hint, "year")


def _off(holiday: HolidaySpec) -> list[date]:
    days = (holiday.ends_on - holiday.starts_on).days + 1
    return [holiday.starts_on + timedelta(n) for n in range(days)]


def _net_days_off(entry: Entry[CalendarSpec]) -> int:
    off = [day for holiday in entry.spec.holidays for day in _off(holiday) if day.weekday() < 5]
    return len(off) - sum(len(holiday.worked) for holiday in entry.spec.holidays)


RULES = (
    years_are_given_once,
    holidays_run_forward,
    days_belong_to_their_year,
    worked_days_are_weekends,
    days_are_given_once,
    days_off_are_as_many_as_granted,
)
"""What a calendar alone must hold to; the plan year's is asked where the whole zone is."""
