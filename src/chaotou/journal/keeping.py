"""Answers kept until something is written.

Every act adds an entry to the journal in its own transaction: while the journal's head and the zone's files
stand still, counts and sums stand too.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import cache

from chaotou.core.zone.specs import Zone
from chaotou.journal.queries import latest_seal
from chaotou.organization.access import once
from chaotou.organization.zones import edition

T = TypeVar("T")


def stamp(held: Zone, asker: object) -> str:
    """What changes with every act and with every change of the zone's files, of which `held` was read.

    "" before the first act, and where other files are served by now. One query, none where whoever asks is
    remembered with the seal that was read as they came in.
    """
    served, seal = edition(held), once(asker, "seal", lambda _: latest_seal())
    return f"{served} {seal}" if served and seal else ""


def kept(what: str, seal: str, find: Callable[[], T], *about: object) -> T:
    """What `find` answers about this, or answered since the latest act and the latest change of the zone's
    files; `seal` is their `stamp`, read before asking, of the very files that `find` goes by.

    What is written meanwhile is at worst read twice, never missed. Nothing is kept where the seal is empty.
    """
    if not seal:
        return find()
    key = f"{what}.{sha256(repr((seal, about)).encode()).hexdigest()}"
    found: T | None = cache.get(key)
    if found is None:
        found = find()
        cache.set(key, found, timeout=600)
    return found
