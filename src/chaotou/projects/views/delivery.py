"""A project's delivery: its page, and the forms of its nodes, its plan and who is linked to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chaotou.organization import queries as organization
from chaotou.organization.access import require, signed_in
from chaotou.organization.days import working_day
from chaotou.projects import access, access_delivery, charts, timeline
from chaotou.projects.forms.delivery import (
    ActualForm,
    BaselineForm,
    ForecastForm,
    LinkageForm,
    PlanForm,
    ReasonForm,
)
from chaotou.projects.operations import baselines, factors
from chaotou.projects.operations import delivery as operations
from chaotou.projects.queries import delivery as queries
from chaotou.projects.views.acting import FORM, act, given
from chaotou.ui.templatetags.show import name


@require_safe
def delivery(request: HttpRequest, code: str) -> HttpResponse:
    """Where the project's delivery stands, everything of it on one page."""
    found = queries.delivery(request.user, code, working_day(timezone.now()))
    axis, rows = timeline.of_project(found)
    context = {
        "found": found,
        "project": found.project,
        "axis": axis,
        "rows": rows,
        "chart": charts.money(found),
        "may_deliver": access.may_deliver(request.user, found.project),
        "may_raise": access_delivery.may_raise_problem(request.user, found.project),
        "may_approve": _may_approve(request, found),
        "may_withdraw": found.pending and access_delivery.may_withdraw_baseline(request.user, found.pending),
        "supplies": _supplies(request, found),
        "reason_form": ReasonForm(),
        "zone": organization.zone().zone,
    }
    return render(request, "projects/delivery.html", context)


def _may_approve(request: HttpRequest, found: queries.Delivery) -> Any:
    return access_delivery.may_approve_baseline(request.user, found.pending) if found.pending else None


def _supplies(request: HttpRequest, found: queries.Delivery) -> set[int]:
    """The factors still to come that the reader may promise and deliver."""
    waiting = [line.row for line in found.standings.factors if not line.row.delivered_on]
    return {row.pk for row in waiting if access_delivery.may_supply(request.user, row)}


def page_of(code: str) -> str:
    return reverse("projects:delivery", args=[code])


@require_http_methods(FORM)
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Lay the nodes of a template out from a day on."""
    project = queries.seen(request.user, code)
    require(access.may_deliver(request.user, project))
    templates = organization.zone().node_templates
    usual = next((spec.code for spec in templates if project.kind in spec.kinds), "")
    first = {"starts_on": working_day(timezone.now()), "template": usual}
    form = PlanForm(**given(request), initial=first, templates=[(one.code, name(one)) for one in templates])

    def do() -> None:
        operations.plan_nodes(
            project=project, actor=signed_in(request), now=timezone.now(), **form.cleaned_data
        )

    page = {"project": project, "heading": _("编排节点"), "button": _("编排")}
    return act(request, form, page, do, _("节点已编排，日期为首版计划。"), page_of(code))


@require_http_methods(FORM)
def forecast(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Say when a node will be done; `?forecast_on=` shows what would move before it is said."""
    row = queries.node(request.user, code, pk)
    require(access.may_deliver(request.user, row.project))
    first = {"forecast_on": row.forecast_on, "cause": row.cause, "move_followers": True}
    asked = _day(request.GET.get("forecast_on", ""))
    form = ForecastForm(**given(request), initial=first | ({"forecast_on": asked} if asked else {}))

    def do() -> None:
        operations.record_forecast(node=pk, actor=signed_in(request), now=timezone.now(), **form.cleaned_data)

    today = working_day(timezone.now())
    moved = queries.preview(request.user, code, pk, asked, today) if asked else None
    page = {
        "project": row.project,
        "node": row,
        "moved": moved,
        "asked": asked,
        "heading": _("预计：{node}").format(node=name(row)),
        "button": _("提交预计"),
        "aside": "projects/_forecast_aside.html",
    }
    return act(request, form, page, do, _("预计日期已记下，计划不变。"), page_of(code))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


