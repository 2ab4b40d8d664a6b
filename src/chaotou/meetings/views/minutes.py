"""Minutes: written in the room, read from a text, looked at, signed, sent out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chaotou.core.issues import Refusal
from chaotou.meetings import access
from chaotou.meetings.forms.bodies import suggestions
from chaotou.meetings.forms.minutes import LineForm, TextForm
from chaotou.meetings.forms.planning import ReasonForm
from chaotou.meetings.operations import reading, signing, writing
from chaotou.meetings.queries import minutes as queries
from chaotou.meetings.queries.detail import MeetingPage
from chaotou.meetings.views.acting import FORM, form_page, given, meeting_address, page_for, press, who
from chaotou.organization import queries as organization
from chaotou.organization.access import require
from chaotou.ui.forms import Choices
from chaotou.ui.pages import render_page, wants_fragment
from chaotou.ui.templatetags.show import name

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _office(request: HttpRequest, code: str) -> MeetingPage:
    page = page_for(request, code)
    require(access.may_run(request.user, page.kind))
    return page


def _topics(page: MeetingPage) -> Choices:
    return [(line.topic.pk, name(line.topic)) for line in page.agenda]


@require_http_methods(FORM)
def minutes(request: HttpRequest, code: str) -> HttpResponse:
    """The minutes as they are written, a form for the next line beneath: one after another by keyboard."""
    page = _office(request, code)
    form = LineForm(**given(request), topics=_topics(page), initial=_next_line(request, page))
    if request.method != "POST":
        return _writing(request, page, form)
    if not form.is_valid():
        return _writing(request, page, form, status=422)
    try:
        line = writing.write_line(meeting=page.row, said=form.said(), **who(request))
    except Refusal as refusal:
        return _writing(request, page, form, refusal=refusal, status=422)
    if wants_fragment(request):
        fresh = page_for(request, code)
        following = {"topic": line.topic_id, "kind": line.kind}
        return _writing(request, fresh, LineForm(topics=_topics(fresh), initial=following))
    messages.success(request, _("已记下第 {number} 条。").format(number=len(page.lines) + 1))
    under = f"&topic={line.topic_id}" if line.topic_id else ""
    return redirect(f"{reverse('meetings:minutes', args=[code])}?kind={line.kind}{under}#write")


def _writing(
    request: HttpRequest, page: MeetingPage, form: LineForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "page": page,
        "meeting": page.row,
        "form": form,
        "bodies": suggestions(),
        "zone": organization.zone().zone,
        **more,
    }
    return render_page(request, "meetings/minutes.html", "meetings/_writing.html", context, status=status)


def _next_line(request: HttpRequest, page: MeetingPage) -> dict[str, object]:
    """The next line is most likely on the topic and of the kind of the one before."""
    topic, kind = request.GET.get("topic", ""), request.GET.get("kind", "decided")
    first = next((line.topic.pk for line in page.agenda), None)
    return {"topic": int(topic) if topic.isdecimal() else first, "kind": kind}


@require_http_methods(FORM)
def line(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Change a line; one that was read from a text is accepted as it is corrected here."""
    page = _office(request, code)
    row = queries.line(page, pk)
    said = reading.as_read(row)
    initial = {
        "topic": said.topic,
        "kind": said.kind,
        "text": said.text,
        "lead": said.lead,
        "helpers": list(said.helpers),
        "due_on": said.due_on,
        "version": row.version,
    }
    form = LineForm(**given(request), topics=_topics(page), initial=initial)
    is_proposed = row.state == "proposed"

    def do() -> None:
        if is_proposed:
            reading.accept_line(line=row, said=form.said(), **who(request))
        else:
            version = form.cleaned_data["version"]
            writing.change_line(line=row, said=form.said(), version=version, **who(request))

    words = (_("更改纪要条目"), pgettext("button", "保存"), _("已更改。"))
    if is_proposed:
        words = (_("更正后采纳"), pgettext("button", "更正后采纳"), _("已按更正采纳。"))
    back = _text_address(code, row) if is_proposed else reverse("meetings:minutes", args=[code])
    return form_page(request, form, page, words, do, back, bodies=suggestions(), line=row)


