"""The register of projects, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

from chaotou.core.paging import Paging, paging
from chaotou.organization.models import Organization
from chaotou.projects.models import Credit, Project
from chaotou.projects.queries.settled import kept, settled
from chaotou.projects.queries.sight import with_terms
from chaotou.projects.queries.wanted import Asked, chosen
from chaotou.rows.paged import keys_of

PAGE = 80
ORDERS = ("latest", "investment", "-investment", "stage_since_on", "-stage_since_on", "next_step_on")
"""How a list may be ordered; what has no value comes last either way."""
OF_TERMS = frozenset({"next_step_on"})
"""Orders that would tell of terms: only what the reader sees the terms of is listed."""

ALWAYS = (
    "id",
    "code",
    "name",
    "english",
    "stage",
    "investment",
    "organization_id",
    "landing_id",
    "is_synthetic",
)
"""What every row is read with; what else is shown of it is read where it is asked for."""
TERMS = ("last_talk_on", "next_step", "next_step_on")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the register; None is what was not asked for, or belongs to terms the reader does not see."""

    id: int
    code: str
    name: str
    english: str
    stage: str
    investment: Decimal | None
    organization_id: int
    landing_id: int | None
    is_synthetic: bool
    stage_since_on: date | None = None
    investor_name: str = ""
    product: str = ""
    industry: str = ""
    chain: str = ""
    source_region: str = ""
    source_city: str = ""
    fixed_investment: Decimal | None = None
    land_mu: Decimal | None = None
    yearly_tax: Decimal | None = None
    registered_at: datetime | None = None
    last_talk_on: date | None = None
    next_step: str | None = None
    next_step_on: date | None = None


@dataclass(frozen=True)
class Page(Paging):
    """A page of the list with its rows."""

    rows: Sequence[Row]


def register(
    asked: Asked, *, fields: Iterable[str] = (), order: str = "latest", number: int = 1, size: int = PAGE
) -> Page:
    """A page of the projects asked for, with these fields; past the last page, the last. Five queries."""
    found = chosen(asked)
    if order in OF_TERMS:
        found = with_terms(found, asked.sight)
    page = paging(count(asked, found, order), number, size)
    keys = keys_of(found.order_by(*_order(order, bool(asked.wanted.text))), page)
    return Page(page.total, page.number, page.size, rows_of(asked, keys, fields))


def count(asked: Asked, found: QuerySet[Project], order: str = "latest") -> int:
    """How many projects are asked for."""
    what = "count_of_terms" if order in OF_TERMS else "count"
    return settled(what, asked, found.count)


def _order(order: str, by_text: bool) -> list[OrderBy]:
    """The latest first, of one day too. Found by text they come by number, as the search index has them."""
    if order in ORDERS[1:]:
        field = F(order.removeprefix("-"))
        first = field.desc(nulls_last=True) if order.startswith("-") else field.asc(nulls_last=True)
        return [first, F("pk").desc()]
    return [F("pk").desc()] if by_text else [F("registered_at").desc(), F("pk").desc()]


def rows_of(asked: Asked, keys: Sequence[int], fields: Iterable[str] = ()) -> list[Row]:
    """The rows of these keys in their order, with these fields but for terms the reader does not see."""
    names = (*ALWAYS, *dict.fromkeys(fields))
    values = Project.objects.filter(pk__in=keys).values_list(*names)
    found = {line[0]: Row(**dict(zip(names, line, strict=True))) for line in values.order_by()}
    rows = [found[key] for key in keys if key in found]
    seen = asked.sight.organizations
    return rows if seen is None or not set(TERMS) & set(names) else list(_without_terms(rows, seen))


def _without_terms(rows: Sequence[Row], seen: frozenset[int]) -> Iterable[Row]:
    credited = Credit.objects.filter(
        project__in=[row.id for row in rows], until_on=None, organization__in=seen
    )
    shared = set(credited.values_list("project_id", flat=True))
    hidden: Any = dict.fromkeys(TERMS)
    for row in rows:
        own = row.id in shared or not seen.isdisjoint({row.organization_id, row.landing_id})
        yield row if own else replace(row, **hidden)


@dataclass(frozen=True, slots=True)
class Unit:
    """An organization as lists name it."""

    code: str
    name: str
    english: str
    short: str


def units(asked: Asked | None = None) -> dict[int, Unit]:
    """Every organization by its key, to name what rows point at.

    One query; none while nothing is written, where it is known who asks.
    """
    return kept("units", asked, _units) if asked else _units()


def _units() -> dict[int, Unit]:
    rows = Organization.objects.values_list("pk", "code", "name", "english", "short")
    return {pk: Unit(*told) for pk, *told in rows}
