"""The enterprise behind an investor's name and credit code, taken up in the register where it is new."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chaotou.enterprises.models import Enterprise
from chaotou.enterprises.operations import record_enterprise
from chaotou.projects.queries.registering import known_investor

if TYPE_CHECKING:
    from chaotou.organization.models import Person


def investor_for(*, name: str, credit_code: str, actor: Person, now: datetime) -> Enterprise | None:
    """The enterprise with the code, else the only one of the name; with a code it is taken up if new.

    Without a code and a known name there is none: the investor is then known by its name alone.
    """
    known = known_investor(name=name, credit_code=credit_code)
    if known or not credit_code:
        return known
    return record_enterprise(person=actor, now=now, is_another=True, name=name, credit_code=credit_code)
