"""The seal that chains the journal's entries: what it covers and how it is computed.

It shows a changed, removed or inserted entry, and (with the head kept apart) a removed tail. It cannot show a
chain rewritten as a whole by someone who can write every table: against that, note a seal elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256

from django.utils.functional import Promise

START = "0" * 64
"""The seal before the first entry."""


@dataclass(frozen=True)
class Link:
    """What a seal covers: every column of an entry except the seal itself."""

    number: int
    at: datetime
    actor: int | None
    act: str
    target: str
    before: object
    after: object
    previous_seal: str


def seal(link: Link) -> str:
    """SHA-256 in hex over the canonical JSON of all that is covered. ValueError without a time zone."""
    if link.at.tzinfo is None:
        raise ValueError("A moment in the journal needs its time zone.")
    covered = {**vars(link), "at": link.at.astimezone(UTC).isoformat(timespec="microseconds")}
    return sha256(_canonical(covered).encode()).hexdigest()


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain(value: object) -> object:
    """The value as JSON that every database gives back unchanged: decimals, floats and dates become text."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal() | float() | Promise():
            return str(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in (sorted(value) if isinstance(value, (set, frozenset)) else value)]
    raise TypeError(f"{type(value).__name__} has no plain form for the journal.")
