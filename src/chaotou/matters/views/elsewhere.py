"""What other pages show of matters: asked for by address, so that those apps need not know this one."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chaotou.matters import access, asking
from chaotou.matters.queries import listing, tally
from chaotou.matters.queries.elsewhere import of_one
from chaotou.matters.queries.units import short_names
from chaotou.matters.queries.wanted import Wanted
from chaotou.matters.views.lists import replace_wanted
from chaotou.ui.pages import render_page, wants_fragment


@require_safe
def home_section(request: HttpRequest) -> HttpResponse:
    """How many matters are overdue and due soon, what awaits the reader, and what is due first."""
    asked = asking.asked(request, Wanted())
    mine = replace_wanted(asked, mine=True)
    context = {
        "tally": tally.tally(asked),
        "shown": tally.SHOWN,
        "mine": listing.listed(mine, size=3),
        "units": short_names(asked),
    }
    return render(request, "matters/_home.html", context)


@require_safe
def of_enterprise(request: HttpRequest, pk: int) -> HttpResponse:
    """The matters of an enterprise, as far as the reader sees them."""
    return _listed(request, Q(enterprise=pk))


@require_safe
def of_project(request: HttpRequest, code: str) -> HttpResponse:
    """The matters of a project, as far as the reader sees them."""
    return _listed(request, Q(project__code=code))


@require_safe
def of_organization(request: HttpRequest, code: str) -> HttpResponse:
    """What an organization leads and what it has to act on, as far as the reader sees it."""
    return _listed(request, Q(lead__code=code) | Q(holder__code=code))


def _listed(request: HttpRequest, whose: Q) -> HttpResponse:
    """On another page, why the reader sees no matters at all; a visit to the address itself is refused."""
    verdict = access.may_see_matters(request.user)
    if not verdict and wants_fragment(request):
        return render(request, "matters/_short_list.html", {"reason": verdict.reason})
    asked = asking.asked(request, Wanted())
    found, more = of_one(asked, whose)
    context = {"lines": found, "more": more, "units": short_names(asked)}
    return render_page(request, "matters/short_list.html", "matters/_short_list.html", context)
