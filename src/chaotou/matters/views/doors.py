"""Doors through which matters come in: which are open, a new one whose address is shown once, one closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chaotou.core.issues import Message, Refusal
from chaotou.matters.forms.doors import DoorForm
from chaotou.matters.operations.links import make_kind_link, revoke_link
from chaotou.matters.queries.choosing import enterprise_named
from chaotou.matters.queries.doors import kind_links, kinds_by_link
from chaotou.organization import queries as organization
from chaotou.organization.access import signed_in
from chaotou.organization.days import working_moment
from chaotou.ui.templatetags.show import name


@require_http_methods(["GET", "HEAD", "POST"])
def doors(request: HttpRequest) -> HttpResponse:
    """The doors that are open to kinds the reader registers, and the form that makes another."""
    person = signed_in(request)
    kinds = [(kind.code, name(kind)) for kind in kinds_by_link(person)]
    if not kinds:
        raise Refusal(Message("收件链接由受理单位和向其开放登记的单位管理。"))
    form = DoorForm(request.POST or None, kinds=kinds)
    made: dict[str, Any] = {}
    if form.is_valid():
        try:
            made = {"address": _made(request, form), "form": DoorForm(kinds=kinds)}
        except Refusal as refusal:
            made = {"refusal": refusal}
    context = {
        "form": form,
        "links": kind_links(person, working_moment(timezone.now())),
        "zone": organization.zone().zone,
        **made,
    }
    status = 422 if form.is_bound and "address" not in made else 200
    return render(request, "matters/doors.html", context, status=status)


def _made(request: HttpRequest, form: DoorForm) -> str:
    """The address of a new door."""
    said = form.cleaned_data
    _link, secret = make_kind_link(
        kind=said["kind"],
        enterprise=enterprise_named(said["enterprise"]),
        days=said["days"],
        actor=signed_in(request),
        now=timezone.now(),
    )
    return request.build_absolute_uri(reverse("matters:door", args=[secret]))


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a door for good."""
    revoke_link(link=pk, actor=signed_in(request), now=timezone.now())
    messages.success(request, _("链接已作废。"))
    return redirect("matters:doors")
