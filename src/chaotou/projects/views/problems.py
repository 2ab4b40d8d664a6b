"""Problems of a project: entering one, its page with its history, and each act on it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from chaotou.core.issues import Message, Missing
from chaotou.organization import queries as organization
from chaotou.organization.access import require, signed_in
from chaotou.organization.days import working_day
from chaotou.projects import access_delivery
from chaotou.projects.forms.delivery import ProblemForm, StepForm
from chaotou.projects.operations import problems as operations
from chaotou.projects.queries import delivery as queries
from chaotou.projects.views.acting import FORM, act, given
from chaotou.projects.views.delivery import page_of

ACTS: dict[str, Any] = {
    "measure": operations.take_measure,
    "solve": operations.solve_problem,
    "return": operations.return_problem,
    "close": operations.close_problem,
}


@require_http_methods(FORM)
def raise_problem(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a problem."""
    found = queries.delivery(request.user, code, working_day(timezone.now()))
    project = found.project
    require(access_delivery.may_raise_problem(request.user, project))
    form = ProblemForm(
        **given(request),
        initial={"due_on": found.today + timedelta(14), "node": request.GET.get("node", "")},
        nodes=[one.row for one in found.plan if not one.row.actual_on],
        organizations=organization.organization_choices(request.user),
    )

    def do() -> None:
        operations.raise_problem(
            project=project, actor=signed_in(request), now=timezone.now(), **form.cleaned_data
        )

    page = {"project": project, "heading": _("登记问题"), "button": _("登记问题")}
    return act(request, form, page, do, _("问题已登记，到期不解决会自动升级。"), page_of(code))


@require_safe
def problem(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A problem, its history, and what the reader may do about it."""
    story = queries.problem(request.user, code, pk, working_day(timezone.now()))
    context = {
        "story": story,
        "project": story.row.project,
        "may_handle": access_delivery.may_handle_problem(request.user, story.row),
        "may_close": access_delivery.may_close_problem(request.user, story.row),
        "zone": organization.zone().zone,
    }
    return render(request, "projects/problem.html", context)


@require_http_methods(FORM)
def step(request: HttpRequest, code: str, pk: int, kind: str) -> HttpResponse:
    """A measure, the report that it is solved, its return or closing."""
    story = queries.problem(request.user, code, pk, working_day(timezone.now()))
    if kind not in ACTS:
        raise Missing(Message("没有这一步。"))
    ask = access_delivery.may_handle_problem if kind in ("measure", "solve") else _may_close
    require(ask(request.user, story.row))
    form = StepForm(**given(request))
    if kind in ("measure", "return"):
        del form.fields["proof"]

    def do() -> None:
        ACTS[kind](problem=pk, actor=signed_in(request), now=timezone.now(), **form.cleaned_data)

    heading, button, done = _words(kind)
    titled = _("{act}：{title}").format(act=heading, title=story.row.title)
    page = {"project": story.row.project, "heading": titled, "button": button}
    return act(request, form, page, do, done, reverse("projects:problem", args=[code, pk]))


_may_close = access_delivery.may_close_problem


def _words(kind: str) -> tuple[str, str, str]:
    words = {
        "measure": (_("记录措施"), _("记录措施"), _("措施已记下。")),
        "solve": (
            pgettext("button", "报请销号"),
            pgettext("button", "报请销号"),
            _("已报请销号，等待他人核实。"),
        ),
        "return": (pgettext("button", "退回"), _("退回问题"), _("已退回，继续办理。")),
        "close": (pgettext("button", "销号"), _("核实销号"), _("问题已销号。")),
    }
    return words[kind]
