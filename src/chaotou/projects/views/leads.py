"""Leads: one's own by what is due next, those gone quiet, registering one, changing what is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chaotou.core.issues import Refusal
from chaotou.organization import queries as organization
from chaotou.organization.access import remember, require, signed_in
from chaotou.organization.days import working_day
from chaotou.projects import access
from chaotou.projects.forms.at_once import met
from chaotou.projects.forms.leads import ChangeForm, LeadForm, RegisterForm, initial_of
from chaotou.projects.operations.investors import investor_for
from chaotou.projects.operations.registering import (
    MayBeRegistered,
    RegisteredByAnother,
    change_project,
    register_lead,
)
from chaotou.projects.queries import choosing, leads, registering
from chaotou.projects.queries.talks import project_with_terms
from chaotou.projects.views.acting import FORM
from chaotou.ui.asking import Reading

DISPUTED = "projects.dispute"
"""The salt of the token that stands for a project its bearer may not know."""


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """My leads in the order of what is due; `?scope=unit` shows those of my organizations."""
    require(access.may_see_projects(request.user))
    today, is_unit = working_day(timezone.now()), request.GET.get("scope") == "unit"
    found = (
        leads.unit_leads(request.user, today, page=Reading(request.GET).page)
        if is_unit
        else leads.my_leads(request.user, today)
    )
    return render(request, "projects/leads.html", _list(request, found, "unit" if is_unit else "mine"))


@require_safe
def stale(request: HttpRequest) -> HttpResponse:
    """Leads about which nobody has spoken for longer than their stage allows."""
    found = leads.stale_leads(request.user, working_day(timezone.now()), page=Reading(request.GET).page)
    return render(request, "projects/leads.html", _list(request, found, "stale"))


def _list(request: HttpRequest, found: leads.Leads, here: str) -> dict[str, Any]:
    held = organization.zone()
    return {
        "found": found,
        "here": here,
        "stages": {spec.code: spec for spec in held.stages},
        "may_register": access.may_register(request.user),
        "has_synthetic": any(one.project.is_synthetic for one in found.leads),
        "zone": held.zone,
    }


@require_http_methods(FORM)
def register(request: HttpRequest) -> HttpResponse:
    """Register a lead; what is like it is shown in the form."""
    remember(request.user)
    require(access.may_register(request.user))
    units = registering.units(request.user)
    form = _form(request, units)
    context: dict[str, Any] = {"form": form, "zone": organization.zone().zone}
    if request.method == "POST" and form.is_valid():
        try:
            return _registered(request, form, units[form.cleaned_data["organization"]])
        except MayBeRegistered as refusal:
            form.ask_for_difference()
            context |= {"refusal": refusal, "alike": refusal.seen, "token": _token(refusal.project)}
        except RegisteredByAnother as refusal:
            context |= {"refusal": refusal, "token": _token(refusal.project)}
        except Refusal as refusal:
            context |= {"refusal": refusal}
    return render(request, "projects/lead_register.html", context, status=422 if form.is_bound else 200)


def _form(request: HttpRequest, units: Mapping[str, Any]) -> RegisterForm:
    return RegisterForm(
        request.POST if request.method == "POST" else None,
        zone=organization.zone(),
        organizations=registering.offered(units),
        initial={"organization": next(iter(units), ""), "currency": "CNY"},
    )


@transaction.atomic
def _registered(request: HttpRequest, form: RegisterForm, unit: Any) -> HttpResponse:
    actor, now, said = signed_in(request), timezone.now(), form.cleaned_data
    investor = investor_for(name=said["investor"], credit_code=said["credit_code"], actor=actor, now=now)
    lead = register_lead(
        actor=actor,
        organization=unit,
        now=now,
        distinct_because=said["distinct_because"],
        investor=investor,
        **form.details(),
    )
    words = {"code": lead.code, "day": lead.protected_until_on}
    done = (
        _("已登记，编号 {code}，首谈保护至 {day}。")
        if lead.protected_until_on
        else _("已登记，编号 {code}。")
    )
    messages.success(request, done.format(**words))
    return redirect("projects:talks", lead.code)


def _token(project: int | None) -> str:
    """What a dispute is raised with: it names a project without telling which."""
    return signing.dumps(project, salt=DISPUTED) if project else ""


@require_POST
def alike(request: HttpRequest) -> HttpResponse:
    """While a lead is typed: what is like it, as far as one may know."""
    require(access.may_register(request.user))
    typed = LeadForm(request.POST, zone=organization.zone()).compared()
    found = registering.alike_typed(request.user, today=working_day(timezone.now()), **typed)
    context = {"seen": found.seen, "others": found.others, "surely": found.surely}
    return render(request, "projects/_alike.html", context)


@require_http_methods(FORM)
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change what is said of a project; of two people at once the second sees what the first changed."""
    project = project_with_terms(request.user, code)
    require(access.may_change(request.user, project))
    held = organization.zone()
    form = ChangeForm(
        request.POST if request.method == "POST" else None,
        zone=held,
        organizations=organization.organization_choices(request.user),
        people=organization.people_choices(request.user),
        initial=initial_of(project, held),
    )
    context: dict[str, Any] = {"project": project, "form": form, "zone": held.zone}
    if request.method == "POST" and form.is_valid():
        try:
            return _changed(request, project, form)
        except Refusal as refusal:
            context["refusal"] = refusal
            if form.cleaned_data["version"] != project.version:
                context["met"] = met(form, project)
    return render(request, "projects/lead_change.html", context, status=422 if form.is_bound else 200)


@transaction.atomic
def _changed(request: HttpRequest, project: Any, form: ChangeForm) -> HttpResponse:
    actor, now, said = signed_in(request), timezone.now(), form.cleaned_data
    investor = investor_for(name=said["investor"], credit_code=said["credit_code"], actor=actor, now=now)
    people = choosing.named(request.user, landing=said["landing"], officer=said["officer"])
    others = {
        role: organization.person(request.user, said[role]) if said[role] else None
        for role in ("linked_leader", "secretary")
    }
    details = {**form.details(), **people, **others, "investor": investor}
    change_project(project=project, version=said["version"], actor=actor, now=now, **details)
    messages.success(request, _("已更改。"))
    return redirect("projects:project", project.code)
