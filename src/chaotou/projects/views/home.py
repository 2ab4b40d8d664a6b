"""What other pages show of projects: asked for by address, so that those apps need not know this one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chaotou.organization import queries as organization
from chaotou.organization.days import working_day
from chaotou.projects import access
from chaotou.projects.columns import Names
from chaotou.projects.queries import elsewhere, sums
from chaotou.projects.queries.register import units as all_units
from chaotou.projects.queries.wanted import Asked, Wanted
from chaotou.projects.views import waiting
from chaotou.ui.pages import render_page, wants_fragment


@require_safe
def home_section(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, how many projects stand at each stage, what is late and what is silent."""
    asked = _asked(request)
    late, stale = elsewhere.pressing(asked)
    stages = {spec.code: spec for spec in asked.zone.stages}
    amounts = sums.by_stage(asked)
    context = {
        "today": asked.today,
        "waiting": list(waiting.lines(request, asked)),
        "lanes": [(stages[code], amounts[code]) for code in stages if code in amounts],
        "total": sums.Amount.all(amounts.values()),
        "late": late,
        "stale": stale,
    }
    return render(request, "projects/_home.html", context)


@require_safe
def of_enterprise(request: HttpRequest, pk: int) -> HttpResponse:
    """The projects of an enterprise, as far as the reader sees them."""
    if barred := _barred(request):
        return barred
    asked = _asked(request)
    return _listed(request, asked, elsewhere.of_enterprise(asked, pk))


@require_safe
def of_organization(request: HttpRequest, code: str) -> HttpResponse:
    """The projects an organization talks about or lands, as far as the reader sees them."""
    if barred := _barred(request):
        return barred
    asked = _asked(request)
    if code not in {unit.code for unit in all_units(asked).values()}:
        raise Http404
    return _listed(request, asked, elsewhere.of_organization(asked, code))


def _barred(request: HttpRequest) -> HttpResponse | None:
    """On another page, why the reader sees no projects at all; a visit to the address itself is refused."""
    verdict = access.may_see_projects(request.user)
    if verdict or not wants_fragment(request):
        return None
    return render(request, "projects/_short_list.html", {"reason": verdict.reason})


def _listed(request: HttpRequest, asked: Asked, rows: Any) -> HttpResponse:
    names = Names.of(asked.zone, all_units(asked))
    context = {"rows": rows[: elsewhere.MOST], "names": names, "more": len(rows) > elsewhere.MOST}
    return render_page(request, "projects/short_list.html", "projects/_short_list.html", context)


def _asked(request: HttpRequest) -> Asked:
    return Asked(request.user, Wanted(), working_day(timezone.now()), organization.zone())
