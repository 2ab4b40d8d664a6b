"""Whose a lead is: first report, how long it protects, the limits that run on it, and splits of credit."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from chaotou.core.issues import Message
from chaotou.core.quantities import round_half_up
from chaotou.core.workdays import Due, WorkdayCalendar
from chaotou.core.zone.lead_specs import ClockSpec, ProtectionSpec


@dataclass(frozen=True)
class Claim:
    """A registration of a lead by an organization, and until when it is protected (None: not at all)."""

    key: Hashable
    organization: Hashable
    registered_at: datetime
    protected_until_on: date | None = None
    is_open: bool = True


def first_report(claims: Iterable[Claim], on: date) -> Claim | None:
    """Whose the lead is on a day: the earliest registration still protected, else the earliest still open."""
    alive = [claim for claim in claims if claim.is_open]
    protected = [claim for claim in alive if is_protected(claim.protected_until_on, on)]
    return min(protected or alive, key=lambda claim: claim.registered_at, default=None)


@dataclass(frozen=True)
class Act:
    """A step on a lead: in which way, on which day, and on which day it was recorded."""

    way: str
    on: date
    recorded_on: date


class Hold(StrEnum):
    PROTECTED = "protected"
    LAPSED = "lapsed"
    DORMANT_DUE = "dormant_due"


def protected_until(rule: ProtectionSpec, registered_on: date, acts: Iterable[Act]) -> date:
    """The last day of protection: from registration, moved on by each contact recorded while it ran.

    A contact counts from its own day, but what is recorded after the lapse renews nothing: evidence cannot
    be made up afterwards.
    """
    until = registered_on + timedelta(days=rule.days)
    contacts = [act for act in acts if act.way in rule.renewed_by]
    for act in sorted(contacts, key=lambda act: (act.recorded_on, act.on)):
        until = renewed(rule, until, act)
    return until


def renewed(rule: ProtectionSpec, until: date, act: Act) -> date:
    """The last day of protection after one more act; never earlier than before."""
    if act.way not in rule.renewed_by or act.recorded_on > until or act.on > act.recorded_on:
        return until
    return max(until, act.on + timedelta(days=rule.renewed_for_days))


def is_protected(until: date | None, on: date) -> bool:
    return until is not None and on <= until


def hold(rule: ProtectionSpec, until: date | None, on: date) -> Hold:
    """Whether the first report still holds on a day, and whether the lead is due to fall dormant."""
    if until is None:
        return Hold.LAPSED
    if is_protected(until, on):
        return Hold.PROTECTED
    return Hold.DORMANT_DUE if on > until + timedelta(days=rule.dormant_after_days) else Hold.LAPSED


class ClockState(StrEnum):
    DONE = "done"
    DONE_LATE = "done_late"
    RUNNING = "running"
    LATE = "late"


@dataclass(frozen=True)
class Clock:
    """A limit on one lead: from when, until when, when it was met, and working days left (negative: over)."""

    spec: ClockSpec
    started_on: date
    due: Due
    done_on: date | None
    state: ClockState
    days_left: int

    @property
    def is_open(self) -> bool:
        return self.state in (ClockState.RUNNING, ClockState.LATE)

    @property
    def days_over(self) -> int:
        """Working days past the limit; 0 while there is time."""
        return max(-self.days_left, 0)


@dataclass(frozen=True)
class Running:
    """What the limits of a lead depend on; `acts` in any order."""

    stage: str
    investment: Decimal | None
    registered_on: date
    acts: tuple[Act, ...] = ()


def clocks(specs: Iterable[ClockSpec], lead: Running, calendar: WorkdayCalendar, today: date) -> list[Clock]:
    """Every limit that holds for the lead, the open ones first, by the day they are due."""
    found = [
        _clock(spec, lead, calendar, today)
        for spec in specs
        if spec.holds(lead.stage, lead.investment, lead.registered_on)
    ]
    return sorted(found, key=lambda clock: (not clock.is_open, clock.due.on))


def _clock(spec: ClockSpec, lead: Running, calendar: WorkdayCalendar, today: date) -> Clock:
    met = [act.on for act in lead.acts if act.way in spec.done_by and lead.registered_on <= act.on <= today]
    started = max(met, default=lead.registered_on) if spec.repeats else lead.registered_on
    done_on = None if spec.repeats else min(met, default=None)
    due = calendar.add(started, spec.days)
    left = calendar.between(done_on or today, due.on).days
    return Clock(spec, started, due, done_on, _state(due.on, done_on, today), left)


def _state(due: date, done_on: date | None, today: date) -> ClockState:
    if done_on is not None:
        return ClockState.DONE if done_on <= due else ClockState.DONE_LATE
    return ClockState.RUNNING if today <= due else ClockState.LATE


@dataclass(frozen=True)
class Share:
    """An organization's part of the credit for a project, as a fraction."""

    organization: Hashable
    share: Decimal
    role: str = ""


FINEST: Final = 10_000
"""Into how many parts the whole is split at most: a share has two decimals of a per cent."""


def split_faults(shares: Sequence[Share]) -> list[Message]:
    """All that is wrong with a split: nothing, negative, repeated or too fine parts, a sum not 100 %."""
    found: list[Message] = []
    if not shares:
        return [Message("没有写各方份额。")]
    if any(share.share <= 0 for share in shares):
        found.append(Message("每一方的份额都要大于 0；没有份额的不必写。"))
    organizations = [share.organization for share in shares]
    if len(set(organizations)) < len(organizations):
        found.append(Message("同一单位写了两次，请合成一行。"))
    if any(share.share * FINEST % 1 for share in shares):
        found.append(Message("份额最多写两位小数，如 33.34%。"))
    total = sum((share.share for share in shares), Decimal(0))
    if total != 1:
        found.append(Message("各方份额合计 {total}%，应为 100%。", {"total": in_percent(total)}))
    return found


def in_percent(share: Decimal) -> str:
    """A fraction as per cent, without the sign: 0.3334 -> 33.34."""
    return f"{(share * 100).normalize():f}"


def left_out(held: Iterable[Share], shares: Iterable[Share]) -> list[Share]:
    """Who holds a share now and would have none."""
    named = {share.organization for share in shares}
    return [share for share in held if share.organization not in named]


def in_proportion(held: Sequence[Share], whole: Decimal) -> list[Share]:
    """What is held, scaled to make `whole`, in shares that can be given; the last takes the rest."""
    total = sum((share.share for share in held), Decimal(0))
    *others, last = held
    scaled = [replace(share, share=_given(share.share / total * whole)) for share in others]
    rest = whole - sum((share.share for share in scaled), Decimal(0))
    return [*scaled, replace(last, share=rest)]


def _given(share: Decimal) -> Decimal:
    return round_half_up(share * FINEST, 0) / FINEST
