"""A matter's page: where it stands at the top, how it came here beneath, what may be done beside."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chaotou.matters.access_outside import may_hand_out
from chaotou.matters.operations.links import make_matter_link, revoke_link
from chaotou.matters.queries import detail as queries
from chaotou.matters.queries.files import attachment_file
from chaotou.matters.queries.links import links_of
from chaotou.matters.words import facts_of
from chaotou.organization import queries as organization
from chaotou.organization.access import signed_in
from chaotou.organization.days import working_moment


@require_safe
def matter(request: HttpRequest, code: str) -> HttpResponse:
    """All that is known of a matter, as the reader may know it."""
    return _page(request, code)


def _page(request: HttpRequest, code: str, **more: Any) -> HttpResponse:
    person, at = signed_in(request), working_moment(timezone.now())
    found = queries.detail(person, code, at=at)
    hands_out = may_hand_out(person, found.matter).allowed
    context = {
        "found": found,
        "matter": found.matter,
        "facts": facts_of(found.matter, found.kind),
        "may": [choice for choice in found.choices if choice.verdict],
        "may_not": [choice for choice in found.choices if not choice.verdict],
        "links": links_of(found.matter) if hands_out else [],
        "hands_out": hands_out,
        "now": at,
        "zone": organization.zone().zone,
        **more,
    }
    return render(request, "matters/matter.html", context)


@require_safe
def attachment(request: HttpRequest, code: str, pk: int) -> FileResponse:
    """A file of a matter, for whoever may know of the matter."""
    found = attachment_file(signed_in(request), code, pk)
    response = FileResponse(found.file.open("rb"), as_attachment=not found.is_photo, filename=found.name)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_POST
def new_link(request: HttpRequest, code: str) -> HttpResponse:
    """Make a door for the applicant; its address is shown this once."""
    person = signed_in(request)
    found = queries.matter_for(person, code)
    _link, secret = make_matter_link(matter=found, actor=person, now=timezone.now())
    return _page(request, code, address=request.build_absolute_uri(reverse("matters:door", args=[secret])))


@require_POST
def remove_link(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Close a door for good."""
    revoke_link(link=pk, actor=signed_in(request), now=timezone.now())
    messages.success(request, _("链接已作废。"))
    return redirect("matters:matter", code)
