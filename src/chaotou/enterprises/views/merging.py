"""Two enterprises side by side and what they would become; merging them, and taking a merge apart."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chaotou.core.issues import Refusal
from chaotou.enterprises import access, operations
from chaotou.enterprises.forms import MergeForm
from chaotou.enterprises.preview import compared, field_words
from chaotou.enterprises.queries import detail as queries
from chaotou.enterprises.views.shown import enterprise_page
from chaotou.organization.access import signed_in

PAGE_OR_POST = ("GET", "HEAD", "POST")


@require_http_methods(PAGE_OR_POST)
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what an enterprise is one with, see both and the outcome, and merge."""
    access.require(access.may_merge(request.user))
    kept = queries.kept(request.user, pk)
    other = _chosen(request)
    if other is None:
        asked = request.GET.get("q", "").strip()[:100]
        found = queries.others(request.user, kept, asked)
        return render(
            request, "enterprises/merge_with.html", {"enterprise": kept, "q": asked, "found": found}
        )
    form = MergeForm(request.POST if request.method == "POST" else None)
    page = {"enterprise": kept, "other": other, "form": form, "refusal": _hindrance(kept, other)}
    if page["refusal"] is None:
        page["rows"] = compared(request.user, kept, other)
    if request.method != "POST" or page["refusal"] is not None:
        return render(request, "enterprises/merge.html", page, status=_status(request))
    if not form.is_valid():
        return render(request, "enterprises/merge.html", page, status=422)
    return _merged(request, page, form.cleaned_data["reason"])


def _merged(request: HttpRequest, page: dict[str, Any], reason: str) -> HttpResponse:
    kept, other = page["enterprise"], page["other"]
    try:
        operations.merge_enterprises(
            person=signed_in(request), kept=kept.pk, absorbed=other.pk, reason=reason, now=timezone.now()
        )
    except Refusal as refusal:
        return render(request, "enterprises/merge.html", {**page, "refusal": refusal}, status=422)
    messages.success(request, _("“{name}”已并入；随时可以撤销。").format(name=other.name))
    return redirect("enterprises:enterprise", kept.pk)


def _chosen(request: HttpRequest) -> Any:
    """The other enterprise the address names, None while none is chosen."""
    named = request.GET.get("with", "")
    return queries.enterprise(request.user, int(named)) if named.isascii() and named.isdigit() else None


def _hindrance(kept: Any, other: Any) -> Refusal | None:
    """Why the two cannot be one."""
    try:
        operations.require_mergeable(kept, other)
    except Refusal as refusal:
        return refusal
    return None


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200


@require_http_methods(PAGE_OR_POST)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merge apart; fields changed since stay and are named."""
    found = queries.merge(request.user, pk)
    kept = queries.kept(request.user, found.kept_id)
    if request.method != "POST":
        return redirect("enterprises:enterprise", kept.pk)
    try:
        stays = operations.undo_merge(person=signed_in(request), merge=pk, now=timezone.now())
    except Refusal as refusal:
        return enterprise_page(request, kept, status=422, refusal=refusal)
    messages.success(request, _("合并已经撤销，两家企业各自恢复。"))
    if stays:
        said = _("合并后改过的内容没有动：{fields}。")
        messages.warning(request, said.format(fields=_("、").join(map(field_words, stays))))
    return redirect("enterprises:enterprise", kept.pk)
