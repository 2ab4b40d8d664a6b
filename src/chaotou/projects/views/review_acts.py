"""What people do on a review: mark, stand aside, re-check, decide, meet and confirm conditions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chaotou.core.issues import Refusal
from chaotou.core.projects.review import Outcome
from chaotou.core.projects.review_sheet import total
from chaotou.organization import queries as organization
from chaotou.organization.access import require, signed_in
from chaotou.organization.days import working_day
from chaotou.projects.forms.review import (
    TERM_LINES,
    ConditionForm,
    DecisionForm,
    OpinionForm,
    ReasonForm,
    RecheckForm,
)
from chaotou.projects.operations import conditions as condition_acts
from chaotou.projects.operations import review as acts
from chaotou.projects.queries import review as queries
from chaotou.projects.review_case import Case, decimals
from chaotou.projects.views.review import refused


@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own sheet; `reckon` only adds it up again, for a browser without scripts."""
    page = queries.review(request.user, pk)
    require(page.may_give)
    form = OpinionForm(request.POST or None, sheet=page.case.sheet, initial=_initial(page))
    sound = form.is_valid() if request.method == "POST" else False
    context = {**_sheet(page, form, request.method == "POST"), "form": form}
    if request.method != "POST" or "reckon" in request.POST:
        return render(request, "projects/review_opinion.html", context)
    if not sound:
        return render(request, "projects/review_opinion.html", context, status=422)
    try:
        acts.give_opinion(
            review=pk,
            marks=form.marks(),
            vetoes=form.cleaned_data["vetoes"],
            comment=form.cleaned_data["comment"],
            vote=form.cleaned_data["vote"],
            actor=signed_in(request),
            now=timezone.now(),
        )
    except Refusal as refusal:
        return render(request, "projects/review_opinion.html", {**context, **refused(refusal)}, status=422)
    messages.success(request, _("意见已提交；作出结论之前都可以改。"))
    return redirect("projects:review", pk)


@require_POST
def opinion_total(request: HttpRequest, pk: int) -> HttpResponse:
    """The total of what has been typed so far; nothing is kept."""
    page = queries.review(request.user, pk)
    require(page.may_give)
    form = OpinionForm(request.POST, sheet=page.case.sheet)
    form.is_valid()
    return render(request, "projects/_review_total.html", _reckoned(page.case, form))


def _initial(page: queries.ReviewPage) -> dict[str, Any]:
    own = page.own
    if own is None or own.given_at is None:
        return {}
    marks = {f"mark-{code}": mark for code, mark in own.marks.items()}
    return {**marks, "vetoes": own.vetoes, "comment": own.comment, "vote": own.vote}


def _sheet(page: queries.ReviewPage, form: OpinionForm, posted: bool) -> dict[str, Any]:
    """The lines of the sheet, each judged one with its field, and the total so far."""
    lines = [(line, _field(form, line.item.code)) for line in page.sheet]
    own = page.own
    kept = own is not None and own.given_at is not None and not posted
    reckoned = _reckoned(page.case, form) if not kept or own is None else _kept(page.case, own.marks)
    return {"page": page, "lines": lines, **reckoned, "zone": organization.zone().zone}


def _field(form: Any, code: str) -> Any:
    key = f"mark-{code}"
    return form[key] if key in form.fields else None


def _reckoned(case: Case, form: OpinionForm) -> dict[str, Any]:
    marks = {code: mark for code, mark in acts.whole_marks(case, form.marks()).items() if mark is not None}
    return _summed(case, marks)


def _kept(case: Case, marks: dict[str, str]) -> dict[str, Any]:
    return _summed(case, decimals(marks))


def _summed(case: Case, marks: dict[str, Any]) -> dict[str, Any]:
    lacking = sum(item.code not in marks for item in case.sheet.items)
    return {"total": total(marks), "full": case.sheet.full, "lacking": lacking}


def _reasoned(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    act: Callable[[str], object],
    done: str,
    back: tuple[Any, ...],
) -> HttpResponse:
    """A page that asks for a reason and does one act with it."""
    form = ReasonForm(request.POST or None)
    context = {**context, "form": form, "zone": organization.zone().zone}
    if request.method != "POST":
        return render(request, template, context)
    if not form.is_valid():
        return render(request, template, context, status=422)
    try:
        act(form.cleaned_data["reason"])
    except Refusal as refusal:
        return render(request, template, {**context, **refused(refusal)}, status=422)
    messages.success(request, done)
    return redirect(*back)


