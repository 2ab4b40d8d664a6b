"""Before a meeting: a project that may be put forward, and who may be named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from chaotou.core.issues import Message, Missing
from chaotou.core.projects.review import rules_on
from chaotou.core.zone.review_specs import MemberSpec, ReviewRulesSpec
from chaotou.organization.access import Asker, Verdict
from chaotou.organization.days import working_day
from chaotou.organization.queries import people, zone
from chaotou.projects import review_access
from chaotou.projects.access import sight
from chaotou.projects.models import Evidence, Project, Review
from chaotou.projects.operations.putting_forward import Gap, gaps
from chaotou.projects.queries.fields import RELATIONS, fields_of
from chaotou.projects.queries.sight import with_terms
from chaotou.projects.review_case import Case, figures_of


@dataclass(frozen=True)
class Candidate:
    """A project as it stands before it is put forward."""

    project: Project
    figures: dict[str, Decimal | None]
    gaps: list[Gap]
    rules: ReviewRulesSpec | None
    previous: Review | None
    may_put_forward: Verdict


def candidate(reader: Asker, code: str, now: datetime) -> Candidate:
    """A project the reader sees the terms of, with what its dossier lacks under the rules of its day."""
    rows = Project.objects.select_related(*RELATIONS)
    project = with_terms(rows, sight(reader)).filter(code=code).first()
    if project is None:
        raise Missing(Message("没有项目“{code}”，或不在可见范围内。", {"code": code}))
    on = working_day(now)
    fields, rules = fields_of(project, on), rules_on(zone().reviews, on)
    papers = dict.fromkeys(Evidence.objects.filter(project=project).values_list("kind", flat=True))
    return Candidate(
        project,
        figures_of(fields),
        gaps(zone(), rules, fields, papers) if rules else [],
        rules,
        Review.objects.filter(project=project).order_by("-pk").first(),
        review_access.may_put_forward(reader, project),
    )


@dataclass(frozen=True)
class Seat:
    """A seat of the rules with the people who may take it."""

    name: Any
    chair: bool
    people: tuple[Any, ...]


def seats(reader: Asker, case: Case) -> list[Seat]:
    """Who may be named, by the seats of the rules: a post's holder, or anybody of an organization."""
    held = list(people(reader))
    organizations = {one.code: one for one in zone().organizations}
    posts = {one.code: one for one in zone().posts}
    found = []
    for member in case.terms.rules.members:
        sitting = tuple(one for one in held if _fits(one, member))
        named = posts.get(member.post or "") or organizations.get(member.organization or "")
        found.append(Seat(named, member.chair, sitting))
    return found


def _fits(person: Any, member: MemberSpec) -> bool:
    return person.is_active and any(
        post.code == member.post or post.organization.code == member.organization
        for post in person.posts.all()
    )
