"""Posts: filled and vacated by whoever administers accounts, under separation of duties."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from chaotou.core.issues import Message, Refusal
from chaotou.organization import access
from chaotou.organization.journaling import record
from chaotou.organization.models import Person, Post
from chaotou.organization.operations.people import locked, refuse_last_administrator


@transaction.atomic
def assign_post(*, actor: Person, post: str, person: Person, on: date, now: datetime) -> Post:
    """Give the post (a code) to the person from `on`; whoever held it until then leaves it.

    Refusal against separation of duties, for a closed account, and for a day still to come.
    """
    access.require(access.may_administer(actor))
    seat, person = _locked(post), locked(person)
    access.require(access.may_hold(actor=actor, person=person, duty=seat.duty))
    if not person.is_active:
        raise Refusal(Message("{name}的账号已停用，不能任职。", {"name": str(person)}))
    if holder(seat) == person:
        return seat
    _refuse_future(on, now)
    _refuse_emptying(seat)
    return _seat(actor, "assigned", seat, person, on, None, now)


@transaction.atomic
def end_post(*, actor: Person, post: str, on: date, now: datetime) -> Post:
    """Vacate the post (a code) with the day `on`. Nobody vacates their own."""
    access.require(access.may_administer(actor))
    seat = _locked(post)
    if holder(seat) is None:
        raise Refusal(Message("岗位“{title}”现在空缺。", {"title": seat.title}))
    if holder(seat) == actor:
        raise Refusal(Message("不能给自己办理离任（职责分离）；请另一位账号管理员办理。"))
    _refuse_future(on, now)
    if seat.held_from_on and on < seat.held_from_on:
        raise Refusal(Message("离任日期早于任职日期 {day}。", {"day": seat.held_from_on.isoformat()}))
    _refuse_emptying(seat)
    return _seat(actor, "ended", seat, seat.person, seat.held_from_on, on, now)


def holder(seat: Post) -> Person | None:
    """Who holds the post now."""
    return None if seat.held_until_on else seat.person


def _refuse_future(on: date, now: datetime) -> None:
    if on > timezone.localdate(now):
        raise Refusal(Message("日期不能晚于今天；到了那天再办理。"))


def _refuse_emptying(seat: Post) -> None:
    holding = holder(seat)
    if holding is not None and seat.duty == access.Duty.ADMINISTERS:
        refuse_last_administrator(holding)


def _seat(
    actor: Person,
    what: str,
    seat: Post,
    person: Person | None,
    since: date | None,
    until: date | None,
    now: datetime,
) -> Post:
    before = _facts(seat)
    seat.person, seat.held_from_on, seat.held_until_on = person, since, until
    seat.save(update_fields=["person", "held_from_on", "held_until_on"])
    act, target = f"organization.post.{what}", f"organization.post:{seat.code}"
    record(actor=actor, act=act, target=target, before=before, after=_facts(seat), at=now)
    return seat


def _facts(seat: Post) -> dict[str, object]:
    return {
        "person": seat.person.username if seat.person else None,
        "held_from_on": seat.held_from_on,
        "held_until_on": seat.held_until_on,
    }


def _locked(code: str) -> Post:
    found = (
        Post.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise Refusal(Message("没有代码为“{code}”的岗位。", {"code": code}))
    return found
