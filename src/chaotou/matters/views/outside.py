"""Pages for people without an account: open to whoever holds the address, kept by nobody, told to nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.cache import BaseCache, caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.matters.queries.links import MOST_AN_HOUR, Crowded, Door, door
from chaotou.matters.views.answering import refused, wants_json
from chaotou.organization import queries as organization
from chaotou.organization.days import working_moment

View = Callable[..., HttpResponseBase]

DISCREET: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
WRONG_TRIES: Final = 20
"""So many wrong addresses may be tried from one place in a quarter of an hour."""
FORGOTTEN_AFTER: Final = 900
HOUR: Final = 3600
LANGUAGE: Final = "language"


def behind_secret(view: View) -> View:
    """A page whose address is its key: no sign-in, and no token, since a forger lacks the key."""

    @wraps(view)
    def shown(request: HttpRequest, secret: str, **named: Any) -> HttpResponseBase:
        response = _answer(view, request, secret, named)
        for header, value in DISCREET.items():
            response[header] = value
        return response

    return login_not_required(csrf_exempt(shown))


def _answer(view: View, request: HttpRequest, secret: str, named: dict[str, Any]) -> HttpResponseBase:
    if request.method in ("GET", "HEAD") and LANGUAGE in request.GET:
        return in_language(request)
    try:
        return view(request, secret, **named)
    except Missing as refusal:
        return _refused(request, refusal, 404)
    except Crowded as refusal:
        return _refused(request, refusal, 429)
    except Refusal as refusal:
        return _refused(request, refusal, 422)


def opened(request: HttpRequest, secret: str) -> Door:
    """The door of a secret; `Crowded` where too many wrong ones were tried from there."""
    _require_few_tries(request)
    try:
        return door(secret, working_moment(timezone.now()))
    except Missing:
        _note_wrong_try(request)
        raise


def _refused(request: HttpRequest, refusal: Refusal, status: int) -> HttpResponse:
    if wants_json(request):
        return refused(refusal, status)
    return outside(request, "matters/closed_door.html", {"refusal": refusal}, status=status)


def outside(request: HttpRequest, page: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page for whoever reads it, without what somebody signed in would see around it."""
    nobody = {"user": AnonymousUser(), "menu": (), "zone": organization.zone().zone}
    return render(request, page, {**nobody, **context}, status=status)


def in_language(request: HttpRequest) -> HttpResponse:
    """The same page in the language its address asks for, which is kept as the language form keeps it."""
    asked = request.GET[LANGUAGE]
    rest = request.GET.copy()
    del rest[LANGUAGE]
    response = redirect(f"{request.path}?{rest.urlencode()}" if rest else request.path)
    if asked in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, asked, secure=settings.BEHIND_TLS, httponly=True, samesite="Lax"
        )
    return response


def require_turn(request: HttpRequest, found: Door) -> None:
    """Go on only while not too much was brought to the door from there within the hour, else `Crowded`."""
    if len(_lately(request, found)) >= MOST_AN_HOUR:
        said = {"most": MOST_AN_HOUR}
        raise Crowded(Message("同一网络地址一小时最多提交 {most} 件，请过一会儿再来。", said))


def note_turn(request: HttpRequest, found: Door) -> None:
    """Remember for an hour that something was brought to the door from there."""
    _counters().set(_turns(request, found), [*_lately(request, found), timezone.now()], timeout=HOUR)


def _lately(request: HttpRequest, found: Door) -> list[datetime]:
    since = timezone.now() - timedelta(seconds=HOUR)
    return [moment for moment in _counters().get(_turns(request, found), ()) if moment > since]


def _turns(request: HttpRequest, found: Door) -> str:
    return f"matters.brought.{found.link.pk}.{caller(request)}"


def _require_few_tries(request: HttpRequest) -> None:
    if _counters().get(_tries(request), 0) >= WRONG_TRIES:
        raise Crowded(Message("无效的地址试得太多，请过一刻钟再来。"))


def _note_wrong_try(request: HttpRequest) -> None:
    if not _counters().add(_tries(request), 1, timeout=FORGOTTEN_AFTER):
        _counters().incr(_tries(request))


def _tries(request: HttpRequest) -> str:
    return f"matters.wrong_doors.{caller(request)}"


def caller(request: HttpRequest) -> str:
    """The network address that asks; behind a proxy, the one that the proxy saw."""
    seen = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_TLS else ""
    return (seen.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", ""))[:45]


def _counters() -> BaseCache:
    """Apart from the answers that are kept, which would push out what is counted here."""
    return caches["counters"]
