"""The forms of a project's money and of the factors it needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chaotou.core.periods import Period, month_ordinal
from chaotou.organization import queries as organization
from chaotou.organization.access import require, signed_in
from chaotou.organization.days import working_day
from chaotou.projects import access, access_delivery
from chaotou.projects.forms.delivery import (
    DeliverForm,
    FactorForm,
    MoneyForm,
    MoneyPlanForm,
    PromiseForm,
)
from chaotou.projects.operations import factors, investment
from chaotou.projects.queries import delivery as queries
from chaotou.projects.views.acting import FORM, act, given
from chaotou.projects.views.delivery import page_of
from chaotou.ui.templatetags.show import name

MONTHS_BACK = 24


@require_http_methods(FORM)
def plan_money(request: HttpRequest, code: str) -> HttpResponse:
    """Plan investment over a period."""
    project = queries.seen(request.user, code)
    require(access.may_deliver(request.user, project))
    form = MoneyPlanForm(**given(request), initial={"period": str(working_day(timezone.now()).year)})

    def do() -> None:
        investment.plan_investment(
            project=project, actor=signed_in(request), now=timezone.now(), **form.said()
        )

    page = {"project": project, "heading": _("编排投资计划"), "button": _("保存计划")}
    return act(request, form, page, do, _("投资计划已保存。"), page_of(code))


@require_http_methods(FORM)
def record_money(request: HttpRequest, code: str) -> HttpResponse:
    """Record what was invested in a month, by default the one that closed last."""
    project = queries.seen(request.user, code)
    require(access.may_deliver(request.user, project))
    today = working_day(timezone.now())
    now = month_ordinal(today.year, today.month)
    months = [Period(month, month) for month in range(now, now - MONTHS_BACK, -1)]
    form = MoneyForm(**given(request), initial={"month": request.GET.get("month", now - 1)}, months=months)

    def do() -> None:
        investment.record_investment(
            project=project, actor=signed_in(request), now=timezone.now(), **form.said()
        )

    page = {"project": project, "heading": _("填报月度投资"), "button": _("提交投资")}
    return act(request, form, page, do, _("月度投资已填报。"), page_of(code))


@require_http_methods(FORM)
def ask_factor(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a factor."""
    found = queries.delivery(request.user, code, working_day(timezone.now()))
    project = found.project
    require(access.may_deliver(request.user, project))
    form = FactorForm(
        **given(request),
        kinds=organization.zone().factor_kinds,
        nodes=[one.row for one in found.plan if not one.row.actual_on],
        organizations=organization.organization_choices(request.user),
    )

    def do() -> None:
        factors.ask_factor(project=project, actor=signed_in(request), now=timezone.now(), **form.cleaned_data)

    page = {"project": project, "heading": _("登记要素需求"), "button": _("登记需求")}
    return act(request, form, page, do, _("要素需求已登记。"), page_of(code))


@require_http_methods(FORM)
def promise_factor(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Promise a factor for a day."""
    row = queries.factor(request.user, code, pk)
    require(access_delivery.may_supply(request.user, row))
    form = PromiseForm(**given(request), initial={"promised_on": row.promised_on})

    def do() -> None:
        said = form.cleaned_data
        factors.promise_factor(factor=pk, actor=signed_in(request), now=timezone.now(), **said)

    page = {"project": row.project, "heading": _heading(_("承诺：{factor}"), row), "button": _("承诺到位")}
    return act(request, form, page, do, _("承诺日期已记下。"), page_of(code))


@require_http_methods(FORM)
def deliver_factor(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Record that a factor has come, with its proof."""
    row = queries.factor(request.user, code, pk)
    require(access_delivery.may_supply(request.user, row))
    first = {"delivered_on": working_day(timezone.now())}
    form = DeliverForm(**given(request), initial=first, kinds=organization.zone().evidence)

    def do() -> None:
        said = form.cleaned_data
        factors.deliver_factor(factor=pk, actor=signed_in(request), now=timezone.now(), **said)

    page = {"project": row.project, "heading": _heading(_("到位：{factor}"), row), "button": _("记为到位")}
    return act(request, form, page, do, _("要素已记为到位。"), page_of(code))


def _heading(words: str, row: Any) -> str:
    spec = next((one for one in organization.zone().factor_kinds if one.code == row.kind), row.kind)
    return words.format(factor=name(spec))
