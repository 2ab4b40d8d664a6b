"""Periods are values: a run of whole months, however it was written (2024H1, 2024-01..2024-07)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from chaotou.core.issues import Message, Refusal
from chaotou.core.naming import is_chinese

_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PARTS_ZH = {
    "": "",
    "H1": "上半年",
    "H2": "下半年",
    "Q1": "一季度",
    "Q2": "二季度",
    "Q3": "三季度",
    "Q4": "四季度",
}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, order=True)
class Period:
    """Whole months from `first` to `latest`, both ordinals `year * 12 + month - 1`, both included."""

    first: int
    latest: int

    def __post_init__(self) -> None:
        if self.latest < self.first:
            raise ValueError(f"a period cannot end before it begins: {self.first}..{self.latest}")

    @classmethod
    def year(cls, year: int) -> Period:
        return cls.range((year, 1), (year, 12))

    @classmethod
    def half(cls, year: int, half: int) -> Period:
        return cls.range((year, 6 * half - 5), (year, 6 * half))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        return cls.range((year, 3 * quarter - 2), (year, 3 * quarter))

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls.range((year, month), (year, month))

    @classmethod
    def to_month(cls, year: int, month: int) -> Period:
        """January to `month`: the year to date."""
        return cls.range((year, 1), (year, month))

    @classmethod
    def range(cls, first: tuple[int, int], latest: tuple[int, int]) -> Period:
        for year, month in (first, latest):
            if not (1 <= month <= 12 and 1000 <= year <= 9999):
                raise ValueError(f"no such month: {year}-{month}")
        return cls(month_ordinal(*first), month_ordinal(*latest))

    @classmethod
    def parse(cls, text: str) -> Period:
        """A period from its canonical, Chinese or English form; `Refusal` says which forms are read."""
        for pattern, build in _FORMS:
            match = pattern.fullmatch(text.strip())
            if match:
                try:
                    return build(*match.groups())
                except ValueError:
                    break
        raise Refusal(
            Message("“{text}”不是一个期间。", {"text": text}),
            Message("可写 2024、2024H1、2024Q3、2024-07、2024-01..2024-07 或 2024年1—7月。"),
        )

    @property
    def months(self) -> int:
        return self.latest - self.first + 1

    @property
    def first_year(self) -> int:
        return self.first // 12

    @property
    def first_month(self) -> int:
        return self.first % 12 + 1

    @property
    def latest_year(self) -> int:
        return self.latest // 12

    @property
    def latest_month(self) -> int:
        return self.latest % 12 + 1

    @property
    def is_year(self) -> bool:
        return self.months == 12 and self.first_month == 1

    @property
    def is_year_to_date(self) -> bool:
        return self.first_month == 1 and self.first_year == self.latest_year

    @property
    def starts_on(self) -> date:
        return date(self.first_year, self.first_month, 1)

    @property
    def ends_on(self) -> date:
        return date(self.latest_year, self.latest_month, monthrange(self.latest_year, self.latest_month)[1])

    def shifted(self, months: int) -> Period:
        return Period(self.first + months, self.latest + months)

    def previous(self) -> Period:
        """The period of the same length just before."""
        return self.shifted(-self.months)

    def same_last_year(self) -> Period:
        return self.shifted(-12)

    def to_date(self) -> Period:
        """January of the closing year to the closing month."""
        return Period(self.latest_year * 12, self.latest)

    def contains(self, other: Period) -> bool:
        return self.first <= other.first and other.latest <= self.latest

    def __str__(self) -> str:
        if self.months == 1:
            return _month_code(self.first)
        named = self._named()
        if named is not None:
            return f"{self.first_year}{named}"
        return f"{_month_code(self.first)}..{_month_code(self.latest)}"

    def chinese(self) -> str:
        """2024年, 2024年上半年, 2024年三季度, 2024年7月, 2024年1—7月."""
        named = self._named()
        if named is not None:
            return f"{self.first_year}年{_PARTS_ZH[named]}"
        if self.months == 1:
            return f"{self.first_year}年{self.first_month}月"
        if self.first_year == self.latest_year:
            return f"{self.first_year}年{self.first_month}—{self.latest_month}月"
        return f"{self.first_year}年{self.first_month}月—{self.latest_year}年{self.latest_month}月"

    def english(self) -> str:
        """2024, H1 2024, Q3 2024, Jul 2024, Jan–Jul 2024."""
        named = self._named()
        if named is not None:
            return f"{named} {self.first_year}".strip()
        latest = f"{_MONTHS_EN[self.latest_month - 1]} {self.latest_year}"
        if self.months == 1:
            return latest
        year = "" if self.first_year == self.latest_year else f" {self.first_year}"
        return f"{_MONTHS_EN[self.first_month - 1]}{year}–{latest}"

    def say(self, translate: Callable[[str], str]) -> str:
        """The period in the language of `translate`."""
        return self.chinese() if is_chinese(translate) else self.english()

    def _named(self) -> str | None:
        """The suffix of a year, half or quarter; None for other runs of months."""
        if self.is_year:
            return ""
        if self.months == 6 and self.first_month in (1, 7):
            return f"H{self.first_month // 6 + 1}"
        if self.months == 3 and self.first_month % 3 == 1:
            return f"Q{self.first_month // 3 + 1}"
        return None


def month_ordinal(year: int, month: int) -> int:
    """The months since year 0, so that months of different years subtract: January 2024 is 24288."""
    return year * 12 + month - 1


def months_closed(period: Period, on: date) -> int:
    """How many of the period's months have wholly passed when the day `on` has ended."""
    closed = month_ordinal(on.year, on.month) + (1 if on.day == monthrange(on.year, on.month)[1] else 0)
    return min(max(closed - period.first, 0), period.months)


