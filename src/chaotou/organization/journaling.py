"""Where the acts of this app are told to whoever keeps the record.

The journal stands on people, so it cannot be imported from here; when the apps are ready it installs itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from chaotou.organization.models import Person

Facts = Mapping[str, object] | None


class Keeper(Protocol):
    def __call__(
        self, *, actor: Person | None, act: str, target: str, before: Facts, after: Facts, at: datetime
    ) -> object: ...


_keepers: list[Keeper] = []


def keep_with(keeper: Keeper) -> None:
    """Every act from now on is recorded by `keeper`, in the act's own transaction."""
    _keepers[:] = [keeper]


def record(*, actor: Person | None, act: str, target: str, before: Facts, after: Facts, at: datetime) -> None:
    """Record an act; an act that nobody would keep is not done (LookupError)."""
    if not _keepers:
        raise LookupError("No journal is installed; the act is not done.")
    _keepers[0](actor=actor, act=act, target=target, before=before, after=after, at=at)
