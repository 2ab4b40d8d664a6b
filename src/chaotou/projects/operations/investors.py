"""The enterprise behind an investor's name and credit code, taken up in the register where it is new."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chaotou.enterprises.models import Enterprise
from chaotou.enterprises.operations import record_enterprise

if TYPE_CHECKING:
    from chaotou.organization.models import Person


def investor_for(*, name: str, credit_code: str, actor: Person, now: datetime) -> Enterprise | None:
    """The enterprise with the code, else the only one of the name; with a code it is taken up if new.

    Without a code and a known name there is none: the investor is then known by its name alone.
    """
    known = Enterprise.objects.filter(merged_into=None)
    if credit_code and (found := known.filter(credit_code=credit_code).first()):
        return found
    without_code = known.filter(credit_code="") if credit_code else known
    named = list(without_code.filter(name=name)[:2]) if name else []
    if len(named) == 1:
        return named[0]
    if not credit_code:
        return None
    return record_enterprise(person=actor, now=now, is_another=True, name=name, credit_code=credit_code)