def _month_code(ordinal: int) -> str:
    return f"{ordinal // 12:04d}-{ordinal % 12 + 1:02d}"


def _same_year(year: str, first: str, latest: str) -> Period:
    return Period.range((int(year), int(first)), (int(year), int(latest)))


_Y = r"(\d{4})"
_DASH = r"\s*(?:-|–|—|－|~|至|到)\s*"
_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Period]], ...] = (
    (re.compile(rf"{_Y}年?(?:全年)?"), lambda y: Period.year(int(y))),
    (
        re.compile(rf"{_Y}-?H([12])|H([12]) {_Y}"),
        lambda y, h, h2, y2: Period.half(int(y or y2), int(h or h2)),
    ),
    (
        re.compile(rf"{_Y}-?Q([1-4])|Q([1-4]) {_Y}"),
        lambda y, q, q2, y2: Period.quarter(int(y or y2), int(q or q2)),
    ),
    (
        re.compile(rf"{_Y}[-M/](\d{{1,2}})|{_Y}年(\d{{1,2}})月份?"),
        lambda y, m, y2, m2: Period.month(int(y or y2), int(m or m2)),
    ),
    (
        re.compile(rf"{_Y}-(\d{{2}})\.\.{_Y}-(\d{{2}})"),
        lambda y, m, z, n: Period.range((int(y), int(m)), (int(z), int(n))),
    ),
    (re.compile(rf"{_Y}M(\d{{1,2}})-(\d{{1,2}})"), _same_year),
    (re.compile(rf"{_Y}年(\d{{1,2}})月?{_DASH}(\d{{1,2}})月份?"), _same_year),
    (re.compile(rf"{_Y}-?Q1-Q([1-4])"), lambda y, q: Period.to_month(int(y), 3 * int(q))),
    (re.compile(rf"{_Y}年(上|下)半年"), lambda y, h: Period.half(int(y), 1 if h == "上" else 2)),
    (re.compile(rf"{_Y}年第?([一二三四1-4])季度"), lambda y, q: Period.quarter(int(y), _QUARTERS[q])),
    (re.compile(rf"{_Y}年前([一二三四1-4])个?季度"), lambda y, q: Period.to_month(int(y), 3 * _QUARTERS[q])),
    (re.compile(rf"([A-Z][a-z]{{2}}) {_Y}"), lambda m, y: Period.month(int(y), _english_month(m))),
    (
        re.compile(rf"([A-Z][a-z]{{2}})[-–]([A-Z][a-z]{{2}}) {_Y}"),
        lambda m, n, y: Period.range((int(y), _english_month(m)), (int(y), _english_month(n))),
    ),
)


def _english_month(name: str) -> int:
    return _MONTHS_EN.index(name) + 1
