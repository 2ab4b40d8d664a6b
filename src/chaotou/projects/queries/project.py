"""One project as a reader sees it: how far it is, as reported and as recognized, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from chaotou.core.issues import Message, Missing
from chaotou.core.zone.specs import Zone
from chaotou.organization.access import Asker, Verdict
from chaotou.organization.days import working_day
from chaotou.projects import access, review_access
from chaotou.projects.models import Credit, Dependency, Factor, Problem, Project, Recognition, Review
from chaotou.projects.planning import baseline_in_force
from chaotou.projects.queries.review.rows import reviews
from chaotou.projects.queries.sight import projects
from chaotou.projects.queries.standing import Standings, Yard, standings

PEOPLE = ("investor", "organization", "landing", "officer", "linked_leader", "secretary", "registered_by")


@dataclass(frozen=True)
class Recognized:
    """The furthest stage a scheme recognizes, and since when."""

    scheme: Any
    stage: Any
    on: date


@dataclass(frozen=True)
class Overview:
    """What the top of a project's page needs; terms are empty for whoever does not see them."""

    project: Project
    today: date
    stage: Any
    next_stages: Sequence[Any]
    days: int
    sees_terms: Verdict
    may_change: Verdict
    may_put_forward: Verdict
    may_transfer: Verdict
    reviews: Sequence[Review]
    recognized: Sequence[Recognized]
    waiting: Sequence[Recognized]
    standings: Standings
    is_stale: bool
    credits: Sequence[Credit]


def overview(reader: Asker, code: str, *, zone: Zone, now: datetime) -> Overview:
    """A project on the zone's day; `Missing` where there is none that the reader may know of."""
    project = projects(reader).select_related(*PEOPLE).filter(code=code).first()
    if project is None:
        raise Missing(Message("没有项目“{code}”，或不在可见范围内。", {"code": code}))
    terms, today = access.may_see_terms(reader, project), working_day(now)
    stages = {spec.code: spec for spec in zone.stages}
    spec = stages.get(project.stage)
    recognized, waiting = _recognized(project, stages, zone)
    return Overview(
        project=project,
        today=today,
        stage=spec or project.stage,
        next_stages=[stages[code] for code in spec.to] if spec else [],
        days=(today - project.stage_since_on).days,
        sees_terms=terms,
        may_change=access.may_change(reader, project),
        may_put_forward=review_access.may_put_forward(reader, project),
        may_transfer=access.may_transfer(reader, project),
        reviews=list(reviews(reader).filter(project=project).order_by("-pk")),
        recognized=recognized,
        waiting=waiting,
        standings=_standings(project, zone, today),
        is_stale=_is_stale(project, spec, today),
        credits=list(project.credits.filter(until_on=None).select_related("organization")),
    )


def _recognized(
    project: Project, stages: Mapping[str, Any], zone: Zone
) -> tuple[list[Recognized], list[Recognized]]:
    """The furthest recognized stage a scheme, and what still waits to be recognized. One query."""
    schemes = {spec.code: spec for spec in zone.recognition}
    order = {code: at for at, code in enumerate(stages)}
    states = [Recognition.State.RECOGNIZED, Recognition.State.REQUESTED]
    found = Recognition.objects.filter(move__project=project, state__in=states).select_related("move")
    furthest: dict[str, Recognized] = {}
    waiting = []
    for one in sorted(found, key=lambda one: order.get(one.move.to_stage, -1)):
        stage = stages.get(one.move.to_stage, one.move.to_stage)
        scheme = schemes.get(one.scheme, one.scheme)
        if one.recognized_on is not None and one.state == Recognition.State.RECOGNIZED:
            furthest[one.scheme] = Recognized(scheme, stage, one.recognized_on)
        else:
            waiting.append(Recognized(scheme, stage, timezone.localdate(one.requested_at)))
    return list(furthest.values()), waiting


def _standings(project: Project, zone: Zone, today: date) -> Standings:
    """Where its delivery stands, with its light and why. Four queries, and two where nodes are open."""
    nodes = list(project.nodes.select_related("organization"))
    factors = list(Factor.objects.filter(project=project).select_related("node"))
    problems = list(Problem.objects.filter(project=project).select_related("organization"))
    months, yard = list(project.months.all()), Yard(zone, today)
    if all(node.actual_on for node in nodes):
        return standings(nodes, factors, months, problems, yard)
    ties = list(Dependency.objects.filter(after__project=project))
    return standings(nodes, factors, months, problems, yard, ties, baseline_in_force(project))


def _is_stale(project: Project, spec: Any, today: date) -> bool:
    if spec is None or spec.stale_after_days is None:
        return False
    since = today - timedelta(days=spec.stale_after_days)
    return project.stage_since_on < since and (project.last_talk_on is None or project.last_talk_on < since)
