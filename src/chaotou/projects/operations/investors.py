"""The enterprise behind an investor's name and credit code, taken up in the register where it is new."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chaotou.core.names import grams
from chaotou.enterprises.models import Enterprise
from chaotou.journal import operations as journal

if TYPE_CHECKING:
    from chaotou.organization.models import Person


def investor_for(*, name: str, credit_code: str, actor: Person, now: datetime) -> Enterprise | None:
    """The enterprise with the code, else the only one of the name; with a code it is taken up if new.

    One merged into another leads on to it. Without a code and a known name there is none.
    """
    known = Enterprise.objects.filter(merged_into=None)
    if credit_code:
        found = known.filter(credit_code=credit_code).first()
        return found or _taken_up(name, credit_code, actor, now)
    named = list(known.filter(name=name)[:2]) if name else []
    return named[0] if len(named) == 1 else None


def _taken_up(name: str, credit_code: str, actor: Person, now: datetime) -> Enterprise:
    found = Enterprise.objects.create(
        name=name,
        credit_code=credit_code,
        grams=grams(name, credit_code),
        recorded_by=actor,
        recorded_at=now,
        changed_at=now,
    )
    journal.record(
        actor=actor,
        act="enterprises.enterprise.registered",
        target=f"enterprises.enterprise:{found.pk}",
        before=None,
        after={"name": name, "credit_code": credit_code},
        at=now,
    )
    return found
