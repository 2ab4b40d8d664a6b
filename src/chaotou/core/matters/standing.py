"""Where a matter stands at a moment: on track, due soon, overdue, suspended, closed. It is never stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from chaotou.core.deadlines import CountedIn
from chaotou.core.lights import Light
from chaotou.core.matters.rulers import ruler
from chaotou.core.midnights import Moments, moments
from chaotou.core.panel import Codes, Floats
from chaotou.core.workdays import WorkdayCalendar


class Standing(StrEnum):
    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    SUSPENDED = "suspended"
    CLOSED_ON_TIME = "closed_on_time"
    CLOSED_LATE = "closed_late"


STANDINGS: Final = tuple(Standing)
RUNNING: Final = (Standing.ON_TRACK, Standing.DUE_SOON, Standing.OVERDUE)
"""Where a clock runs: the standings in which a matter is reminded of."""


@dataclass(frozen=True)
class Times:
    """What standing depends on, as parallel arrays of moments; NaT where there is none.

    `suspended_since` is when the suspension began that still runs. A matter without a limit has no `due_at`.
    """

    started_at: Moments
    due_at: Moments
    soon_at: Moments
    suspended_since: Moments
    closed_at: Moments


def standings_of(times: Times, now: ArrayLike) -> Codes:
    """Where each matter stands at a moment, or each at its own: indices into `STANDINGS`.

    The time up to `due_at` is in time, that moment is late. What is closed stays as it was closed. A clock
    suspended before the limit ran out stands; one suspended later is overdue all the same. Comparisons with
    NaT are false: no limit never runs out.
    """
    at = _utc(now)
    closed = times.closed_at <= at
    overdue = times.due_at <= np.fmin(times.suspended_since, at)
    found = [
        (closed & (times.closed_at >= times.due_at), Standing.CLOSED_LATE),
        (closed, Standing.CLOSED_ON_TIME),
        (~(times.started_at <= at), Standing.NOT_STARTED),
        (overdue, Standing.OVERDUE),
        (times.suspended_since <= at, Standing.SUSPENDED),
        (times.soon_at <= at, Standing.DUE_SOON),
    ]
    codes = [np.int8(STANDINGS.index(standing)) for _, standing in found]
    on_track = np.int8(STANDINGS.index(Standing.ON_TRACK))
    return np.select([holds for holds, _ in found], codes, on_track)


def standing(
    now: datetime,
    *,
    started_at: datetime | None,
    due_at: datetime | None,
    soon_at: datetime | None,
    suspended_since: datetime | None = None,
    closed_at: datetime | None = None,
) -> Standing:
    """Where one matter stands; see `standings_of`. Moments carry their time zone."""
    given = (started_at, due_at, soon_at, suspended_since, closed_at)
    return STANDINGS[int(standings_of(Times(*(moments([one]) for one in given)), moments([now]))[0])]


_LIGHTS: Final[Mapping[Standing, Light]] = {
    Standing.NOT_STARTED: Light.NOT_DUE,
    Standing.ON_TRACK: Light.ON_TRACK,
    Standing.DUE_SOON: Light.AT_RISK,
    Standing.OVERDUE: Light.BEHIND,
    Standing.SUSPENDED: Light.NOT_DUE,
    Standing.CLOSED_ON_TIME: Light.DONE,
    Standing.CLOSED_LATE: Light.DONE,
}


def light_of(found: Standing, now: datetime, attention_at: datetime | None) -> Light:
    """The light beside a standing's word: yellow from the share that asks for attention on, red when over."""
    if found is Standing.ON_TRACK and attention_at is not None and attention_at <= now:
        return Light.AT_RISK
    return _LIGHTS[found]


@dataclass(frozen=True)
class Leftover:
    """What the time left depends on, as parallel arrays over matters with a due date.

    `since` is when the clock started or was last extended; `suspended_since` NaT: the clock runs.
    """

    due_at: Moments
    since: Moments
    suspended_since: Moments


def left_of(
    held: Leftover, now: ArrayLike, counted_in: CountedIn, calendar: WorkdayCalendar, zone: tzinfo
) -> Floats:
    """What is left of limits counted in one kind: days after today (0: due today) or hours; negative: late.

    Where the clock stands, what was left when it stopped, as `clock.due_of` says it; that alone knows, of a
    limit that rolls past days of rest, what was left before rolling. Late working days are those after the
    due day: on the Saturday after a Friday it is 0 working days late.
    """
    along = ruler(counted_in, calendar, zone)
    stands = held.suspended_since < held.due_at
    stopped = along.ran_until(np.where(stands, held.suspended_since, held.due_at))
    ran = np.where(stands, np.maximum(stopped, along.runs_from(held.since)), along.runs_from(_utc(now)))
    return np.asarray(along.count(ran, along.ran_until(held.due_at)) / along.unit)


def left(
    now: datetime,
    counted_in: CountedIn,
    calendar: WorkdayCalendar,
    zone: tzinfo,
    *,
    due_at: datetime,
    since: datetime,
    suspended_since: datetime | None = None,
) -> float:
    """What is left of one limit; see `left_of`. Moments carry their time zone."""
    held = Leftover(*(moments([one]) for one in (due_at, since, suspended_since)))
    return float(left_of(held, moments([now]), counted_in, calendar, zone)[0])


def _utc(given: ArrayLike) -> Moments:
    return np.asarray(given, "datetime64[us]")
