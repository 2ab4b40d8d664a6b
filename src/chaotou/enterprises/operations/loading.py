"""Brings a zone's enterprises.csv into the register. Loading twice changes nothing; people's changes stay."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from chaotou.core import industries
from chaotou.core.credit_codes import credit_code
from chaotou.core.zone.enterprise_specs import EnterpriseRow
from chaotou.core.zone.specs import Zone
from chaotou.enterprises import facts
from chaotou.enterprises.models import Enterprise
from chaotou.journal import operations as journal
from chaotou.organization.days import working_moment

if TYPE_CHECKING:
    from chaotou.organization.models import Person


@transaction.atomic
def load_enterprises(*, zone: Zone, now: datetime, actor: Person | None = None) -> int:
    """Every line whose name and credit code are not known yet, with its parent; how many are new."""
    known = _known()
    fresh = [row for row in zone.enterprises if not _is_known(row, known)]
    at = working_moment(now)
    Enterprise.objects.bulk_create([_enterprise(row, at, actor) for row in fresh], batch_size=500)
    _link(fresh)
    if fresh:
        journal.record(
            actor=actor,
            act="enterprises.enterprise.loaded",
            target=f"organization.zone:{zone.zone.code}",
            before=None,
            after={"rows": len(fresh)},
            at=now,
        )
    return len(fresh)


def _known() -> set[str]:
    """Names and codes in the register, those of merged rows too."""
    rows = Enterprise.objects.values_list("name", "credit_code")
    return {text for row in rows for text in row if text}


def _is_known(row: EnterpriseRow, known: set[str]) -> bool:
    return row.name in known or bool(row.credit_code) and credit_code(row.credit_code) in known


def _enterprise(row: EnterpriseRow, at: datetime, actor: Person | None) -> Enterprise:
    same = ("name", "english", "short", "size", "chain", "link", "registered_capital", "city", "note")
    given = {field: getattr(row, field) for field in same}
    given["credit_code"] = credit_code(row.credit_code) if row.credit_code else ""
    given["industry"] = industries.canonical(row.industry) if row.industry else ""
    given |= {"aliases": list(row.aliases), "tags": list(row.tags), "is_local": row.local}
    enterprise = Enterprise(recorded_by=actor, recorded_at=at, changed_at=at, is_synthetic=row.synthetic)
    return facts.put(enterprise, given)


def _link(fresh: Iterable[EnterpriseRow]) -> None:
    """Give the new rows their parents, which may be new themselves."""
    parents = {row.name: row.parent for row in fresh if row.parent}
    keys = dict(Enterprise.objects.filter(merged_into=None).values_list("name", "pk"))
    children = list(Enterprise.objects.filter(name__in=parents, merged_into=None))
    for child in children:
        child.parent_id = keys.get(parents[child.name])
    Enterprise.objects.bulk_update(children, ["parent"], batch_size=500)
