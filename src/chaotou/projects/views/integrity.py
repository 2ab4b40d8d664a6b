"""What projects say of themselves that deserves a second look, each with its reason."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chaotou.organization import queries as organization
from chaotou.organization.days import working_day
from chaotou.projects.queries import integrity as queries
from chaotou.projects.queries.wanted import Asked, Wanted
from chaotou.ui.asking import Reading


@require_safe
def integrity(request: HttpRequest) -> HttpResponse:
    """Every check with the first that it found; `?check=` pages through what one of them found."""
    held, reading = organization.zone(), Reading(request.GET)
    alone = reading.one_of("check", {spec.check for spec in held.integrity})
    reading.say(request)
    asked = Asked(request.user, Wanted(), working_day(timezone.now()), held)
    checks = queries.integrity_of(asked, alone, reading.page) if alone else queries.integrity(asked)
    context = {
        "checks": checks,
        "alone": alone,
        "total": sum(check.page.total for check in checks),
        "today": asked.today,
        "zone": held.zone,
    }
    return render(request, "projects/integrity.html", context)
