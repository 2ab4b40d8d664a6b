"""What the home page asks of intake, by its address: the documents that wait for the reader."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chaotou.intake import access, queries
from chaotou.organization.access import signed_in


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """The documents with claims the reader may decide on; nothing for who may not list documents."""
    person = signed_in(request)
    found = queries.documents_waiting(person) if access.may_list(person) else []
    return render(request, "intake/_waiting.html", {"documents": found})
