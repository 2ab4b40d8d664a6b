"""Giving marks, standing aside, and noting facts that bonuses, deductions and vetoes rest on.

The journal keeps that a mark was given and a seal of it, never the mark: who reads the journal must not read
what the scheme lets nobody see. The seal is over the row's salt and value, so the entry still proves the row.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from chaotou.core.evaluation.scheme import SchemeSpec
from chaotou.core.issues import Message, Refusal
from chaotou.core.naming import Listed
from chaotou.core.periods import Period
from chaotou.evaluation import access, schemes
from chaotou.evaluation.gathering import facts, judged
from chaotou.evaluation.gathering.subjects import chosen
from chaotou.evaluation.models import Judge, JudgedMark
from chaotou.evaluation.operations.runs import published
from chaotou.journal import operations as journal

if TYPE_CHECKING:
    from chaotou.organization.models import Person


@dataclass(frozen=True)
class Place:
    """What is marked: a criterion of a subject, under a scheme in a period."""

    scheme: str
    period: Period
    criterion: str
    subject: str

    def columns(self) -> dict[str, object]:
        return {
            "scheme": self.scheme,
            "first_month": self.period.first,
            "latest_month": self.period.latest,
            "criterion": self.criterion,
            "subject": self.subject,
        }


@transaction.atomic
def record_mark(
    *,
    person: Person,
    scheme: str,
    period: Period,
    criterion: str,
    subject: str,
    value: Decimal,
    now: datetime,
) -> JudgedMark:
    """Give a mark out of 100, or give it anew; the earlier one is kept.

    `Refusal` for who is no judge, for one's own organization, beyond 0 to 100, and once the run is published.
    """
    place = Place(scheme, period, criterion, subject)
    _require_open(place, person)
    if not (value.is_finite() and 0 <= value <= 100):
        raise Refusal(Message("评分应在 0 到 100 之间。"))
    row = JudgedMark(**place.columns(), judge=person, value=value, recorded_at=now)
    return _replace(row, _mine(place, person), person, "recorded", now)


@transaction.atomic
def recuse(
    *,
    person: Person,
    scheme: str,
    period: Period,
    criterion: str,
    subject: str,
    reason: str,
    now: datetime,
) -> JudgedMark:
    """Stand aside from marking a subject's criterion, with a reason; a mark given before no longer counts."""
    place = Place(scheme, period, criterion, subject)
    _require_open(place, person, own=True)
    if not reason.strip():
        raise Refusal(Message("请说明回避的理由。"))
    row = JudgedMark(**place.columns(), judge=person, is_recused=True, reason=reason.strip(), recorded_at=now)
    return _replace(row, _mine(place, person), person, "recused", now)


@transaction.atomic
def note_fact(
    *,
    person: Person,
    scheme: str,
    period: Period,
    criterion: str,
    subject: str,
    value: Decimal,
    reason: str,
    now: datetime,
) -> JudgedMark:
    """Note how often something happened that a bonus, deduction, veto or ceiling reads, and on what grounds.

    What was noted before, by whomever, no longer counts. `Refusal` for who does not review, without grounds.
    """
    access.require(access.may_note(person))
    place = Place(scheme, period, criterion, subject)
    spec = _scheme(place)
    _require_one_of(criterion, [one.code for one in judged.noted_items(spec)])
    if not (value.is_finite() and value >= 0):
        raise Refusal(Message("次数或件数不能小于 0。"))
    if not reason.strip():
        raise Refusal(Message("请写明核定的依据。"))
    row = JudgedMark(
        **place.columns(),
        judge=person,
        value=value,
        is_noted=True,
        reason=reason.strip(),
        recorded_at=now,
    )
    current = JudgedMark.objects.filter(**place.columns(), superseded_at=None)
    return _replace(row, current, person, "noted", now)


def seal(row: JudgedMark) -> str:
    """What the journal keeps of a mark: a digest that its row, with the salt, comes to again."""
    value = "" if row.value is None else f"{row.value.normalize():f}"
    return hashlib.sha256(f"{row.salt}:{row.criterion}:{row.subject}:{value}".encode()).hexdigest()


def _require_open(place: Place, person: Person, *, own: bool = False) -> None:
    """Refuse who may not mark here; of one's own organization one may only stand aside."""
    spec = _scheme(place)
    named = Judge.objects.filter(
        scheme=place.scheme,
        first_month=place.period.first,
        latest_month=place.period.latest,
        person=person,
        released_at=None,
    ).exists()
    access.require(access.may_judge(person, "" if own else place.subject, is_named=named))
    _require_one_of(place.criterion, [one.code for one in judged.judged_items(spec)])
    if published(place.scheme, place.period) is not None:
        raise Refusal(Message("这一期的考评已经发布，评分截止。"))


def _scheme(place: Place) -> SchemeSpec:
    """The scheme; `Refusal` where it does not score the subject in the period."""
    spec, _ = schemes.sound(place.scheme)
    facts.require_fit(spec, place.period)
    scored = [one.code for one in chosen(spec, place.period.latest_year).scored]
    if place.subject not in scored:
        raise Refusal(
            Message("没有“{names}”这个考评对象。", {"names": place.subject}),
            Message("考评的有：{names}。", {"names": Listed(tuple(scored))}),
        )
    return spec


def _require_one_of(criterion: str, codes: list[str]) -> None:
    if criterion not in codes:
        raise Refusal(
            Message("“{code}”不是在这里评分的项。", {"code": criterion}),
            Message("可写的有：{codes}。", {"codes": Listed(tuple(codes)) if codes else "—"}),
        )


def _mine(place: Place, person: Person) -> Iterable[JudgedMark]:
    return JudgedMark.objects.filter(**place.columns(), judge=person, superseded_at=None)


def _replace(
    row: JudgedMark, current: Iterable[JudgedMark], person: Person, act: str, now: datetime
) -> JudgedMark:
    earlier = list(current)
    ended = [one.pk for one in earlier]
    JudgedMark.objects.filter(pk__in=ended).update(superseded_at=now)
    row.salt = secrets.token_hex(16)
    row.save()
    journal.record(
        actor=person,
        act=f"evaluation.judgedmark.{act}",
        target=f"evaluation.judgedmark:{row.pk}",
        before=_facts(earlier[-1]) if earlier else None,
        after=_facts(row),
        at=now,
    )
    return row


def _facts(row: JudgedMark) -> dict[str, object]:
    """What the journal keeps; what a reviewer noted is no secret."""
    kept: dict[str, object] = {
        "scheme": row.scheme,
        "period": str(Period(row.first_month, row.latest_month)),
        "criterion": row.criterion,
        "subject": row.subject,
        "is_recused": row.is_recused,
        "reason": row.reason,
    }
    return kept | ({"value": row.value} if row.is_noted else {"seal": seal(row)})
