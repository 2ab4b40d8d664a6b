"""What anybody may read without signing in: the zone's livelihood items, one of them, a photo."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from chaotou.core.issues import Missing
from chaotou.matters.queries import public as queries
from chaotou.matters.views.outside import LANGUAGE, in_language, outside
from chaotou.matters.words import Fact, said
from chaotou.ui.templatetags.show import name

View = Callable[..., HttpResponseBase]


def for_anybody(view: View) -> View:
    """A page that needs no account; what is not published is not there."""

    @wraps(view)
    def shown(request: HttpRequest, **named: Any) -> HttpResponseBase:
        if LANGUAGE in request.GET:
            return in_language(request)
        try:
            return view(request, **named)
        except Missing as refusal:
            return outside(request, "matters/closed_door.html", {"refusal": refusal}, status=404)

    return login_not_required(require_safe(shown))


@for_anybody
def livelihood(request: HttpRequest) -> HttpResponse:
    """The items of a year by class, with how far each is."""
    typed = request.GET.get("year", "")
    found = queries.published(int(typed) if typed.isdecimal() and len(typed) == 4 else None)
    return outside(request, "matters/public.html", {"found": found})


@for_anybody
def item(request: HttpRequest, code: str) -> HttpResponse:
    """One item: its goal, its nodes, its photos."""
    found = queries.published_item(code)
    facts = [Fact(name(spec), said(spec, value), bool(not spec.choices)) for spec, value in found.fields]
    return outside(
        request, "matters/public_item.html", {"item": found, "matter": found.matter, "facts": facts}
    )


@for_anybody
def photo(request: HttpRequest, code: str, pk: int) -> FileResponse:
    """A photo's copy for the public."""
    found = queries.published_photo(code, pk)
    response = FileResponse(found.file, content_type="image/jpeg")
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "public, max-age=600"
    return response
