"""Leads that may be one with another, as far as the reader may be told of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q

from chaotou.core.names import Likened
from chaotou.core.projects.duplicates import Candidate, Row, candidates, compared_name, name_keys
from chaotou.core.projects.ownership import is_protected
from chaotou.core.zone.lead_specs import in_force
from chaotou.enterprises.models import Enterprise
from chaotou.organization.queries import zone
from chaotou.projects.access import PUBLIC_STAGES, Sight
from chaotou.projects.models import Project
from chaotou.rows.searching import with_any_mark

GONE: Final = ("dropped", "transferred", "terminated", "dormant")
"""Exits: what has left is no longer anybody's first report."""

READ: Final = (
    "pk",
    "name",
    "investor_name",
    "investor__name",
    "investor__credit_code",
    "investor_id",
    "product",
    "investment",
    "code",
    "stage",
    "organization_id",
    "landing_id",
    "protected_until_on",
)


@dataclass(frozen=True)
class Alike:
    """A project that may be the same lead, why, and whether it still bars others from registering it."""

    pk: int
    code: str
    name: str
    stage: str
    organization: int
    landing: int | None
    candidate: Candidate
    is_held: bool

    def is_seen_by(self, seen: Sight) -> bool:
        """Whether a reader may be told which project it is; others learn only that there is one."""
        return seen.sees(self.stage, (self.organization, self.landing))


def alike(project: Project, on: date) -> list[Alike]:
    """Projects that may be the same as this one (saved or not), the likeliest first. Exits are left out.

    Without a rule in force on the day nothing is alike.
    """
    rule = in_force(zone().duplicates, on)
    if rule is None:
        return []
    new = _row_of(project)
    near = {row.pk: row for row in _near(project, new)}
    parents = _roots({row.investor_id for row in near.values()} - {None})
    found = candidates(new, [_row(row, parents) for row in near.values()], rule)
    return [_alike(near[one.row.key], one, on) for one in found]


def _row_of(project: Project) -> Row:
    investor = project.investor
    return Row(
        project.pk or 0,
        compared_name(project.investor_name, investor.name if investor else "", project.name),
        investor.credit_code if investor else "",
        _roots({investor.pk}).get(investor.pk) if investor else None,
        project.product,
        project.investment,
    )


def _row(row: Any, parents: dict[int, int]) -> Row:
    """Of a line that was read."""
    name = compared_name(row.investor_name, row.investor__name or "", row.name)
    code, parent = row.investor__credit_code or "", parents.get(row.investor_id)
    return Row(row.pk, name, code, parent, row.product, row.investment)


def is_held(stage: str, protected_until_on: date | None, on: date) -> bool:
    """Whether a project bars others from registering the same lead."""
    return stage in PUBLIC_STAGES or is_protected(protected_until_on, on)


def _alike(row: Any, found: Candidate, on: date) -> Alike:
    held = is_held(row.stage, row.protected_until_on, on)
    where = {"organization": row.organization_id, "landing": row.landing_id}
    return Alike(row.pk, row.code, row.name, row.stage, **where, candidate=found, is_held=held)


def _near(project: Project, new: Row) -> Iterator[Any]:
    """Rows with a key in common: the investor's family, or a name in the same block."""
    present = Project.objects.exclude(stage__in=GONE).exclude(pk=project.pk).order_by("-pk")
    if new.parent is not None:
        family = present.filter(investor__in=_family(int(str(new.parent))))
        yield from family.values_list(*READ, named=True)
    yield from with_any_mark(present, name_keys(Likened(new.name))).values_list(*READ, named=True)


def _roots(enterprises: Iterable[int]) -> dict[int, int]:
    """The ultimate parent of each enterprise, one query a generation."""
    roots = {pk: pk for pk in enterprises}
    while roots:
        above = dict(
            Enterprise.objects.filter(pk__in=set(roots.values()), parent__isnull=False).values_list(
                "pk", "parent_id"
            )
        )
        if not above or any(above.get(root) in (root, pk) for pk, root in roots.items()):
            return roots
        roots = {pk: above.get(root) or root for pk, root in roots.items()}
    return roots


def _family(root: int) -> set[int]:
    """The enterprise and all under it."""
    family, generation = {root}, {root}
    while generation:
        below = Enterprise.objects.filter(Q(parent__in=generation) | Q(merged_into__in=generation))
        generation = set(below.values_list("pk", flat=True)) - family
        family |= generation
    return family
