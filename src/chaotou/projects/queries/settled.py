"""Answers over the whole register, kept until something is written.

Every act adds an entry to the journal in its own transaction: while the journal's head stands still, counts
and sums stand too.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import cache

from chaotou.projects.queries.wanted import Asked

T = TypeVar("T")


def settled(what: str, asked: Asked, find: Callable[[], T]) -> T:
    """What `find` answers, or answered since the latest act to the same question by who sees the same."""
    seen = asked.sight.organizations
    who = (None if seen is None else sorted(seen), asked.wanted.own and asked.seats)
    return kept(what, asked, find, who, asked.today, asked.wanted)


def kept(what: str, asked: Asked, find: Callable[[], T], *about: object) -> T:
    """What `find` answers about this, or answered since the latest act.

    The journal is read before `find` reads: what is written meanwhile is at worst read twice, never missed.
    """
    seal = asked.seal
    key = f"projects.{what}.{sha256(repr((seal, about)).encode()).hexdigest()}"
    found: T | None = cache.get(key) if seal else None
    if found is None:
        found = find()
        cache.set(key, found, timeout=600)
    return found
