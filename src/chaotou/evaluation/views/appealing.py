"""Appeals: the list, objecting to a criterion, deciding, the evidence."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chaotou.core.issues import Refusal
from chaotou.evaluation import access, operations
from chaotou.evaluation.forms import AppealForm, DecisionForm
from chaotou.evaluation.queries import appeals
from chaotou.evaluation.queries.cells import cell_page
from chaotou.evaluation.views.asking import opened
from chaotou.organization import queries as organization
from chaotou.organization.access import signed_in


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every appeal within sight, those that wait first."""
    found = appeals.appeals(request.user)
    context = {
        "pending": [one for one in found if one.is_pending],
        "decided": [one for one in found if not one.is_pending],
        "today": timezone.localdate(),
        "zone": organization.zone().zone,
    }
    return render(request, "evaluation/appeals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def appeal_against(request: HttpRequest, code: str, subject: str, criterion: str) -> HttpResponse:
    """Object to a criterion of one's own organization, with grounds."""
    access.require(access.may_file(request.user, subject))
    found = cell_page(request.user, code, subject, criterion)
    form = AppealForm(request.POST or None, request.FILES or None)
    context = {
        **opened(found.page),
        "row": found.row,
        "cell": found.story.cell,
        "story": found.story,
        "found": found,
        "form": form,
    }
    if request.method != "POST":
        return render(request, "evaluation/appeal_against.html", context)
    if not form.is_valid():
        return render(request, "evaluation/appeal_against.html", context, status=422)
    try:
        made = operations.file_appeal(
            person=signed_in(request),
            run=code,
            subject=subject,
            criterion=criterion,
            now=timezone.now(),
            **form.cleaned_data,
        )
    except Refusal as refusal:
        return render(request, "evaluation/appeal_against.html", {**context, "refusal": refusal}, status=422)
    messages.success(request, _("已提出申诉。"))
    return redirect("evaluation:appeal", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """One appeal: what is objected to and why; deciding it, for who may."""
    found = appeals.appeal(request.user, pk)
    verdict = appeals.may_decide(request.user, found)
    form = DecisionForm(request.POST or None)
    context = {
        "appeal": found,
        "verdict": verdict,
        "form": form,
        "today": timezone.localdate(),
        "overdue": found.is_overdue(timezone.localdate()),
        "zone": organization.zone().zone,
    }
    if request.method != "POST":
        return render(request, "evaluation/appeal.html", context)
    access.require(verdict)
    if not form.is_valid():
        return render(request, "evaluation/appeal.html", context, status=422)
    try:
        operations.decide_appeal(
            person=signed_in(request), appeal=pk, now=timezone.now(), **form.cleaned_data
        )
    except Refusal as refusal:
        return render(request, "evaluation/appeal.html", {**context, "refusal": refusal}, status=422)
    messages.success(request, _("复核意见已记下。"))
    return redirect("evaluation:appeal", pk)


@require_safe
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """The evidence of an appeal, to be saved, never opened in the page."""
    return FileResponse(appeals.evidence(request.user, pk), as_attachment=True)
