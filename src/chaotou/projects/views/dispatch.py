"""The lists for meetings, ready to print, and the timeline of all projects under delivery."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chaotou.core.issues import Message, Missing
from chaotou.core.lights import LIGHTS
from chaotou.organization import queries as organization
from chaotou.organization.days import working_day
from chaotou.projects import timeline
from chaotou.projects.queries import dispatch as queries
from chaotou.ui.asking import Reading


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """To the first of the zone's lists."""
    lists = queries.dispatch_lists()
    if not lists:
        raise Missing(Message("本区没有设调度清单；请在 delivery.yaml 里写上。"))
    return redirect("projects:dispatch", lists[0].code)


@require_safe
def dispatch(request: HttpRequest, code: str) -> HttpResponse:
    """One meeting's list."""
    found = queries.dispatch(request.user, code, working_day(timezone.now()), page=Reading(request.GET).page)
    context = {
        "found": found,
        "lists": queries.dispatch_lists(),
        "today": found.portfolio.today,
        "zone": organization.zone().zone,
    }
    return render(request, "projects/dispatch.html", context)


@require_safe
def timeline_of_all(request: HttpRequest) -> HttpResponse:
    """Every project under delivery along one axis, worst first."""
    organizations = organization.organization_choices(request.user)
    reading = Reading(request.GET)
    wanted = {
        "organization": reading.one_of("organization", dict(organizations)),
        "light": reading.one_of("light", LIGHTS),
    }
    reading.say(request)
    found = queries.portfolio(request.user, working_day(timezone.now()), **wanted)
    axis, rows = timeline.of_portfolio(found.lines, found.today)
    context = {
        "found": found,
        "axis": axis,
        "rows": rows,
        "wanted": wanted,
        "lists": queries.dispatch_lists(),
        "organizations": organizations,
        "zone": organization.zone().zone,
    }
    return render(request, "projects/timeline.html", context)
