"""A project's investment: planned by month, and done by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from chaotou.core.issues import Message, Refusal
from chaotou.core.periods import Period
from chaotou.core.projects.money import spread
from chaotou.journal import operations as journal
from chaotou.organization.access import require
from chaotou.organization.days import working_day, working_moment
from chaotou.projects import access
from chaotou.projects.models import InvestmentMonth, Project

if TYPE_CHECKING:
    from chaotou.organization.models import Person


@transaction.atomic
def plan_investment(
    *,
    project: Project,
    total: Decimal,
    period: Period,
    actor: Person,
    now: datetime,
    shares: Sequence[Decimal] = (),
    reason: str = "",
) -> None:
    """Plan a total (yuan) over a period, even or by cumulative shares (fractions) at the months' ends.

    The months of the period are planned anew, others stay. Where a plan was there already a reason is asked
    for; the journal keeps the earlier one.
    """
    require(access.may_deliver(actor, project))
    if total <= 0:
        raise Refusal(Message("计划投资应大于 0。"))
    months = spread(total, period, shares)
    rows = {row.month: row for row in _rows(project, period)}
    before: dict[str, object] = {
        str(Period(m, m)): row.planned for m, row in rows.items() if row.planned is not None
    }
    if before and not reason.strip():
        raise Refusal(Message("这段时间已有投资计划，调整请说明理由。"))
    for month, planned in months.items():
        _write(project, month, {"planned": planned})
    after: dict[str, object] = {str(Period(m, m)): planned for m, planned in months.items()}
    if reason.strip():
        after["reason"] = reason.strip()
    _journal(actor, "investment.planned", project, before or None, after, now)


@transaction.atomic
def record_investment(
    *, project: Project, month: int, done: Decimal, actor: Person, now: datetime, reason: str = ""
) -> InvestmentMonth:
    """Record what was invested in one month (an ordinal), in yuan; a correction needs its reason.

    `Refusal` for a month still to come and an amount below zero.
    """
    require(access.may_deliver(actor, project))
    if Period(month, month).starts_on > working_day(now):
        raise Refusal(Message("{month}还没有到，不能填报。", {"month": Period(month, month)}))
    if done < 0:
        raise Refusal(Message("完成投资不能是负数。"))
    held = InvestmentMonth.objects.filter(project=project, month=month).first()
    before = held.done if held else None
    if before is not None and not reason.strip():
        raise Refusal(Message("{month}已经填报，更正请说明原因。", {"month": Period(month, month)}))
    row = _write(project, month, {"done": done, "recorded_by": actor, "recorded_at": working_moment(now)})
    said = {"month": str(Period(month, month)), "done": done, "reason": reason.strip()}
    _journal(
        actor, "investment.recorded", project, None if before is None else {**said, "done": before}, said, now
    )
    return row


def _rows(project: Project, period: Period) -> list[InvestmentMonth]:
    held = project.months.select_for_update(of=("self",))
    return list(held.filter(month__gte=period.first, month__lte=period.latest))


def _write(project: Project, month: int, said: dict[str, object]) -> InvestmentMonth:
    return InvestmentMonth.objects.update_or_create(project=project, month=month, defaults=said)[0]


def _journal(
    actor: Person,
    act: str,
    project: Project,
    before: dict[str, object] | None,
    after: dict[str, object],
    now: datetime,
) -> None:
    target = f"projects.project:{project.code}"
    journal.record(actor=actor, act=f"projects.{act}", target=target, before=before, after=after, at=now)
