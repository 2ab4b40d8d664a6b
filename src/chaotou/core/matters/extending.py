"""More time for a matter: asked for before the limit runs out, so often and so far as its kind allows."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from enum import StrEnum

import numpy as np

from chaotou.core.deadlines import CountedIn, local
from chaotou.core.matters.clock import ClockDue
from chaotou.core.matters.rulers import LimitRuler, ruler
from chaotou.core.midnights import moments
from chaotou.core.workdays import WorkdayCalendar, positions
from chaotou.core.zone.matter_specs import ExtensionSpec


class ExtensionFault(StrEnum):
    """Why more time may not be asked for."""

    NOT_FORESEEN = "not_foreseen"
    TOO_LATE = "too_late"
    TOO_OFTEN = "too_often"
    NOT_LATER = "not_later"
    TOO_FAR = "too_far"


def may_ask_extension(asked_at: datetime, due_at: datetime, zone: tzinfo) -> bool:
    """Whether it is asked before the limit ran out (operations.md §6.1); what comes later is no extension.

    It may be decided later: while it waits the matter is late, once granted it was not.
    """
    return local(asked_at, zone) < due_at


def extension_faults(
    rule: ExtensionSpec | None,
    due: ClockDue,
    counted_in: CountedIn,
    *,
    asked_at: datetime,
    until: date,
    granted: int,
    calendar: WorkdayCalendar,
    zone: tzinfo,
) -> list[ExtensionFault]:
    """All that speaks against asking for time until the end of a day; `granted` were granted before."""
    if rule is None or rule.times == 0:
        return [ExtensionFault.NOT_FORESEEN]
    along = ruler(counted_in, calendar, zone)
    more, is_later = _more(due, until, along)
    faults = {
        ExtensionFault.TOO_LATE: not may_ask_extension(asked_at, due.due_at, zone),
        ExtensionFault.TOO_OFTEN: granted >= rule.times,
        ExtensionFault.NOT_LATER: not is_later,
        ExtensionFault.TOO_FAR: rule.at_most_days is not None and more > rule.at_most_days,
    }
    return [fault for fault, holds in faults.items() if holds]


def _more(due: ClockDue, until: date, along: LimitRuler) -> tuple[float, bool]:
    """How many days or hours of the limit's own kind are added, and whether the end is later at all."""
    before = along.ran_until(moments([due.due_at]))
    after = along.end_of(positions(np.array([until], "datetime64[D]")))
    return float(along.count(before, after)[0] / along.unit), bool(after[0] > before[0])
