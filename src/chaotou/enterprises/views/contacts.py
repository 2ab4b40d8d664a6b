"""Contacts: hidden until asked for, each time with an entry in the journal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chaotou.core.issues import Refusal
from chaotou.enterprises import access, operations
from chaotou.enterprises.forms import ContactForm
from chaotou.enterprises.queries import detail as queries
from chaotou.enterprises.views.shown import contact_form, enterprise_page
from chaotou.organization.access import signed_in
from chaotou.ui.pages import render_page, wants_fragment

PAGE_OR_POST = ("GET", "HEAD", "POST")


@sensitive_post_parameters()
@require_http_methods(PAGE_OR_POST)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a contact; a GET (the language switched on a failing form) shows the enterprise."""
    found = queries.kept(request.user, pk)
    if request.method != "POST":
        return redirect("enterprises:enterprise", found.pk)
    form = contact_form(request, request.POST)
    if not form.is_valid():
        return enterprise_page(request, found, status=422, contact_form=form)
    try:
        operations.record_contact(
            person=signed_in(request), enterprise=found.pk, now=timezone.now(), **form.cleaned_data
        )
    except Refusal as refusal:
        return enterprise_page(request, found, status=422, contact_form=form, contact_refusal=refusal)
    messages.success(request, _("联系人已登记，只有服务单位的人看得到。"))
    return redirect("enterprises:enterprise", found.pk)


@require_http_methods(PAGE_OR_POST)
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a contact's personal data: only a POST does, and the journal keeps that it did."""
    found = queries.enterprise_of_contact(request.user, pk)
    if request.method != "POST":
        return redirect("enterprises:enterprise", found.pk)
    contact = operations.read_contact(person=signed_in(request), contact=pk, now=timezone.now())
    opened = {"opened": contact, "change_form": _form_of(contact), **_may(request, contact)}
    if wants_fragment(request):
        return render_page(request, "enterprises/_contact.html", "enterprises/_contact.html", opened)
    return enterprise_page(request, found, **opened)


def _may(request: HttpRequest, contact: Any) -> dict[str, Any]:
    return {"may_change_contact": access.may_record_contact(request.user, contact.organization_id)}


def _form_of(contact: Any) -> ContactForm:
    known = {field: getattr(contact, field) for field in ContactForm.base_fields}
    return ContactForm(initial=known, prefix=f"contact-{contact.pk}")


@sensitive_post_parameters()
@require_http_methods(PAGE_OR_POST)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a contact."""
    form = ContactForm(request.POST, prefix=f"contact-{pk}")
    found = queries.enterprise_of_contact(request.user, pk)
    if request.method == "POST" and not form.is_valid():
        given = {"failed_contact": pk, "change_form": form}
        return enterprise_page(request, found, status=422, **given)

    def act(person: Any) -> str:
        operations.change_contact(person=person, contact=pk, now=timezone.now(), **form.cleaned_data)
        return _("已保存。")

    return _acted(request, found, act)


@require_http_methods(PAGE_OR_POST)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a contact for good."""

    def act(person: Any) -> str:
        operations.remove_contact(person=person, contact=pk, now=timezone.now())
        return _("联系人的个人信息已经删除。")

    return _acted(request, queries.enterprise_of_contact(request.user, pk), act)


def _acted(request: HttpRequest, found: Any, act: Callable[[Any], str]) -> HttpResponse:
    if request.method == "POST":
        try:
            messages.success(request, act(signed_in(request)))
        except Refusal as refusal:
            return enterprise_page(request, found, status=422, refusal=refusal)
    return redirect("enterprises:enterprise", found.pk)
