"""Evidence of a project: its list with the form that adds to it, and the files themselves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chaotou.core.issues import Refusal
from chaotou.organization import queries as organization
from chaotou.organization.access import signed_in
from chaotou.organization.days import working_moment
from chaotou.projects import access
from chaotou.projects.forms.evidence import EvidenceForm
from chaotou.projects.operations.evidence import add_evidence
from chaotou.projects.queries import evidence as queries


@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: HttpRequest, code: str) -> HttpResponse:
    """The files of a project, and adding one from a desk or from the site."""
    project = queries.project_with_terms(request.user, code)
    kinds = organization.zone().evidence
    form = EvidenceForm(
        request.POST or None,
        request.FILES or None,
        kinds=kinds,
        moves=queries.moves_of(project),
        initial={"kind": request.GET.get("kind", "")},
    )
    refusal = None
    if form.is_valid():
        try:
            return _added(request, project, form.cleaned_data)
        except Refusal as found:
            refusal = found
    context = {
        "project": project,
        "evidence": queries.evidence_of(request.user, project),
        "form": form,
        "refusal": refusal,
        "may_add": access.may_change(request.user, project),
        "zone": organization.zone().zone,
    }
    return render(request, "projects/evidence.html", context, status=422 if form.is_bound else 200)


def _added(request: HttpRequest, project: Any, said: dict[str, Any]) -> HttpResponse:
    move = project.moves.filter(pk=said["move"]).first() if said["move"] else None
    now = timezone.now()
    kept = add_evidence(
        project=project,
        kind=said["kind"],
        file=said["photo"] or said["file"],
        move=move,
        actor=signed_in(request),
        now=now,
    )
    if kept.added_at == working_moment(now):
        messages.success(request, _("佐证材料已保存。"))
    else:
        messages.warning(request, _("这份材料此前已经保存过，没有再存一份。"))
    return redirect("projects:evidence", project.code)


@require_safe
def evidence_file(request: HttpRequest, code: str, pk: int) -> FileResponse:
    """A photo as a picture, a paper to be saved and never opened in the page."""
    found = queries.evidence_file(request.user, code, pk)
    response = FileResponse(found.file, as_attachment=not found.is_photo, filename=found.name)
    response["Cache-Control"] = "private, max-age=3600"
    return response
