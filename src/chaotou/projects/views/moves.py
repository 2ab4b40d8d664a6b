"""Moving a project on: the ways there are, all that is missing for each, and reporting."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chaotou.core.issues import Refusal
from chaotou.organization import queries as organization
from chaotou.organization.access import require, signed_in
from chaotou.organization.days import working_day
from chaotou.projects import access
from chaotou.projects.forms.moves import IncreaseForm, MoveForm, RequestForm, WithdrawForm
from chaotou.projects.operations.moves import NotYet, report_increase, report_move
from chaotou.projects.operations.recognition import request_recognition
from chaotou.projects.operations.withdrawing import withdraw_move
from chaotou.projects.queries import history
from chaotou.projects.views.acting import FORM, act, given


@require_http_methods(["GET", "HEAD", "POST"])
def moves(request: HttpRequest, code: str) -> HttpResponse:
    """The project's moves and the ways on; `?to=signed` opens one with everything it still lacks."""
    today = working_day(timezone.now())
    found = history.progress(request.user, code, today)
    to = request.POST.get("to") or request.GET.get("to", "")
    way = next((gaps for gaps in found.ways if gaps.to.code == to), None)
    said = {"to": to, "version": found.project.version, "moved_on": today}
    form = MoveForm(request.POST or None, initial=said, registered_on=_registered_on(found.project))
    form.fields["reason"].required = way is not None and way.to.reason
    context = {"found": found, "project": found.project, "way": way, "form": form, **_zone()}
    if request.method != "POST":
        return render(request, "projects/moves.html", context)
    if form.is_valid():
        try:
            return _reported(request, found.project, form.cleaned_data)
        except NotYet as refusal:
            context = {**context, "way": refusal.gaps, "refusal": refusal}
        except Refusal as refusal:
            context = {**context, "refusal": refusal}
    return render(request, "projects/moves.html", context, status=422)


def _registered_on(project: Any) -> date:
    return timezone.localdate(project.registered_at)


def _reported(request: HttpRequest, project: Any, said: dict[str, Any]) -> HttpResponse:
    report_move(project=project, actor=signed_in(request), now=timezone.now(), **said)
    messages.success(request, _("已上报。"))
    return redirect("projects:moves", project.code)


@require_http_methods(["GET", "HEAD", "POST"])
def increase(request: HttpRequest, code: str) -> HttpResponse:
    """Report that the planned investment of a signed project rose."""
    project = history.project_for(request.user, code)
    require(access.may_report_move(request.user, project))
    said = {"version": project.version, "on": working_day(timezone.now())}
    form = IncreaseForm(request.POST or None, initial=said)
    context = {"project": project, "form": form, **_zone()}
    if form.is_valid():
        try:
            report_increase(
                project=project, actor=signed_in(request), now=timezone.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            return render(request, "projects/increase.html", {**context, "refusal": refusal}, status=422)
        messages.success(request, _("已上报。"))
        return redirect("projects:moves", code)
    return render(request, "projects/increase.html", context, status=422 if form.is_bound else 200)


@require_POST
def ask(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Ask that a scheme recognize a move; what speaks against it is said on the page of moves."""
    project = history.project_for(request.user, code)
    form = RequestForm(request.POST)
    move = project.moves.filter(pk=pk).select_related("project").first()
    if move is None or not form.is_valid():
        return redirect("projects:moves", code)
    try:
        request_recognition(
            move=move, scheme=form.cleaned_data["scheme"], actor=signed_in(request), now=timezone.now()
        )
    except Refusal as refusal:
        found = history.progress(request.user, code, working_day(timezone.now()))
        context = {"found": found, "project": found.project, "not_asked": refusal, "asked_of": pk, **_zone()}
        return render(request, "projects/moves.html", context, status=422)
    messages.success(request, _("已申请认定，等待审核。"))
    return redirect("projects:moves", code)


@require_http_methods(FORM)
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take back the latest move that was reported, with a reason."""
    project = history.project_for(request.user, code)
    step = history.step_to_withdraw(request.user, project, pk)
    form = WithdrawForm(**given(request))
    page = {"project": project, "step": step}
    who, now, back = signed_in(request), timezone.now(), reverse("projects:moves", args=[code])
    return act(
        request,
        form,
        page,
        lambda: withdraw_move(project=project, move=pk, actor=who, now=now, **form.cleaned_data),
        _("已撤回。"),
        back,
        "projects/move_withdraw.html",
    )


def _zone() -> dict[str, object]:
    return {"zone": organization.zone().zone}
