"""Recording an enterprise and changing what is known of it; one that is there already is found at entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Unpack

from django.db import IntegrityError, transaction

from chaotou.core import industries
from chaotou.core.credit_codes import credit_code
from chaotou.core.issues import Message, Refusal
from chaotou.core.names import signs
from chaotou.enterprises import access, facts
from chaotou.enterprises.facts import Said
from chaotou.enterprises.lineage import above
from chaotou.enterprises.models import Enterprise
from chaotou.enterprises.queries.alike import Near, near
from chaotou.enterprises.renaming import renamed
from chaotou.journal import operations as journal
from chaotou.organization.days import working_moment
from chaotou.organization.queries import zone

if TYPE_CHECKING:
    from chaotou.organization.models import Person


class Taken(Refusal):
    """The credit code is another enterprise's, which is named."""

    def __init__(self, other: Enterprise) -> None:
        said = {"code": other.credit_code, "name": other.name}
        super().__init__(
            Message("统一社会信用代码 {code} 已登记为“{name}”。", said),
            Message("请在该企业的页面上更改；确是两家的，请核对代码。"),
        )
        self.other = other


class Alike(Refusal):
    """Enterprises with names so close that the person should look at them first."""

    def __init__(self, found: Sequence[Near]) -> None:
        super().__init__(
            Message("已有 {count} 家名称相近的企业。", {"count": len(found)}),
            Message("请先看是不是同一家；确是另一家的，请选“不是同一家，仍要登记”。"),
        )
        self.found = found


@transaction.atomic
def record_enterprise(
    *,
    person: Person,
    now: datetime,
    is_another: bool = False,
    is_synthetic: bool = False,
    **said: Unpack[Said],
) -> Enterprise:
    """Record an enterprise. `is_another` says that those with close names were looked at.

    `Taken` where the credit code is known, `Alike` where names are close, `Refusal` for what does not hold.
    """
    access.require(access.may_record(person))
    at = working_moment(now)
    enterprise = Enterprise(recorded_by=person, recorded_at=at, changed_at=at, is_synthetic=is_synthetic)
    _put(enterprise, said)
    if not is_another and (found := near([enterprise.name, *enterprise.aliases])):
        raise Alike(found)
    _save(enterprise)
    _tell(person, "recorded", enterprise, None, facts.values(enterprise), now)
    return enterprise


@transaction.atomic
def change_enterprise(
    *, person: Person, enterprise: int, now: datetime, seen: datetime | None = None, **said: Unpack[Said]
) -> Enterprise:
    """Change what is said of an enterprise; the rest stays. `seen` is its `changed_at` as the person saw it.

    `Refusal` where somebody else changed it since, where it was merged into another, and as in recording.
    """
    access.require(access.may_record(person))
    row = locked(enterprise)
    _require_current(row, seen)
    before = facts.values(row)
    _put(row, said)
    after = facts.values(row)
    if before == after:
        return row
    row.changed_at = working_moment(now)
    _save(row)
    if row.name != before["name"]:
        renamed.send(sender=Enterprise, enterprise=row)
    changed = [field for field in before if before[field] != after[field]]
    _tell(
        person,
        "changed",
        row,
        {field: before[field] for field in changed},
        {field: after[field] for field in changed},
        now,
    )
    return row


def locked(enterprise: int) -> Enterprise:
    """The row, held until the transaction ends; `Refusal` where there is none."""
    held = Enterprise.objects.select_for_update(of=("self",), no_key=True).select_related("merged_into")
    found = held.filter(pk=enterprise).first()
    if found is None:
        raise Refusal(Message("没有这家企业。"))
    return found


def _require_current(row: Enterprise, seen: datetime | None) -> None:
    if row.merged_into is not None:
        raise Refusal(
            Message("“{name}”已并入“{kept}”。", {"name": row.name, "kept": row.merged_into.name}),
            Message("请在并入后的企业上更改，或先撤销合并。"),
        )
    if seen is not None and seen != row.changed_at:
        raise Refusal(Message("这家企业刚刚已由他人更改。"), Message("请看过现在的内容，再改一次。"))


def _put(enterprise: Enterprise, said: Said) -> None:
    """Write what was said into the row, each value as it is kept."""
    given: dict[str, Any] = dict(said)
    if "parent" in given:
        given["parent_id"] = _parent(enterprise, given.pop("parent"))
    for field, kept in _KEPT.items():
        if field in given:
            given[field] = kept(given[field])
    facts.put(enterprise, given)
    _require_whole(enterprise)


def _name(text: str) -> str:
    return " ".join(text.split())


def _words(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(word for text in texts if (word := _name(text))))


_KEPT = {
    "credit_code": lambda code: credit_code(code) if code else "",
    "industry": lambda code: industries.canonical(code) if code else "",
    "name": _name,
    "english": _name,
    "short": _name,
    "city": _name,
    "aliases": _words,
    "tags": _words,
}


def _require_whole(enterprise: Enterprise) -> None:
    if not signs(enterprise.name):
        raise Refusal(Message("请写明企业名称。"))
    if enterprise.size and enterprise.size not in Enterprise.Size.values:
        raise Refusal(Message("没有“{size}”这一规模。", {"size": enterprise.size}))
    _require_chain(enterprise.chain, enterprise.link)


def _require_chain(chain: str, link: str) -> None:
    found = next((spec for spec in zone().chains if spec.code == chain), None)
    if chain and found is None:
        raise Refusal(Message("没有产业链“{chain}”。", {"chain": chain}))
    if link and (found is None or link not in {spec.code for spec in found.links}):
        raise Refusal(Message("所选产业链上没有这个环节。"))


def _parent(enterprise: Enterprise, parent: int | None) -> int | None:
    """The parent's key; `Refusal` where a chain of parents would come back to the enterprise itself."""
    if parent and not Enterprise.objects.filter(pk=parent, merged_into=None).exists():
        raise Refusal(Message("没有这家母公司。"))
    if enterprise.pk is not None and enterprise.pk in above(parent):
        raise Refusal(Message("企业不能是自己的母公司，也不能互为母公司。"))
    return parent


def _save(enterprise: Enterprise) -> None:
    """Write the row; a code that another has is refused by name, also one written a moment ago."""
    try:
        with transaction.atomic():
            enterprise.save()
    except IntegrityError as error:
        other = known_by_code(enterprise.credit_code, besides=enterprise.pk)
        if other is None:
            raise
        raise Taken(other) from error


def known_by_code(code: str, besides: int | None = None) -> Enterprise | None:
    """The enterprise in force that has this code."""
    found = Enterprise.objects.filter(credit_code=code, merged_into=None).exclude(pk=besides or 0)
    return found.first() if code else None


def _tell(
    person: Person,
    act: str,
    enterprise: Enterprise,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
    now: datetime,
) -> None:
    journal.record(
        actor=person,
        act=f"enterprises.enterprise.{act}",
        target=f"enterprises.enterprise:{enterprise.pk}",
        before=facts.for_journal(before) if before is not None else None,
        after=facts.for_journal(after),
        at=now,
    )
