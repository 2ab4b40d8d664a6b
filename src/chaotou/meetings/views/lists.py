"""Meetings one after another, the topics of one's own organizations, and from which minutes a matter came."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chaotou.meetings.queries import listing
from chaotou.meetings.queries.minutes import lines_of_matter
from chaotou.meetings.queries.topics import my_topics
from chaotou.meetings.rules import rules
from chaotou.organization import queries as organization
from chaotou.organization.days import working_moment
from chaotou.ui.asking import Reading
from chaotou.ui.pages import render_page


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """What is coming and what was held, of all kinds or of one."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in rules().kinds else ""
    context = {
        "coming": listing.coming(request.user, kind),
        "page": listing.past(request.user, kind, Reading(request.GET).page),
        "kinds": rules().kinds.values(),
        "kind": kind,
        "run": listing.kinds_run_by(request.user),
        "today": timezone.localdate(working_moment(timezone.now())),
        "zone": organization.zone().zone,
    }
    return render(request, "meetings/meetings.html", context)


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """What the reader's organizations brought before meetings, and what became of it."""
    context = {"topics": my_topics(request.user), "zone": organization.zone().zone}
    return render(request, "meetings/my_topics.html", context)


@require_safe
def of_matter(request: HttpRequest, code: str) -> HttpResponse:
    """From which line of which minutes a matter came, as its page shows it."""
    context = {"lines": lines_of_matter(request.user, code), "code": code}
    return render_page(request, "meetings/of_matter.html", "meetings/_of_matter.html", context)
