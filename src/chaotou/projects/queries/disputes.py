"""Disputes about who was first: each unit's own, all of them for whoever oversees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from chaotou.core.issues import Message, Missing
from chaotou.core.projects.ownership import is_protected
from chaotou.organization.access import Asker
from chaotou.projects import access
from chaotou.projects.models import Credit, Dispute, Project, Talk


@dataclass(frozen=True)
class Case:
    """A dispute with what its reader may know of the project: the claimant does not learn whose it is."""

    dispute: Dispute
    knows_project: bool
    talks: Sequence[Talk]
    credits: Sequence[Credit]
    is_protected: bool


RULINGS = Dispute.Ruling.choices


@dataclass(frozen=True)
class Line:
    """A dispute in the list, and whether its reader may know which project it is about and whose."""

    dispute: Dispute
    knows_project: bool


def disputes(reader: Asker) -> list[Line]:
    """Disputes the reader's units raised or defend, or all for whoever oversees; open ones first."""
    found, seen = list(_seen(reader).order_by("ruled_at", "-raised_at")), access.sight(reader)
    held_by = access.holders_of([one.project for one in found])
    return [Line(one, seen.sees_terms(held_by[one.project_id])) for one in found]


def _seen(reader: Asker) -> QuerySet[Dispute]:
    seen = access.sight(reader)
    found = Dispute.objects.select_related("project", "project__organization", "organization", "raised_by")
    if seen.organizations is None:
        return found
    mine = seen.organizations
    return found.filter(Q(organization__in=mine) | Q(project__organization__in=mine))


def case(reader: Asker, pk: int, today: date) -> Case:
    """One dispute as the reader may know it. `Missing` where it is not the reader's business."""
    dispute = _seen(reader).select_related("ruled_by", "answered_by").filter(pk=pk).first()
    if dispute is None:
        raise Missing(Message("没有这项争议，或与本单位无关。"))
    project = dispute.project
    knows = bool(access.may_see_terms(reader, project))
    talks = list(Talk.objects.filter(project=project).select_related("recorded_by")) if knows else []
    standing = Credit.objects.filter(project=project, until_on__isnull=True).select_related("organization")
    return Case(
        dispute,
        knows,
        talks,
        list(standing) if knows else [],
        is_protected(project.protected_until_on, today),
    )


def disputed(pk: int) -> Project:
    """The project behind a token the server itself gave out; its bearer is told nothing of it."""
    found = Project.objects.filter(pk=pk).first()
    if found is None:
        raise Missing(Message("这条线索已不存在。"))
    return found
