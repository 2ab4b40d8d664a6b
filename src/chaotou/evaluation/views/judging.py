"""What judges mark: their sheets, giving marks, standing aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.core.periods import Period
from chaotou.evaluation import operations
from chaotou.evaluation.forms import MarkForm, RecusalForm
from chaotou.evaluation.queries import marks
from chaotou.organization import queries as organization
from chaotou.organization.access import signed_in
from chaotou.ui.addresses import period_named


@dataclass(frozen=True)
class Line:
    """A mark to give, with the form that reads it."""

    mark: marks.OwnMark
    form: MarkForm


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, scheme: str, period: str) -> HttpResponse:
    """Every criterion of every subject the judge marks; what changed is recorded, all of it or nothing."""
    chosen = period_named(period)
    held = _sheet(request, scheme, chosen)
    lines = [_line(request, one) for one in marks.sheet(request.user, scheme, chosen)]
    context = {"sheet": held, "lines": lines, "zone": organization.zone().zone}
    if request.method != "POST":
        return render(request, "evaluation/marks.html", context)
    changed = [line for line in lines if line.form.has_changed()]
    if not all(line.form.is_valid() for line in changed):
        return render(request, "evaluation/marks.html", context, status=422)
    try:
        count = _record(request, scheme, chosen, changed)
    except Refusal as refusal:
        return render(request, "evaluation/marks.html", {**context, "refusal": refusal}, status=422)
    done = ngettext("已记下 {count} 个评分。", "已记下 {count} 个评分。", count)
    messages.success(request, done.format(count=count))
    return redirect("evaluation:marks", scheme, period)


def _sheet(request: HttpRequest, scheme: str, period: Period) -> marks.Sheet:
    mine = marks.sheets(request.user)
    found = next((one for one in mine if one.scheme == scheme and one.period == period), None)
    if found is None:
        raise Refusal(Message("只有聘请的评委可以评分。"))
    return found


def _line(request: HttpRequest, one: marks.OwnMark) -> Line:
    posted = request.POST if request.method == "POST" and one.verdict else None
    prefix = f"{one.criterion}-{one.subject.code}"
    initial: dict[str, Any] = {"value": None if one.value is None else one.value.normalize()}
    return Line(one, MarkForm(posted, prefix=prefix, initial=initial))


@transaction.atomic
def _record(request: HttpRequest, scheme: str, period: Period, lines: Iterable[Line]) -> int:
    """Record what was typed; an emptied field changes nothing."""
    given = [line for line in lines if line.form.cleaned_data["value"] is not None]
    for line in given:
        operations.record_mark(
            person=signed_in(request),
            scheme=scheme,
            period=period,
            criterion=line.mark.criterion,
            subject=line.mark.subject.code,
            value=line.form.cleaned_data["value"],
            now=timezone.now(),
        )
    return len(given)


@require_http_methods(["GET", "HEAD", "POST"])
def recuse(request: HttpRequest, scheme: str, period: str, subject: str) -> HttpResponse:
    """Stand aside from marking a subject, with the reason; in all its criteria at once."""
    chosen = period_named(period)
    held = _sheet(request, scheme, chosen)
    own = [one for one in marks.sheet(request.user, scheme, chosen) if one.subject.code == subject]
    if not own:
        raise Missing(Message("没有“{names}”这个考评对象。", {"names": subject}))
    form = RecusalForm(request.POST or None)
    context = {"sheet": held, "subject": own[0].subject, "form": form, "zone": organization.zone().zone}
    if request.method != "POST":
        return render(request, "evaluation/recuse.html", context)
    if not form.is_valid():
        return render(request, "evaluation/recuse.html", context, status=422)
    try:
        _stand_aside(request, scheme, chosen, own, form.cleaned_data["reason"])
    except Refusal as refusal:
        return render(request, "evaluation/recuse.html", {**context, "refusal": refusal}, status=422)
    messages.success(request, _("已登记回避。"))
    return redirect("evaluation:marks", scheme, period)


@transaction.atomic
def _stand_aside(
    request: HttpRequest, scheme: str, period: Period, own: Iterable[marks.OwnMark], reason: str
) -> None:
    for one in own:
        operations.recuse(
            person=signed_in(request),
            scheme=scheme,
            period=period,
            criterion=one.criterion,
            subject=one.subject.code,
            reason=reason,
            now=timezone.now(),
        )