@require_http_methods(FORM)
def actual(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Record that a node is done, with what it asks for as proof."""
    row = queries.node(request.user, code, pk)
    require(access.may_deliver(request.user, row.project))
    first = {"actual_on": row.actual_on or working_day(timezone.now())}
    form = ActualForm(**given(request), initial=first, asked=queries.evidence_asked(row))

    def do() -> None:
        said = {key: form.cleaned_data[key] for key in ("actual_on", "cause")}
        operations.record_actual(
            node=pk, actor=signed_in(request), now=timezone.now(), files=form.proofs(), **said
        )

    page = {
        "project": row.project,
        "node": row,
        "heading": _("完成：{node}").format(node=name(row)),
        "button": _("提交完成"),
    }
    return act(request, form, page, do, _("节点已记为完成。"), page_of(code))


@require_http_methods(FORM)
def baseline(request: HttpRequest, code: str) -> HttpResponse:
    """Propose other planned days."""
    found = queries.delivery(request.user, code, working_day(timezone.now()))
    project = found.project
    require(access.may_deliver(request.user, project))
    nodes = [one.row for one in found.plan if not one.row.actual_on]
    form = BaselineForm(**given(request), nodes=nodes)

    def do() -> None:
        baselines.propose_baseline(
            project=project,
            dates=form.dates(),
            reason=form.cleaned_data["reason"],
            actor=signed_in(request),
            now=timezone.now(),
        )

    page = {"project": project, "heading": _("提出计划调整"), "button": _("提出调整")}
    return act(request, form, page, do, _("已提出，经批准后生效；在那以前计划不变。"), page_of(code))


@require_POST
def approve(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Let a proposed plan hold."""
    queries.seen(request.user, code)
    baselines.approve_baseline(baseline=pk, actor=signed_in(request), now=timezone.now())
    messages.success(request, _("计划调整已批准；原计划保留在历次计划里。"))
    return redirect(page_of(code))


@require_http_methods(FORM)
def refuse(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Turn a proposed plan down."""
    project = queries.seen(request.user, code)
    form = ReasonForm(**given(request))

    def do() -> None:
        baselines.refuse_baseline(
            baseline=pk, actor=signed_in(request), now=timezone.now(), **form.cleaned_data
        )

    page = {"project": project, "heading": _("不批准计划调整"), "button": _("不批准")}
    return act(request, form, page, do, _("已退回，计划不变。"), page_of(code))


@require_http_methods(FORM)
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take back a plan that waits for approval."""
    row = queries.proposal(request.user, code, pk)
    require(access_delivery.may_withdraw_baseline(request.user, row))
    form = ReasonForm(**given(request))

    def do() -> None:
        baselines.withdraw_baseline(
            baseline=pk, actor=signed_in(request), now=timezone.now(), **form.cleaned_data
        )

    page = {"project": row.project, "heading": _("撤回计划调整"), "button": _("撤回调整")}
    return act(request, form, page, do, _("已撤回，计划不变；可以另提调整。"), page_of(code))


@require_http_methods(FORM)
def linkage(request: HttpRequest, code: str) -> HttpResponse:
    """Say who is linked to the project."""
    found = queries.delivery(request.user, code, working_day(timezone.now()))
    project = found.project
    require(access_delivery.may_link(request.user, project))
    people = {"linked_leader": project.linked_leader, "secretary": project.secretary}
    first = {key: person.username if person else "" for key, person in people.items()}
    form = LinkageForm(
        **given(request),
        initial=first,
        people=organization.people_choices(request.user),
        slots=found.linkage,
    )

    def do() -> None:
        said = {key: form.cleaned_data[key] for key in ("linked_leader", "secretary")}
        factors.set_linkage(
            project=project, slots=form.slots(), actor=signed_in(request), now=timezone.now(), **said
        )

    page = {"project": project, "heading": _("挂钩与服务"), "button": _("保存挂钩")}
    return act(request, form, page, do, _("挂钩已保存。"), page_of(code))
