"""Naming who judges under a scheme in a period, and releasing them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from chaotou.core.issues import Message, Refusal
from chaotou.core.periods import Period
from chaotou.evaluation import access, schemes
from chaotou.evaluation.gathering import facts, judged
from chaotou.evaluation.models import Judge
from chaotou.journal import operations as journal
from chaotou.organization import access as organization
from chaotou.organization import queries as people

if TYPE_CHECKING:
    from chaotou.organization.models import Person


@transaction.atomic
def name_judge(*, person: Person, scheme: str, period: Period, judge: str, now: datetime) -> Judge:
    """Name someone (a user name) to judge. `Refusal` for a scheme without judged criteria or another period,
    for who holds no post or administers accounts, and for who is named already.
    """
    access.require(access.may_name_judges(person))
    spec, _ = schemes.sound(scheme)
    facts.require_fit(spec, period)
    if not judged.judged_items(spec):
        raise Refusal(Message("这个办法没有评委评分的考评项。"))
    row = Judge(
        scheme=scheme,
        first_month=period.first,
        latest_month=period.latest,
        person=_one_who_may(person, judge),
        named_by=person,
        named_at=now,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refusal(Message("此人已是这次考评的评委。")) from error
    _journal(person, "named", row, None, {"judge": judge, "scheme": scheme, "period": str(period)}, now)
    return row


@transaction.atomic
def release_judge(*, person: Person, judge: int, reason: str, now: datetime) -> Judge:
    """End somebody's being a judge; marks given stay. `Refusal` without a reason."""
    access.require(access.may_name_judges(person))
    row = Judge.objects.select_for_update(of=("self",), no_key=True).filter(pk=judge).first()
    if row is None or row.released_at is not None:
        raise Refusal(Message("没有这位评委，或已经解聘。"))
    if not reason.strip():
        raise Refusal(Message("请说明解聘的原因。"))
    row.released_at = now
    row.save(update_fields=["released_at"])
    _journal(person, "released", row, {"released_at": None}, {"released_at": now, "reason": reason}, now)
    return row


def _one_who_may(asker: Person, username: str) -> Person:
    found = people.person(asker, username)
    if found is None or not found.is_active:
        raise Refusal(Message("没有账号“{name}”，或已停用。", {"name": username}))
    organization.require(access.may_see(found))
    return found


def _journal(
    person: Person,
    act: str,
    row: Judge,
    before: dict[str, object] | None,
    after: dict[str, object],
    now: datetime,
) -> None:
    target = f"evaluation.judge:{row.pk}"
    journal.record(
        actor=person, act=f"evaluation.judge.{act}", target=target, before=before, after=after, at=now
    )
