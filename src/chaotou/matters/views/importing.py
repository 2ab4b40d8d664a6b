"""Taking in a table of matters: the template, upload, preview, done; and taking it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chaotou.core.issues import Message, Refusal
from chaotou.core.matters.importing import columns_of
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.matters import access
from chaotou.matters.access_outside import may_undo_import
from chaotou.matters.forms.importing import CommitForm, UploadForm
from chaotou.matters.operations import importing as operations
from chaotou.matters.queries import importing as queries
from chaotou.matters.queries.choosing import organizations_named
from chaotou.matters.templating import template
from chaotou.organization import queries as organization
from chaotou.organization.access import signed_in
from chaotou.organization.days import working_moment
from chaotou.projects.import_words import fault_lines
from chaotou.projects.views.exporting import XLSX
from chaotou.ui.templatetags.show import DASH, name

SHOWN_ROWS = 50
SHOWN_FAULTS = 200


@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """The kinds of which the reader takes in tables, and what was imported."""
    person = signed_in(request)
    context = {
        "kinds": queries.kinds_imported(person),
        "batches": queries.batches(person),
        "zone": organization.zone().zone,
    }
    return render(request, "matters/imports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, kind: str) -> HttpResponse:
    """The template of a kind, and the form that takes the table filled in."""
    spec = queries.kind_imported(signed_in(request), kind)
    form = UploadForm(request.POST or None, request.FILES or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            return _uploaded(request, spec, form.cleaned_data["file"])
        except Refusal as found:
            refusal = found
    context = {"form": form, "kind": spec, "refusal": refusal, "zone": organization.zone().zone}
    status = 422 if request.method == "POST" else 200
    return render(request, "matters/import_start.html", context, status=status)


def _uploaded(request: HttpRequest, kind: KindSpec, file: Any) -> HttpResponse:
    if file.size > settings.UPLOAD_LIMIT_MB * 1024 * 1024:
        values = {"file": file.name, "limit": settings.UPLOAD_LIMIT_MB}
        raise Refusal(
            Message("“{file}”超过 {limit} MB 的上限。", values), Message("请拆成几个文件后再上传。")
        )
    sheet = operations.upload_matters(
        person=signed_in(request), kind=kind.code, data=file.read(), filename=file.name, now=timezone.now()
    )
    return redirect("matters:import_preview", kind.code, sheet.pk)


@require_safe
def blank(request: HttpRequest, kind: str) -> HttpResponse:
    """The template to fill in."""
    person = signed_in(request)
    spec = queries.kind_imported(person, kind)
    made = template(spec, organizations_named(access.registers_for(person, spec)))
    response = HttpResponse(made, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{spec.code}.xlsx"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Every row checked, the first as they would come in, and the button that takes all of them in."""
    person = signed_in(request)
    spec, sheet = queries.kind_imported(person, kind), queries.spreadsheet(person, pk)
    if request.method == "POST":
        return _committed(request, spec, sheet)
    return _previewed(request, spec, sheet)


def _previewed(
    request: HttpRequest, kind: KindSpec, sheet: Any, status: int = 200, **more: Any
) -> HttpResponse:
    person = signed_in(request)
    found = queries.outlook(person, sheet, kind, working_moment(timezone.now()))
    table = found.matters.table
    faults = fault_lines(table.faults, found.headings)
    columns = [one for one in columns_of(kind) if one.code in table.values]
    context = {
        "sheet": sheet,
        "kind": kind,
        "found": found,
        "error_rows": len({fault.row for fault in table.errors}),
        "faults": faults[:SHOWN_FAULTS],
        "more_faults": max(len(faults) - SHOWN_FAULTS, 0),
        "twins": found.twins[:SHOWN_FAULTS],
        "more_twins": max(len(found.twins) - SHOWN_FAULTS, 0),
        "met": queries.in_register(sheet, kind),
        "heads": [name(one) for one in columns],
        "lines": list(_lines(found, columns)),
        "form": CommitForm(),
        "zone": organization.zone().zone,
        **more,
    }
    return render(request, "matters/import_preview.html", context, status=status)


def _lines(found: queries.Outlook, columns: list[Any]) -> Iterator[tuple[int, list[str]]]:
    """The first rows in words: what the sheet itself says, choices by their names."""
    words = {one.code: {choice.code: name(choice) for choice in one.choices} for one in columns}
    table, rows = found.matters.table, found.first_rows
    for place, row in enumerate(table.rows[:SHOWN_ROWS]):
        yield row, [_cell(one.code, table.values[one.code][place], words, rows[place]) for one in columns]


def _cell(code: str, value: Any, words: dict[str, dict[Any, str]], row: Mapping[str, str]) -> str:
    if value is None:
        return DASH
    if code in ("enterprise", "organization"):
        return row[code]
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return words.get(code, {}).get(value, str(value))


def _committed(request: HttpRequest, kind: KindSpec, sheet: Any) -> HttpResponse:
    form = CommitForm(request.POST)
    form.full_clean()
    try:
        made = operations.import_matters(
            person=signed_in(request),
            spreadsheet=sheet,
            kind=kind.code,
            duplicates=form.cleaned_data.get("duplicates") or "",
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _previewed(request, kind, sheet, status=422, refusal=refusal)
    done = ngettext("已导入 {rows} 件事项。", "已导入 {rows} 件事项。", made.rows)
    messages.success(request, done.format(rows=made.rows))
    return redirect("matters:import_batch", made.pk)


@require_POST
def discard(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Give up a table that was uploaded."""
    person = signed_in(request)
    operations.discard_table(person=person, spreadsheet=queries.spreadsheet(person, pk))
    messages.success(request, _("表格已删除，没有导入。"))
    return redirect("matters:import_start", kind)


@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: what came in, by whom, and taking it back."""
    return render(request, "matters/import_batch.html", _batch(request, pk))


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the whole import out again; where something was done to its matters, they are named instead."""
    person = signed_in(request)
    found = queries.batch(person, pk)
    try:
        operations.undo_import(person=person, batch=found, now=timezone.now())
    except operations.ChangedSince as refusal:
        context = {**_batch(request, pk), "refusal": refusal, "changed": refusal.matters}
        return render(request, "matters/import_batch.html", context, status=422)
    undone = ngettext("已撤销导入，{rows} 件事项已移除。", "已撤销导入，{rows} 件事项已移除。", found.rows)
    messages.success(request, undone.format(rows=found.rows))
    return redirect("matters:import_batch", pk)


def _batch(request: HttpRequest, pk: int) -> dict[str, Any]:
    person = signed_in(request)
    found = queries.batch(person, pk)
    return {"batch": found, "verdict": may_undo_import(person, found), "zone": organization.zone().zone}
