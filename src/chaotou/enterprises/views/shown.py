"""The page of one enterprise, which every act on it comes back to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chaotou.enterprises import access, words
from chaotou.enterprises.forms import NewContactForm
from chaotou.enterprises.queries import detail as queries
from chaotou.organization.queries import organizations
from chaotou.ui.templatetags.show import name


def enterprise_page(request: HttpRequest, found: Any, status: int = 200, **given: Any) -> HttpResponse:
    """The enterprise with what belongs to it; `given` is what an act adds: a failing form, a refusal."""
    context = {
        "enterprise": found,
        "detail": queries.detail(request.user, found),
        "chains": words.Chains.of_zone(),
        "may_record": access.may_record(request.user),
        "may_merge": access.may_merge(request.user),
        "may_record_contact": access.may_record_contact(request.user),
        "contact_form": None,
        **given,
    }
    if context["contact_form"] is None and context["may_record_contact"]:
        context["contact_form"] = contact_form(request)
    return render(request, "enterprises/enterprise.html", context, status=status)


def contact_form(request: HttpRequest, given: Any = None) -> NewContactForm:
    """The form of a new contact, for the organizations the person records for."""
    records = access.records_for(request.user)
    offered = [(unit.pk, name(unit)) for unit in organizations() if unit.pk in records]
    return NewContactForm(given, organizations=offered, prefix="new")
