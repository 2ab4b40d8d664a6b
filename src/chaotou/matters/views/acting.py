"""One step of a matter: its form, refused with all that is missing, or taken."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chaotou.core.issues import Refusal
from chaotou.core.zone.matter_flow_specs import Act
from chaotou.matters import access
from chaotou.matters.forms.acts import LandForm, form_class
from chaotou.matters.operations.acts import take_act
from chaotou.matters.operations.chains import confirm_opinion, hold_land
from chaotou.matters.operations.personal import read_personal
from chaotou.matters.queries.detail import matter_for, personal_lines
from chaotou.matters.queries.offering import offered
from chaotou.organization import queries as organization
from chaotou.organization.access import require, signed_in
from chaotou.ui.templatetags.show import name, said


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """The form of a step. What is wrong is said at once, and nothing typed is lost.

    Where the matter went on meanwhile its page says so.
    """
    person = signed_in(request)
    matter = matter_for(person, code)
    if what not in list(Act):
        raise Http404
    if gone := access.went_on(person, matter, Act(what)):
        messages.error(request, said(gone))
        return redirect("matters:matter", code)
    require(access.may_take(person, matter, Act(what)))
    step = access.step_now(matter, Act(what))
    given = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    form = form_class(Act(what))(**given, offered=offered(matter, step), initial={"version": matter.version})
    context = {"matter": matter, "step": step, "form": form, "zone": organization.zone().zone}
    if request.method != "POST":
        return render(request, "matters/act.html", context)
    return _taken(request, form, context)


def _taken(request: HttpRequest, form: Any, context: dict[str, Any]) -> HttpResponse:
    if not form.is_valid():
        return render(request, "matters/act.html", context, status=422)
    matter, step = context["matter"], context["step"]
    try:
        take_act(
            act=step.act.value,
            matter=matter,
            actor=signed_in(request),
            now=timezone.now(),
            version=form.cleaned_data["version"],
            **form.given(),
        )
    except Refusal as refusal:
        return render(request, "matters/act.html", {**context, "refusal": refusal}, status=422)
    messages.success(request, _("已办理：{step}。").format(step=name(step)))
    return redirect("matters:matter", matter.code)


@require_POST
def land(request: HttpRequest, code: str) -> HttpResponse:
    """The firm of a chain holds its land since a day."""
    found, form = matter_for(signed_in(request), code), LandForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请写明取得用地的日期。"))
        return redirect("matters:matter", code)
    act = partial(hold_land, **form.cleaned_data)
    return _moved(request, act, found, _("已登记取得用地，等待用地的环节可以办理了。"))


@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """An opinion given before the firm held its land becomes formal."""
    found = matter_for(signed_in(request), code)
    return _moved(request, confirm_opinion, found, _("预审意见已转为正式。"))


def _moved(request: HttpRequest, act: Callable[..., Any], matter: Any, done: str) -> HttpResponse:
    try:
        act(matter=matter, actor=signed_in(request), now=timezone.now())
    except Refusal as refusal:
        messages.error(request, said(refusal))
    else:
        messages.success(request, done)
    return redirect("matters:matter", matter.code)


@require_POST
def personal(request: HttpRequest, code: str) -> HttpResponse:
    """What the matter says of a person, opened on request; the opening is journaled."""
    person = signed_in(request)
    matter = matter_for(person, code)
    values = read_personal(matter=matter, actor=person, now=timezone.now())
    context = {"matter": matter, "lines": personal_lines(matter, values), "zone": organization.zone().zone}
    return render(request, "matters/personal.html", context)
