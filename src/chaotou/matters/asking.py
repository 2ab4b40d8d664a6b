"""What the address of a list of matters asks for; the address is the whole state."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from chaotou.core.matters.standing import Standing
from chaotou.core.workdays import FIRST, LATEST
from chaotou.core.zone.matter_specs import Family
from chaotou.matters.queries.listing import ORDERS
from chaotou.matters.queries.wanted import STATES, Asked, Wanted
from chaotou.matters.rules import rules
from chaotou.organization.days import working_moment
from chaotou.ui.asking import Reading, said

WORDS = ("q", "family", "kind", "organization", "standing", "state", "from", "to")
SWITCHES = ("listed", "mine", "part")
KEPT = (*WORDS, *SWITCHES, "order")
"""What a saved view keeps of an address: all but the page."""


@dataclass(frozen=True)
class List:
    """A list as asked for, with what stands in the address."""

    asked: Asked
    order: str
    page: int
    query: QueryDict


def list_asked(request: HttpRequest) -> List:
    """What the address asks for. What makes no sense is said and left aside."""
    given = request.GET
    order = given.get("order", ORDERS[0])
    return List(
        asked(request, wanted(request)),
        order if order in ORDERS else ORDERS[0],
        Reading(given).page,
        given,
    )


def asked(request: HttpRequest, wanted: Wanted) -> Asked:
    """What this person asks now."""
    return Asked(request.user, wanted, working_moment(timezone.now()), rules())


def wanted(request: HttpRequest) -> Wanted:
    """The filters in the address."""
    given = request.GET
    state = said(given, "state") or STATES[0]
    return Wanted(
        text=said(given, "q")[:100],
        family=_one_of(request, "family", [*Family]),
        kind=_one_of(request, "kind", rules().kinds),
        organization=said(given, "organization"),
        standing=_one_of(request, "standing", [*Standing]),
        state=state if state in STATES else STATES[0],
        due_from=_day(request, "from"),
        due_to=_day(request, "to"),
        **{switch: said(given, switch) not in ("", "0") for switch in SWITCHES},
    )


def _one_of(request: HttpRequest, key: str, known: Container[str]) -> str:
    """The code in the address; one that the zone does not have is said and left aside."""
    reading = Reading(request.GET)
    found = reading.one_of(key, known)
    reading.say(request)
    return found


def _day(request: HttpRequest, key: str) -> date | None:
    typed = said(request.GET, key)
    found = day_of(typed)
    if typed and found is None:
        messages.warning(request, _("“{text}”不是日期，请写成 2024-08-20。").format(text=typed))
    return found


def day_of(typed: str) -> date | None:
    """The day written, as 2024-08-20; None for what is none, and for years that no calendar counts."""
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if FIRST.year < found.year < LATEST.year else None


def kept(query: QueryDict) -> str:
    """The part of an address that a saved view keeps, encoded."""
    found = QueryDict(mutable=True)
    for key in KEPT:
        found.setlist(key, [value for value in query.getlist(key) if value])
    return found.urlencode()
