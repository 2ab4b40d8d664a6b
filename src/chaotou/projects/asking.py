"""What the address of a list asks for: filters, order, columns, page. The address is the whole state."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from chaotou.organization import queries as organization
from chaotou.projects.columns import COLUMNS, USUAL
from chaotou.projects.days import working_day
from chaotou.projects.queries.register import ORDERS
from chaotou.projects.queries.wanted import Asked, Wanted
from chaotou.ui.fields import NumberField

HUNDRED_MILLION = Decimal(10) ** 8
AMOUNT = NumberField(max_digits=10, decimal_places=4, min_value=0)
FILTERS = ("q", "stage", "organization", "chain", "industry", "region", "city", "tier", "from", "to")
SWITCHES = ("own", "stale", "late")
KEPT = (*FILTERS, *SWITCHES, "order", "column")
"""What a saved view keeps of an address: all but the page."""


@dataclass(frozen=True)
class List:
    """A list as asked for; amounts stay as typed beside what they mean."""

    asked: Asked
    order: str
    columns: tuple[str, ...]
    page: int
    query: QueryDict


def list_asked(request: HttpRequest) -> List:
    """What the address asks for. What makes no sense is said and left aside."""
    given = request.GET
    wanted = _wanted(request)
    order = given.get("order", ORDERS[0])
    page = given.get("page", "1")
    return List(
        Asked(request.user, wanted, working_day(timezone.now()), organization.zone()),
        order if order in ORDERS else ORDERS[0],
        tuple(code for code in given.getlist("column") if code in COLUMNS) or USUAL,
        int(page) if page.isdecimal() and len(page) < 9 else 1,
        given,
    )


def _wanted(request: HttpRequest) -> Wanted:
    given = request.GET
    return Wanted(
        text=_said(given, "q")[:100],
        stages=tuple(dict.fromkeys(filter(str.isidentifier, given.getlist("stage")))),
        organization=_said(given, "organization"),
        chain=_said(given, "chain"),
        industry=_said(given, "industry").upper(),
        region=_said(given, "region"),
        city=_said(given, "city"),
        tier=_said(given, "tier"),
        at_least=_amount(request, "from"),
        below=_amount(request, "to"),
        **{switch: bool(given.get(switch)) for switch in SWITCHES},
    )


def _said(given: QueryDict, key: str) -> str:
    """What stands in the address; a database takes no NUL."""
    return given.get(key, "").replace("\0", "").strip()


def _amount(request: HttpRequest, key: str) -> Decimal | None:
    """An amount typed in 亿元, in yuan."""
    typed = request.GET.get(key, "").strip()
    if not typed:
        return None
    try:
        found: Decimal = AMOUNT.clean(typed)
    except ValidationError:
        messages.warning(request, _("“{text}”不是金额，请写成以亿元计的数字，如 1.5。").format(text=typed))
        return None
    return found * HUNDRED_MILLION


def kept(query: QueryDict) -> str:
    """The part of an address that a saved view keeps, encoded."""
    found = QueryDict(mutable=True)
    for key in KEPT:
        found.setlist(key, [value for value in query.getlist(key) if value])
    return found.urlencode()
