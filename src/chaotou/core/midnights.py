"""The zone's midnights between 1980 and 2100: on which of its days a moment falls, when days begin and end.

Moments in arrays are `datetime64[us]` in UTC, NaT where there is none; days are positions of a calendar
(`workdays.positions`). A table of midnights holds every change of the zone's clock, so arrays need no loop.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from chaotou.core.issues import Message, Refusal
from chaotou.core.workdays import FIRST, LATEST, Positions

Moments: TypeAlias = NDArray[np.datetime64]
"""`datetime64[us]`, UTC."""

NEVER: Final = np.datetime64("NaT", "us")


class Midnights:
    """When each day of a time zone begins, as one sorted array."""

    def __init__(self, zone: tzinfo) -> None:
        count = (LATEST - FIRST).days + 2
        days = (FIRST + timedelta(number) for number in range(count))
        self._begins = moments(midnight(day, zone) for day in days)

    def day_of(self, moments: Moments) -> Positions:
        """The days on which moments fall; `Refusal` before 1980, after 2100 and for NaT."""
        found = np.searchsorted(self._begins, moments, side="right") - 1
        if np.any(found < 0) or np.any(found > self._begins.size - 2):
            years = {"first": FIRST.year, "latest": LATEST.year}
            raise Refusal(Message("只推算 {first} 年至 {latest} 年的日期。", years))
        return found.astype(np.int64)

    def begin(self, days: Positions) -> Moments:
        return self._begins[days]

    def end(self, days: Positions) -> Moments:
        """The midnights that end the days, which are no longer part of them."""
        return self._begins[np.add(days, 1)]


@lru_cache(maxsize=8)
def midnights(zone: tzinfo) -> Midnights:
    """The table of a time zone, made once."""
    return Midnights(zone)


def midnight(day: date, zone: tzinfo) -> datetime:
    """The moment at which a day begins by the zone's clock."""
    return datetime.combine(day, time(), zone)


def moments(given: Iterable[datetime | None]) -> Moments:
    """Moments that carry their time zone as an array in UTC; None becomes NaT."""
    bare = [None if one is None else one.astimezone(UTC).replace(tzinfo=None) for one in given]
    return np.array(bare, dtype="datetime64[us]")


def moment(held: np.datetime64, zone: tzinfo) -> datetime:
    """A moment of an array, which is not NaT, by the zone's clock."""
    found: datetime = held.astype("datetime64[us]").item()
    return found.replace(tzinfo=UTC).astimezone(zone)
