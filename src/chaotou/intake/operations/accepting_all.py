"""Accepting all claims of a kind at once: what cannot be entered stays undecided, with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from chaotou.core.issues import Refusal
from chaotou.core.zone.specs import Zone
from chaotou.intake import access
from chaotou.intake.models import Claim, SourceDocument
from chaotou.intake.operations.deciding import take_unasked
from chaotou.intake.prospects import undecided
from chaotou.organization.access import require
from chaotou.organization.queries import zone as zone_now

if TYPE_CHECKING:
    from chaotou.organization.models import Person


@dataclass(frozen=True)
class Together:
    """Claims accepted, and those left undecided, each with why."""

    accepted: tuple[Claim, ...]
    left: tuple[tuple[Claim, Refusal], ...]


@transaction.atomic
def accept_all(*, person: Person, document: SourceDocument, kind: str, now: datetime) -> Together:
    """Accept every undecided claim of a kind (`actual`, `target`, or `indicator:CODE`), each with its own
    entry.

    One transaction. A claim that must be corrected first, that the person may not decide, or that contradicts
    what the same document has said already, is left undecided.
    """
    require(access.may_read(person, document))
    zone = zone_now()
    accepted: list[Claim] = []
    left: list[tuple[Claim, Refusal]] = []
    # All are held before the first is entered, in one order: else two people could wait for each other.
    list(document.claims.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    for claim in undecided(document, kind):
        found = _accepted(claim, person, zone, now)
        if isinstance(found, Refusal):
            left.append((claim, found))
        else:
            accepted.append(found)
    return Together(tuple(accepted), tuple(left))


def _accepted(claim: Claim, person: Person, zone: Zone, now: datetime) -> Claim | Refusal:
    try:
        with transaction.atomic():
            return take_unasked(claim, person, zone, now)
    except Refusal as refusal:
        return refusal
