"""Nobody gets past the door without signing in, nor past a password that somebody else chose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django_htmx.http import HttpResponseClientRedirect

from chaotou.organization.access import remember

SAFE = ("GET", "HEAD")
ALWAYS_OPEN = {"organization:password", "organization:sign_out", "set_language"}
"""What someone may reach before changing a first password."""
SEEN_AT, STAY_SECONDS = "seen_at", 60


class SignInRequired(LoginRequiredMiddleware):
    """Django's; it also says when a session ran out, keeps htmx from swapping in the sign-in page, and keeps
    what was shown out of every cache.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        if refused is not None or not request.user.is_authenticated:
            return refused
        match = request.resolver_match
        if request.user.must_change_password and match and match.view_name not in ALWAYS_OPEN:
            return redirect("organization:password")
        if request.method in SAFE:
            remember(request.user)
        _stay(request)
        return None

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """No proxy keeps what someone signed in was shown, nor does the browser after signing out."""
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> Any:
        address = f"{reverse('organization:sign_in')}?{urlencode(_circumstances(request))}"
        if getattr(request, "htmx", None):
            return HttpResponseClientRedirect(address)
        return HttpResponseRedirect(address)


def _stay(request: HttpRequest) -> None:
    """Let the session last on; written once a minute and not with every page."""
    now = int(timezone.now().timestamp())
    if now - request.session.get(SEEN_AT, 0) >= STAY_SECONDS:
        request.session[SEEN_AT] = now


def _circumstances(request: HttpRequest) -> dict[str, str]:
    """Where to go on after signing in, and whether a session was there and ran out."""
    found = {"next": _page(request)}
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty():
        found["timed_out"] = "1"
    return {name: value for name, value in found.items() if value}


def _page(request: HttpRequest) -> str:
    """The page the person was on."""
    htmx = getattr(request, "htmx", None)
    if htmx:
        return htmx.current_url_abs_path or ""
    return request.get_full_path() if request.method in SAFE else _posted_from(request)


def _posted_from(request: HttpRequest) -> str:
    """The page of this site that holds the form; what a form is posted to may take nothing but posts."""
    page = urlsplit(request.headers.get("Referer", ""))
    return urlunsplit(("", "", page.path, page.query, "")) if page.netloc == request.get_host() else ""
