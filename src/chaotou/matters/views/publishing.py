"""Showing an item and its photos to the public, and taking them back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chaotou.core.issues import Obstacles
from chaotou.matters.operations import publishing
from chaotou.matters.queries.detail import matter_for
from chaotou.organization.access import signed_in
from chaotou.ui.templatetags.show import said

TAKEN_BACK = "back"
"""What the button that takes something back is called."""


@require_POST
def item(request: HttpRequest, code: str) -> HttpResponse:
    """The item itself."""
    person, now = signed_in(request), timezone.now()
    matter = matter_for(person, code)
    if TAKEN_BACK in request.POST:
        publishing.unpublish_item(matter=matter, actor=person, now=now)
        messages.success(request, _("已撤下，公众不再看到。"))
    else:
        english = request.POST.get("english", "")[:200]
        publishing.publish_item(matter=matter, actor=person, now=now, english=english)
        messages.success(request, _("已向公众公开。"))
    return redirect("matters:matter", code)


@require_POST
def photo(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A photo, with what is on it in words."""
    person, now = signed_in(request), timezone.now()
    matter, text = matter_for(person, code), request.POST.get("alternative", "")
    try:
        if TAKEN_BACK in request.POST:
            publishing.unpublish_photo(matter=matter, photo=pk, actor=person, now=now)
        else:
            publishing.publish_photo(matter=matter, photo=pk, alternative=text, actor=person, now=now)
    except Obstacles as refusal:
        messages.error(request, said(refusal))
    return redirect("matters:matter", code)