def _text_address(code: str, row: Any) -> str:
    if row.source_id is None:
        return reverse("meetings:minutes", args=[code])
    return reverse("meetings:text", args=[code, row.source_id]) + f"#line-{row.pk}"


@require_POST
def remove_line(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Strike a line out."""
    row = queries.line(_office(request, code), pk)
    back = reverse("meetings:minutes", args=[code])
    return press(request, lambda: writing.remove_line(line=row, **who(request)), _("已删去这一条。"), back)


@require_POST
def accept(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a line into the minutes as it was read."""
    row = queries.line(_office(request, code), pk)
    back = _text_address(code, row)
    return press(request, lambda: reading.accept_line(line=row, **who(request)), _("已采纳。"), back)


@require_http_methods(FORM)
def reject(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Do not take a line into the minutes."""
    page = _office(request, code)
    row = queries.line(page, pk)
    form = ReasonForm(**given(request))
    form.fields["reason"].required = False

    def do() -> None:
        reading.reject_line(line=row, reason=form.cleaned_data["reason"], **who(request))

    words = (_("不采纳这一条"), pgettext("button", "不采纳"), _("没有采纳。"))
    return form_page(request, form, page, words, do, _text_address(code, row), line=row)


@require_http_methods(FORM)
def add_text(request: HttpRequest, code: str) -> HttpResponse:
    """Have decisions read from minutes that somebody wrote elsewhere."""
    page = _office(request, code)
    form = TextForm(**given(request))
    made: list[Any] = []

    def do() -> None:
        file = form.cleaned_data["file"]
        if file:
            read = reading.read_file(meeting=page.row, data=file.read(), filename=file.name, **who(request))
        else:
            read = reading.read_text(meeting=page.row, text=form.cleaned_data["text"], **who(request))
        made.append(read)

    words = (_("从原文读取"), pgettext("button", "读取"), _("已读取，请逐条采纳。"))
    response = form_page(request, form, page, words, do, reverse("meetings:minutes", args=[code]))
    if made:
        response["Location"] = reverse("meetings:text", args=[code, made[0].pk])
    return response


@require_safe
def text(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A text beside the lines that were read in it, each accepted, corrected or not."""
    page = _office(request, code)
    found = queries.text_page(page, pk)
    context = {"found": found, "page": page, "meeting": page.row, "zone": organization.zone().zone}
    return render(request, "meetings/text.html", context)


@require_safe
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """The minutes as they go out, or with the numbers of matters."""
    internal = request.GET.get("copy") == "internal"
    page, found = queries.minutes(request.user, code, timezone.now(), internal=internal)
    context = {
        "page": page,
        "meeting": page.row,
        "minutes": found,
        "internal": internal,
        "zone": organization.zone().zone,
    }
    return render(request, "meetings/preview.html", context)


@require_safe
def docx(request: HttpRequest, code: str) -> HttpResponse:
    """The minutes as a Word document, by the conventions of official documents."""
    internal = request.GET.get("copy") == "internal"
    page, found = queries.minutes(request.user, code, timezone.now(), internal=internal)
    response = HttpResponse(found.docx(), content_type=DOCX)
    ending = _("（内部）") if internal else ""
    filename = f"{page.row.title}纪要{ending}.docx"
    response["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    return response


@require_http_methods(FORM)
def sign(request: HttpRequest, code: str) -> HttpResponse:
    """Sign the minutes as they stand on this page; everything that is lacking is listed."""
    page, found = queries.minutes(request.user, code, timezone.now(), internal=False)
    require(page.may_sign)
    context: dict[str, Any] = {
        "page": page,
        "meeting": page.row,
        "minutes": found,
        "zone": organization.zone().zone,
    }
    if request.method != "POST":
        return render(request, "meetings/sign.html", context)
    seen = request.POST.get("version", "")
    try:
        signing.sign_minutes(
            meeting=page.row, version=int(seen) if seen.isdecimal() else None, **who(request)
        )
    except Refusal as refusal:
        return render(request, "meetings/sign.html", {**context, "refusal": refusal}, status=422)
    messages.success(request, _("纪要已签发，议定事项已立项交办。"))
    return redirect(meeting_address(code, "minutes"))
