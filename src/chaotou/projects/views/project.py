"""One project: what a leader reads in ten seconds, and everything else beneath."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from chaotou.organization import queries as organization
from chaotou.projects import facts
from chaotou.projects.queries.project import Overview, overview

OPEN = {
    "projects:moves": _("阶段变动与认定"),
    "projects:delivery": _("推进：节点、要素、问题"),
}
TERMS = {
    "projects:talks": _("联系记录"),
    "projects:evidence": _("佐证材料"),
}
CHANGING = {"projects:change": _("更改登记内容")}
PUTTING_FORWARD = {"projects:put_forward": _("送评审")}
TRANSFERRING = {"projects:transfer": pgettext_lazy("button", "流转")}
"""The other pages of a project: address and words, by who is let in."""


@dataclass(frozen=True)
class Room:
    """A page about one side of the project."""

    label: str | Promise
    url: str


@require_safe
def project(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a project; what belongs to its terms only where the reader sees them."""
    zone = organization.zone()
    found = overview(request.user, code, zone=zone, now=timezone.now())
    context = {
        "zone": zone.zone,
        "overview": found,
        "project": found.project,
        "facts": facts.of(found.project, zone, with_terms=bool(found.sees_terms), today=found.today),
        "rooms": _rooms(found),
    }
    return render(request, "projects/project.html", context)


def _rooms(found: Overview) -> list[Room]:
    """The pages of the project that let the reader in."""
    groups = (
        (OPEN, True),
        (TERMS, found.sees_terms),
        (CHANGING, found.may_change),
        (PUTTING_FORWARD, found.may_put_forward),
        (TRANSFERRING, found.may_transfer),
    )
    code = found.project.code
    rooms = [
        Room(label, reverse(view, args=[code]))
        for views, shown in groups
        if shown
        for view, label in views.items()
    ]
    held = [Room(_review_said(one), reverse("projects:review", args=[one.pk])) for one in found.reviews]
    return [*rooms, *held]


def _review_said(review: Any) -> str:
    return gettext("评审：{batch}").format(batch=review.batch)
