"""The list of enterprises: found by any part of a name, its pinyin, its initials or the credit code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from chaotou.core import industries
from chaotou.enterprises import access
from chaotou.enterprises.models import Enterprise
from chaotou.rows.searching import matching

if TYPE_CHECKING:
    from chaotou.enterprises.access import System
    from chaotou.organization.access import Asker

PAGE = 50
SIZES = Enterprise.Size.choices
_SQLITE = "EXISTS (SELECT 1 FROM json_each(enterprises_enterprise.tags) AS tag WHERE tag.value = %s)"
_POSTGRESQL = "jsonb_exists(enterprises_enterprise.tags, %s)"


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; nothing said is everything. `place` is `local` or `outside`."""

    text: str = ""
    chain: str = ""
    industry: str = ""
    city: str = ""
    tag: str = ""
    size: str = ""
    place: str = ""

    @property
    def is_all(self) -> bool:
        return not any(vars(self).values())


def enterprises(reader: Asker | System, wanted: Wanted) -> QuerySet[Enterprise]:
    """Those in force that are wanted, by name. `Refusal` for who sees no enterprises."""
    access.require_sight(reader)
    found = Enterprise.objects.filter(merged_into=None)
    found = matching(found, wanted.text)
    if wanted.industry:
        found = _of_industry(found, wanted.industry)
    same: dict[str, Any] = {"chain": wanted.chain, "city": wanted.city, "size": wanted.size}
    found = found.filter(**{field: value for field, value in same.items() if value})
    if wanted.place:
        found = found.filter(is_local=wanted.place == "local")
    return found.filter(_tagged(wanted.tag)) if wanted.tag else found


def page(reader: Asker | System, wanted: Wanted, number: str | int | None) -> Page[Enterprise]:
    """A page of the list. Three queries: how many there are, which keys, their rows."""
    found: Page[Any] = Paginator(enterprises(reader, wanted).values_list("pk", flat=True), PAGE).get_page(
        number
    )
    keys = list(found.object_list)
    rows = Enterprise.objects.defer("grams", "note").in_bulk(keys)
    found.object_list = [rows[pk] for pk in keys]
    return found


def _of_industry(found: QuerySet[Enterprise], asked: str) -> QuerySet[Enterprise]:
    """By a code of the standard and all below it, else by a part of the industry's name."""
    one = industries.find(asked)
    if one is not None:
        return found.filter(industry__startswith=one.full)
    codes = [one.full for one in industries.suggestions(asked, limit=200)]
    return found.filter(industry__in=codes)


def _tagged(tag: str) -> RawSQL:
    statement = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    return RawSQL(statement, [tag], BooleanField())


def cities(reader: Asker | System) -> list[str]:
    """Every city an enterprise in force is in. One query."""
    access.require_sight(reader)
    found = Enterprise.objects.filter(merged_into=None).exclude(city="")
    return list(found.order_by("city").values_list("city", flat=True).distinct())
