"""Working days of mainland China: public holidays and make-up working days as each year's notice sets them.

Due dates are looked up in a running count of working days, never by stepping through days. A year without
a notice is counted Monday to Friday, and every answer that touches it says that it is provisional.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Final, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chaotou.core.issues import Message, Refusal

FIRST: Final = date(1980, 1, 1)
LATEST: Final = date(2100, 12, 31)
_DATES: Final = np.arange(np.datetime64(FIRST), np.datetime64(LATEST) + 1)
_YEARS: Final = _DATES.astype("datetime64[Y]").astype(np.int64) + 1970

NEW_YEAR_DAYS: Final = 7
"""How many days of December the next year's notice may move: for 2019 it moved those from 29 December on."""

Flags = NDArray[np.bool_]
Dates = NDArray[np.datetime64]
Positions = NDArray[np.int64]


class DayKind(StrEnum):
    WORKDAY = "workday"
    SHIFTED = "shifted_workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True)
class Stretch:
    """Days from `first` to `latest`, both included; a suspended clock does not run on them."""

    first: date
    latest: date


@dataclass(frozen=True)
class Holiday:
    """Days off in a row, and the weekend days worked for them."""

    name: str
    english: str
    days: Stretch
    worked: tuple[date, ...] = ()


@dataclass(frozen=True)
class Notice:
    """The State Council's arrangement of a year's holidays, and the source that holds it."""

    year: int
    source: str
    holidays: tuple[Holiday, ...]


@dataclass(frozen=True)
class Day:
    """What a day is, by which holiday and source; `missing_year` is the year whose notice is lacking."""

    on: date
    kind: DayKind
    holiday: Holiday | None = None
    source: str = ""
    missing_year: int | None = None

    @property
    def is_workday(self) -> bool:
        return self.kind in (DayKind.WORKDAY, DayKind.SHIFTED)


@dataclass(frozen=True, kw_only=True)
class Reckoned:
    """An answer, and the years it touches for which there is no notice yet."""

    missing_years: tuple[int, ...] = ()

    @property
    def is_provisional(self) -> bool:
        return bool(self.missing_years)

    @property
    def caveat(self) -> Message | None:
        """Why the answer is provisional, in a sentence; None where it is not."""
        if not self.missing_years:
            return None
        years = "、".join(map(str, self.missing_years))
        return Message("暂定：{years} 年的放假安排尚无通知，暂按周一至周五上班推算。", {"years": years})


@dataclass(frozen=True, kw_only=True)
class Due(Reckoned):
    """The day on which a limit runs out."""

    on: date


@dataclass(frozen=True, kw_only=True)
class Span(Reckoned):
    """How many working days pass from one day to another."""

    days: int


class Ruler(Protocol):
    """What time is counted along: positions, and how many of them count."""

    def after(self, at: int | Positions, days: int | Positions) -> Positions: ...

    def count(self, start: int | Positions, end: int | Positions) -> Positions: ...


def _as_it_is(due: int) -> int:
    return due


def postponed(
    ruler: Ruler,
    due: int,
    since: int,
    stops: Iterable[tuple[int, int]],
    latest: Callable[[int], int] = _as_it_is,
) -> int:
    """A due position moved by all that counts within the stops (from, to) after `since`, overlaps once.

    A stop that begins when the due position has come, and the `latest` one to which it rolls on, moves
    nothing: the time had run out. One that begins between the two moves the latest.
    """
    done = since
    for begins, ends in sorted(stops):
        due = latest(due) if begins >= due else due
        if begins >= due:
            break
        due = int(ruler.after(due, max(int(ruler.count(max(begins, done), ends)), 0)))
        done = max(done, ends)
    return due


