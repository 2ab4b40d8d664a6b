"""The register as a file, as the address of its list asks for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from chaotou.organization.access import signed_in
from chaotou.organization.days import working_day
from chaotou.projects import access, asking
from chaotou.projects.exporting import as_csv, as_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """All rows of the list as a workbook."""
    access.require(access.may_see_projects(request.user))
    made = as_workbook(asking.file_asked(request), signed_in(request), timezone.now())
    response = HttpResponse(made, content_type=XLSX)
    response["Content-Disposition"] = _named("xlsx")
    return response


@require_safe
def export_csv(request: HttpRequest) -> StreamingHttpResponse:
    """All rows of the list as comma-separated text."""
    access.require(access.may_see_projects(request.user))
    lines = as_csv(asking.file_asked(request), signed_in(request), timezone.now())
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = _named("csv")
    return response


def _named(kind: str) -> str:
    return f'attachment; filename="projects-{working_day(timezone.now()):%Y-%m-%d}.{kind}"'
