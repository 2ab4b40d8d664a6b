"""When topics and papers are due, and when each topic begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate

from chaotou.core.workdays import FIRST, WorkdayCalendar
from chaotou.core.zone.meeting_specs import MeetingKindSpec


def latest_day(calendar: WorkdayCalendar, meets_on: date, days_before: int) -> date:
    """The day by whose end something must be there: so many working days before the meeting.

    0 days before is the day of the meeting itself.
    """
    found = int(calendar.before((meets_on - FIRST).days, days_before))
    day: date = FIRST + timedelta(found)
    return day


@dataclass(frozen=True)
class Deadlines:
    """The latest days for topics, papers and the notice of one meeting."""

    topics_on: date
    papers_on: date
    notice_on: date


def deadlines(kind: MeetingKindSpec, calendar: WorkdayCalendar, meets_on: date) -> Deadlines:
    """What a kind of meeting asks for before the day it meets on."""
    days = (kind.topics.propose_days_before, kind.topics.papers_days_before, kind.notice_days_before)
    return Deadlines(*(latest_day(calendar, meets_on, before) for before in days))


@dataclass(frozen=True)
class Slot:
    """From when to when a topic is before the meeting."""

    starts_at: datetime
    ends_at: datetime


def timetable(starts_at: datetime, minutes: Iterable[int]) -> Iterator[Slot]:
    """The topics one after another, each as long as it is given."""
    ends = accumulate((timedelta(minutes=long) for long in minutes), initial=timedelta())
    edges = [starts_at + end for end in ends]
    return (Slot(start, end) for start, end in zip(edges, edges[1:], strict=False))
