"""The queue of recognition, and one recognition with its checklist, decided by another person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chaotou.core.issues import Refusal
from chaotou.organization import queries as organization
from chaotou.organization.access import signed_in
from chaotou.organization.days import working_day
from chaotou.projects.forms.moves import GrantForm, ReasonForm
from chaotou.projects.operations.recognition import recognize, refuse_recognition, withdraw_recognition
from chaotou.projects.queries import recognitions

ACTS = {"refuse": refuse_recognition, "withdraw": withdraw_recognition}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits to be recognized, and what was decided lately."""
    context = {
        "waiting": recognitions.waiting(request.user),
        "decided": recognitions.decided(request.user),
        "zone": organization.zone().zone,
    }
    return render(request, "projects/recognitions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def recognition(request: HttpRequest, pk: int) -> HttpResponse:
    """One recognition: its checklist with the papers, what is excluded, and deciding it."""
    found = recognitions.opened(request.user, pk, timezone.now())
    act = request.POST.get("act", "")
    bound = request.POST or None
    grant = GrantForm(
        bound if act == "grant" else None,
        initial={"on": working_day(timezone.now())},
    )
    reason = ReasonForm(bound if act in ACTS else None)
    context = {"found": found, "grant": grant, "reason": reason, "zone": organization.zone().zone}
    if request.method != "POST":
        return render(request, "projects/recognition.html", context)
    form = grant if act == "grant" else reason
    if form.is_bound and form.is_valid():
        try:
            return _decided(request, found.asked.row, act, form.cleaned_data)
        except Refusal as refusal:
            context = {**context, "refusal": refusal}
    return render(request, "projects/recognition.html", context, status=422)


def _decided(request: HttpRequest, row: Any, act: str, said: dict[str, Any]) -> HttpResponse:
    decide = recognize if act == "grant" else ACTS[act]
    decide(recognition=row, actor=signed_in(request), now=timezone.now(), **said)
    messages.success(request, _("已记下，台账已重新计数。") if act != "refuse" else _("已记下。"))
    return redirect("projects:recognitions")
