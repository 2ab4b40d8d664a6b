"""Setting, changing and withdrawing targets, and filling in the numbers of a formula."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chaotou.core.issues import Message, Refusal
from chaotou.core.quantities import as_typed
from chaotou.figures import access, operations
from chaotou.figures.forms import ChangeTargetForm, PartForms, TargetForm, WithdrawForm, named
from chaotou.figures.queries import catalogue, choices
from chaotou.organization.access import signed_in
from chaotou.organization.queries import zone

FORM = ("GET", "HEAD", "POST")
Act = Callable[[HttpRequest, TargetForm], str]
"""What a form is for; the code of the target it made or changed."""


@require_http_methods(FORM)
def set_target(request: HttpRequest) -> HttpResponse:
    """A new target."""
    offered = _offered(request)
    if not offered["indicators"]:
        access.require(access.may_set_target(request.user))
    held = zone().zone
    usual = {"body": held.body, "period": str(held.year), "indicator": request.GET.get("indicator", "")}
    form = TargetForm(request.POST if request.method == "POST" else None, initial=usual, **offered)
    return _said(request, form, "figures/entry_target.html", {}, _set)


def _set(request: HttpRequest, form: TargetForm) -> str:
    code: str = form.cleaned_data["code"]
    operations.set_target(person=signed_in(request), code=code, now=timezone.now(), **form.undertaking())
    return code


@require_http_methods(FORM)
def change_target(request: HttpRequest, code: str) -> HttpResponse:
    """A target said anew, with the reason."""
    target = catalogue.target_in_force(request.user, code)
    _require_may(request, target)
    given = request.POST if request.method == "POST" else None
    form = ChangeTargetForm(given, initial=_known(target), **_offered(request, target))
    page = {"target": target, "withdraw_form": WithdrawForm()}
    return _said(request, form, "figures/entry_change.html", page, partial(_change, code=code))


def _change(request: HttpRequest, form: TargetForm, code: str) -> str:
    said = {"reason": form.cleaned_data["reason"], **form.undertaking()}
    operations.change_target(person=signed_in(request), code=code, now=timezone.now(), **said)
    return code


def _said(
    request: HttpRequest, form: TargetForm, template: str, page: dict[str, Any], act: Act
) -> HttpResponse:
    """Show the form, or do its act and go to the target."""
    page = {**page, "form": form}
    if request.method != "POST":
        return render(request, template, page)
    if not form.is_valid():
        return render(request, template, page, status=422)
    try:
        code = act(request, form)
    except Refusal as refusal:
        return render(request, template, {**page, "refusal": refusal}, status=422)
    messages.success(request, _("目标已记录。"))
    return redirect("figures:target", code)


@require_POST
def withdraw_target(request: HttpRequest, code: str) -> HttpResponse:
    """End a target, with the reason."""
    target = catalogue.target_in_force(request.user, code)
    _require_may(request, target)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _not_withdrawn(request, target, form)
    said = {"reason": form.cleaned_data["reason"], "now": timezone.now()}
    try:
        operations.withdraw_target(person=signed_in(request), code=code, **said)
    except Refusal as refusal:
        return _not_withdrawn(request, target, form, refusal)
    messages.success(request, _("目标已撤销；撤销之前的日子仍按它计算。"))
    return redirect("figures:standings")


def _not_withdrawn(
    request: HttpRequest, target: Any, form: WithdrawForm, refusal: Refusal | None = None
) -> HttpResponse:
    change = ChangeTargetForm(initial=_known(target), **_offered(request, target))
    page = {"target": target, "withdraw_form": form, "form": change, "withdraw_refusal": refusal}
    return render(request, "figures/entry_change.html", page, status=422)


@require_http_methods(FORM)
def fill_parts(request: HttpRequest, code: str) -> HttpResponse:
    """What a formula is made of, and which target each of its numbers stands for."""
    formula = catalogue.target_in_force(request.user, code)
    if formula.kind != choices.FORMULA:
        raise Refusal(Message("“{code}”不是数字口诀。", {"code": code}))
    _require_may(request, formula)
    forms = _part_forms(request, code)
    page = {"formula": formula, "forms": forms}
    if request.method != "POST":
        return render(request, "figures/entry_parts.html", page)
    if not forms.is_valid():
        return render(request, "figures/entry_parts.html", page, status=422)
    said = {"parts": forms.said(), "now": timezone.now()}
    try:
        operations.set_formula_parts(person=signed_in(request), formula=code, **said)
    except Refusal as refusal:
        return render(request, "figures/entry_parts.html", {**page, "refusal": refusal}, status=422)
    messages.success(request, _("已记录。"))
    return redirect("figures:target", code)


def _part_forms(request: HttpRequest, code: str) -> Any:
    """A line for each part there is, offered the targets that have a progress of their own."""
    parts = catalogue.formula_parts(request.user, code)
    rows = [row for row in catalogue.targets_in_force(request.user) if row.kind != choices.FORMULA]
    known = [{"label": part.label, "target_code": part.target_code} for part in parts]
    given = request.POST if request.method == "POST" else None
    return PartForms(given, initial=known, prefix="part", form_kwargs={"targets": named(rows)})


def _require_may(request: HttpRequest, target: Any) -> None:
    access.require(access.may_set_target(request.user, target.indicator.code if target.indicator else None))


def _offered(request: HttpRequest, target: Any = None) -> dict[str, Any]:
    """What the form of a target offers; a target's own indicator is always among them."""
    measured = catalogue.targetable(request.user)
    if target is not None and target.indicator is not None and target.indicator not in measured:
        measured = [target.indicator, *measured]
    return {
        "indicators": named(measured),
        "bodies": named(catalogue.bodies(request.user)),
        "others": named(catalogue.comparable_bodies(request.user, target.compared_with if target else ())),
        "sources": named(catalogue.sources(request.user)),
    }


def _known(target: Any) -> dict[str, Any]:
    """What a target says, as it would be typed."""
    value = target.value
    if value is not None and target.kind == choices.GROWTH:
        value = value * 100
    return {
        "name": target.name,
        "english": target.english,
        "indicator": target.indicator.code if target.indicator else "",
        "body": target.body.code,
        "kind": target.kind,
        "period": str(catalogue.period_of(target)),
        "value": None if value is None else as_typed(value),
        "bound": target.bound or "at_least",
        "compared_with": target.compared_with,
        "source": target.source.code if target.source else "",
        "sentence": target.sentence,
    }
