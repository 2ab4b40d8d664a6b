"""What is counted of matters over a span of time: how many, how many in time, how long, how content.

Each number says its base. A rate over nothing is no number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from chaotou.core.midnights import Moments
from chaotou.core.panel import Floats, Truths, Whole
from chaotou.core.zone.matter_watch_specs import Counted

CONTENT: Final = 3
"""From which rating of 1 to 5 on somebody is content: 基本满意."""


@dataclass(frozen=True)
class Handled:
    """Matters as parallel arrays: moments NaT where there is none, numbers NaN.

    `used` is how much of the closing limit had run when the matter was closed, in the limit's own days or
    hours, without the time it stood; `limit` is the whole of it.
    """

    registered_at: Moments
    due_at: Moments
    closed_at: Moments
    used: Floats
    limit: Floats
    in_days: Truths
    repeats: Truths

    def __len__(self) -> int:
        return int(self.registered_at.size)


@dataclass(frozen=True)
class Ratings:
    """What applicants said of what was done, as parallel arrays: when, and a score of 1 to 5.

    A matter that was taken up again and closed again was rated twice: neither takes the other's place.
    """

    rated_at: Moments
    score: Whole


@dataclass(frozen=True)
class Span:
    """From a moment up to another, which is no longer part of it."""

    first: np.datetime64
    end: np.datetime64

    def holds(self, moments: Moments) -> Truths:
        return np.asarray((moments >= self.first) & (moments < self.end))


def count(what: Counted, matters: Handled, ratings: Ratings, span: Span) -> float | None:
    """The number for a span; None for a rate or a mean over nothing. Rates are fractions."""
    if what is Counted.SATISFACTION_RATE:
        return _satisfaction_rate(ratings, span)
    return _COUNTS[what](matters, span)


def _registered(matters: Handled, span: Span) -> float:
    return float(np.count_nonzero(span.holds(matters.registered_at)))


def _closed(matters: Handled, span: Span) -> float:
    return float(np.count_nonzero(span.holds(matters.closed_at)))


def _open_at(matters: Handled, end: np.datetime64) -> Truths:
    return np.asarray((matters.registered_at < end) & ~(matters.closed_at < end))


def _open(matters: Handled, span: Span) -> float:
    """Still to be done when the span ends, whenever they came."""
    return float(np.count_nonzero(_open_at(matters, span.end)))


def _overdue(matters: Handled, span: Span) -> float:
    """Of those still to be done when the span ends, whose limit, as now known, had run out."""
    return float(np.count_nonzero(_open_at(matters, span.end) & (matters.due_at < span.end)))


def _on_time_rate(matters: Handled, span: Span) -> float | None:
    """Of those closed in the span that had a limit, the share closed before it ran out."""
    limited = span.holds(matters.closed_at) & ~np.isnat(matters.due_at)
    return _mean((matters.closed_at < matters.due_at)[limited])


def _average_days(matters: Handled, span: Span) -> float | None:
    """Of those closed in the span whose limit counts days, the mean of days used."""
    return _mean(matters.used[span.holds(matters.closed_at) & matters.in_days & ~np.isnan(matters.used)])


def _limit_used(matters: Handled, span: Span) -> float | None:
    """Of those closed in the span that had a limit, the mean share of it used; above 1 where late."""
    limited = span.holds(matters.closed_at) & (matters.limit > 0) & ~np.isnan(matters.used)
    return _mean(matters.used[limited] / matters.limit[limited])


def _satisfaction_rate(ratings: Ratings, span: Span) -> float | None:
    """Of the ratings given in the span, the share that is content."""
    return _mean(ratings.score[span.holds(ratings.rated_at)] >= CONTENT)


def _repeat_rate(matters: Handled, span: Span) -> float | None:
    """Of those registered in the span, the share that repeat an earlier one."""
    return _mean(matters.repeats[span.holds(matters.registered_at)])


def _mean(values: Floats | Truths) -> float | None:
    return float(values.mean()) if values.size else None


_COUNTS: Final[Mapping[Counted, Callable[[Handled, Span], float | None]]] = {
    Counted.REGISTERED: _registered,
    Counted.CLOSED: _closed,
    Counted.OPEN: _open,
    Counted.OVERDUE: _overdue,
    Counted.ON_TIME_RATE: _on_time_rate,
    Counted.AVERAGE_DAYS: _average_days,
    Counted.LIMIT_USED: _limit_used,
    Counted.REPEAT_RATE: _repeat_rate,
}
