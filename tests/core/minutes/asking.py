"""Short ways to ask what is made of an invented sentence of minutes."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from chaotou.core.minutes import DecisionDraft, Minutes, Owner, read_minutes

from .scoring import names, workdays

FRIDAY = date(2024, 9, 20)
_organizations, _calendar = cache(names), cache(workdays)


def minutes(text: str, on: date | None = FRIDAY, people: tuple[str, ...] = ()) -> Minutes:
    return read_minutes(text, held_on=on, organizations=_organizations(), people=people, calendar=_calendar())


def drafts(text: str, on: date = FRIDAY, people: tuple[str, ...] = ()) -> list[DecisionDraft]:
    """The directives of a text."""
    return [draft for draft in minutes(text, on, people).decisions if draft.is_directive]


def told(text: str, *fields: str) -> list[tuple[Any, ...]]:
    """The named fields of every directive, plainly: bodies by their codes, else their names."""
    return [tuple(_plain(getattr(draft, name)) for name in fields) for draft in drafts(text)]


def _plain(value: object) -> object:
    if isinstance(value, Owner):
        return value.code or value.name
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
