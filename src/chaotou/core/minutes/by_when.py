"""Every deadline of a stretch of minutes: the words, the day they mean, whether anybody can say it yet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from chaotou.core.minutes.counting import (
    HOLIDAYS,
    WEEKDAYS,
    Count,
    before_holiday,
    by_day,
    by_iso,
    by_month,
    by_quarter,
    by_this_month,
    by_today,
    by_week,
    by_year,
    within,
)
from chaotou.core.workdays import Due


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


_N: Final = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_YEAR: Final = r"(?:(?P<year>20\d\d)年|(?P<relative>今年|本年|当年|明年|次年)(?:的)?)?"
_HOUR: Final = r"(?:\d{1,2}(?::\d\d|时|点)(?:\d{1,2}分|整)?|[上下]午|中午|晚上?|下班|上班|\([^()]{1,4}\))"
_BY: Final = rf"(?:{_HOUR}*(?:之前|以前|前))"
_IN: Final = r"(?:之内|以内|内)"
_MONTH_DAY: Final = rf"(?P<month>{_N})月(?P<day>{_N})[日号]"
_HAPPENS: Final = r"(?!起|[上下]?午?召开|开始|举行|以来|左右|前后|印发|[至到-]|的)"
_PART: Final = r"(?P<part>[底末初]|[上中下]旬|之前|以前|前|之内|以内|内)"
_WHICH: Final = r"(?P<which>本月|当月|下个?月|次月)"
_OTHERS: Final = "一二两三四五六七八九十半个"
_MEETS: Final = r"(?![^,;。]{0,8}(?:召开|举行|[例晨]会))"

_NOT_YET: Final = re.compile(
    r"(?:自|从|截至|截止到?|改[在到为于]|定[在于]|推迟到?|延期至|提前到|(?:压缩|缩短|控制)[至到在]|近|过去|已于|已在|提前)$"
)
_AFTER_EVENT: Final = re.compile(r"(?!会后|会议后)[^,、;:。()]{2,14}后(?:的)?$")
_PREPOSITION: Final = re.compile(
    r"(?:均|都|并|要)?(?:务必|力争|争取|必须|须|应|最迟)?(?:于|在|限)$"
    r"|(?:完成|交付|到位|办结)?时间(?:原则上)?为?$|(?:最迟|限|务必|必须|力争|争取|会议?后)$"
)

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


def _dated(pattern: str, rule: Rule) -> tuple[Sort, re.Pattern[str], Rule]:
    return Sort.DATED, re.compile(pattern), rule


def _open(sort: Sort, pattern: str) -> tuple[Sort, re.Pattern[str], Rule]:
    """Words that tell a deadline and no day."""
    return sort, re.compile(pattern), lambda match, count: None


_RULES: Final = (
    _open(
        Sort.RECURRING,
        rf"每个?(?:(?:周|星期)[{WEEKDAYS}天]?"
        r"|(?:半年|半月|两周|工作日|季度|月|季|旬|年|日|天)(?:[末底初]|\d{1,2}日(?:、\d{1,2}日)*)?)"
        rf"(?:{_BY}|{_HOUR}+)?",
    ),
    _dated(rf"(?:即日起|(?:20\d\d年)?{_N}月{_N}日)(?:开始)?[至到-]{_YEAR}{_MONTH_DAY}{_BY}?", by_day),
    _dated(rf"(?P<month>{_N})月{_N}日[至到-](?P<day>{_N})日(?P<year>)(?P<relative>)", by_day),
    _dated(rf"(?:不[迟晚]于)?{_YEAR}{_MONTH_DAY}(?:{_BY}|{_IN}|{_HOUR}*{_HAPPENS})", by_day),
    _dated(rf"(?<!\d)(?P<y>20\d\d)[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d){_BY}?", by_iso),
    _dated(rf"(?:不[迟晚]于)?{_YEAR}(?P<month>{_N})月份?{_PART}(?:{_BY}|{_IN})?", by_month),
    _dated(
        rf"(?P<within>{_N}|(?<![上下])半)个?(?P<unit>工作日|自然日|小时|星期|周|日|天|月|年)(?:的?时间)?{_IN}",
        within,
    ),
    _dated(rf"{_WHICH}(?P<day>{_N})[日号]{_BY}(?P<part>)", by_this_month),
    _dated(
        rf"(?:{_WHICH}|(?<![\d{_OTHERS}])月)份?(?P<part>[底末]|[上中下]旬|内)(?:{_BY}|{_IN})?(?P<day>)",
        by_this_month,
    ),
    _dated(rf"(?P<which>)(?P<part>)(?<![月\d.])(?P<day>\d{{1,2}})[日号]{_BY}", by_this_month),
    _dated(
        rf"{_YEAR}(?P<name>第?(?P<quarter>[一二三四1-4])季度|上半年|下半年)"
        rf"(?:[末底](?:{_BY})?|结束前|{_BY}|{_IN})",
        by_quarter,
    ),
    _dated(
        r"(?:(?P<year>20\d\d)年|(?P<relative>今年|本年|当年|明年|次年)年?"
        rf"|(?<![{_OTHERS}\d])年)度?(?:[底末](?:之前|以前|前)?|之内|内(?!到期))",
        by_year,
    ),
    _dated(
        r"(?P<which>下下|下|本|这|)(?:周|星期)"
        rf"(?:(?P<day>[{WEEKDAYS}天末])(?:{_BY}|{_HOUR}|{_MEETS})|{_IN}|{_BY})",
        by_week,
    ),
    _dated(
        rf"{_YEAR}(?P<holiday>{'|'.join(HOLIDAYS)})节?(?:假期|长假|假日)?(?:放假)?(?:之前|以前|前)"
        r"(?:(?P<ahead>\d{1,2})[天日])?",
        before_holiday,
    ),
    _dated(rf"(?P<which>[今当明次后])(?:天|日|晚|夜)(?:{_BY}|{_HOUR}*{_IN})", by_today),
    _open(Sort.UNDATED, r"下一?次[^,;。:、]{0,8}?(?:会议?|例会|调度)前"),
    _open(Sort.UNDATED, r"(?P<kept>尽快|尽早|立即|立刻|即刻|马上|即日起|即时起)"),
)
