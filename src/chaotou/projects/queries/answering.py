"""What each organization answers for among the projects that the zone counts or has planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from chaotou.core.periods import Period
from chaotou.core.projects.answering import parts_of
from chaotou.core.projects.counting import counted, rate_of_planned, tally_tier
from chaotou.core.zone.project_specs import CountSpec
from chaotou.core.zone.specs import Zone
from chaotou.organization.queries import organizations
from chaotou.projects.access import PUBLIC_STAGES
from chaotou.projects.models import Project
from chaotou.projects.queries.counts import planned_days
from chaotou.projects.queries.moved import basis_of, credit_of, moved, shares_on


@dataclass(frozen=True)
class Named:
    """A project as a count may tell of it: by code alone where not everybody knows of it."""

    code: str
    name: str
    english: str
    is_synthetic: bool


@dataclass(frozen=True)
class Part:
    """An organization's share of a project and its money in yuan; whether it counts as one, and is there."""

    organization: str
    project: Named
    share: Decimal
    money: Decimal = Decimal(0)
    is_project: bool = True
    is_there: bool = True


class Answering:
    """The zone's moves, plans, credit and landings, read once, in as many queries whatever their number."""

    def __init__(self, held: Zone) -> None:
        self._rates = {rate.planned_in: rate for rate in held.rates if rate.planned_in}
        self._tiers = {tier.code: tier for tier in held.tiers}
        self._basis = {spec.moved_to: basis_of(spec.scheme) for spec in held.counts}
        self._moves = moved(
            {*self._basis, *(rate.reached for rate in self._rates.values())}, with_credit=True
        )
        self._planned = planned_days(self._rates)
        self._credit = credit_of(Project.objects.filter(stage__in=PUBLIC_STAGES).values("pk"))
        self._codes = {row.pk: row.code for row in organizations()}
        self._landing, self._named = _read()

    @property
    def organizations(self) -> frozenset[str]:
        """Who talked in or hosts any project signed: of others it means nothing that they have none."""
        credited = {unit for held in self._credit.values() for _, _, unit, _ in held}
        return frozenset(self._codes[key] for key in {*credited, *self._landing.values()} if key is not None)

    def counted(self, spec: CountSpec, period: Period) -> Iterator[Part]:
        """Who answers for what was counted in a period: the stage, tier and basis are the zone's."""
        found = counted(self._moves, spec.moved_to, basis_of(spec.scheme))
        for one in tally_tier(found, self._tiers[spec.tier], period).counted:
            said = {"money": one.money, "is_project": one.is_project}
            yield from self._parts(one.moved.project, one.moved.shares, **said)

    def planned(self, period: Period) -> Iterator[Part]:
        """Who answers for what was to reach a stage in a period; what is there had by its end, as counted."""
        for field, rate in self._rates.items():
            reached = counted(self._moves, rate.reached, self._basis.get(rate.reached, basis_of(None)))
            days = self._planned[field]
            found = rate_of_planned(reached, days, period, period.ends_on)
            for project in found.of:
                shares = shares_on(self._credit.get(project, ()), days[project])
                yield from self._parts(project, shares, is_there=project in found.reached)

    def _parts(self, project: int, shares: Mapping[int, Decimal], **said: Any) -> Iterator[Part]:
        for organization, share in parts_of(shares, self._landing[project]).items():
            yield Part(self._codes[organization], self._named[project], share, **said)


def _read() -> tuple[dict[int, int | None], dict[int, Named]]:
    """Where each project lands, and what may be told of it. One query."""
    fields = ("pk", "landing_id", "stage", "code", "name", "english", "is_synthetic")
    landing: dict[int, int | None] = {}
    named: dict[int, Named] = {}
    for pk, at, stage, code, name, english, made_up in Project.objects.order_by().values_list(*fields):
        landing[pk] = at
        told = stage in PUBLIC_STAGES
        named[pk] = Named(code, name if told else "", english if told else "", made_up)
    return landing, named
