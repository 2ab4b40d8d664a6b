"""Saving a list under a name, and removing it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chaotou.core.issues import Refusal
from chaotou.organization.access import signed_in
from chaotou.projects.operations import views as operations
from chaotou.ui.templatetags.show import said


@require_POST
def save_view(
    request: HttpRequest, *, page: str, leads_to: str, kept: Callable[[QueryDict], str]
) -> HttpResponse:
    """Keep the list under a name and go on with it; `leads_to` names its address, `kept` what it keeps."""
    query = kept(QueryDict(request.POST.get("query", "")))
    try:
        operations.save_view(
            person=signed_in(request),
            page=page,
            name=request.POST.get("name", "")[:60],
            query=query[:1000],
            shared=bool(request.POST.get("shared")),
            now=timezone.now(),
        )
        messages.success(request, _("视图已保存。"))
    except Refusal as refusal:
        messages.error(request, said(refusal))
    return redirect(f"{reverse(leads_to)}?{query}")


@require_POST
def remove_view(request: HttpRequest, pk: int, *, leads_to: str) -> HttpResponse:
    """Remove one of one's own views."""
    operations.remove_view(person=signed_in(request), view=pk, now=timezone.now())
    messages.success(request, _("视图已删除。"))
    return redirect(leads_to)
