"""Who sees and does what with enterprises, and who may open the personal data of their contacts.

A contact is seen by the organization it serves. Reviewers, auditors and those who lead the zone learn that it
exists and may open it; nobody else learns even that. Every opening is journaled.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from chaotou.core.issues import Message
from chaotou.organization import access as organization
from chaotou.organization.access import Duty, Mandate, Verdict, require

if TYPE_CHECKING:
    from chaotou.organization.access import Asker

__all__ = [
    "SYSTEM",
    "System",
    "may_merge",
    "may_read_contact",
    "may_record",
    "may_record_contact",
    "may_see_enterprises",
    "records_for",
    "require",
    "require_sight",
    "sees_contacts_of",
]


@dataclass(frozen=True)
class System:
    """The platform itself as a reader: commands and scheduled work."""


SYSTEM: Final = System()


def require_sight(reader: Asker | System) -> None:
    """Go on only for who sees enterprises: `Refusal` for others, TypeError for nobody at all."""
    if isinstance(reader, System):
        return
    if reader is None:
        raise TypeError("A list of enterprises needs a reader: a person, or SYSTEM.")
    require(may_see_enterprises(reader))


def may_see_enterprises(person: Asker) -> Verdict:
    """Whether the person sees enterprises: whoever holds a post, but not who administers accounts."""
    held = organization.mandate(person)
    if held.administers:
        return Verdict(False, Message("账号管理员只管理账号，不查看企业（职责分离）。"))
    if not held.seats:
        return Verdict(False, Message("目前没有岗位，不能查看企业。"))
    return Verdict(True, Message("在本区有岗位，可以查看企业。"))


def may_record(person: Asker) -> Verdict:
    """Whether the person records and changes enterprises: recorders and reviewers, of any organization."""
    held = organization.mandate(person)
    if not held.administers and held.duties & {Duty.RECORDS, Duty.REVIEWS}:
        return Verdict(True, Message("在填报或审核岗位上，可以登记和更改企业。"))
    return Verdict(False, Message("只有填报和审核岗位可以登记和更改企业。"))


def may_merge(person: Asker) -> Verdict:
    """Whether the person merges enterprises and undoes merges: reviewers, as it concerns every unit."""
    held = organization.mandate(person)
    if not held.administers and Duty.REVIEWS in held.duties:
        return Verdict(True, Message("在审核岗位上，可以合并企业。"))
    return Verdict(False, Message("合并企业涉及各单位的项目，由审核岗位办理。"))


def records_for(person: Asker) -> frozenset[int]:
    """The organizations (primary keys) whose contacts the person records: where they record."""
    return _records_for(organization.mandate(person))


def _records_for(held: Mandate) -> frozenset[int]:
    if held.administers:
        return frozenset()
    return frozenset(seat.organization for seat in held.seats if seat.duty == Duty.RECORDS)


def may_record_contact(person: Asker, serves: int | None = None) -> Verdict:
    """Whether the person records, changes and removes contacts that serve an organization (None: any)."""
    records = records_for(person)
    if not records:
        return Verdict(False, Message("只有填报岗位可以登记联系人。"))
    if serves is not None and serves not in records:
        return Verdict(False, Message("这位联系人由其他单位登记，只由该单位更改。"))
    return Verdict(True, Message("在填报岗位上，可以登记本单位的联系人。"))


def may_read_contact(person: Asker, serves: int) -> Verdict:
    """Whether the person opens the personal data of a contact that serves this organization."""
    held = organization.mandate(person)
    if not held.administers and serves in _seated(held):
        return Verdict(True, Message("联系人为所在单位服务；每次查看都有记录。"))
    if held.oversees:
        return Verdict(True, Message("负责审核、审计或领导全区工作，可以查看；每次查看都有记录。"))
    return Verdict(False, Message("联系人只供其服务的单位查看。"))


def sees_contacts_of(person: Asker) -> Collection[int] | None:
    """The organizations (primary keys) of whose contacts the person learns that they exist; None: all."""
    held = organization.mandate(person)
    if held.administers:
        return frozenset()
    return None if held.oversees else _seated(held)


def _seated(held: Mandate) -> frozenset[int]:
    return frozenset(seat.organization for seat in held.seats)
