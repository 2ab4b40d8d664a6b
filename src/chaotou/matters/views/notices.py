"""What the reader was reminded of."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from chaotou.matters.operations.sending import see_notices
from chaotou.matters.queries import notices as queries
from chaotou.organization import queries as organization
from chaotou.organization.access import signed_in


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The reader's reminders, those of one matter together, the newest first."""
    found = queries.by_subject(queries.notices(signed_in(request)))
    context = {"subjects": found, "zone": organization.zone().zone}
    return render(request, "matters/notices.html", context)


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Mark all as looked at."""
    see_notices(person=signed_in(request), now=timezone.now())
    return redirect("matters:notices")
