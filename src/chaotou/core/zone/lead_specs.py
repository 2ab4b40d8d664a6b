"""What a zone's `leads.yaml` says: clocks, protection, duplicates, cities, teams, splits, exchange rates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Protocol, TypeVar

from pydantic import Field, StringConstraints

from chaotou.core.zone.fields import Code, Name, Spec

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""Three capitals, as in ISO 4217."""


class WaySpec(Spec):
    """A way of keeping a lead alive: with the investor (`contact`), or a step taken at home."""

    code: Code
    name: Name
    english: Name
    contact: bool = False


class ClockSpec(Spec):
    """A limit in working days: started by registration, or again by each act that met it (`repeats`).

    It holds for projects at these stages and of this size, whose clock starts while the rule is in force.
    """

    code: Code
    name: Name
    english: Name
    days: int = Field(gt=0, le=366)
    done_by: tuple[Code, ...] = Field(min_length=1)
    repeats: bool = False
    stages: tuple[Code, ...] = ("lead",)
    at_least: Decimal | None = None
    below: Decimal | None = None
    valid_from: date = Field(alias="from")
    until: date | None = None
    source: Code
    note: str = ""

    def holds(self, stage: str, investment: Decimal | None, on: date) -> bool:
        """Whether a project at this stage and of this size (yuan) is under the limit from this day."""
        if stage not in self.stages or not self.valid_from <= on <= (self.until or date.max):
            return False
        amount = investment or Decimal(0)
        above = self.at_least is None or amount >= self.at_least
        return above and (self.below is None or amount < self.below)


class ProtectionSpec(Spec):
    """How long a first report protects, in natural days, what renews it, and when a lead falls dormant."""

    days: int = Field(gt=0)
    renewed_by: tuple[Code, ...] = Field(min_length=1)
    renewed_for_days: int = Field(gt=0)
    dormant_after_days: int = Field(ge=0)
    valid_from: date = Field(alias="from")
    source: Code
    note: str = ""


class DuplicateSpec(Spec):
    """From which likeness on two leads are held to be one, and the bounds of the amount bands in yuan."""

    names_alike: Decimal = Field(gt=0, le=1)
    products_alike: Decimal = Field(gt=0, le=1)
    bands: tuple[Decimal, ...] = Field(min_length=1)
    valid_from: date = Field(alias="from")
    source: Code
    note: str = ""


class QuotaSpec(Spec):
    """What is asked of a city or a team in a year; `investment` in yuan. What is not asked is left out."""

    year: int = Field(ge=1980, le=2100)
    leads: int | None = Field(default=None, ge=0)
    signed: int | None = Field(default=None, ge=0)
    investment: Decimal | None = Field(default=None, ge=0)


class WithQuotas(Spec):
    """Something of which each year asks something else."""

    quotas: tuple[QuotaSpec, ...] = ()

    def quota(self, year: int) -> QuotaSpec:
        """What is asked in this year; nothing where the file asks nothing."""
        return next((quota for quota in self.quotas if quota.year == year), QuotaSpec(year=year))


class CitySpec(WithQuotas):
    """A city leads come from; a `target` city is one the zone goes to."""

    code: Code
    name: Name
    english: Name
    region: Code
    target: bool = False
    longitude: Decimal | None = Field(default=None, ge=-180, le=180)
    latitude: Decimal | None = Field(default=None, ge=-90, le=90)


class TeamSpec(WithQuotas):
    """A team that attracts investment: of one organization, for some cities or chains (none named: all)."""

    code: Code
    name: Name
    english: Name
    organization: Code
    cities: tuple[Code, ...] = ()
    chains: tuple[Code, ...] = ()

    def fits(self, organization: str, city: str, chain: str) -> bool:
        """Whether a project of this organization, source city and chain is this team's."""
        return (
            organization == self.organization
            and (not self.cities or city in self.cities)
            and (not self.chains or chain in self.chains)
        )


class SplitKind(StrEnum):
    AREA = "area"
    UNIT = "unit"


class ShareSpec(Spec):
    """A role in a transfer and its share of the credit, as a fraction."""

    role: Code
    name: Name
    english: Name
    share: Decimal = Field(gt=0, le=1)


class SplitSpec(Spec):
    """How credit is split by default when a project passes on: across areas, or between units."""

    kind: SplitKind
    shares: tuple[ShareSpec, ...] = Field(min_length=1)
    valid_from: date = Field(alias="from")
    source: Code
    note: str = ""


class ExchangeRateSpec(Spec):
    """Yuan for one unit of a currency on a day."""

    currency: Currency
    on: date
    rate: Decimal = Field(gt=0)
    source: Code


class _Dated(Protocol):
    @property
    def valid_from(self) -> date: ...


D = TypeVar("D", bound=_Dated)


def in_force(rules: Iterable[D], on: date) -> D | None:
    """The rule that holds on the day `on`: the latest whose `from` has come."""
    held = [rule for rule in rules if rule.valid_from <= on]
    return max(held, key=lambda rule: rule.valid_from, default=None)
