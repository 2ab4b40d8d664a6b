"""What happens by itself: accepted for want of a word, returned for want of a paper, reckoned anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from chaotou.core.matters.accepting import Gap, deemed_accepted, returns_on
from chaotou.core.zone.matter_flow_specs import Act, Role
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.matters.access import SYSTEM
from chaotou.matters.models import Matter, MatterClock
from chaotou.matters.operations import clocks
from chaotou.matters.operations.accepting import accept, receipt_of, return_case
from chaotou.matters.operations.holding import locked
from chaotou.matters.operations.keeping import facts, journal_act
from chaotou.matters.rules import rules
from chaotou.organization.days import working_moment

RECOUNT: Final = "recount"


def accept_deemed(*, now: datetime) -> list[Matter]:
    """Accept what came in and of which nobody listed in time what is missing; each a transaction of its own.

    It counts from the day it came; a part of a chain that waits for others has not come yet. Asking again
    does nothing.
    """
    at, zone = working_moment(now), timezone.get_default_timezone()
    found: list[Matter | None] = []
    for kind in rules().kinds.values():
        if kind.correction is None:
            continue
        came = Matter.objects.filter(kind=kind.code, state__in=_acceptable(kind), started_at=None)
        for matter in came.exclude(awaits=""):
            receipt = receipt_of(matter, kind.correction)
            if deemed_accepted(receipt, rules().zone.workdays, zone, at):
                found.append(_done(accept, matter, now, "逾期未告知补正，视为受理。"))
    return [matter for matter in found if matter]


@transaction.atomic
def _done(take: Callable[..., Matter], found: Matter, now: datetime, text: str) -> Matter | None:
    """The matter after an act of the platform; None where somebody did something to it a moment ago."""
    matter = locked(found)
    if matter.version != found.version:
        return None
    return take(matter=matter, actor=SYSTEM, now=now, text=text)


def _acceptable(kind: KindSpec) -> list[str]:
    """The states from which the platform accepts a matter of a kind by itself."""
    steps = rules().flow(kind).spec.steps
    by_itself = [step for step in steps if step.act is Act.ACCEPT and Role.PLATFORM in step.by]
    return [state for step in by_itself for state in step.from_states]


def return_broken_promises(*, now: datetime) -> list[Matter]:
    """Hand back what was accepted on a promise of papers that did not come in time; each a transaction of its
    own."""
    today, zone = timezone.localdate(working_moment(now)), timezone.get_default_timezone()
    promised = Matter.objects.filter(gaps__promised_on__lt=today, phase=Matter.Phase.OPEN)
    returned: list[Matter | None] = []
    for matter in promised.distinct().prefetch_related("gaps"):
        back_on = returns_on([Gap(gap.promised_on, gap.supplied_at) for gap in matter.gaps.all()], zone)
        step = rules().flow(rules().kind(matter.kind)).steps.get((matter.state, Act.RETURN))
        if back_on and back_on <= today and step and Role.PLATFORM in step.by:
            returned.append(_done(return_case, matter, now, "容缺材料未按期补交，按承诺退办。"))
    return [matter for matter in returned if matter]


def recount_provisional(*, now: datetime) -> int:
    """Count anew the limits that ran into years without a holiday notice; how many of them moved.

    A suspended or extended clock is counted with what it stood and was given.
    """
    rows = MatterClock.objects.filter(is_provisional=True, met_at=None).values_list("matter", flat=True)
    return sum(_recounted(matter, now) for matter in Matter.objects.filter(pk__in=set(rows)))


@transaction.atomic
def _recounted(found: Matter, now: datetime) -> int:
    matter = locked(found)
    before, was = facts(matter), _dues(matter)
    clocks.recount(matter)
    moved = len(was - _dues(matter))
    if moved:
        matter.save(update_fields=["due_at", "attention_at", "soon_at", "next_due_at"])
        journal_act(matter, RECOUNT, SYSTEM, now, before, {})
    return moved


def _dues(matter: Matter) -> set[tuple[int, datetime]]:
    return set(matter.clocks.filter(met_at=None).values_list("pk", "due_at"))
