"""What is said of a lead: checked all at once, then put on the project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypedDict

from chaotou.core import industries
from chaotou.core.issues import Message
from chaotou.core.projects.agreed_days import contradictions
from chaotou.core.projects.currency import YUAN, in_yuan, rate_on
from chaotou.core.projects.referrers import telephone_of_referrer
from chaotou.core.zone.specs import Zone
from chaotou.enterprises.models import Enterprise
from chaotou.projects.models import Project

if TYPE_CHECKING:
    from chaotou.organization.models import Organization, Person

TEXTS: Final = (
    "name",
    "english",
    "kind",
    "investor_name",
    "product",
    "industry",
    "chain",
    "link",
    "source_region",
    "source_city",
    "channel",
    "referrer",
    "plot",
    "next_step",
)
AMOUNTS: Final = ("fixed_investment", "land_mu", "yearly_output", "yearly_tax")
PEOPLE: Final = ("officer", "linked_leader", "secretary")
PLAIN: Final = (*TEXTS, *AMOUNTS, "next_step_on", "landing", *PEOPLE, "investor")
KEPT: Final = (*PLAIN, "investment", "currency", "investment_stated", "rate", "rate_on", "particulars")
"""What a change is told by: the journal keeps these."""


class Details(TypedDict, total=False):
    """Codes as in the zone's files, `investment` in `currency`, other amounts in yuan, land in mu."""

    name: str
    english: str
    kind: str
    investor: Enterprise | None
    investor_name: str
    product: str
    industry: str
    chain: str
    link: str
    source_region: str
    source_city: str
    channel: str
    referrer: str
    investment: Decimal | None
    currency: str
    fixed_investment: Decimal | None
    land_mu: Decimal | None
    plot: str
    yearly_output: Decimal | None
    yearly_tax: Decimal | None
    particulars: dict[str, Any]
    landing: Organization | None
    officer: Person | None
    linked_leader: Person | None
    secretary: Person | None
    next_step: str
    next_step_on: date | None


def faults(
    details: Details, zone: Zone, on: date, kept: Mapping[str, object] = MappingProxyType({})
) -> list[Message]:
    """All that is wrong with what is said beside the particulars `kept`, on the exchange rate's day."""
    return [*_unknown(details, zone), *_amounts(details, zone, on), *_days(details, zone, kept)]


def _unknown(details: Details, zone: Zone) -> Iterator[Message]:
    if "name" in details and not details["name"].strip():
        yield Message("请填写项目名称。")
    if fault := telephone_of_referrer(details.get("referrer", "")):
        yield fault
    known = {
        "source_city": {city.code for city in zone.cities},
        "chain": {chain.code for chain in zone.chains},
        "link": {link.code for chain in zone.chains for link in chain.links},
        **{spec.code: {choice.code for choice in spec.choices} for spec in zone.fields if spec.choices},
    }
    for field, codes in known.items():
        given = str(details.get(field) or details.get("particulars", {}).get(field) or "")
        if given and codes and given not in codes:
            yield Message("没有“{code}”这个选项（{field}）。", {"code": given, "field": field})
    industry = details.get("industry", "")
    if industry and industries.find(industry) is None:
        yield Message("没有行业代码“{code}”。", {"code": industry})
    yield from _misplaced_link(details, zone)


def _misplaced_link(details: Details, zone: Zone) -> Iterator[Message]:
    chain = next((spec for spec in zone.chains if spec.code == details.get("chain")), None)
    link = details.get("link")
    if chain and link and link not in {one.code for one in chain.links}:
        yield Message("环节“{link}”不在产业链“{chain}”上。", {"link": link, "chain": chain.name})


def _amounts(details: Details, zone: Zone, on: date) -> Iterator[Message]:
    amounts = [details.get("investment"), *(details.get(name) for name in AMOUNTS)]
    if any(isinstance(amount, Decimal) and amount < 0 for amount in amounts):
        yield Message("金额和面积不能是负数。")
    currency = details.get("currency", YUAN)
    if currency != YUAN and rate_on(zone.exchange_rates, currency, on) is None:
        yield Message("没有 {currency} 在 {day} 或以前的汇率。", {"currency": currency, "day": on})


def _days(details: Details, zone: Zone, kept: Mapping[str, object]) -> Iterator[Message]:
    """Days that contradict each other, once any is said."""
    said = details.get("particulars", {})
    if said:
        yield from (message for _field, message in contradictions(zone.fields, {**kept, **said}))


def put(project: Project, details: Details, zone: Zone, on: date) -> None:
    """Put what is said on the project; what is not said stays. Unsaved."""
    for field in PLAIN:
        if field in details:
            value = details[field]
            setattr(project, field, value.strip() if isinstance(value, str) else value)
    if details.get("industry"):
        project.industry = industries.canonical(details["industry"])
    if "particulars" in details:
        project.particulars = {**project.particulars, **details["particulars"]}
    if not project.source_region and project.source_city:
        regions = {city.code: city.region for city in zone.cities}
        project.source_region = regions.get(project.source_city, "")
    _put_investment(project, details, zone, on)


def _put_investment(project: Project, details: Details, zone: Zone, on: date) -> None:
    """An amount keeps the rate of the day it was said, until it is said otherwise."""
    if "investment" not in details:
        return
    stated, currency = details["investment"], details.get("currency", project.currency)
    before = project.investment if project.currency == YUAN else project.investment_stated
    if project.pk and (stated, currency) == (before, project.currency):
        return
    project.currency = currency
    project.investment = project.investment_stated = project.rate = project.rate_on = None
    if stated is not None:
        converted = in_yuan(stated, currency, on, zone.exchange_rates)
        project.investment, project.rate, project.rate_on = (
            converted.amount,
            converted.rate,
            converted.rate_on,
        )
        project.investment_stated = stated if currency != YUAN else None


def facts(project: Project) -> dict[str, object]:
    """What the journal keeps of a project's details; people, organizations and investors by their keys."""
    keys = {"landing", "investor", *PEOPLE}
    return {field: getattr(project, f"{field}_id" if field in keys else field) for field in KEPT}
