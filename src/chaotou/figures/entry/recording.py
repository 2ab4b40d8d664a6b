"""Recording a figure and revising it. What is odd about a figure is shown before it is confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chaotou.core.issues import Issue, Refusal, errors
from chaotou.core.quantities import as_typed
from chaotou.figures import access, addresses, operations
from chaotou.figures.asking import day_asked
from chaotou.figures.forms import FigureForm, RecordForm, ReviseForm, named
from chaotou.figures.queries import catalogue, entry, recording, vintages
from chaotou.organization.access import signed_in
from chaotou.organization.queries import zone
from chaotou.ui.templatetags.show import unit

FORM = ("GET", "HEAD", "POST")


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """What there is to do: the indicators I record, the figures I may publish, the targets I may set."""
    drafts = vintages.drafts(request.user)
    context = {
        "lines": recording.lines(request.user, zone().zone.body, day_asked(request).on),
        "waiting": [one for one in drafts if not one.is_returned],
        "returned": [one for one in drafts if one.is_returned],
        "may_set_targets": bool(catalogue.targetable(request.user)),
    }
    return render(request, "figures/entry_choose.html", context)


@require_http_methods(FORM)
def record(request: HttpRequest, code: str) -> HttpResponse:
    """A new figure of an indicator."""
    indicator = catalogue.indicator(request.user, code)
    access.require(access.may_record(request.user, code))
    form = _record_form(request, indicator)
    body = str(form["body"].value() or zone().zone.body)
    page = {"form": form, "indicator": indicator, "recent": recording.recent(request.user, code, body)}
    if request.method != "POST":
        return render(request, "figures/entry_record.html", page)
    if not form.is_valid():
        return render(request, "figures/entry_record.html", page, status=422)
    try:
        at = _cell(form, code)
        found, existing = _issues(at, form), entry.current(at)
        if existing is not None or _must_look_again(request, form, found):
            odd = {**page, **_odd(found), "existing": existing}
            return render(request, "figures/entry_record.html", odd, status=422)
        made = operations.record_observation(
            person=signed_in(request),
            indicator=code,
            body=at.body.code,
            period=at.period,
            scope=at.scope,
            now=timezone.now(),
            **form.figure(),
        )
    except Refusal as refusal:
        return render(request, "figures/entry_record.html", {**page, "refusal": refusal}, status=422)
    messages.success(request, _("已填报，等待审核发布。"))
    return redirect(addresses.of_figure(code, made.body.code, at.period, at.scope))


@require_POST
def check(request: HttpRequest, code: str) -> HttpResponse:
    """What is odd about a figure while it is being typed; nothing is stored."""
    indicator = catalogue.indicator(request.user, code)
    access.require(access.may_record(request.user, code))
    form = _record_form(request, indicator)
    if not form.is_valid():
        return render(request, "figures/_entry_odd.html", {"form": form})
    at = _cell(form, code)
    context = {**_odd(_issues(at, form)), "existing": entry.current(at), "form": form}
    return render(request, "figures/_entry_odd.html", context)


@require_http_methods(FORM)
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """A new vintage of a figure, with its earlier ones beside."""
    earlier = vintages.vintage(request.user, pk)
    access.require(access.may_record(request.user, earlier.indicator.code))
    form = _revise_form(request, earlier)
    page = {"form": form, "earlier": earlier, "vintages": _history(request, earlier)}
    if request.method != "POST":
        return render(request, "figures/entry_revise.html", page)
    if not form.is_valid():
        return render(request, "figures/entry_revise.html", page, status=422)
    try:
        found = _issues(_cell_of(earlier), form)
        if _must_look_again(request, form, found):
            return render(request, "figures/entry_revise.html", {**page, **_odd(found)}, status=422)
        operations.revise_observation(
            person=signed_in(request),
            observation=pk,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
            **form.figure(),
        )
    except Refusal as refusal:
        return render(request, "figures/entry_revise.html", {**page, "refusal": refusal}, status=422)
    messages.success(request, _("已提交修订，等待审核发布；发布之前，其他机构仍看到原来的数。"))
    at = _cell_of(earlier)
    return redirect(addresses.of_figure(at.indicator.code, at.body.code, at.period, at.scope))


@require_POST
def check_revision(request: HttpRequest, pk: int) -> HttpResponse:
    """As `check`, for a revision."""
    earlier = vintages.vintage(request.user, pk)
    access.require(access.may_record(request.user, earlier.indicator.code))
    form = _revise_form(request, earlier)
    found = _issues(_cell_of(earlier), form) if form.is_valid() else []
    return render(request, "figures/_entry_odd.html", {**_odd(found), "form": form})


def _record_form(request: HttpRequest, indicator: Any) -> RecordForm:
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    usual = {"body": request.GET.get("body") or zone().zone.body, "period": request.GET.get("period", "")}
    return RecordForm(
        *given,
        initial=usual,
        unit=unit(indicator.unit),
        bodies=named(catalogue.bodies(request.user)),
        sources=named(catalogue.sources(request.user)),
    )


def _revise_form(request: HttpRequest, earlier: vintages.Vintage) -> ReviseForm:
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    known = {
        "value": _typed(earlier.value),
        "absence": earlier.absence,
        "growth": _typed(None if earlier.growth_yoy is None else earlier.growth_yoy * 100),
        "growth_basis": earlier.growth_basis,
        "status": "revised",
        "source": earlier.source.code if earlier.source else "",
    }
    sources = named(catalogue.sources(request.user))
    return ReviseForm(*given, initial=known, unit=unit(earlier.indicator.unit), sources=sources)


def _typed(value: Decimal | None) -> str:
    return "" if value is None else as_typed(value)


def _history(request: HttpRequest, earlier: vintages.Vintage) -> list[vintages.Vintage]:
    at = {"indicator": earlier.indicator.code, "body": earlier.body.code}
    return vintages.vintages(request.user, **at, period=earlier.period, scope=earlier.scope)


def _cell(form: RecordForm, code: str) -> entry.Cell:
    said = form.cleaned_data
    return entry.cell(indicator=code, body=said["body"], period=said["period"], scope=said["scope"])


def _cell_of(earlier: vintages.Vintage) -> entry.Cell:
    return entry.Cell(earlier.indicator, earlier.body, earlier.period, earlier.scope)


def _issues(at: entry.Cell, form: FigureForm) -> list[Issue]:
    return entry.issues(at, now=timezone.now(), **form.figure())


def _must_look_again(request: HttpRequest, form: FigureForm, found: Sequence[Issue]) -> bool:
    """Whether there are errors, or warnings that were not shown yet or that no note explains."""
    if errors(found):
        return True
    unseen = request.POST.get("seen") != _mark(found)
    return bool(found) and (unseen or not form.cleaned_data["note"].strip())


def _odd(found: Sequence[Issue]) -> dict[str, Any]:
    wrong = errors(found)
    return {
        "errors": wrong,
        "warnings": [issue for issue in found if issue not in wrong],
        "mark": _mark(found),
    }


def _mark(found: Sequence[Issue]) -> str:
    """What stands for these warnings in the form, so that one confirms what one has seen."""
    return sha256("\n".join(str(issue.message) for issue in found).encode()).hexdigest()[:16] if found else ""
