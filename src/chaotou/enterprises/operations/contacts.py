"""Contacts: recorded, changed, removed and opened. The journal keeps that it happened, not whose data.

Of personal data an entry keeps a seal alone: it shows whether data are still those recorded, and cannot be
turned back into them without the deployment's secret key.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypedDict, Unpack

from django.db import transaction
from django.utils.crypto import salted_hmac

from chaotou.core.issues import Message, Refusal
from chaotou.enterprises import access
from chaotou.enterprises.models import Contact, Enterprise
from chaotou.journal import operations as journal
from chaotou.organization.days import working_moment

if TYPE_CHECKING:
    from chaotou.organization.models import Person

PERSONAL: Final = ("name", "position", "phone", "email", "note")


class Personal(TypedDict, total=False):
    name: str
    position: str
    phone: str
    email: str
    note: str


@transaction.atomic
def record_contact(
    *, person: Person, enterprise: int, organization: int, now: datetime, **said: Unpack[Personal]
) -> Contact:
    """Record a contact at an enterprise; it serves `organization` (a key), where the person must record."""
    access.require(access.may_record_contact(person, organization))
    at = Enterprise.objects.filter(pk=enterprise, merged_into=None).first()
    if at is None:
        raise Refusal(Message("没有这家企业。"))
    contact = Contact(enterprise=at, organization_id=organization, recorded_by=person)
    contact.recorded_at = working_moment(now)
    _put(contact, said)
    contact.save()
    _tell(person, "recorded", contact, None, _facts(contact), now)
    return contact


@transaction.atomic
def change_contact(*, person: Person, contact: int, now: datetime, **said: Unpack[Personal]) -> Contact:
    """Change a contact's data; the rest stays."""
    row = _held(contact)
    access.require(access.may_record_contact(person, row.organization_id))
    before = _facts(row)
    _put(row, said)
    if _facts(row) == before:
        return row
    row.save(update_fields=PERSONAL)
    _tell(person, "changed", row, before, _facts(row), now)
    return row


@transaction.atomic
def remove_contact(*, person: Person, contact: int, now: datetime) -> Contact:
    """Remove a contact: the personal data are gone from the row, which says only that there was one."""
    row = _held(contact)
    access.require(access.may_record_contact(person, row.organization_id))
    before = _facts(row)
    for field in PERSONAL:
        setattr(row, field, "")
    row.removed_at = working_moment(now)
    row.save(update_fields=[*PERSONAL, "removed_at"])
    _tell(person, "removed", row, before, {"removed_at": row.removed_at}, now)
    return row


@transaction.atomic
def read_contact(*, person: Person, contact: int, now: datetime) -> Contact:
    """A contact's personal data, for whom it serves and who oversees the zone; every reading is journaled."""
    row = _held(contact)
    access.require(access.may_read_contact(person, row.organization_id))
    _tell(person, "read", row, None, {"organization": row.organization.code}, now)
    return row


def _held(contact: int) -> Contact:
    held = Contact.objects.select_for_update(of=("self",), no_key=True).select_related("organization")
    found = held.filter(pk=contact, removed_at=None).first()
    if found is None:
        raise Refusal(Message("没有这位联系人，或已经删除。"))
    return found


def _put(contact: Contact, said: Personal) -> None:
    for field, text in said.items():
        setattr(contact, field, str(text).strip())
    if not contact.name:
        raise Refusal(Message("请写明联系人姓名。"))


def _facts(contact: Contact) -> dict[str, object]:
    return {
        "enterprise": contact.enterprise_id,
        "organization": contact.organization.code,
        "seal": seal(contact),
    }


def seal(contact: Contact) -> str:
    """A keyed digest of the personal data."""
    data: dict[str, Any] = {field: getattr(contact, field) for field in PERSONAL}
    text = json.dumps({"contact": contact.pk, **data}, ensure_ascii=False, sort_keys=True)
    return salted_hmac("chaotou.enterprises.contact", text, algorithm="sha256").hexdigest()


def _tell(
    person: Person,
    act: str,
    contact: Contact,
    before: dict[str, object] | None,
    after: dict[str, object],
    now: datetime,
) -> None:
    journal.record(
        actor=person,
        act=f"enterprises.contact.{act}",
        target=f"enterprises.contact:{contact.pk}",
        before=before,
        after=after,
        at=now,
    )
