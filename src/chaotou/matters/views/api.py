"""For officers' programs: the list and each matter as JSON, as who is signed in sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.core.matters.standing import Standing
from chaotou.core.zone.matter_specs import Family
from chaotou.matters import asking
from chaotou.matters.as_data import detail_as_data, page_as_data
from chaotou.matters.openapi import document
from chaotou.matters.queries.detail import detail
from chaotou.matters.queries.listing import ORDERS, listed
from chaotou.matters.queries.units import codes
from chaotou.matters.queries.wanted import STATES
from chaotou.matters.rules import rules
from chaotou.matters.views.answering import Error, answer, error, errors, refused
from chaotou.organization.access import signed_in
from chaotou.organization.days import working_moment
from chaotou.ui.asking import said

View = Callable[..., HttpResponseBase]
DAYS: Final = ("from", "to")
KNOWN: Final = (*asking.KEPT, "page")


def for_programs(view: View) -> View:
    """An address that answers a program: 401 instead of a page to sign in on, refusals as JSON."""

    @wraps(view)
    def answered(request: HttpRequest, **named: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return errors([error("", Message("请先登录。"))], status=401)
        try:
            return view(request, **named)
        except Missing as refusal:
            return refused(refusal, 404)
        except Refusal as refusal:
            return refused(refusal, 403)

    return login_not_required(require_safe(answered))


@for_programs
def matters(request: HttpRequest) -> HttpResponse:
    """A page of the register as the address asks for it, as its page shows it."""
    signed_in(request)
    if wrong := list(_faults(request)):
        return errors(wrong)
    found = asking.list_asked(request)
    page = listed(found.asked, order=found.order, number=found.page)
    return answer(page_as_data(page, codes(found.asked)))


@for_programs
def matter(request: HttpRequest, code: str) -> HttpResponse:
    """One matter as its reader sees it."""
    return answer(detail_as_data(detail(signed_in(request), code, at=working_moment(timezone.now()))))


@login_not_required
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """What there is to ask, for whoever writes a program."""
    return answer(document(rules(), request.build_absolute_uri("/").rstrip("/")))


def _faults(request: HttpRequest) -> Iterator[Error]:
    """What a page would leave aside, a program is told."""
    allowed: dict[str, list[str]] = {
        "family": [family.value for family in Family],
        "kind": list(rules().kinds),
        "standing": [standing.value for standing in Standing],
        "state": list(STATES),
        "order": list(ORDERS),
    }
    for key in request.GET:
        value = said(request.GET, key)
        if key not in KNOWN:
            yield error(key, Message("没有这个条件。"))
        elif value and key in allowed and value not in allowed[key]:
            yield error(key, Message("没有“{value}”。", {"value": value[:40]}))
        elif value and key in DAYS and asking.day_of(value) is None:
            yield error(key, Message("“{text}”不是日期，请写成 2024-08-20。", {"text": value[:40]}))
        elif value and key == "page" and not value.isdecimal():
            yield error(key, Message("页码是从 1 起的整数。"))