@require_http_methods(["GET", "HEAD", "POST"])
def recuse(request: HttpRequest, pk: int) -> HttpResponse:
    page = queries.review(request.user, pk)
    require(page.may_recuse)

    def act(reason: str) -> None:
        acts.recuse(review=pk, reason=reason, actor=signed_in(request), now=timezone.now())

    back = ("projects:review", pk)
    return _reasoned(request, "projects/review_recuse.html", {"page": page}, act, _("已登记回避。"), back)


@require_http_methods(["GET", "HEAD", "POST"])
def recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """The second column of a member's sheet."""
    page, own = queries.opinion(request.user, pk)
    initial = {f"mark-{code}": mark for code, mark in own.rechecked.items()}
    form = RecheckForm(request.POST or None, sheet=page.case.sheet, initial=initial)
    first = decimals(own.marks)
    lines = [(item, first.get(item.code), _field(form, item.code)) for item in page.case.sheet.items]
    context = {
        "page": page,
        "own": own,
        "form": form,
        "lines": lines,
        "total": total(first),
        "zone": organization.zone().zone,
    }
    if request.method != "POST":
        return render(request, "projects/review_recheck.html", context)
    if not form.is_valid():
        return render(request, "projects/review_recheck.html", context, status=422)
    try:
        acts.recheck(opinion=pk, marks=form.marks(), actor=signed_in(request), now=timezone.now())
    except Refusal as refusal:
        return render(request, "projects/review_recheck.html", {**context, **refused(refusal)}, status=422)
    messages.success(request, _("复核分已记下。"))
    return redirect("projects:review", page.row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Announce the outcome; everything that stands in the way is said at once."""
    page = queries.review(request.user, pk)
    require(page.may_decide)
    form = DecisionForm(request.POST or None)
    choices = organization.organization_choices(request.user)
    lines = TERM_LINES(request.POST or None, prefix="term", form_kwargs={"organizations": choices})
    context = {"page": page, "form": form, "lines": lines, "zone": organization.zone().zone}
    if request.method != "POST":
        return render(request, "projects/review_decide.html", context)
    if not (form.is_valid() and lines.is_valid()):
        return render(request, "projects/review_decide.html", context, status=422)
    try:
        acts.decide(
            review=pk,
            outcome=Outcome(form.cleaned_data["outcome"]),
            reason=form.cleaned_data["reason"],
            terms=[term for line in lines if (term := line.term()) is not None],
            actor=signed_in(request),
            now=timezone.now(),
        )
    except Refusal as refusal:
        return render(request, "projects/review_decide.html", {**context, **refused(refusal)}, status=422)
    messages.success(request, _("结论已记下。"))
    return redirect("projects:review", pk)


@require_http_methods(["GET", "HEAD"])
def conditions(request: HttpRequest) -> HttpResponse:
    """Conditions with owners and days, those still open first."""
    context = {
        "conditions": queries.conditions(request.user),
        "today": working_day(timezone.now()),
        "zone": organization.zone().zone,
    }
    return render(request, "projects/review_conditions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meet(request: HttpRequest, pk: int) -> HttpResponse:
    """Report a condition as met, with its proof."""
    line = queries.condition(request.user, pk)
    require(line.may_meet)
    kinds, today = organization.zone().evidence, working_day(timezone.now())
    form = ConditionForm(request.POST or None, request.FILES or None, kinds=kinds, today=today)
    context = {"line": line, "form": form, "zone": organization.zone().zone}
    if request.method != "POST":
        return render(request, "projects/review_condition.html", context)
    if not form.is_valid():
        return render(request, "projects/review_condition.html", context, status=422)
    try:
        condition_acts.meet_condition(
            condition=pk, **form.cleaned_data, actor=signed_in(request), now=timezone.now()
        )
    except Refusal as refusal:
        return render(request, "projects/review_condition.html", {**context, **refused(refusal)}, status=422)
    messages.success(request, _("已报告落实，等待另一人确认。"))
    return redirect("projects:review_conditions")


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    condition_acts.confirm_condition(condition=pk, actor=signed_in(request), now=timezone.now())
    messages.success(request, _("已确认落实。"))
    return redirect("projects:review_conditions")


@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return what was reported as met, with a reason."""
    line = queries.condition(request.user, pk)
    require(line.may_confirm)

    def act(reason: str) -> None:
        condition_acts.return_condition(
            condition=pk, reason=reason, actor=signed_in(request), now=timezone.now()
        )

    back = ("projects:review_conditions",)
    template = "projects/review_condition_return.html"
    return _reasoned(request, template, {"line": line}, act, _("已退回。"), back)
