"""What the zone's integrity checks find, as far as the reader sees the terms of the projects concerned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from chaotou.core.issues import Message
from chaotou.core.paging import Paging, paging
from chaotou.core.projects.integrity import Finding, findings
from chaotou.core.zone.project_specs import IntegrityCheck, IntegritySpec
from chaotou.projects.models import Project
from chaotou.projects.queries.integrity_facts import facts, photos
from chaotou.projects.queries.settled import settled
from chaotou.projects.queries.wanted import Asked

FIRST: Final = 10
"""So many findings of each check stand on the page of all."""
PAGE: Final = 80

Shown = list[tuple[IntegritySpec, Paging, list[Finding]]]


@dataclass(frozen=True)
class Doubt:
    """A finding: the projects it concerns and why."""

    projects: Sequence[Any]
    reason: Message


@dataclass(frozen=True)
class Check:
    """A check of the zone with a page of what it found."""

    spec: IntegritySpec
    page: Paging
    doubts: Sequence[Doubt]


def integrity(asked: Asked) -> list[Check]:
    """Every check of the zone with the first of its findings. A fixed number of queries, while nothing is
    written only that of names.
    """
    return _with_names(settled("integrity", asked, lambda: _shown(asked, asked.zone.integrity, 1, FIRST)))


def integrity_of(asked: Asked, check: str, page: int) -> list[Check]:
    """One check alone with a page of its findings."""
    specs = [spec for spec in asked.zone.integrity if spec.check == check]
    shown = settled("integrity", asked, lambda: _shown(asked, specs, page, PAGE), check, page)
    return _with_names(shown)


def _shown(asked: Asked, specs: Sequence[IntegritySpec], page: int, size: int) -> Shown:
    rows = facts(asked.sight, asked.zone)
    used = photos(asked.zone, {row.project for row in rows})
    found: dict[IntegrityCheck, list[Finding]] = defaultdict(list)
    for one in findings(specs, rows, used, today=asked.today):
        found[one.check].append(one)
    pages = [(spec, paging(len(found[spec.check]), page, size)) for spec in specs]
    return [(spec, at, found[spec.check][at.start : at.last]) for spec, at in pages]


def _with_names(shown: Shown) -> list[Check]:
    named = _named({key for _spec, _at, found in shown for one in found for key in one.projects})
    return [
        Check(
            spec,
            at,
            [Doubt([named[key] for key in one.projects if key in named], one.reason) for one in found],
        )
        for spec, at, found in shown
    ]


def _named(keys: Iterable[int]) -> dict[int, Project]:
    return {row.pk: row for row in Project.objects.filter(pk__in=keys).select_related("organization")}
