"""A meeting as a whole: its page, planning it, and each turn it takes."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chaotou.meetings import access
from chaotou.meetings.forms.planning import BatchForm, MeetingForm, ReasonForm
from chaotou.meetings.operations import planning, topics
from chaotou.meetings.queries.listing import office_choices
from chaotou.meetings.rules import rules
from chaotou.meetings.views.acting import FORM, form_page, given, meeting_address, page_for, press, who
from chaotou.organization import queries as organization
from chaotou.organization.access import require
from chaotou.organization.days import working_moment
from chaotou.projects.queries import review
from chaotou.projects.views.acting import act

USUAL = time(9, 0)
AHEAD = timedelta(days=7)


@require_safe
def meeting(request: HttpRequest, code: str) -> HttpResponse:
    """A meeting: how its last decisions stand, its agenda, who comes, its minutes, and what may be done."""
    page = page_for(request, code)
    context = {"page": page, "meeting": page.row, "zone": organization.zone().zone}
    return render(request, "meetings/meeting.html", context)


@require_http_methods(FORM)
def plan(request: HttpRequest, kind: str) -> HttpResponse:
    """Plan the next meeting of a kind."""
    spec = rules().kinds.get(kind)
    if spec is None:
        raise Http404
    require(access.may_run(request.user, spec))
    day = timezone.localdate(working_moment(timezone.now())) + AHEAD
    initial = {"starts_at": timezone.make_aware(datetime.combine(day, USUAL))}
    people = organization.people_choices(request.user)
    form = MeetingForm(**given(request), people=people, office=office_choices(spec), initial=initial)
    del form.fields["background"]
    made: list[Any] = []

    def do() -> None:
        made.append(planning.plan_meeting(kind=kind, **who(request), **_arrangements(form)))

    page = {"kind": spec}
    template = "meetings/plan.html"
    response = act(request, form, page, do, _("会议已排定。"), reverse("meetings:meetings"), template)
    if made:
        response["Location"] = meeting_address(made[0].code)
    return response


@require_http_methods(FORM)
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change when and where it is, who chairs it, how its minutes begin."""
    page = page_for(request, code)
    require(access.may_run(request.user, page.kind))
    row = page.row
    initial = {
        "starts_at": row.starts_at,
        "place": row.place,
        "chair": row.chair.username if row.chair else "",
        "secretary": row.secretary.username if row.secretary else "",
        "background": row.background,
    }
    people = organization.people_choices(request.user)
    form = MeetingForm(**given(request), people=people, office=office_choices(page.kind), initial=initial)
    del form.fields["number"]

    def do() -> None:
        planning.change_meeting(meeting=row, **who(request), **_arrangements(form))

    words = (_("更改会议"), pgettext("button", "保存"), _("会议已更改。"))
    return form_page(request, form, page, words, do, meeting_address(code))


def _arrangements(form: MeetingForm) -> Any:
    """What was said; what the form did not ask stays as it is."""
    return {key: value for key, value in form.cleaned_data.items() if value is not None}


@require_POST
def call(request: HttpRequest, code: str) -> HttpResponse:
    """Give notice."""
    row = page_for(request, code).row
    done = _("已通知，成员和列席人员已列入参会名单。")
    return press(
        request, lambda: planning.call_meeting(meeting=row, **who(request)), done, meeting_address(code)
    )


@require_POST
def open_meeting(request: HttpRequest, code: str) -> HttpResponse:
    """Open the meeting."""
    row = page_for(request, code).row
    return press(
        request,
        lambda: planning.open_meeting(meeting=row, **who(request)),
        _("会议开始，可以记纪要。"),
        meeting_address(code),
    )


@require_http_methods(FORM)
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Call it off."""
    page = page_for(request, code)
    require(access.may_run(request.user, page.kind))
    form = ReasonForm(**given(request))

    def do() -> None:
        planning.cancel_meeting(meeting=page.row, reason=form.cleaned_data["reason"], **who(request))

    words = (_("取消会议"), _("取消会议"), _("会议已取消。"))
    return form_page(request, form, page, words, do, meeting_address(code), is_grave=True)


@require_http_methods(FORM)
def batch(request: HttpRequest, code: str) -> HttpResponse:
    """Bring a batch of project reviews before the meeting."""
    page = page_for(request, code)
    require(access.may_run(request.user, page.kind))
    offered = [(one.batch, f"{one.batch} · {one.meets_on:%Y-%m-%d}") for one in review.batches(request.user)]
    form = BatchForm(**given(request), batches=offered)

    def do() -> None:
        topics.bring_batch(meeting=page.row, batch=form.cleaned_data["batch"], **who(request))

    words = (_("列入项目评审批次"), pgettext("button", "列入议程"), _("这一批项目已列入议程。"))
    return form_page(request, form, page, words, do, meeting_address(code, "agenda"))
