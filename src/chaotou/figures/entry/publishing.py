"""The reviewer's queue: what was recorded, by whom, and publishing one or many, or returning one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from chaotou.core.issues import Refusal
from chaotou.figures import access, operations
from chaotou.figures.forms import PublishForm, ReturnForm
from chaotou.figures.queries import vintages
from chaotou.organization.access import mandate, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest) -> HttpResponse:
    """What waits to be published, each with whether I may publish it and why."""
    drafts = vintages.drafts(request.user)
    if request.method != "POST":
        return _page(request, drafts)
    form = PublishForm(request.POST, waiting=[one.id for one in drafts if not one.is_returned])
    if not form.is_valid():
        return _page(request, drafts, status=422, form=form)
    try:
        chosen = form.cleaned_data["observation"]
        count = operations.publish_all(person=signed_in(request), observations=chosen, now=timezone.now())
    except Refusal as refusal:
        return _page(request, drafts, status=422, refusal=refusal)
    done = ngettext("已发布 {count} 条数据。", "已发布 {count} 条数据。", count)
    messages.success(request, done.format(count=count))
    return redirect("figures:publish")


@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a figure to who recorded it, with the reason."""
    figure = vintages.vintage(request.user, pk)
    access.require(access.may_return_by(mandate(request.user), request.user.pk, _recorder(figure)))
    form = ReturnForm(request.POST or None)
    page = {"form": form, "figure": figure}
    if request.method != "POST":
        return render(request, "figures/entry_return.html", page)
    if not form.is_valid():
        return render(request, "figures/entry_return.html", page, status=422)
    said = {"reason": form.cleaned_data["reason"], "now": timezone.now()}
    try:
        operations.return_observation(person=signed_in(request), observation=pk, **said)
    except Refusal as refusal:
        return render(request, "figures/entry_return.html", {**page, "refusal": refusal}, status=422)
    messages.success(request, _("已退回，填报人修订之后会再到这里。"))
    return redirect("figures:publish")


def _page(
    request: HttpRequest, drafts: list[vintages.Vintage], status: int = 200, **more: Any
) -> HttpResponse:
    held = mandate(request.user)
    lines = [
        (one, access.may_publish_by(held, request.user.pk, _recorder(one)), _replaced(request, one))
        for one in drafts
        if not one.is_returned
    ]
    context = {
        "lines": lines,
        "any_allowed": any(verdict for _one, verdict, _earlier in lines),
        "returned": [one for one in drafts if one.is_returned],
        **more,
    }
    return render(request, "figures/entry_publish.html", context, status=status)


def _replaced(request: HttpRequest, one: vintages.Vintage) -> vintages.Vintage | None:
    """The published vintage that a revision takes the place of."""
    if not one.revision:
        return None
    history = vintages.vintages(
        request.user, indicator=one.indicator.code, body=one.body.code, period=one.period, scope=one.scope
    )
    return next((earlier for earlier in history if earlier.is_published), None)


def _recorder(one: vintages.Vintage) -> int | None:
    return one.recorded_by.pk if one.recorded_by else None
