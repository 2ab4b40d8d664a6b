"""One enterprise with what belongs to it: parent, subsidiaries, merges, and that it has contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chaotou.core.issues import Message, Missing
from chaotou.core.names import closeness
from chaotou.enterprises import access
from chaotou.enterprises.lineage import family_of
from chaotou.enterprises.models import Contact, Enterprise, Merge
from chaotou.enterprises.queries.alike import near
from chaotou.rows.searching import matching

if TYPE_CHECKING:
    from chaotou.organization.access import Asker, Verdict
    from chaotou.organization.models import Organization, Person


@dataclass(frozen=True)
class Line:
    """That there is a contact, whom it serves, since when; its data are opened apart."""

    pk: int
    organization: Organization
    recorded_at: datetime
    may_read: Verdict
    may_change: Verdict


@dataclass(frozen=True)
class Detail:
    enterprise: Enterprise
    parent: Enterprise | None
    subsidiaries: list[Enterprise]
    merges: list[Merge]
    family: list[int]
    contacts: list[Line]
    recorded_by: Person | None


def enterprise(reader: Asker, pk: int) -> Enterprise:
    """The row itself, merged or not. `Missing` where there is none."""
    access.require_sight(reader)
    found = Enterprise.objects.select_related("parent", "merged_into", "recorded_by").filter(pk=pk).first()
    if found is None:
        raise Missing(Message("没有这家企业。"))
    return found


def kept(reader: Asker, pk: int) -> Enterprise:
    """The enterprise a key leads to: itself, or the one it was merged into in the end."""
    found = enterprise(reader, pk)
    while found.merged_into_id is not None:
        found = enterprise(reader, found.merged_into_id)
    return found


def detail(reader: Asker, found: Enterprise) -> Detail:
    """All that belongs to an enterprise, its absorbed rows' parts too."""
    family = family_of(found.pk)
    parent = kept(reader, found.parent_id) if found.parent_id else None
    below = Enterprise.objects.filter(parent__in=family, merged_into=None).exclude(pk=found.pk)
    merges = Merge.objects.filter(kept__in=family).select_related(
        "absorbed", "kept", "merged_by", "undone_by"
    )
    parts = (parent, list(below.defer("grams")), list(merges), family, contacts(reader, family))
    return Detail(found, *parts, _recorder(reader, found))


def _recorder(reader: Asker, found: Enterprise) -> Person | None:
    """Who took it up, for their own unit and who oversees: others would learn who talks to the investor."""
    seen, by = access.sees_contacts_of(reader), found.recorded_by
    return by if by and (seen is None or by.organization_id in seen) else None


def contacts(reader: Asker, family: list[int]) -> list[Line]:
    """The contacts of which the reader learns that they exist, without any personal data."""
    seen = access.sees_contacts_of(reader)
    found = Contact.objects.filter(enterprise__in=family, removed_at=None).select_related("organization")
    if seen is not None:
        found = found.filter(organization__in=seen)
    rows = found.only(
        "pk", "recorded_at", "organization__code", "organization__name", "organization__english"
    )
    return [_line(reader, row) for row in rows]


def _line(reader: Asker, row: Contact) -> Line:
    may_read = access.may_read_contact(reader, row.organization_id)
    may_change = access.may_record_contact(reader, row.organization_id)
    return Line(row.pk, row.organization, row.recorded_at, may_read, may_change)


def enterprise_of_contact(reader: Asker, pk: int) -> Enterprise:
    """Where a contact the reader may know of belongs; `Missing` for any other."""
    found = Contact.objects.filter(pk=pk, removed_at=None).values_list("enterprise", "organization").first()
    seen = access.sees_contacts_of(reader)
    if found is None or (seen is not None and found[1] not in seen):
        raise Missing(Message("没有这位联系人，或已经删除。"))
    return kept(reader, found[0])


def merge(reader: Asker, pk: int) -> Merge:
    access.require_sight(reader)
    found = Merge.objects.select_related("kept").filter(pk=pk).first()
    if found is None:
        raise Missing(Message("没有这次合并，或已经撤销。"))
    return found


def others(reader: Asker, found: Enterprise, text: str) -> list[Enterprise]:
    """What it might be one with: those a text finds, else those with close names."""
    access.require_sight(reader)
    if not text.strip():
        return [one.enterprise for one in near([found.name, *found.aliases], besides=found.pk)]
    rows = matching(Enterprise.objects.filter(merged_into=None).exclude(pk=found.pk), text)
    return sorted(rows[:50], key=lambda one: -closeness(one.name, found.name))[:10]


def named(reader: Asker, text: str) -> list[Enterprise]:
    """Who is meant by a name, alias or credit code as typed: the exact ones, else up to ten that it finds."""
    access.require_sight(reader)
    rows = list(matching(Enterprise.objects.filter(merged_into=None), text)[:50])
    typed = text.strip()
    exact = [
        one for one in rows if typed in (one.name, one.short, one.english, one.credit_code, *one.aliases)
    ]
    by_name = [one for one in exact if one.name == typed]
    return by_name or exact or rows[:10]


def known(reader: Asker) -> bool:
    """Whether there is any enterprise at all. One query."""
    access.require_sight(reader)
    return Enterprise.objects.exists()
