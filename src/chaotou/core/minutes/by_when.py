"""Every deadline of a stretch of minutes, as a date counted from the day of the meeting.

By a month's end is by its natural last day; 前 includes the day it names, as the law counts 以前; before a
holiday is before its days off begin. Working days are the calendar's.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from chaotou.core.intake.numerals import number
from chaotou.core.workdays import Due, WorkdayCalendar

_OVERLOOKED = 62
"""A day so few days before the meeting is a slip of the pen; one longer past is next year's."""


class Sort(StrEnum):
    """RECURRING: 每周五. UNDATED: 下次会议前, 批复后五日内: nobody can say the day yet."""

    DATED = "dated"
    RECURRING = "recurring"
    UNDATED = "undated"


@dataclass(frozen=True)
class Deadline:
    """`start` to `end` is the expression; from `cut` on it can be left out of the task's words."""

    start: int
    end: int
    cut: int
    text: str
    sort: Sort
    due: Due | None = None

    @property
    def on(self) -> date | None:
        return self.due.on if self.due else None


@dataclass(frozen=True)
class Count:
    """What deadlines are counted from, and by."""

    held_on: date
    calendar: WorkdayCalendar


_N = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_YEAR = r"(?:(?P<year>20\d\d)年|(?P<relative>今年|本年|当年|明年|次年)(?:的)?)?"
_HOUR = r"(?:\d{1,2}(?::\d\d|时|点)(?:\d{1,2}分|整)?|[上下]午|中午|晚上?|下班|上班|(?<=[上下]午)\d时|\([^()]{1,4}\))"
_BY = rf"(?:{_HOUR}*(?:之前|以前|前)|之前)"
_IN = r"(?:之内|以内|内)"
_DAYS = "一二三四五六日"
_TENTHS = {"初": 10, "上旬": 10, "中旬": 20}
_FIXED = {"元旦": (1, 1), "劳动节": (5, 1), "国庆节": (10, 1)}
_HOLIDAYS = {
    "元旦": "元旦", "春节": "春节", "清明": "清明节", "五一": "劳动节", "劳动节": "劳动节", "端午": "端午节",
    "中秋": "中秋节", "国庆": "国庆节", "十一": "国庆节",
}  # fmt: skip

Rule = Callable[[re.Match[str], Count], Due | None]


def deadlines(text: str, count: Count) -> list[Deadline]:
    """All deadlines of `text` in order, none overlapping; days on which things start or happened are none."""
    taken: list[tuple[int, int]] = []
    found: list[Deadline] = []
    for sort, pattern, rule in _RULES:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < latest and first < end for first, latest in taken):
                continue
            taken.append((start, end))
            if not _NOT_YET.search(text[:start]):
                found.append(_deadline(text, match, sort, rule(match, count)))
    return sorted(found, key=lambda deadline: deadline.start)


def _deadline(text: str, match: re.Match[str], sort: Sort, due: Due | None) -> Deadline:
    start, end = match.span()
    before = text[:start]
    waits = _AFTER_EVENT.search(before) if "within" in match.re.groupindex else None
    if waits:
        return Deadline(waits.start(), end, end, text[waits.start() : end], Sort.UNDATED)
    lead = _PREPOSITION.search(before)
    cut = end if "kept" in match.re.groupindex else lead.start() if lead else start
    dated = Sort.UNDATED if due is None and sort is Sort.DATED else sort
    return Deadline(start, end, cut, match.group(), dated, due)


_NOT_YET = re.compile(
    r"(?:自|从|截至|截止到?|改[在到为于]|定[在于]|推迟到?|延期至|提前到|近|过去|已于|已在|提前)$"
)
_AFTER_EVENT = re.compile(r"(?!会后|会议后)[^,、;:。()]{2,14}后(?:的)?$")
_PREPOSITION = re.compile(
    r"(?:均|都|并|要)?(?:务必|力争|争取|必须|须|应|最迟)?(?:于|在|限)$|(?:最迟|限|务必|必须|力争|争取|会议?后)$"
)


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


def _by_day(match: re.Match[str], count: Count) -> Due | None:
    month, day = _int(match["month"]), _int(match["day"])
    return _coming(match, count, lambda year: _day(year, month, day))


def _by_iso(match: re.Match[str], count: Count) -> Due | None:
    found = _day(int(match["y"]), int(match["m"]), int(match["d"]))
    return _plain(found) if found else None


def _by_month(match: re.Match[str], count: Count) -> Due | None:
    month, part = _int(match["month"]), match["part"] or ""
    if not 1 <= month <= 12:
        return None
    if part in ("前", "之前", "以前"):
        return _coming(match, count, lambda year: date(year, month, 1) - timedelta(1))
    return _coming(match, count, lambda year: _part_of(year, month, part))


def _part_of(year: int, month: int, part: str) -> date:
    tenth = _TENTHS.get(part)
    return date(year, month, tenth) if tenth else _end_of(year, month)


def _by_this_month(match: re.Match[str], count: Count) -> Due | None:
    ahead = match["which"] in ("下月", "次月", "下个月")
    year, month = divmod(count.held_on.year * 12 + count.held_on.month - 1 + ahead, 12)
    if match["day"]:
        found = _day(year, month + 1, _int(match["day"]))
        return _plain(found) if found else None
    return _plain(_part_of(year, month + 1, match["part"] or ""))


def _by_quarter(match: re.Match[str], count: Count) -> Due | None:
    month = {"上半年": 6, "下半年": 12}.get(match["name"]) or 3 * _int(match["quarter"])
    return _coming(match, count, lambda year: _end_of(year, month))


def _by_year(match: re.Match[str], count: Count) -> Due | None:
    return _plain(date(_year(match, count.held_on) or count.held_on.year, 12, 31))


