"""Answers over the whole register, kept until something is written.

Every act adds an entry to the journal in its own transaction: while the journal's head stands still, counts
and sums stand too.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import cache

from chaotou.journal import queries as journal
from chaotou.projects.queries.wanted import Asked

T = TypeVar("T")


def settled(what: str, asked: Asked, find: Callable[[], T]) -> T:
    """What `find` answers, or answered since the latest act to the same question by who sees the same.

    The journal is read before `find` reads: what is written meanwhile is at worst read twice, never missed.
    """
    seal = journal.latest_seal()
    key = f"projects.{what}.{_digest(seal, asked)}"
    found: T | None = cache.get(key) if seal else None
    if found is None:
        found = find()
        cache.set(key, found, timeout=600)
    return found


def _digest(seal: str, asked: Asked) -> str:
    seen = asked.sight.organizations
    who = (None if seen is None else sorted(seen), asked.wanted.own and asked.seats)
    return sha256(repr((seal, who, asked.today, asked.wanted)).encode()).hexdigest()
