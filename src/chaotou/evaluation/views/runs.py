"""Runs: the list, one run's table, its files; drafting, publishing, discarding, running again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chaotou.core.issues import Refusal
from chaotou.evaluation import access, acts, exports, operations, schemes
from chaotou.evaluation.forms import AgainForm, DiscardForm, DraftForm
from chaotou.evaluation.queries import appeals, lines, marks
from chaotou.evaluation.queries.results import run_page
from chaotou.evaluation.showing.table import Asked, table
from chaotou.evaluation.views.asking import opened
from chaotou.evaluation.words import WORDS
from chaotou.organization import queries as organization
from chaotou.organization.access import signed_in
from chaotou.ui.pages import render_page


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every run within sight, latest first, and what waits for the reader."""
    context = {
        "runs": lines.runs(request.user),
        "acts": acts.on_runs(request.user),
        "sheets": marks.sheets(request.user),
        "pending": appeals.appeals(request.user, pending=True),
        "zone": organization.zone().zone,
    }
    return render(request, "evaluation/runs.html", context)


@require_safe
def run(request: HttpRequest, code: str) -> HttpResponse:
    """Subjects by criteria, with total, place and grade; the heat is what was lost."""
    page, asked = run_page(request.user, code), Asked.of(request)
    context = {
        **opened(page),
        "table": table(page, asked),
        "asked": asked,
        "acts": acts.on_run(request.user, page.run),
        "appeals": appeals.appeals(request.user, code),
        "heat_words": WORDS["heat"],
    }
    return render_page(request, "evaluation/run.html", "evaluation/_run.html", context)


@require_safe
def run_csv(request: HttpRequest, code: str) -> HttpResponse:
    return exports.csv_response(run_page(request.user, code))


@require_safe
def run_json(request: HttpRequest, code: str) -> HttpResponse:
    return exports.json_response(run_page(request.user, code))


@require_safe
def run_xlsx(request: HttpRequest, code: str) -> HttpResponse:
    """The workbook with live formulas; for who sees only part of the results, a plain table."""
    return exports.xlsx_response(request.user, run_page(request.user, code))


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """Choose a scheme and a period, and run it."""
    access.require(access.may_draft(request.user))
    usable = [one for one in map(schemes.read, schemes.codes()) if one.scheme is not None]
    form = DraftForm(
        request.POST or None,
        request.FILES or None,
        initial={"scheme": request.GET.get("scheme", "")},
        schemes=usable,
        zone=organization.zone(),
    )
    context = {"form": form, "zone": organization.zone().zone}
    if request.method != "POST":
        return render(request, "evaluation/draft.html", context)
    if not form.is_valid():
        return render(request, "evaluation/draft.html", context, status=422)
    try:
        made = operations.draft_run(person=signed_in(request), now=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        return render(request, "evaluation/draft.html", {**context, "refusal": refusal}, status=422)
    messages.success(request, _("已起草；由另一位领导发布之后生效。"))
    return redirect("evaluation:run", made.code)


@require_POST
def publish(request: HttpRequest, code: str) -> HttpResponse:
    operations.publish_run(person=signed_in(request), run=code, now=timezone.now())
    messages.success(request, _("已发布，从此不再改变。"))
    return redirect("evaluation:run", code)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """Set a draft aside, with the reason."""
    access.require(access.may_draft(request.user))
    found, form = lines.run(request.user, code), DiscardForm(request.POST or None)
    context = {"form": form, "run": found, "zone": organization.zone().zone}
    if request.method != "POST":
        return render(request, "evaluation/discard.html", context)
    if not form.is_valid():
        return render(request, "evaluation/discard.html", context, status=422)
    try:
        operations.discard_draft(
            person=signed_in(request), run=code, reason=form.cleaned_data["reason"], now=timezone.now()
        )
    except Refusal as refusal:
        return render(request, "evaluation/discard.html", {**context, "refusal": refusal}, status=422)
    messages.success(request, _("草稿已作废。"))
    return redirect("evaluation:runs")


@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, code: str) -> HttpResponse:
    """Run a published run again, by today's figures and the appeals upheld."""
    access.require(access.may_draft(request.user))
    found, form = lines.run(request.user, code), AgainForm(request.POST or None, request.FILES or None)
    context = {"form": form, "run": found, "zone": organization.zone().zone}
    if request.method != "POST":
        return render(request, "evaluation/again.html", context)
    if not form.is_valid():
        return render(request, "evaluation/again.html", context, status=422)
    try:
        made = operations.run_again(
            person=signed_in(request), run=code, now=timezone.now(), **form.cleaned_data
        )
    except Refusal as refusal:
        return render(request, "evaluation/again.html", {**context, "refusal": refusal}, status=422)
    messages.success(request, _("已再次考评，成为草稿；与上一次的差别逐项列在比较页。"))
    return redirect("evaluation:compare", made.code)
