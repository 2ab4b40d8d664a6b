"""Which rows of a spreadsheet are there already, and which are like a lead that another unit holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chaotou.core.projects.duplicates import Row, compared_name
from chaotou.core.projects.importing.held import Held
from chaotou.core.projects.importing.table import Table
from chaotou.core.projects.importing.twins import Entry, Keying, Seen
from chaotou.core.zone.lead_specs import DuplicateSpec, in_force
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.access import PUBLIC_STAGES, Sight, sight
from chaotou.projects.models import Project
from chaotou.projects.queries.duplicates import GONE, is_held

if TYPE_CHECKING:
    from chaotou.organization.models import Person

_COMPARED = (
    "code",
    "name",
    "investor_name",
    "investor__credit_code",
    "product",
    "investment",
    "stage",
    "organization_id",
    "landing_id",
)
_LEAD = ("stage", "protected_until_on", "name", "investor_name", "investor__name", "investor__credit_code")
_NEAR = ("name_keys", "pk", "product", "investment")


@dataclass(frozen=True)
class Twin:
    """A row that is there already: in the file at an earlier row, or in the register.

    `code` is empty where the reader may not know of that project. `held` by another unit it cannot come in;
    it is only `alike` where it is like a lead that another unit holds (`Held`).
    """

    place: int
    row: int
    earlier_row: int | None = None
    code: str = ""
    held: bool = False
    alike: bool = False


def twins(table: Table, person: Person, today: date) -> Iterator[Twin]:
    rule = in_force(zone().duplicates, today)
    keying, registered, in_file = Keying(rule), Seen[str](), Seen[int]()
    seen, own = sight(person), access.imports_for(person)
    others = _held_by_others(rule, seen, own, today, table) if rule and own is not None else None
    details: dict[str, tuple[Any, ...]] = {}
    for row in Project.objects.exclude(stage__in=GONE).values_list(*_COMPARED).iterator(10_000):
        code, name, investor, credit, product, investment, *where = row
        registered.add(code, keying.keys(Entry(name, investor, credit or "", product, investment)))
        details[code] = tuple(where)
    for place, entry in enumerate(_entries(table)):
        keys, row = keying.keys(entry), table.rows[place]
        is_barred = others is not None and others.have(entry)
        code, earlier = registered.twin(keys), in_file.twin(keys)
        if code is not None:
            yield _registered(place, row, code, details[code], seen, own, is_barred)
        elif is_barred:
            yield Twin(place, row, held=True, alike=True)
        elif earlier is not None:
            yield Twin(place, row, earlier_row=table.rows[earlier])
        in_file.add(place, keys)


def _held_by_others(rule: DuplicateSpec, seen: Sight, own: frozenset[int], today: date, table: Table) -> Held:
    """The leads that other units hold and this person does not see, to hold its rows against."""
    found, sees = Held(rule, _entries(table), len(table)), seen.organizations
    if sees is None:
        return found
    leads = Project.objects.exclude(stage__in=(*GONE, *PUBLIC_STAGES))
    leads = leads.exclude(organization__in=own | sees).exclude(landing__in=sees)
    columns = (*_LEAD, *_NEAR) if found.compares_near else _LEAD
    for stage, until, name, written, firm, code, *near in leads.values_list(*columns).iterator(10_000):
        if is_held(stage, until, today):
            compared = compared_name(written, firm or "", name)
            found.add(code or "", compared, firm or "")
            if near:
                blocks, key, product, investment = near
                found.add_near(Row(key, compared, code or "", None, product, investment), blocks)
    return found


def _entries(table: Table) -> Iterator[Entry]:
    texts = [table.column(code) for code in ("name", "investor", "investor_code", "product")]
    for amount, *words in zip(table.column("investment"), *texts, strict=True):
        name, investor, code, product = (str(word or "") for word in words)
        investment = amount if isinstance(amount, Decimal) else None
        yield Entry(name, investor, code, product, investment)


def _registered(
    place: int,
    row: int,
    code: str,
    where: tuple[Any, ...],
    seen: Sight,
    own: frozenset[int] | None,
    is_barred: bool,
) -> Twin:
    stage, organization, landing = where
    is_seen = seen.sees(stage, (organization, landing))
    held = own is not None and organization not in own
    return Twin(place, row, code=code if is_seen else "", held=held or is_barred)