class WorkdayCalendar:
    """Which days are worked between 1980 and 2100, by the notices of the years that have one."""

    def __init__(self, notices: Iterable[Notice] = ()) -> None:
        self.notices = tuple(notices)
        self._worked = _worked(self.notices)
        self._missing = _missing({notice.year for notice in self.notices})

    @classmethod
    def of_every_day(cls) -> WorkdayCalendar:
        """Natural days 自然日: every day counts, and no notice can change that."""
        calendar = cls()
        calendar._worked = np.ones_like(calendar._worked)
        calendar._missing = np.zeros_like(calendar._missing)
        return calendar

    def is_workday(self, day: date) -> bool:
        """Whether `day` is worked; in a year without a notice, whether it is Monday to Friday."""
        return bool(self._worked[_at(day)])

    def next(self, day: date) -> Due:
        """The first working day after `day`."""
        return self.add(day, 1)

    def on_or_after(self, day: date) -> Due:
        """`day` where it is worked, else the next working day."""
        due: date = _DATES[self.at_or_after(_at(day))].item()
        return Due(on=due, missing_years=self.missing_years(day - timedelta(1), due))

    def add(self, start: date, days: int, pauses: Sequence[Stretch] = ()) -> Due:
        """The day on which `days` working days after `start` have run: day 1 is the next working day.

        Each pause that begins by then moves it by exactly the pause's working days after `start`.
        0 days gives `start` itself. `Refusal` for negative days and beyond 1980 to 2100.
        """
        if any(pause.latest < pause.first for pause in pauses):
            raise Refusal(Message("中止计时的结束日期早于开始日期。"))
        stops = [(_at(pause.first) - 1, _at(pause.latest)) for pause in pauses]
        at = postponed(self, int(self.after(_at(start), days)), _at(start), stops)
        due: date = _DATES[at].item()
        return Due(on=due, missing_years=self.missing_years(start, due))

    def add_many(self, starts: ArrayLike, days: ArrayLike) -> tuple[Dates, Flags]:
        """`add` for arrays of dates and of days: the due dates, and which of them are provisional."""
        at = positions(starts)
        due = self.after(at, np.asarray(days, np.int64))
        return _DATES[due], self.is_provisional(at, due)

    def between(self, start: date, end: date) -> Span:
        """How many working days after `start` up to `end`; negative where `end` lies before `start`."""
        years = self.missing_years(min(start, end), max(start, end))
        return Span(days=int(self.count(_at(start), _at(end))), missing_years=years)

    def missing_years(self, start: date, end: date) -> tuple[int, ...]:
        """The years without a notice that decide the days after `start` up to `end`."""
        years = np.unique(self._missing[_at(start) + 1 : _at(end) + 1])
        return tuple(int(year) for year in years if year)

    def day(self, on: date) -> Day:
        """What `on` is, and which notice says so."""
        at = _at(on)
        holiday, source = self._named.get(on, (None, ""))
        return Day(on, self._kind(at, holiday), holiday, source, int(self._missing[at]) or None)

    def days(self, start: date, end: date) -> list[Day]:
        """The days after `start` up to `end`, each with what it is: for showing how one counted."""
        return [self.day(start + timedelta(n)) for n in range(1, (end - start).days + 1)]

    def _kind(self, at: int, holiday: Holiday | None) -> DayKind:
        if self._worked[at]:
            return DayKind.SHIFTED if holiday else DayKind.WORKDAY
        return DayKind.HOLIDAY if holiday else DayKind.WEEKEND

    def after(self, at: int | Positions, days: int | Positions) -> Positions:
        """The positions (see `positions`) of the `days`-th working days after `at`; of 0 days `at` itself."""
        if np.any(np.less(days, 0)):
            raise Refusal(Message("期限的天数不能是负数。"))
        return self._or_itself(at, days, np.add(self._through[at], days))

    def at_or_after(self, at: int | Positions) -> Positions:
        """These positions where they are worked, else those of the next working days."""
        return self.after(at, np.logical_not(self._worked[at]).astype(np.int64))

    def before(self, at: int | Positions, days: int | Positions) -> Positions:
        """The positions of the `days`-th working days before `at`; of 0 days `at` itself."""
        earlier = np.subtract(self._through[at], self._worked[at])
        return self._or_itself(at, days, np.subtract(earlier, days) + 1)

    def count(self, start: int | Positions, end: int | Positions) -> Positions:
        """How many working days after the positions `start` up to `end`; negative where `end` is earlier."""
        return np.subtract(self._through[end], self._through[start])

    def is_provisional(self, start: int | Positions, end: int | Positions) -> Flags:
        """Whether a year without a notice decides the days after the positions `start` up to `end`."""
        return np.greater(self._missing_through[end], self._missing_through[start])

    def _or_itself(self, at: int | Positions, days: int | Positions, number: Positions) -> Positions:
        """The positions of the working days of these numbers, from 1; `at` where no day is asked for."""
        none, size = np.equal(days, 0), self._days_worked.size
        if np.any(~none & ((number < 1) | (number > size))):
            raise _beyond()
        held: Positions = np.clip(number, 1, size) - 1
        return np.where(none, at, self._days_worked[held])

    @cached_property
    def _days_worked(self) -> Positions:
        return np.flatnonzero(self._worked).astype(np.int64)

    @cached_property
    def _through(self) -> Positions:
        return np.cumsum(self._worked, dtype=np.int64)

    @cached_property
    def _missing_through(self) -> Positions:
        return np.cumsum(self._missing > 0, dtype=np.int64)

    @cached_property
    def _named(self) -> dict[date, tuple[Holiday, str]]:
        held = [(holiday, notice.source) for notice in self.notices for holiday in notice.holidays]
        off = {day.item(): said for said in held for day in _DATES[_slice(said[0].days)]}
        return off | {day: said for said in held for day in said[0].worked}


def positions(days: ArrayLike) -> Positions:
    """Dates as whole numbers from 1980-01-01 on, by which a calendar counts; `Refusal` beyond 2100."""
    at: Positions = (np.asarray(days, "datetime64[D]") - _DATES[0]).astype(np.int64)
    if at.size and (at.min() < 0 or at.max() >= _DATES.size):
        raise _beyond()
    return at


def _worked(notices: Iterable[Notice]) -> Flags:
    worked = np.is_busday(_DATES)
    holidays = [holiday for notice in notices for holiday in notice.holidays]
    for holiday in holidays:
        worked[_slice(holiday.days)] = False
    worked[[_at(day) for holiday in holidays for day in holiday.worked]] = True
    return worked


def _missing(known: set[int]) -> Positions:
    """Of each day, the year whose notice it lacks, or 0; the end of December needs the next year's too."""
    is_known = np.isin(_YEARS, list(known))
    coming = (_DATES + NEW_YEAR_DAYS).astype("datetime64[Y]").astype(np.int64) + 1970
    missing = np.where(is_known, np.where(np.isin(coming, list(known)), 0, coming), _YEARS)
    return missing.astype(np.int64)


def _slice(days: Stretch) -> slice:
    return slice(_at(days.first), _at(days.latest) + 1)


def _at(day: date) -> int:
    if not FIRST <= day <= LATEST:
        raise _beyond()
    return day.toordinal() - FIRST.toordinal()


def _beyond() -> Refusal:
    years = {"first": FIRST.year, "latest": LATEST.year}
    return Refusal(Message("只推算 {first} 年至 {latest} 年的日期。", years))
