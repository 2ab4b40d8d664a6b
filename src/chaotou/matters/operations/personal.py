"""What a matter says of a person: kept apart, opened by who handles it, every opening journaled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from chaotou.core.issues import Message, Missing
from chaotou.core.matters.fields import required_of_person
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.journal import operations as journal
from chaotou.matters import access
from chaotou.matters.models import Matter, PersonalData
from chaotou.matters.operations.keeping import seal
from chaotou.organization.models import Person


def keep_personal(matter: Matter, kind: KindSpec, values: Mapping[str, object]) -> None:
    """Keep what is said of a person over what was kept before. Two queries where anything is said."""
    if not values:
        return
    row = PersonalData.objects.filter(matter=matter).first() or PersonalData(matter=matter)
    row.values = {**row.values, **values}
    row.seal = person_seal(kind, row.values)
    row.save()


def person_seal(kind: KindSpec, personal: Mapping[str, object]) -> str:
    """What tells that the same person asked for the same kind again, and nothing else; empty for nobody."""
    said = required_of_person(kind.fields, personal)
    return seal("person", None, {"kind": kind.code, **said}) if said else ""


def _held(matter: Matter) -> PersonalData | None:
    """What is kept with the matter; of a part, with the whole."""
    rows = PersonalData.objects.filter(matter__in=[matter.pk, matter.parent_id or matter.pk])
    found = {row.matter_id: row for row in rows}
    return found.get(matter.pk) or next(iter(found.values()), None)


@transaction.atomic
def read_personal(*, matter: Matter, actor: Person, now: datetime) -> dict[str, object]:
    """What the matter says of a person, by the codes of its fields. Every reading is journaled.

    `Refusal` for who neither takes it in nor handles it; `Missing` where nothing personal is kept.
    """
    access.require(access.may_read_personal(actor, matter))
    held = _held(matter)
    if held is None:
        raise Missing(Message("这件事项没有登记个人信息。"))
    journal.record(
        actor=actor,
        act="matters.personaldata.read",
        target=f"matters.matter:{matter.code}",
        before=None,
        after={"fields": sorted(held.values)},
        at=now,
    )
    return dict(held.values)
