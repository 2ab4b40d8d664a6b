"""Changing many projects at once: choose, say what, see it before and after, confirm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from chaotou.core.issues import Refusal
from chaotou.organization import queries as organization
from chaotou.organization.access import signed_in
from chaotou.projects.forms.bulk import BulkForm
from chaotou.projects.operations import bulk as operations
from chaotou.projects.queries import choosing


@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """GET shows the chosen projects and the form, POST its effect, POST with `confirm` makes it."""
    given = request.POST or request.GET
    codes = [code for code in given.getlist("project") if code]
    if not codes:
        messages.warning(request, _("请先在清单里勾选项目。"))
        return redirect("projects:register")
    form = _form(request)
    return (
        _answered(request, form, codes) if form.is_bound and form.is_valid() else _shown(request, form, codes)
    )


def _form(request: HttpRequest) -> BulkForm:
    person = signed_in(request)
    units, people = organization.organization_choices(person), organization.people_choices(person)
    return BulkForm(request.POST or None, units=units, people=people)


def _answered(request: HttpRequest, form: BulkForm, codes: Sequence[str]) -> HttpResponse:
    change = operations.Change(**choosing.named(request.user, **form.cleaned_data))
    if "confirm" not in request.POST:
        return _shown(request, form, codes, change)
    versions = {code: int(request.POST.get(f"version-{code}", "0") or 0) for code in codes}
    try:
        changed = operations.change_all(
            person=signed_in(request), versions=versions, change=change, now=timezone.now()
        )
    except Refusal as refusal:
        return _shown(request, form, codes, change, refusal)
    said = ngettext("已修改 {n} 个项目。", "已修改 {n} 个项目。", changed)
    messages.success(request, said.format(n=changed))
    return redirect("projects:register")


def _shown(
    request: HttpRequest,
    form: BulkForm,
    codes: Sequence[str],
    change: operations.Change | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    lines = operations.preview(person=signed_in(request), codes=codes, change=change or operations.Change())
    context: dict[str, Any] = {
        "zone": organization.zone().zone,
        "form": form,
        "lines": lines,
        "names": choosing.names(request.user),
        "is_preview": change is not None,
        "may_all": all(line.verdict for line in lines),
        "changed": sum(line.is_changed for line in lines),
        "refusal": refusal,
    }
    faulty = refusal is not None or (form.is_bound and not form.is_valid())
    return render(request, "projects/bulk.html", context, status=422 if faulty else 200)
