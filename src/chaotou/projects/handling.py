"""Where the conditions of an approval go to be handled.

Who keeps matters stands above and cannot be imported from here; when the apps are ready it installs itself.
Without it, or where it does not take a condition, that is met and confirmed on the review's own pages.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from chaotou.organization.access import Asker
from chaotou.projects.models import Condition


class Desk(Protocol):
    def take(self, condition: Condition, now: datetime) -> str:
        """The code of the matter that the condition is handled as from now on; empty where it is none."""

    def seen(self, reader: Asker, codes: Collection[str]) -> frozenset[str]:
        """Those of the matters, by their codes, that the reader may know of."""


_desks: list[Desk] = []


def handle_with(desk: Desk) -> None:
    """Every condition from now on is offered to `desk`, in the transaction of the decision."""
    _desks[:] = [desk]


def hand_over(condition: Condition, now: datetime) -> None:
    """Let the condition be handled as a matter, where somebody takes it."""
    condition.matter = next((desk.take(condition, now) for desk in _desks), "")
    condition.save(update_fields=["matter"])


def seen(reader: Asker, codes: Collection[str]) -> frozenset[str]:
    """Those of the matters that the reader may be led to. No query where there are none."""
    return _desks[0].seen(reader, codes) if codes and _desks else frozenset()
