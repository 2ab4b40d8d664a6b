"""One form, one act: shown, refused with a sentence, or done and on to the page it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from chaotou.core.issues import Refusal
from chaotou.organization import queries as organization

FORM = ("GET", "HEAD", "POST")
PAGE = "projects/delivery_form.html"


def act(
    request: HttpRequest,
    form: forms.Form,
    page: Mapping[str, Any],
    do: Callable[[], object],
    done: str,
    back: str,
    template: str = PAGE,
) -> HttpResponse:
    """Show the form; once it is sent and holds, do the act, say `done` and go `back` (an address)."""
    context: dict[str, Any] = {"form": form, "back": back, "zone": organization.zone().zone, **page}
    if request.method != "POST":
        return render(request, template, context)
    if not form.is_valid():
        return render(request, template, context, status=422)
    try:
        do()
    except Refusal as refusal:
        return render(request, template, {**context, "refusal": refusal}, status=422)
    messages.success(request, done)
    return redirect(back)


def given(request: HttpRequest) -> dict[str, Any]:
    """What a form is bound to: nothing until it is sent."""
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
