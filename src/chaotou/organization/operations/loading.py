"""Loading a zone directory: what its files say of organizations, people, posts and who answers for what.

The files own organizations, the posts' titles and the responsibilities they name. They only begin accounts
and the holders of posts: what administrators did since is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chaotou.core.issues import Message, Refusal
from chaotou.core.zone.specs import IndicatorSpec, OrganizationSpec, TargetSpec, Zone
from chaotou.core.zone.vocabulary import are_mixed
from chaotou.organization import access
from chaotou.organization.journaling import record
from chaotou.organization.models import Organization, Person, Post
from chaotou.organization.operations.responsibilities import replace

Loaded = Mapping[str, int]
"""How many rows of each kind were new or changed, e.g. {"organizations": 24, "people": 8}."""


@transaction.atomic
def load_organizations(*, zone: Zone, actor: Person | None, now: datetime) -> Loaded:
    """Bring the tables up to the zone's files; a second run changes nothing and leaves no journal entry.

    `actor` None is the platform itself. New people have no usable password. Refusal where duties are mixed.
    """
    loaded = {
        "organizations": _load_bodies(zone),
        "people": _load_people(zone, now),
        "posts": _load_posts(zone, now),
        "responsibilities": _load_responsibilities(zone),
    }
    if any(loaded.values()):
        target = f"organization.zone:{zone.zone.code}"
        record(actor=actor, act="organization.zone.loaded", target=target, before=None, after=loaded, at=now)
    return loaded


@transaction.atomic
def give_first_passwords(*, zone: Zone, password: str, now: datetime) -> list[str]:
    """Give `password` to the zone's people who have none yet (a demonstration); their user names."""
    names = [person.username for person in zone.people]
    waiting = [
        person for person in Person.objects.filter(username__in=names) if not person.has_usable_password()
    ]
    for person in waiting:
        person.set_password(password)
        person.save(update_fields=["password"])
    given = [person.username for person in waiting]
    if given:
        target = f"organization.zone:{zone.zone.code}"
        act, after = "organization.zone.first_passwords_given", {"people": given}
        record(actor=None, act=act, target=target, before=None, after=after, at=now)
    return given


def _load_bodies(zone: Zone) -> int:
    codes = {spec.code for spec in zone.organizations}
    new = codes - set(_organizations())
    for spec in zone.organizations:
        if spec.code in new:
            Organization.objects.create(code=spec.code, name=spec.name, kind=spec.kind.value)
    found = _organizations()
    changed = {
        spec.code
        for order, spec in enumerate(zone.organizations)
        if _put(found[spec.code], _body(spec, order, found))
    }
    return len(new | changed)


def _body(spec: OrganizationSpec, order: int, found: dict[str, Organization]) -> dict[str, object]:
    parent = found[spec.parent] if spec.parent else None
    values = {"name": spec.name, "english": spec.english, "short": spec.short, "kind": spec.kind.value}
    return {**values, "parent": parent, "order": order}


def _load_people(zone: Zone, now: datetime) -> int:
    known = set(Person.objects.values_list("username", flat=True))
    homes = _organizations()
    new = [spec for spec in zone.people if spec.username not in known]
    for spec in new:
        person = Person(username=spec.username, name=spec.name, english=spec.english, date_joined=now)
        person.organization = homes[spec.organization]
        person.set_unusable_password()
        person.save()
    return len(new)


def _load_posts(zone: Zone, now: datetime) -> int:
    homes = _organizations()
    people = {person.username: person for person in Person.objects.all()}
    standing = {post.code: post for post in Post.objects.select_related("organization")}
    changed = 0
    for spec in zone.posts:
        post = standing.get(spec.code) or Post(code=spec.code)
        values: dict[str, object] = {"organization": homes[spec.organization], "duty": spec.duty.value}
        values |= {"title": spec.title, "english": spec.english}
        if spec.person and post.person_id is None:
            values |= {"person": people[spec.person], "held_from_on": timezone.localdate(now)}
        changed += _put(post, values)
    _refuse_mixed_duties()
    return changed


def _refuse_mixed_duties() -> None:
    held: dict[Person, set[str]] = {}
    seats = Post.objects.filter(person__isnull=False, held_until_on__isnull=True).select_related("person")
    for seat in seats:
        assert seat.person is not None
        held.setdefault(seat.person, set()).add(seat.duty)
    for person, duties in held.items():
        if are_mixed(duties):
            raise Refusal(
                Message("“{person}”既管理账号或审计，又有别的职责。", {"person": str(person)}),
                Message("请在 people.yaml 中另安排一人。"),
            )


def _load_responsibilities(zone: Zone) -> int:
    homes = _organizations()
    filed = [(access.Subject.INDICATOR, spec.code, _roles(spec, homes)) for spec in zone.indicators]
    filed += [(access.Subject.TARGET, spec.code, _roles(spec, homes)) for spec in zone.targets]
    return sum(replace(subject, code, roles) != _codes(roles) for subject, code, roles in filed)


def _roles(spec: IndicatorSpec | TargetSpec, homes: dict[str, Organization]) -> dict[Organization, str]:
    roles: dict[Organization, str] = {homes[code]: access.Role.SUPPORTING for code in spec.supporting}
    if spec.lead:
        roles[homes[spec.lead]] = access.Role.LEAD
    return roles


def _codes(roles: dict[Organization, str]) -> dict[str, str]:
    return {home.code: role for home, role in roles.items()}


def _organizations() -> dict[str, Organization]:
    return {organization.code: organization for organization in Organization.objects.all()}


def _put(row: Organization | Post, values: Mapping[str, object]) -> bool:
    """Whether the row had to be saved."""
    if row.pk and all(getattr(row, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return True
