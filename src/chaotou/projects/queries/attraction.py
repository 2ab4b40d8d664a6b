"""The attraction plan: chains with their gaps, target cities and teams with what is asked and done.

Numbers are of the whole zone and name nobody; names are only those the reader may see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from chaotou.core.issues import Message, Missing
from chaotou.core.projects.chains import ChainStanding, Presence, standing, team_of
from chaotou.core.zone.lead_specs import CitySpec, QuotaSpec, TeamSpec
from chaotou.enterprises.models import Enterprise
from chaotou.organization.access import Asker, require
from chaotou.organization.queries import zone
from chaotou.projects import access
from chaotou.projects.models import Move, Project
from chaotou.projects.queries.leads import OPEN
from chaotou.projects.queries.sight import projects

SIGNED = "signed"
SETTLED = tuple(sorted(access.PUBLIC_STAGES - {"terminated"}))
NAMES = 60
"""How many projects and enterprises of a chain are named on its page."""


@dataclass(frozen=True)
class Done:
    """What there is in a year: leads registered, projects signed as reported, and their money in yuan."""

    leads: int = 0
    signed: int = 0
    investment: Decimal = Decimal(0)

    def __add__(self, other: Done) -> Done:
        return Done(self.leads + other.leads, self.signed + other.signed, self.investment + other.investment)


@dataclass(frozen=True)
class Quota:
    """A city or a team with what is asked of it and what is done."""

    spec: CitySpec | TeamSpec
    asked: QuotaSpec
    done: Done
    organization: Any = None


@dataclass(frozen=True)
class Plan:
    """The attraction plan of a year."""

    year: int
    chains: Sequence[ChainStanding]
    cities: Sequence[Quota]
    teams: Sequence[Quota]
    has_synthetic: bool


def plan(reader: Asker, year: int, organizations: Iterable[Any] = ()) -> Plan:
    """The plan of a year; `organizations` name the teams' units. Eight queries whatever there is."""
    require(access.may_see_projects(reader))
    held, done = zone(), _done(year)
    units = {unit.code: unit for unit in organizations}
    present = _present()
    return Plan(
        year,
        [standing(chain, present[chain.code]) for chain in held.chains],
        [
            Quota(city, city.quota(year), _total(done, _comes_from(city)))
            for city in held.cities
            if city.target
        ],
        [
            Quota(
                team, team.quota(year), _total(done, _is_of(held.teams, team)), units.get(team.organization)
            )
            for team in held.teams
        ],
        Project.objects.filter(is_synthetic=True).exists()
        or Enterprise.objects.filter(is_synthetic=True).exists(),
    )


Key = tuple[str, str, str]
"""Organization, source city, chain: codes."""


def _total(done: dict[Key, Done], fits: Callable[[Key], bool]) -> Done:
    return sum((one for key, one in done.items() if fits(key)), Done())


def _comes_from(city: CitySpec) -> Callable[[Key], bool]:
    return lambda key: key[1] == city.code


def _is_of(teams: tuple[TeamSpec, ...], team: TeamSpec) -> Callable[[Key], bool]:
    return lambda key: team_of(teams, *key) is team


def _done(year: int) -> dict[Key, Done]:
    """What each organization, city and chain has in the year. Two queries."""
    found: dict[Key, Done] = defaultdict(Done)
    fields = ("organization__code", "source_city", "chain")
    registered = Project.objects.filter(registered_at__year=year)
    for *key, count in registered.order_by().values_list(*fields).annotate(n=Count("*")):
        found[_key(key)] += Done(leads=count)
    moves = Move.objects.filter(kind=Move.Kind.STAGE, to_stage=SIGNED, moved_on__year=year).order_by()
    signed = moves.values_list(*(f"project__{field}" for field in fields))
    for *key, count, money in signed.annotate(Count("project", distinct=True), Sum("investment")):
        found[_key(key)] += Done(signed=count, investment=money or Decimal(0))
    return found


def _key(parts: Sequence[Any]) -> Key:
    organization, city, chain = map(str, parts)
    return organization, city, chain


def _present() -> dict[str, dict[str, Presence]]:
    """What each link of each chain has. Two queries."""
    found: dict[str, dict[str, Presence]] = defaultdict(dict)
    firms = Enterprise.objects.filter(is_local=True, merged_into=None).exclude(link="")
    enterprises = {
        (chain, link): count
        for chain, link, count in firms.order_by().values_list("chain", "link").annotate(n=Count("*"))
    }
    here, coming = Count("pk", filter=Q(stage__in=SETTLED)), Count("pk", filter=Q(stage__in=OPEN))
    rows = (
        Project.objects.exclude(link="")
        .order_by()
        .values_list("chain", "link")
        .annotate(here=here, coming=coming)
    )
    counted = {(chain, link): (settled, leads) for chain, link, settled, leads in rows}
    for chain, link in {**enterprises, **counted}:
        settled, leads = counted.get((chain, link), (0, 0))
        found[chain][link] = Presence(enterprises.get((chain, link), 0), settled, leads)
    return found


@dataclass(frozen=True)
class ChainPage:
    """A chain with the names its reader may see, by link code."""

    standing: ChainStanding
    enterprises: dict[str, list[Enterprise]]
    projects: dict[str, list[Project]]


def chain_page(reader: Asker, code: str) -> ChainPage:
    """One chain of the zone's files. `Missing` for a code they do not have."""
    require(access.may_see_projects(reader))
    chain = next((chain for chain in zone().chains if chain.code == code), None)
    if chain is None:
        raise Missing(Message("没有产业链“{code}”。", {"code": code}))
    firms = Enterprise.objects.filter(is_local=True, merged_into=None, chain=code).exclude(link="")
    seen = projects(reader).filter(chain=code, stage__in=(*SETTLED, *OPEN)).exclude(link="")
    return ChainPage(
        standing(chain, _present()[code]),
        _by_link(firms[:NAMES]),
        _by_link(seen.order_by("-investment", "pk")[:NAMES]),
    )


def _by_link(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.link].append(row)
    return dict(found)
