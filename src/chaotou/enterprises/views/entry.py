"""Recording an enterprise and changing what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chaotou.core.issues import Message, Refusal
from chaotou.core.naming import Listed
from chaotou.core.quantities import as_typed
from chaotou.enterprises import access, operations, words
from chaotou.enterprises.forms import (
    TEN_THOUSAND,
    ChangeEnterpriseForm,
    EnterpriseForm,
)
from chaotou.enterprises.queries import detail as queries
from chaotou.organization.access import signed_in

FORM = ("GET", "HEAD", "POST")
Act = Callable[[dict[str, Any]], Any]


@require_http_methods(FORM)
def new(request: HttpRequest) -> HttpResponse:
    """A new enterprise; one that is there already is shown before anything is written."""

    def record(said: dict[str, Any]) -> Any:
        is_another = "is_another" in request.POST
        return operations.record_enterprise(
            person=signed_in(request), now=timezone.now(), is_another=is_another, **said
        )

    access.require(access.may_record(request.user))
    form = EnterpriseForm(_given(request), initial={"name": request.GET.get("name", "")}, **_offered())
    return _entered(request, form, "enterprises/new.html", {}, record)


@require_http_methods(FORM)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """An enterprise said anew."""

    def rewrite(said: dict[str, Any]) -> Any:
        seen = form.cleaned_data["seen"]
        return operations.change_enterprise(
            person=signed_in(request), enterprise=pk, now=timezone.now(), seen=_moment(seen), **said
        )

    access.require(access.may_record(request.user))
    found = queries.enterprise(request.user, pk)
    form = ChangeEnterpriseForm(_given(request), initial=_known(found), **_offered())
    return _entered(request, form, "enterprises/change.html", {"enterprise": found}, rewrite)


def _entered(
    request: HttpRequest, form: EnterpriseForm, template: str, page: dict[str, Any], act: Act
) -> HttpResponse:
    """Show the form, or do its act and go to the enterprise."""
    page = {**page, "form": form}
    if request.method != "POST":
        return render(request, template, page)
    if not form.is_valid():
        return render(request, template, page, status=422)
    try:
        enterprise = act(_said(request, form))
    except operations.Alike as alike:
        return render(request, template, {**page, "refusal": alike, "alike": alike.found}, status=422)
    except operations.Taken as taken:
        return render(request, template, {**page, "refusal": taken, "taken": taken.other}, status=422)
    except Refusal as refusal:
        return render(request, template, {**page, "refusal": refusal}, status=422)
    messages.success(request, _("企业已记录。"))
    return redirect("enterprises:enterprise", enterprise.pk)


def _said(request: HttpRequest, form: EnterpriseForm) -> dict[str, Any]:
    """What the form says, its parent as the key of one enterprise."""
    said = form.said()
    typed = said["parent"]
    found = queries.named(request.user, typed) if typed else []
    if typed and len(found) != 1:
        names = Listed(tuple(one.name for one in found))
        hint = Message("是不是：{names}？", {"names": names}) if found else Message("请先登记母公司。")
        raise Refusal(Message("没有找到母公司“{name}”。", {"name": typed}), hint)
    return {**said, "parent": found[0].pk if typed else None}


def _given(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _offered() -> dict[str, Any]:
    return {"sizes": words.sizes(), "links": words.Chains.of_zone().link_choices()}


def _known(found: Any) -> dict[str, Any]:
    """What an enterprise says, as it would be typed."""
    capital = found.registered_capital
    same = ("name", "credit_code", "english", "short", "size", "city", "is_local", "note")
    return {
        **{field: getattr(found, field) for field in same},
        "aliases": "；".join(found.aliases),
        "tags": "；".join(found.tags),
        "parent": found.parent.name if found.parent else "",
        "industry": found.industry,
        "chain": f"{found.chain}/{found.link}" if found.link else found.chain,
        "registered_capital": None if capital is None else as_typed(capital / TEN_THOUSAND),
        "seen": found.changed_at.isoformat(),
    }


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refusal(Message("页面已经过时，请重新打开。")) from error
