"""Accounts: opened, changed, closed and given passwords by whoever administers them."""

from __future__ import annotations

from datetime import datetime

from axes.utils import reset
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from chaotou.core.issues import Message, Refusal
from chaotou.organization import access
from chaotou.organization.journaling import record
from chaotou.organization.models import Organization, Person, Post


@transaction.atomic
def create_person(
    *, actor: Person, username: str, name: str, english: str, organization: str, password: str, now: datetime
) -> Person:
    """Open an account in the organization (a code); the person must change `password` at the first sign-in.

    Refusal where the name is taken or the password is weak.
    """
    access.require(access.may_administer(actor))
    home = _organization(organization)
    if Person.objects.filter(username__iexact=username).exists():
        raise _taken(username)
    person = Person(username=username, name=name, english=english, organization=home, date_joined=now)
    _refuse_malformed(person)
    try:
        with transaction.atomic():
            _give(person, password, must_change=True)
    except IntegrityError as error:
        raise _taken(username) from error
    _tell(actor, "created", person, None, _facts(person), now)
    return person


def _taken(username: str) -> Refusal:
    return Refusal(Message("账号“{username}”已有人使用。", {"username": username}))


@transaction.atomic
def change_person(
    *, actor: Person, person: Person, name: str, english: str, organization: str, now: datetime
) -> Person:
    """Change a person's names or organization (a code). The user name stays, because the journal cites it."""
    access.require(access.may_administer(actor))
    person = locked(person)
    before = _facts(person)
    person.name, person.english, person.organization = name, english, _organization(organization)
    if _facts(person) == before:
        return person
    _refuse_malformed(person)
    person.save(update_fields=["name", "english", "organization"])
    _tell(actor, "changed", person, before, _facts(person), now)
    return person


@transaction.atomic
def deactivate_person(*, actor: Person, person: Person, reason: str, now: datetime) -> Person:
    """Close an account: its open sessions end with their next click. Nobody closes their own."""
    access.require(access.may_administer(actor))
    if actor.pk == person.pk:
        raise Refusal(Message("不能停用自己的账号；请另一位账号管理员办理。"))
    return _set_active(actor, person, False, reason, now)


@transaction.atomic
def reactivate_person(*, actor: Person, person: Person, reason: str, now: datetime) -> Person:
    """Open a closed account again, with the posts it still holds."""
    access.require(access.may_administer(actor))
    return _set_active(actor, person, True, reason, now)


@transaction.atomic
def set_password(*, actor: Person, person: Person, password: str, now: datetime) -> Person:
    """Set one's own password, or another's as administrator; then it must be changed at the next sign-in.

    A lock-out after failed sign-ins ends with it. Refusal for a weak password or the one in use.
    """
    if actor.pk != person.pk:
        access.require(access.may_administer(actor))
    person = locked(person)
    if person.has_usable_password() and person.check_password(password):
        raise Refusal(Message("新密码与现用密码相同，请另设一个。"))
    _give(person, password, must_change=actor.pk != person.pk)
    reset(username=person.username)
    _tell(actor, "password_set", person, None, {"must_change_password": person.must_change_password}, now)
    return person


@transaction.atomic
def set_password_from_console(*, username: str, password: str, now: datetime) -> Person:
    """Give a password from the server's own console, where nobody is signed in; it must be changed."""
    person = Person.objects.filter(username=username).first()
    if person is None:
        raise Refusal(Message("没有账号“{username}”。", {"username": username}))
    person = locked(person)
    _give(person, password, must_change=True)
    reset(username=person.username)
    _tell(None, "password_set", person, None, {"must_change_password": True}, now)
    return person


def _set_active(actor: Person, person: Person, is_active: bool, reason: str, now: datetime) -> Person:
    person = locked(person)
    if person.is_active == is_active:
        return person
    if not is_active:
        refuse_last_administrator(person)
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    act = "reactivated" if is_active else "deactivated"
    after = {"is_active": is_active, "reason": reason}
    _tell(actor, act, person, {"is_active": not is_active}, after, now)
    return person


def refuse_last_administrator(person: Person) -> None:
    """Refusal where nobody else could administer accounts any more.

    Their posts are held until the transaction ends: two administrators who close each other wait in line.
    """
    held = Post.objects.filter(duty=access.Duty.ADMINISTERS, held_until_on__isnull=True)
    seats = list(held.select_for_update(of=("self",), no_key=True).order_by("pk"))
    if person.pk not in {seat.person_id for seat in seats}:
        return
    others = {seat.person_id for seat in seats if seat.person_id not in (None, person.pk)}
    if not Person.objects.filter(pk__in=others, is_active=True).exists():
        raise Refusal(Message("这是最后一位账号管理员；请先安排另一位。"))


def _give(person: Person, password: str, *, must_change: bool) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refusal(Message("密码不合要求：{reasons}", {"reasons": " ".join(error.messages)})) from error
    person.set_password(password)
    person.must_change_password = must_change
    person.save()


def _refuse_malformed(person: Person) -> None:
    try:
        person.clean_fields(exclude=["password"])
    except ValidationError as error:
        raise Refusal(Message("内容不合要求：{reasons}", {"reasons": " ".join(error.messages)})) from error


def _organization(code: str) -> Organization:
    found = Organization.objects.filter(code=code).first()
    if found is None:
        raise Refusal(Message("没有代码为“{code}”的机构。", {"code": code}))
    return found


def locked(person: Person) -> Person:
    """The person as they are now, held until the transaction ends.

    Without the key, as everywhere but at the journal's head: an entry that names the person need not wait.
    """
    return (
        Person.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organization")
        .get(pk=person.pk)
    )


def _facts(person: Person) -> dict[str, object]:
    home = person.organization
    return {"name": person.name, "english": person.english, "organization": home.code if home else None}


def _tell(
    actor: Person | None,
    what: str,
    person: Person,
    before: dict[str, object] | None,
    after: dict[str, object],
    now: datetime,
) -> None:
    act, target = f"organization.person.{what}", f"organization.person:{person.username}"
    record(actor=actor, act=act, target=target, before=before, after=after, at=now)
