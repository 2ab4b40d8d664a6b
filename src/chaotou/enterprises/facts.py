"""What an enterprise says, as plain values: for the journal, for merging, for searching."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypedDict

from chaotou.core.names import grams
from chaotou.enterprises.models import Enterprise

FIELDS: Final = (
    "name",
    "english",
    "short",
    "credit_code",
    "aliases",
    "parent_id",
    "size",
    "industry",
    "chain",
    "link",
    "registered_capital",
    "city",
    "is_local",
    "tags",
    "note",
)
LISTS: Final = frozenset({"aliases", "tags"})


class Said(TypedDict, total=False):
    """What people say of an enterprise; `parent` is a primary key, `registered_capital` yuan."""

    credit_code: str
    name: str
    english: str
    short: str
    aliases: list[str]
    parent: int | None
    size: str
    industry: str
    chain: str
    link: str
    registered_capital: Any
    city: str
    is_local: bool
    tags: list[str]
    note: str


def values(enterprise: Enterprise) -> dict[str, Any]:
    """Every field that people fill, by column."""
    return {field: getattr(enterprise, field) for field in FIELDS}


def put(enterprise: Enterprise, given: Mapping[str, Any]) -> Enterprise:
    """The enterprise with these values, and found by them."""
    for field, value in given.items():
        setattr(enterprise, field, value)
    enterprise.grams = searchable(enterprise)
    return enterprise


def searchable(enterprise: Enterprise) -> str:
    """For `Enterprise.grams`: its names and its code."""
    one = enterprise
    return grams(one.name, one.short, one.english, *one.aliases, one.credit_code)


def for_journal(given: Mapping[str, Any]) -> dict[str, object]:
    """Values as the journal keeps them: the parent under its own name, lists in one line."""
    found = {key.removesuffix("_id"): value for key, value in given.items()}
    return {key: "、".join(value) if key in LISTS else value for key, value in found.items()}
