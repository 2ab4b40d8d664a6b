"""The steps of an import: upload, columns, preview, done; and taking it back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chaotou.core.issues import Message, Refusal
from chaotou.core.projects.importing.headings import headings
from chaotou.organization import queries as organization
from chaotou.organization.access import signed_in
from chaotou.organization.days import working_day
from chaotou.projects import access
from chaotou.projects.forms.importing import CommitForm, PlanForm, SheetForm, UploadForm
from chaotou.projects.import_plan import Plan
from chaotou.projects.import_words import fault_lines, heads, shown
from chaotou.projects.operations.importing import import_spreadsheet
from chaotou.projects.operations.undoing import ChangedSince, undo_import
from chaotou.projects.operations.uploading import plan_import, proposed, upload_spreadsheet
from chaotou.projects.queries import importing as queries
from chaotou.projects.queries.register import units
from chaotou.ui.pages import render_page
from chaotou.ui.templatetags.show import name

SHOWN_ROWS = 50
SHOWN_FAULTS = 200
SAMPLES = 3


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Upload a spreadsheet; one's uploads not yet imported; imports within sight."""
    verdict = access.may_register(request.user)
    form = UploadForm(request.POST or None, request.FILES or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            return _uploaded(request, form.cleaned_data["file"])
        except Refusal as found:
            refusal = found
    context = {
        "form": form,
        "refusal": refusal,
        "verdict": verdict,
        "waiting": queries.spreadsheets(request.user) if verdict else [],
        "batches": queries.batches(request.user),
        "zone": organization.zone().zone,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "projects/import_start.html", context, status=status)


def _uploaded(request: HttpRequest, file: Any) -> HttpResponse:
    if file.size > settings.UPLOAD_LIMIT_MB * 1024 * 1024:
        values = {"file": file.name, "limit": settings.UPLOAD_LIMIT_MB}
        raise Refusal(
            Message("“{file}”超过 {limit} MB 的上限。", values), Message("请拆成几个文件后再上传。")
        )
    sheet = upload_spreadsheet(
        person=signed_in(request), data=file.read(), filename=file.name, now=timezone.now()
    )
    return redirect("projects:import_columns", sheet.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Which column is which field, as proposed; another sheet or other heading rows propose anew."""
    sheet = queries.spreadsheet(request.user, pk)
    plan = Plan.from_data(sheet.mapping)
    chooser = SheetForm(
        request.GET or None, sheets=sheet.sheets, initial={"sheet": plan.sheet, "head": plan.head}
    )
    refusal = None
    if chooser.is_bound and chooser.is_valid():
        try:
            plan = replace(proposed(sheet, **chooser.cleaned_data), organization=plan.organization)
        except Refusal as found:
            refusal = found
    first = sheet.sheets[plan.sheet]["first"]
    form = PlanForm(
        request.POST or None,
        plan=plan,
        headings=headings(first, plan.head),
        targets=queries.fields(),
        organizations=_organizations(request),
    )
    if form.is_valid():
        plan_import(person=signed_in(request), spreadsheet=sheet, plan=form.planned())
        return redirect("projects:import_preview", sheet.pk)
    samples = [row for row in first[plan.head :] if any(row)][:SAMPLES]
    context = {
        "sheet": sheet,
        "plan": plan,
        "chooser": chooser,
        "form": form,
        "refusal": refusal,
        "columns": [
            {**one, "samples": [row[one["number"]] for row in samples if one["number"] < len(row)]}
            for one in form.columns()
        ],
        "zone": organization.zone().zone,
    }
    return render(request, "projects/import_columns.html", context, status=422 if form.is_bound else 200)


def _organizations(request: HttpRequest) -> list[tuple[int, Any]]:
    own = access.imports_for(request.user)
    return [(pk, unit) for pk, unit in units().items() if own is None or pk in own]


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The first rows as they would come in; the whole is checked in a second request."""
    sheet = queries.spreadsheet(request.user, pk)
    found = queries.first_screen(signed_in(request), sheet, working_day(timezone.now()))
    targets = queries.fields()
    lines = list(shown(found.table, targets, _words(targets)))[:SHOWN_ROWS]
    context = {
        "sheet": sheet,
        "outline": sheet.sheets[found.plan.sheet],
        "heads": heads(found.table, targets),
        "lines": lines,
        "zone": organization.zone().zone,
    }
    return render(request, "projects/import_preview.html", context)


def _words(targets: Any) -> dict[str, dict[Any, str]]:
    """Names for the codes and keys of rows, in the reader's language."""
    all_units = {pk: name(unit) for pk, unit in units().items()}
    people = queries.names_of_people()
    words: dict[str, dict[Any, str]] = {
        one.code: {choice.code: name(choice) for choice in one.choices} for one in targets
    }
    words["stage"] = {spec.code: name(spec) for spec in organization.zone().stages}
    words |= dict.fromkeys(("organization", "landing"), all_units)
    return words | dict.fromkeys(("officer", "linked_leader", "secretary"), people)


@require_safe
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Every row checked: counts, faults, what is there already, and the button that takes it in."""
    sheet = queries.spreadsheet(request.user, pk)
    page, fragment = "projects/import_checked.html", "projects/_import_check.html"
    return render_page(request, page, fragment, _checked(request, sheet))


def _checked(request: HttpRequest, sheet: Any) -> dict[str, Any]:
    found = queries.outlook(signed_in(request), sheet, working_day(timezone.now()))
    faults = fault_lines(found.table.faults, found.headings)
    return {
        "sheet": sheet,
        "found": found,
        "error_rows": len(found.wrong),
        "faults": faults[:SHOWN_FAULTS],
        "more_faults": max(len(faults) - SHOWN_FAULTS, 0),
        "twins": found.twins[:SHOWN_FAULTS],
        "more_twins": max(len(found.twins) - SHOWN_FAULTS, 0),
        "met": queries.in_register(sheet, found.plan.sheet),
        "form": CommitForm(initial={"duplicates": found.plan.duplicates}),
    }


@require_POST
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the sheet in, whole or not at all."""
    sheet, person = queries.spreadsheet(request.user, pk), signed_in(request)
    form = CommitForm(request.POST)
    form.full_clean()
    plan = Plan.from_data(sheet.mapping)
    plan = replace(plan, duplicates=form.cleaned_data.get("duplicates") or plan.duplicates)
    plan_import(person=person, spreadsheet=sheet, plan=plan)
    try:
        made = import_spreadsheet(person=person, spreadsheet=sheet, now=timezone.now())
    except Refusal as refusal:
        found = _checked(request, sheet) | {"refusal": refusal}
        return render(request, "projects/import_checked.html", found, status=422)
    done = ngettext("已导入 {rows} 个项目。", "已导入 {rows} 个项目。", made.rows)
    messages.success(request, done.format(rows=made.rows))
    return redirect("projects:import_batch", made.pk)


@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: what came in, by whom, and taking it back."""
    return render(request, "projects/import_batch.html", _batch(request, pk))


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the whole import out again; projects changed since are named, and then nothing is undone."""
    found = queries.batch(request.user, pk)
    try:
        undo_import(person=signed_in(request), batch=found, now=timezone.now())
    except ChangedSince as refusal:
        context = {**_batch(request, pk), "refusal": refusal, "changed": refusal.projects}
        return render(request, "projects/import_batch.html", context, status=422)
    undone = ngettext(
        "已撤销导入，{rows} 个项目已从登记中移除。",
        "已撤销导入，{rows} 个项目已从登记中移除。",
        found.rows,
    )
    messages.success(request, undone.format(rows=found.rows))
    return redirect("projects:import_batch", pk)


def _batch(request: HttpRequest, pk: int) -> dict[str, Any]:
    found = queries.batch(request.user, pk)
    return {
        "batch": found,
        "verdict": access.may_undo_import(request.user, found),
        "zone": organization.zone().zone,
    }
