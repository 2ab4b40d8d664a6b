"""When a notice may go out: not in quiet hours and, where the zone says so, on working days only."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo

from chaotou.core.deadlines import local
from chaotou.core.midnights import midnight
from chaotou.core.workdays import WorkdayCalendar
from chaotou.core.zone.matter_watch_specs import QuietSpec


def send_at(now: datetime, quiet: QuietSpec | None, calendar: WorkdayCalendar, zone: tzinfo) -> datetime:
    """The next moment from `now` on at which a notice may go out, by the zone's clock.

    Quiet hours may run over midnight; from a time to the same time nothing is quiet.
    """
    at = local(now, zone)
    if quiet is None:
        return at
    if quiet.working_days_only and not calendar.is_workday(at.date()):
        at = midnight(calendar.next(at.date()).on, zone)
    if not is_quiet(at.time(), quiet):
        return at
    return send_at(_next(quiet.until, at), quiet, calendar, zone)


def is_quiet(at: time, quiet: QuietSpec) -> bool:
    """Whether nothing is sent at this time of day; the time at which quiet hours end is not quiet."""
    if quiet.quiet_from <= quiet.until:
        return quiet.quiet_from <= at < quiet.until
    return at >= quiet.quiet_from or at < quiet.until


def _next(ends: time, at: datetime) -> datetime:
    """The first moment after `at` at this time of day."""
    found = datetime.combine(at.date(), ends, at.tzinfo)
    return found if found > at else datetime.combine(at.date() + timedelta(1), ends, at.tzinfo)
