"""The zone's schemes: which there are, what each says, its file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chaotou.evaluation import access, naming, schemes
from chaotou.evaluation.showing.outline import outline
from chaotou.evaluation.showing.worked import worked_examples
from chaotou.organization import queries as organization


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every scheme of the zone's directory, those with errors too."""
    access.require(access.may_see(request.user))
    found = [schemes.read(code) for code in schemes.codes()]
    context = {"files": found, "zone": organization.zone().zone}
    return render(request, "evaluation/schemes.html", context)


@require_safe
def scheme(request: HttpRequest, code: str) -> HttpResponse:
    """One scheme: its tree with weights, what each criterion reads, examples, the file itself."""
    access.require(access.may_see(request.user))
    found = schemes.read(code)
    context: dict[str, Any] = {"file": found, "scheme": found.scheme, "zone": organization.zone().zone}
    if found.scheme is not None:
        context |= {
            "outline": outline(found.scheme, naming.of_indicators(found.scheme)),
            "examples": worked_examples(found.scheme),
            "names": {**naming.of_catalogue(), **naming.of_scheme(found.scheme)},
            "grades": naming.of_grades(found.scheme),
        }
    return render(request, "evaluation/scheme.html", context)


@require_safe
def scheme_file(request: HttpRequest, code: str) -> HttpResponse:
    """The file as it stands, to be saved."""
    access.require(access.may_see(request.user))
    found = schemes.read(code)
    response = HttpResponse(found.text, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.code}.yaml"'
    return response
