"""What reviewers prepare: naming and releasing judges, noting the counts that items rest on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.evaluation import access, operations
from chaotou.evaluation.panel_forms import CountForm, JudgeForm, PanelForm, ReleaseForm
from chaotou.evaluation.queries import panel as queries
from chaotou.organization import queries as organization
from chaotou.organization.access import signed_in
from chaotou.ui.addresses import period_named


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Which schemes judges and reviewers add to; choosing one with a period leads to it."""
    found = queries.prepared(request.user)
    zone = organization.zone().zone
    form = PanelForm(request.GET if "scheme" in request.GET else None, schemes=found, year=zone.year)
    if form.is_valid():
        to = "evaluation:counts" if "counts" in request.GET else "evaluation:panel"
        return redirect(to, form.cleaned_data["scheme"], str(form.cleaned_data["period"]))
    context = {"schemes": found, "form": form, "zone": zone}
    return render(request, "evaluation/panels.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def panel(request: HttpRequest, scheme: str, period: str) -> HttpResponse:
    """The judges of a scheme in a period, how far they are; naming another."""
    chosen = period_named(period)
    found = queries.panel(request.user, scheme, chosen)
    verdict = access.may_name_judges(request.user)
    context: dict[str, Any] = {"panel": found, "verdict": verdict, "zone": organization.zone().zone}
    if not verdict and request.method != "POST":
        return render(request, "evaluation/panel.html", context)
    access.require(verdict)
    named = {one.person.username for one in found.judges}
    form = JudgeForm(request.POST or None, asker=request.user, named=named)
    context["form"] = form
    if request.method != "POST":
        return render(request, "evaluation/panel.html", context)
    if not form.is_valid():
        return render(request, "evaluation/panel.html", context, status=422)
    try:
        operations.name_judge(
            person=signed_in(request),
            scheme=scheme,
            period=chosen,
            judge=form.cleaned_data["judge"],
            now=timezone.now(),
        )
    except Refusal as refusal:
        return render(request, "evaluation/panel.html", {**context, "refusal": refusal}, status=422)
    messages.success(request, _("已聘请。"))
    return redirect("evaluation:panel", scheme, period)


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, scheme: str, period: str, pk: int) -> HttpResponse:
    """End somebody's being a judge, with the reason."""
    access.require(access.may_name_judges(request.user))
    found = queries.panel(request.user, scheme, period_named(period))
    judge = next((one for one in found.judges if one.id == pk), None)
    if judge is None:
        raise Missing(Message("没有这位评委，或已经解聘。"))
    form = ReleaseForm(request.POST or None)
    context = {"panel": found, "judge": judge, "form": form, "zone": organization.zone().zone}
    if request.method != "POST":
        return render(request, "evaluation/release.html", context)
    if not form.is_valid():
        return render(request, "evaluation/release.html", context, status=422)
    try:
        operations.release_judge(
            person=signed_in(request), judge=pk, reason=form.cleaned_data["reason"], now=timezone.now()
        )
    except Refusal as refusal:
        return render(request, "evaluation/release.html", {**context, "refusal": refusal}, status=422)
    messages.success(request, _("已解聘；给过的评分仍然计入。"))
    return redirect("evaluation:panel", scheme, period)


@require_http_methods(["GET", "HEAD", "POST"])
def counts(request: HttpRequest, scheme: str, period: str) -> HttpResponse:
    """What was noted of bonuses, deductions, vetoes and ceilings; noting more, for who reviews."""
    chosen = period_named(period)
    found = queries.counts(request.user, scheme, chosen)
    verdict = access.may_note(request.user)
    form = CountForm(request.POST or None, counts=found)
    context = {"counts": found, "verdict": verdict, "form": form, "zone": organization.zone().zone}
    if request.method != "POST":
        return render(request, "evaluation/counts.html", context)
    access.require(verdict)
    if not form.is_valid():
        return render(request, "evaluation/counts.html", context, status=422)
    try:
        operations.note_fact(
            person=signed_in(request), scheme=scheme, period=chosen, now=timezone.now(), **form.cleaned_data
        )
    except Refusal as refusal:
        return render(request, "evaluation/counts.html", {**context, "refusal": refusal}, status=422)
    messages.success(request, _("已核定。"))
    return redirect("evaluation:counts", scheme, period)
