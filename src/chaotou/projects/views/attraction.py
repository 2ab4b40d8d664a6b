"""The attraction plan: chains with links and gaps, target cities and teams with what is asked and done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chaotou.core.zone.chain_specs import Position
from chaotou.organization import queries as organization
from chaotou.organization.days import working_day
from chaotou.projects.queries import attraction


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """The plan of the year; `?year=2023` of another."""
    held = organization.zone().zone
    year = request.GET.get("year", "")
    usual = working_day(timezone.now()).year
    asked = int(year) if year.isdecimal() and len(year) == 4 and "1980" <= year <= "2100" else usual
    found = attraction.plan(request.user, asked, organization.organizations())
    context = {"plan": found, "positions": list(Position), "zone": held, "here": "plan"}
    return render(request, "projects/plan.html", context)


@require_safe
def chain(request: HttpRequest, chain: str) -> HttpResponse:
    """One chain, link by link, with the names the reader may see."""
    found = attraction.chain_page(request.user, chain)
    context = {"page": found, "positions": list(Position), "zone": organization.zone().zone, "here": "plan"}
    return render(request, "projects/chain.html", context)
