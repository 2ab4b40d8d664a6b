"""What projects say of themselves that deserves a second look, each with its reason."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chaotou.organization import queries as organization
from chaotou.organization.days import working_day
from chaotou.projects.queries.integrity import integrity as found_doubts


@require_safe
def integrity(request: HttpRequest) -> HttpResponse:
    """Every check with what it found, on the day the pages open on."""
    held = organization.zone().zone
    today = working_day(timezone.now())
    checks = found_doubts(request.user, today)
    context = {
        "checks": checks,
        "total": sum(len(check.doubts) for check in checks),
        "today": today,
        "zone": held,
    }
    return render(request, "projects/integrity.html", context)
