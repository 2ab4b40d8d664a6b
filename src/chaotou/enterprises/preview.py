"""What a merge would make of two enterprises, field by field, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from chaotou.enterprises import facts, words
from chaotou.enterprises.lineage import barred_parents
from chaotou.enterprises.merging import outcome
from chaotou.enterprises.models import Enterprise
from chaotou.enterprises.queries.detail import enterprise
from chaotou.enterprises.templatetags.enterprises import capital
from chaotou.journal.words import column_words
from chaotou.ui.templatetags.show import DASH, name

if TYPE_CHECKING:
    from chaotou.organization.access import Asker


@dataclass(frozen=True)
class Row:
    """A field of both enterprises and of what results."""

    label: str
    kept: str
    absorbed: str
    result: str

    @property
    def is_changed(self) -> bool:
        return self.kept != self.result


def compared(reader: Asker, kept: Enterprise, absorbed: Enterprise) -> list[Row]:
    """Every field that either enterprise fills."""
    ours, theirs = facts.values(kept), facts.values(absorbed)
    result = outcome(ours, theirs, barred_parents(kept, absorbed))
    parents = {pk: name(enterprise(reader, pk)) for pk in _parents(ours, theirs) if pk}
    said = [[_said(field, one, parents) for one in (ours, theirs, result)] for field in facts.FIELDS]
    rows = [Row(field_words(field), *texts) for field, texts in zip(facts.FIELDS, said, strict=True)]
    return [row for row in rows if {row.kept, row.absorbed, row.result} != {DASH}]


def _parents(*sides: dict[str, Any]) -> set[int | None]:
    return {side["parent_id"] for side in sides}


def field_words(field: str) -> str:
    """The name of a column."""
    return column_words("enterprises.enterprise", field.removesuffix("_id"))


def _said(field: str, values: dict[str, Any], parents: dict[Any, str]) -> str:
    value = values[field]
    if field == "is_local":
        return _("是") if value else DASH
    if value in ("", None, []):
        return DASH
    if field in facts.LISTS:
        return "、".join(value)
    shown = {
        "parent_id": lambda: parents[value],
        "industry": lambda: words.industry(value),
        "registered_capital": lambda: capital(value),
        "chain": lambda: words.Chains.of_zone().said(Enterprise(chain=value)),
        "link": lambda: words.Chains.of_zone().said(Enterprise(chain=values["chain"], link=value)),
        "size": lambda: str(dict(words.sizes()).get(value, value)),
    }
    return str(shown[field]()) if field in shown else str(value)
