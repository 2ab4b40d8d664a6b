"""Who comes to a meeting: the list, called in, excused."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from chaotou.core.issues import Message, Missing
from chaotou.meetings import access
from chaotou.meetings.forms.planning import CallInForm, ReasonForm
from chaotou.meetings.forms.rows import AttendanceForm
from chaotou.meetings.operations import attending
from chaotou.meetings.queries.detail import MeetingPage
from chaotou.meetings.rules import rules
from chaotou.meetings.views.acting import FORM, form_page, given, meeting_address, page_for, who
from chaotou.organization import queries as organization
from chaotou.organization.access import require
from chaotou.projects.views.acting import act
from chaotou.ui.forms import Choices
from chaotou.ui.templatetags.show import name


@require_http_methods(FORM)
def attendance(request: HttpRequest, code: str) -> HttpResponse:
    """Mark who is there, in which hall, and who is excused: all rows that changed, together or none."""
    page = page_for(request, code)
    require(access.may_run(request.user, page.kind))
    form = AttendanceForm(**given(request), seats=page.seats, halls=_halls(page))

    @transaction.atomic
    def do() -> None:
        for seat, said in form.changed():
            attending.mark_attendance(attendance=seat, **who(request), **said)

    words = {"page": page, "meeting": page.row}
    back = meeting_address(code, "attendance")
    return act(request, form, words, do, _("到会情况已登记。"), back, "meetings/attendance.html")


@require_http_methods(FORM)
def call_in(request: HttpRequest, code: str) -> HttpResponse:
    """Let somebody sit in."""
    page = page_for(request, code)
    require(access.may_run(request.user, page.kind))
    topics = [(line.topic.pk, name(line.topic)) for line in page.agenda]
    people = organization.people_choices(request.user)
    form = CallInForm(**given(request), people=people, topics=topics, halls=_halls(page))

    def do() -> None:
        attending.call_in(meeting=page.row, **who(request), **form.cleaned_data)

    words = (_("请人列席"), pgettext("button", "列入名单"), _("已列入参会名单。"))
    return form_page(request, form, page, words, do, reverse("meetings:attendance", args=[code]))


@require_http_methods(FORM)
def excuse(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Say that one cannot come."""
    page = page_for(request, code)
    seat = next((one for one in page.laid.seats if one.pk == pk), None)
    if seat is None:
        raise Missing(Message("参会名单里没有这个席位。"))
    seat.meeting = page.row
    require(access.may_excuse(request.user, seat))
    form = ReasonForm(**given(request))
    form.fields["reason"].label = _("请假事由")

    def do() -> None:
        attending.excuse(attendance=seat, reason=form.cleaned_data["reason"], **who(request))

    words = (_("请假"), pgettext("button", "请假"), _("已登记请假。"))
    return form_page(request, form, page, words, do, meeting_address(code, "attendance"))


def _halls(page: MeetingPage) -> Choices:
    return [(code, name(rules().halls[code])) for code in page.kind.halls if code in rules().halls]
