"""Before a clock runs as it should: papers listed as missing once 一次告知, papers that may come later 容缺.

(operations.md §3.3)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from chaotou.core.deadlines import local
from chaotou.core.matters.clock import Clock, Limit, due_of
from chaotou.core.workdays import WorkdayCalendar


class CorrectionFault(StrEnum):
    """Why a list of what is missing may no longer be given."""

    LISTED_BEFORE = "listed_before"
    TOO_LATE = "too_late"


@dataclass(frozen=True)
class Receipt:
    """When papers came, within which limit all that is missing is to be listed, and when it was (once)."""

    received_at: datetime
    limit: Limit
    listed_at: datetime | None = None


def deemed_accepted(
    receipt: Receipt, calendar: WorkdayCalendar, zone: tzinfo, now: datetime
) -> datetime | None:
    """The moment from which it counts as accepted because nothing was listed in time: when it came.

    None while there is time, and where the list was given in time.
    """
    ends_at = list_by(receipt, calendar, zone)
    listed_in_time = receipt.listed_at is not None and local(receipt.listed_at, zone) < ends_at
    over = local(now, zone) >= ends_at
    return local(receipt.received_at, zone) if over and not listed_in_time else None


def correction_faults(
    receipt: Receipt, calendar: WorkdayCalendar, zone: tzinfo, now: datetime
) -> list[CorrectionFault]:
    """All that speaks against listing what is missing now."""
    faults = {
        CorrectionFault.LISTED_BEFORE: receipt.listed_at is not None,
        CorrectionFault.TOO_LATE: local(now, zone) >= list_by(receipt, calendar, zone),
    }
    return [fault for fault, holds in faults.items() if holds]


def list_by(receipt: Receipt, calendar: WorkdayCalendar, zone: tzinfo) -> datetime:
    """The moment from which it is too late to list what is missing."""
    return due_of(Clock(receipt.received_at, receipt.limit), calendar, zone).due_at


@dataclass(frozen=True)
class Gap:
    """A paper promised by a day when the clock started, and when it came."""

    promised_on: date
    came_at: datetime | None = None


def returns_on(gaps: Iterable[Gap], zone: tzinfo) -> date | None:
    """The first day on which a matter goes back because a paper did not come by the day promised.

    None where everything came in time. Of papers still awaited it is the day on which it will go back.
    """
    broken = [gap.promised_on for gap in gaps if not _kept(gap, zone)]
    return min(broken) + timedelta(1) if broken else None


def _kept(gap: Gap, zone: tzinfo) -> bool:
    return gap.came_at is not None and local(gap.came_at, zone).date() <= gap.promised_on


def latest_promise(undertaken_at: datetime, within: Limit, calendar: WorkdayCalendar, zone: tzinfo) -> date:
    """The latest day by which a paper may be promised, from the undertaking that starts the clock."""
    return due_of(Clock(undertaken_at, within), calendar, zone).due_on
