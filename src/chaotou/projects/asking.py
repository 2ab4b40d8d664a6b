"""What the address of a list asks for: filters, order, columns, page. The address is the whole state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from chaotou.core import industries
from chaotou.core.issues import Message, Missing
from chaotou.organization import queries as organization
from chaotou.organization.days import working_day
from chaotou.projects.columns import COLUMNS, USUAL, regions
from chaotou.projects.queries.register import ORDERS, Unit
from chaotou.projects.queries.register import units as all_units
from chaotou.projects.queries.sums import ACROSS
from chaotou.projects.queries.wanted import Asked, Wanted, occurs
from chaotou.ui.asking import LONGEST, Reading
from chaotou.ui.fields import NumberField

HUNDRED_MILLION = Decimal(10) ** 8
AMOUNT = NumberField(max_digits=10, decimal_places=4, min_value=0)
FILTERS = ("q", "stage", "organization", "chain", "industry", "region", "city", "tier", "from", "to")
SWITCHES = ("own", "stale", "late")
KEPT = (*FILTERS, *SWITCHES, "order", "column")
"""What a saved view keeps of an address: all but the page."""


@dataclass(frozen=True)
class List:
    """A list as asked for; amounts stay as typed beside what they mean. `units` are all organizations."""

    asked: Asked
    units: Mapping[int, Unit]
    order: str
    columns: tuple[str, ...]
    page: int
    query: QueryDict


def list_asked(request: HttpRequest) -> List:
    """What the address asks for. What makes no sense is said and left aside."""
    reading = Reading(request.GET)
    found = _read(request, reading)
    reading.say(request)
    return found


def file_asked(request: HttpRequest) -> List:
    """What the address asks for and nothing else, as a file holds it. `Missing` for what makes no sense."""
    reading = Reading(request.GET)
    found = _read(request, reading)
    if reading.aside:
        raise Missing(reading.aside[0])
    return found


def _read(request: HttpRequest, reading: Reading) -> List:
    given = request.GET
    everything = Asked(request.user, Wanted(), working_day(timezone.now()), organization.zone())
    units = all_units(everything)
    order = given.get("order", ORDERS[0])
    return List(
        everything.with_filters(_wanted(reading, everything, units)),
        units,
        order if order in ORDERS else ORDERS[0],
        tuple(code for code in given.getlist("column") if code in COLUMNS) or USUAL,
        reading.page,
        given,
    )


def _wanted(reading: Reading, everything: Asked, units: Mapping[int, Unit]) -> Wanted:
    zone = everything.zone
    at_least, below = _range(reading)
    return Wanted(
        text=reading.text("q")[:100],
        stages=reading.some_of("stage", {spec.code for spec in zone.stages}),
        organization=reading.one_of("organization", {unit.code for unit in units.values()}),
        chain=_written(reading, "chain", zone.chains, everything),
        industry=_industry(reading),
        region=_written(reading, "region", regions(zone), everything),
        city=_written(reading, "city", zone.cities, everything),
        tier=reading.one_of("tier", {spec.code for spec in zone.tiers}),
        at_least=at_least,
        below=below,
        **{switch: bool(reading.given.get(switch)) for switch in SWITCHES},
    )


def _written(reading: Reading, key: str, specs: Iterable[Any], everything: Asked) -> str:
    """A code of the zone's, or a word that some project has in its place: those imported keep theirs."""
    typed = reading.text(key)
    if not typed or any(spec.code == typed for spec in specs) or occurs(everything, ACROSS[key], typed):
        return typed
    return reading.leave(typed)


def _industry(reading: Reading) -> str:
    """How the codes begin; digits alone are given the letter of their section."""
    typed = reading.text("industry").upper()
    found = industries.find(typed)
    if found or not typed:
        return found.full if found else ""
    known = any(one.full.startswith(typed) for one in industries.industries().values())
    return typed if known else reading.leave(typed)


def _range(reading: Reading) -> tuple[Decimal | None, Decimal | None]:
    """The bounds of planned investment in yuan; both are left aside where nothing can lie between them."""
    least, below = _amount(reading, "from"), _amount(reading, "to")
    if least is None or below is None or least < below:
        return least, below
    bounds = {"least": reading.text("from"), "below": reading.text("to")}
    reading.aside.append(
        Message("投资不低于 {least} 亿元又低于 {below} 亿元的项目不会有，没有按投资额筛选。", bounds)
    )
    return None, None


def _amount(reading: Reading, key: str) -> Decimal | None:
    """An amount typed in 亿元, in yuan."""
    typed = reading.text(key)
    if not typed:
        return None
    try:
        found: Decimal = AMOUNT.clean(typed)
    except ValidationError:
        said = {"text": typed[:LONGEST]}
        reading.aside.append(Message("“{text}”不是金额，请写成以亿元计的数字，如 1.5。", said))
        return None
    return found * HUNDRED_MILLION


def kept(query: QueryDict) -> str:
    """The part of an address that a saved view keeps, encoded."""
    found = QueryDict(mutable=True)
    for key in KEPT:
        found.setlist(key, [value for value in query.getlist(key) if value])
    return found.urlencode()
