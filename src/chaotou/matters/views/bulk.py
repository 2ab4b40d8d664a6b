"""One act on several matters: chosen in the list, seen before it is taken, then taken on each by itself."""

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

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.matters.forms.bulk import BulkForm
from chaotou.matters.operations.bulk import Outcome, preview, take_on_each
from chaotou.matters.queries.choosing import matters_chosen, organizations_named
from chaotou.organization import queries as organization
from chaotou.organization.access import signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """GET shows the chosen matters and the form, POST what would come of it, POST with `confirm` does it."""
    codes = [code for code in (request.POST or request.GET).getlist("matter") if code]
    if not codes:
        messages.warning(request, _("请先在清单里勾选事项。"))
        return redirect("matters:matters")
    form = BulkForm(request.POST or None, organizations=organizations_named())
    if not (form.is_bound and form.is_valid()):
        return _page(request, form, codes)
    try:
        return (
            _confirmed(request, form, codes)
            if "confirm" in request.POST
            else _previewed(request, form, codes)
        )
    except Refusal as refusal:
        return _page(request, form, codes, refusal=refusal)


def _previewed(request: HttpRequest, form: BulkForm, codes: Sequence[str]) -> HttpResponse:
    found = preview(codes=codes, actor=signed_in(request), now=timezone.now(), **form.said())
    return _page(request, form, codes, outcomes=found)


def _confirmed(request: HttpRequest, form: BulkForm, codes: Sequence[str]) -> HttpResponse:
    versions = {code: _number(request.POST.get(f"version-{code}", "")) for code in codes}
    found = take_on_each(versions=versions, actor=signed_in(request), now=timezone.now(), **form.said())
    if not found:
        raise Missing(Message("没有事项“{code}”，或不在可见范围内。", {"code": "、".join(codes)}))
    done = sum(not one.wrong for one in found)
    if done:
        messages.success(request, ngettext("已办理 {n} 件。", "已办理 {n} 件。", done).format(n=done))
    if done == len(found):
        return redirect("matters:matters")
    return _page(request, form, [one.matter.code for one in found if one.wrong], outcomes=found)


def _number(text: str) -> int:
    """The version that was seen; 0, which no matter has, where the form does not say."""
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _page(request: HttpRequest, form: BulkForm, codes: Sequence[str], **more: Any) -> HttpResponse:
    outcomes: Sequence[Outcome] = more.pop("outcomes", ())
    context = {
        "form": form,
        "lines": outcomes or [Outcome(one) for one in matters_chosen(signed_in(request), codes)],
        "is_preview": bool(outcomes) and "confirm" not in request.POST,
        "possible": sum(not one.wrong for one in outcomes),
        "zone": organization.zone().zone,
        **more,
    }
    wrong = "refusal" in more or (form.is_bound and not form.is_valid()) or "confirm" in request.POST
    return render(request, "matters/bulk.html", context, status=422 if wrong else 200)
