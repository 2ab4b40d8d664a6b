"""Facts about organizations that are counted from projects: by their credit, else by where projects land."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property

from django.utils import timezone

from chaotou.core.evaluation.facts import Citation
from chaotou.core.evaluation.supplied import Supplied
from chaotou.core.panel import State
from chaotou.core.periods import Period
from chaotou.core.quantities import Quantity, unit
from chaotou.core.zone.project_specs import CountSpec, CountWhat
from chaotou.evaluation.gathering import references
from chaotou.evaluation.gathering.asked import Asked, Cells, Detail, Found, split
from chaotou.organization import queries as organization
from chaotou.projects.queries.answering import Answering, Named, Part

Amounts = Iterator[tuple[Part, Decimal]]
OF_PROJECTS = (Supplied.PROJECTS_PLANNED, Supplied.PROJECTS_DONE, Supplied.PROJECT_POINTS)


def cells(asked: Asked) -> Cells:
    """What organizations answer for among projects, as the register stands.

    An indicator that the zone counts is counted for each. `project_points` adds all counts of projects up, so
    that with nested tiers a project counts once more for every size it reaches. `projects_planned` are those
    whose agreement has them start or be completed in the period, `projects_done` those of them that had.
    Not applicable to whoever neither talked in nor hosts any project.
    """
    mine = frozenset(one.code for one in asked.subjects if one.is_organization)
    counts = _Counts()
    names = [name for name in asked.names if counts.tells(name)] if mine else []
    return {key: found for name in names for key, found in counts.cells(asked, name, mine)}


class _Counts:
    """The zone's counts by indicator; the register is read when something is first asked of it."""

    def __init__(self) -> None:
        self._zone = organization.zone()
        self._specs = {spec.indicator: spec for spec in self._zone.counts}
        self._units = {one.code: unit(one.unit) for one in self._zone.indicators}

    @cached_property
    def _held(self) -> Answering:
        return Answering(self._zone)

    def tells(self, name: str) -> bool:
        code, side, _ = split(name)
        return not side and (code in self._specs or code in OF_PROJECTS)

    def cells(self, asked: Asked, name: str, mine: frozenset[str]) -> Iterator[tuple[tuple[str, str], Found]]:
        code, _, when = split(name)
        period = asked.when(when)
        found: dict[str, list[tuple[Part, Decimal]]] = defaultdict(list)
        for part, amount in self._amounts(code, period):
            found[part.organization].append((part, amount))
        made_up = any(part.project.is_synthetic for parts in found.values() for part, _ in parts)
        day = timezone.localdate(asked.known_at).isoformat()
        cited = Citation("", day, references.of_projects(code, period), synthetic=made_up)
        for subject in mine & self._held.organizations:
            yield (subject, name), _found(found[subject], cited)
        for subject in mine - self._held.organizations:
            yield (subject, name), Found(None, State.NOT_APPLICABLE, cited)

    def _amounts(self, code: str, period: Period) -> Amounts:
        held = self._held
        if code in self._specs:
            yield from self._counted(self._specs[code], held.counted(self._specs[code], period))
        elif code == Supplied.PROJECT_POINTS:
            for spec in self._specs.values():
                if spec.what is CountWhat.PROJECTS:
                    yield from self._counted(spec, held.counted(spec, period))
        else:
            planned = held.planned(period)
            is_done = code == Supplied.PROJECTS_DONE
            yield from ((part, part.share) for part in planned if part.is_there or not is_done)

    def _counted(self, spec: CountSpec, parts: Iterable[Part]) -> Amounts:
        for part in parts:
            if spec.what is CountWhat.PROJECTS:
                yield part, part.share * part.is_project
            else:
                yield (
                    part,
                    Quantity(part.share * part.money, unit("元")).to(self._units[spec.indicator]).value,
                )


def _found(parts: Iterable[tuple[Part, Decimal]], cited: Citation) -> Found:
    """The sum of an organization's parts, and what each project adds to it, the most first."""
    by_project: dict[str, Decimal] = defaultdict(Decimal)
    named = {}
    for part, amount in parts:
        by_project[part.project.code] += amount
        named[part.project.code] = part.project
    adding = sorted((one for one in by_project.items() if one[1]), key=lambda one: (-one[1], one[0]))
    details = tuple(_detail(named[code], amount) for code, amount in adding)
    return Found(float(sum(by_project.values(), Decimal(0))), citation=cited, details=details)


def _detail(project: Named, amount: Decimal) -> Detail:
    said = {"name": project.name or project.code, "english": project.english or project.code}
    return Detail(
        references.PROJECT, project.code, value=float(amount), synthetic=project.is_synthetic, **said
    )