def _by_week(match: re.Match[str], count: Count) -> Due | None:
    """周五 is of this week, or of the next where it has passed; the week begins on Monday and ends on Sunday."""
    monday = count.held_on - timedelta(count.held_on.weekday())
    weeks = {"下": 1, "下下": 2}.get(match["which"], 0)
    day = (match["day"] or "日").replace("天", "日").replace("末", "日")
    found = monday + timedelta(7 * weeks + _DAYS.index(day))
    return _plain(found + timedelta(7) if not match["which"] and found < count.held_on else found)


def _within(match: re.Match[str], count: Count) -> Due | None:
    amount, unit, start = match["within"], match["unit"], count.held_on
    if amount == "半":
        days = {"月": 15, "年": None}.get(unit)
        return _plain(start + timedelta(days)) if days else _plain(_months_on(start, 6))
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


def _before_holiday(match: re.Match[str], count: Count) -> Due | None:
    """The day before its days off begin, by the notices; without one, before a holiday of a fixed date."""
    name, said = _HOLIDAYS[match["holiday"]], _year(match, count.held_on)
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


def _by_today(match: re.Match[str], count: Count) -> Due | None:
    later = {"明": 1, "次": 1, "后": 2}.get(match["which"], 0)
    return _plain(count.held_on + timedelta(later))


def _never(match: re.Match[str], count: Count) -> None:
    return None


_MONTH_DAY = rf"(?P<month>{_N})月(?P<day>{_N})[日号]"
_HAPPENS = r"(?!起|[上下]?午?召开|开始|举行|以来|左右|前后|印发|[至到-]|的)"
_PART = r"(?P<part>[底末初]|[上中下]旬|之前|以前|前|之内|以内|内)"
_OTHERS = "一二两三四五六七八九十半个"


def _dated(pattern: str, rule: Rule) -> tuple[Sort, re.Pattern[str], Rule]:
    return Sort.DATED, re.compile(pattern), rule


_RULES: tuple[tuple[Sort, re.Pattern[str], Rule], ...] = (
    (
        Sort.RECURRING,
        re.compile(
            r"每个?(?:半年|半月|两周|工作日|季度|月|季|周|星期|旬|年|日|天)"
            rf"(?:[末底初]|[{_DAYS}天]|\d{{1,2}}日(?:、\d{{1,2}}日)*)?(?:{_BY}|{_HOUR}+)?"
        ),
        _never,
    ),
    _dated(
        rf"(?:即日起|(?:20\d\d年)?{_N}月{_N}日)(?:开始)?[至到-]{_YEAR}{_MONTH_DAY}{_BY}?",
        _by_day,
    ),
    _dated(rf"(?P<month>{_N})月{_N}日[至到-](?P<day>{_N})日(?P<year>)(?P<relative>)", _by_day),
    _dated(rf"(?:不[迟晚]于)?{_YEAR}{_MONTH_DAY}(?:{_BY}|{_IN}|{_HOUR}*{_HAPPENS})", _by_day),
    _dated(rf"(?<!\d)(?P<y>20\d\d)[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d){_BY}?", _by_iso),
    _dated(rf"(?:不[迟晚]于)?{_YEAR}(?P<month>{_N})月份?{_PART}(?:{_BY}|{_IN})?", _by_month),
    _dated(
        rf"(?P<within>{_N}|半)个?(?P<unit>工作日|自然日|小时|星期|周|日|天|月|年)(?:的?时间)?{_IN}", _within
    ),
    _dated(rf"(?P<which>本月|当月|下个?月|次月)(?P<day>{_N})[日号]{_BY}(?P<part>)", _by_this_month),
    _dated(
        rf"(?P<which>本月|当月|下个?月|次月|(?<![\d{_OTHERS}])月)份?(?P<part>[底末]|[上中下]旬|内)(?:{_BY}|{_IN})?(?P<day>)",
        _by_this_month,
    ),
    _dated(rf"(?P<which>)(?P<part>)(?<![月\d.])(?P<day>\d{{1,2}})[日号]{_BY}", _by_this_month),
    _dated(
        rf"{_YEAR}(?P<name>第?(?P<quarter>[一二三四1-4])季度|上半年|下半年)(?:[末底](?:{_BY})?|结束前|{_BY}|{_IN})",
        _by_quarter,
    ),
    _dated(
        r"(?:(?P<year>20\d\d)年|(?P<relative>今年|本年|当年|明年|次年)年?"
        rf"|(?<![{_OTHERS}\d])年)度?(?:[底末](?:之前|以前|前)?|之内|内(?!到期))",
        _by_year,
    ),
    _dated(
        rf"(?P<which>下下|下|本|这|)(?:周|星期)(?:(?P<day>[{_DAYS}天末])(?:{_BY}|{_HOUR}|(?![^,;。]{{0,8}}(?:召开|举行|[例晨]会)))|{_IN}|{_BY})",
        _by_week,
    ),
    _dated(
        rf"{_YEAR}(?P<holiday>{'|'.join(_HOLIDAYS)})节?(?:假期|长假|假日)?(?:放假)?(?:之前|以前|前)(?:(?P<ahead>\d{{1,2}})[天日])?",
        _before_holiday,
    ),
    _dated(rf"(?P<which>[今当明次后])(?:天|日|晚|夜)(?:{_BY}|{_HOUR}*{_IN})", _by_today),
    (Sort.UNDATED, re.compile(r"下一?次[^,;。:、]{0,8}?(?:会议?|例会|调度)前"), _never),
    (Sort.UNDATED, re.compile(r"(?P<kept>尽快|尽早|立即|立刻|即刻|马上|即日起|即时起)"), _never),
)
