"""Every project under delivery at once: lights, slipping nodes, problems, the lists for each meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from chaotou.core.issues import Message, Missing
from chaotou.core.lights import Light
from chaotou.core.paging import Paging, paging
from chaotou.core.zone.delivery_specs import DispatchListSpec, Shows
from chaotou.organization.access import Asker
from chaotou.organization.queries import zone
from chaotou.projects.access import PUBLIC_STAGES, System
from chaotou.projects.models import Baseline, Factor, Node, Problem, Project
from chaotou.projects.queries.sight import projects
from chaotou.projects.queries.standing import NodeLine, ProblemLine, Standings, Yard, standings

PAGE: Final = 80
"""So many projects without a plan stand on a page."""
SEVERITY = {
    Light.BEHIND: 0,
    Light.AT_RISK: 1,
    Light.NO_DATA: 2,
    Light.ON_TRACK: 3,
    Light.NOT_DUE: 4,
    Light.DONE: 5,
}


@dataclass(frozen=True)
class ProjectLine:
    """A project under delivery with where it stands."""

    project: Project
    standings: Standings

    @property
    def light(self) -> Light:
        return self.standings.own.light

    @property
    def first_on(self) -> date | None:
        return min((line.row.planned_on for line in self.standings.nodes), default=None)

    @property
    def ends_on(self) -> date | None:
        """The last day on which a node is done or expected."""
        return max((_ends_on(line) for line in self.standings.nodes), default=None)


@dataclass(frozen=True)
class Portfolio:
    """The projects, worst first, and how many there are of each light."""

    lines: tuple[ProjectLine, ...]
    today: date

    @property
    def tally(self) -> list[tuple[Light, int]]:
        counts = [(light, sum(line.light is light for line in self.lines)) for light in SEVERITY]
        return [(light, count) for light, count in counts if count]

    @property
    def problems(self) -> list[tuple[ProjectLine, ProblemLine]]:
        """Open problems, overdue first."""
        found = [(line, one) for line in self.lines for one in line.standings.open_problems]
        return sorted(found, key=lambda pair: (pair[1].row.due_on, pair[1].row.pk))

    @property
    def slipping(self) -> list[tuple[ProjectLine, NodeLine]]:
        """Open nodes that are late or will be, the latest first."""
        found = [(line, node) for line in self.lines for node in line.standings.slipping]
        return sorted(found, key=lambda pair: (-pair[1].standing.days_late, pair[1].row.planned_on))

    @property
    def behind(self) -> list[ProjectLine]:
        return [line for line in self.lines if line.light in (Light.BEHIND, Light.AT_RISK)]


def portfolio(reader: Asker | System, today: date, *, organization: str = "", light: str = "") -> Portfolio:
    """Projects the reader knows of that have open nodes or problems, worst first. Seven queries."""
    found = _under_delivery(projects(reader))
    if organization:
        found = found.filter(Q(organization__code=organization) | Q(landing__code=organization))
    yard = Yard(zone(), today)
    lines = [_line(project, yard) for project in _with_rows(found)]
    kept = [line for line in lines if not light or line.light == light]
    return Portfolio(tuple(sorted(kept, key=_rank)), today)


def _rank(line: ProjectLine) -> tuple[int, int, str]:
    return SEVERITY[line.light], -line.standings.own.days_late, line.project.code


def _under_delivery(found: QuerySet[Project]) -> QuerySet[Project]:
    """Begun from the open nodes and problems: they are few where projects are many."""
    nodes = Node.objects.filter(actual_on__isnull=True).order_by().values("project")
    problems = Problem.objects.filter(closed_at__isnull=True).order_by().values("project")
    return found.filter(pk__in=nodes.union(problems)).exclude(stage__in=_exits())


def _exits() -> list[str]:
    return [stage.code for stage in zone().stages if stage.exit]


def _with_rows(found: QuerySet[Project]) -> QuerySet[Project]:
    return found.select_related("organization", "landing", "linked_leader", "secretary").prefetch_related(
        "nodes__predecessors",
        Prefetch("baselines", Baseline.objects.filter(approved_at__isnull=False).order_by("number")),
        Prefetch("factors", Factor.objects.select_related("node", "supplier")),
        "months",
        Prefetch("problems", Problem.objects.select_related("organization", "node")),
    )


def _line(project: Project, yard: Yard) -> ProjectLine:
    nodes, factors = list(project.nodes.all()), list(project.factors.all())
    months, problems = list(project.months.all()), list(project.problems.all())
    ties = [tie for node in nodes for tie in node.predecessors.all()]
    in_force = next(reversed(project.baselines.all()), None)
    return ProjectLine(project, standings(nodes, factors, months, problems, yard, ties, in_force))


def _ends_on(line: NodeLine) -> date:
    return line.row.actual_on or line.expected_on or line.row.planned_on


@dataclass(frozen=True)
class Unplanned(Paging):
    """A page of the projects that should have a plan and have none."""

    projects: Sequence[Project] = ()


@dataclass(frozen=True)
class Dispatch:
    """One meeting's list, ready: what it shows, over which projects, and of all those that have no plan."""

    spec: DispatchListSpec
    portfolio: Portfolio
    unplanned: Unplanned = Unplanned(0, 1, PAGE)

    @property
    def lines(self) -> Iterable[ProjectLine]:
        return self.portfolio.behind if self.spec.shows is Shows.BEHIND else self.portfolio.lines

    @property
    def problems(self) -> list[tuple[ProjectLine, ProblemLine]]:
        return self.portfolio.problems


def dispatch_lists() -> tuple[DispatchListSpec, ...]:
    """The lists the zone keeps."""
    return zone().dispatch_lists


def dispatch(reader: Asker, code: str, today: date, *, page: int = 1) -> Dispatch:
    """A list by its code, and a page of what has no plan. `Missing` where the zone has none of that code."""
    spec = next((one for one in dispatch_lists() if one.code == code), None)
    if spec is None:
        raise Missing(Message("没有调度清单“{code}”。", {"code": code}))
    found = Dispatch(spec, portfolio(reader, today))
    return replace(found, unplanned=_unplanned(reader, page)) if spec.shows is Shows.ALL else found


def _unplanned(reader: Asker, page: int) -> Unplanned:
    """Projects signed that have no nodes, at stages which nodes lead beyond."""
    node = Node.objects.filter(project=OuterRef("pk"))
    found = projects(reader).filter(~Exists(node), stage__in=_planned_stages())
    at = paging(found.count(), page, PAGE)
    rows = found.only("code", "name", "english", "is_synthetic").order_by("code")[at.start : at.last]
    return Unplanned(at.total, at.number, at.size, list(rows))


def _planned_stages() -> list[str]:
    """The stages from signing on, but for the last that a node of any template leads to and what follows."""
    held = zone()
    order = [stage.code for stage in held.stages if stage.code in PUBLIC_STAGES]
    led_to = {node.stage for template in held.node_templates for node in template.nodes}
    last = max((place for place, code in enumerate(order) if code in led_to), default=0)
    return order[:last]
