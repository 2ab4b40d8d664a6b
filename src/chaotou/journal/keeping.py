"""Answers kept until something is written.

Every act adds an entry to the journal in its own transaction: while the journal's head and the zone's files
stand still, counts and sums stand too.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import cache

from chaotou.organization.zones import edition

T = TypeVar("T")


def stand(seal: str) -> str:
    """What changes with every act, whose `seal` is the latest, and with the zone's files."""
    return f"{edition()} {seal}"


def kept(what: str, seal: str, find: Callable[[], T], *about: object) -> T:
    """What `find` answers about this, or answered since the latest act, whose `seal` was read before asking,
    and the latest change of the zone's files.

    What is written meanwhile is at worst read twice, never missed. Without any act nothing is kept.
    """
    if not seal:
        return find()
    key = f"{what}.{sha256(repr((stand(seal), about)).encode()).hexdigest()}"
    found: T | None = cache.get(key)
    if found is None:
        found = find()
        cache.set(key, found, timeout=600)
    return found
