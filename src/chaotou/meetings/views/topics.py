"""A topic: brought, screened, put in order, its papers, votes and conclusion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chaotou.core.issues import Message, Missing
from chaotou.core.zone.meeting_specs import Conclusion
from chaotou.matters.queries.choosing import organizations_named
from chaotou.meetings import access
from chaotou.meetings.forms.minutes import ConclusionForm
from chaotou.meetings.forms.planning import AcceptForm, PaperForm, ReasonForm, RecuseForm, TopicForm
from chaotou.meetings.forms.rows import VotesForm
from chaotou.meetings.operations import attending, deciding, papers
from chaotou.meetings.operations import topics as operations
from chaotou.meetings.queries import topics as queries
from chaotou.meetings.queries.listing import announced
from chaotou.meetings.queries.topics import TopicPage, topic_page
from chaotou.meetings.views.acting import FORM, form_page, given, meeting_address, page_for, press, who
from chaotou.organization import queries as organization
from chaotou.organization.access import require
from chaotou.projects.views.acting import act
from chaotou.ui.templatetags.show import name


def _page(request: HttpRequest, code: str, pk: int) -> TopicPage:
    return topic_page(request.user, code, pk, timezone.now())


def _address(code: str, pk: int) -> str:
    return reverse("meetings:topic", args=[code, pk])


@require_http_methods(FORM)
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """Bring a topic before a meeting, which its proposer need not see."""
    found = announced(request.user, code)
    require(access.may_propose(request.user))
    bodies = organizations_named(access.proposes_for(request.user))
    initial = {
        "minutes": found.kind.topics.minutes_each,
        "title": request.GET.get("title", "")[:200],
        "organization": bodies[0][0] if bodies else "",
    }
    form = TopicForm(**given(request), organizations=bodies, initial=initial)

    def do() -> None:
        operations.propose_topic(meeting=found.row, **who(request), **form.cleaned_data)

    page = {"coming": found}
    back = reverse("meetings:my_topics")
    return act(request, form, page, do, _("议题已提出，等待审定。"), back, "meetings/propose.html")


@require_safe
def topic(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A topic with its papers, who stands aside, votes and conclusion, and what the reader may do."""
    found = _page(request, code, pk)
    seats = [(seat.pk, name(seat.person)) for seat, _ballot in found.ballots]
    context = {
        "found": found,
        "page": found.page,
        "meeting": found.page.row,
        "topic": found.topic,
        "paper_form": PaperForm(),
        "accept_form": AcceptForm(initial={"minutes": found.topic.minutes}),
        "recuse_form": RecuseForm(seats=seats),
        "conclusion_form": ConclusionForm(initial={"conclusion": found.topic.conclusion}),
        "votes_form": VotesForm(ballots=_voters(found)),
        "votes": found.page.kind.concludes is Conclusion.VOTE and found.topic.review_id is None,
        "zone": organization.zone().zone,
    }
    return render(request, "meetings/topic.html", context)


def _voters(found: TopicPage) -> list[tuple[Any, Any]]:
    """Members who are there and do not stand aside."""
    aside = found.line.aside
    return [
        (seat, ballot)
        for seat, ballot in found.ballots
        if seat.state == "present" and seat.person_id not in aside
    ]


@require_http_methods(FORM)
def accept(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Let a topic come before the meeting."""
    found = _office(request, code, pk)
    form = AcceptForm(**given(request), initial={"minutes": found.topic.minutes})

    def do() -> None:
        minutes = form.cleaned_data["minutes"]
        operations.accept_topic(topic=found.topic, minutes=minutes, **who(request))

    words = (_("准予上会"), pgettext("button", "上会"), _("议题已准予上会。"))
    return form_page(request, form, found.page, words, do, _address(code, pk), topic=found.topic)


SCREENING: dict[str, Callable[..., object]] = {
    "refuse": operations.refuse_topic,
    "defer": operations.defer_topic,
}


@require_http_methods(FORM)
def screen(request: HttpRequest, code: str, pk: int, how: str) -> HttpResponse:
    """Refuse a topic or put it off, with a reason."""
    found = _office(request, code, pk)
    if how not in SCREENING:
        raise Missing(Message("没有这一步。"))
    form = ReasonForm(**given(request), reasons=found.page.kind.topics.refused_for)

    def do() -> None:
        SCREENING[how](topic=found.topic, reason=form.cleaned_data["reason"], **who(request))

    words = {
        "refuse": (_("不予上会"), pgettext("button", "不予上会"), _("议题不上会。")),
        "defer": (_("暂缓上会"), pgettext("button", "暂缓"), _("议题已暂缓，下次会议可以再提。")),
    }[how]
    return form_page(request, form, found.page, words, do, _address(code, pk), topic=found.topic)


def _office(request: HttpRequest, code: str, pk: int) -> TopicPage:
    """The topic, for who runs its meeting."""
    found = _page(request, code, pk)
    require(access.may_run(request.user, found.page.kind))
    return found


@require_POST
def order(request: HttpRequest, code: str) -> HttpResponse:
    """Move a topic up or down the agenda."""
    page = page_for(request, code)
    keys = [topic.pk for topic in page.laid.topics]
    for way, by in (("up", -1), ("down", 1)):
        moved = request.POST.get(way, "")
        if moved.isdecimal() and int(moved) in keys:
            keys = _moved(keys, int(moved), by)
    return press(
        request,
        lambda: operations.order_agenda(meeting=page.row, order=keys, **who(request)),
        _("议程次序已调整。"),
        meeting_address(code, "agenda"),
    )


def _moved(keys: list[int], key: int, by: int) -> list[int]:
    at = keys.index(key)
    to = min(max(at + by, 0), len(keys) - 1)
    rest = [one for one in keys if one != key]
    return [*rest[:to], key, *rest[to:]]


@require_http_methods(FORM)
def add_paper(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Add a paper to a topic."""
    found = _page(request, code, pk)
    require(access.may_supply(request.user, found.topic))
    form = PaperForm(**given(request))

    def do() -> None:
        papers.add_paper(topic=found.topic, file=form.cleaned_data["file"], **who(request))

    words = (_("上传材料"), pgettext("button", "上传"), _("材料已上传。"))
    return form_page(request, form, found.page, words, do, _address(code, pk), topic=found.topic)


@require_safe
def paper(request: HttpRequest, code: str, pk: int) -> FileResponse:
    """A paper, for who reads the papers of its topic: saved, never opened in the page."""
    row = queries.paper(request.user, code, pk, timezone.now())
    response = FileResponse(queries.content_of(row), as_attachment=True, filename=row.name)
    response["Cache-Control"] = "private, max-age=3600"
    return response


@require_POST
def remove_paper(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a paper back."""
    row = queries.paper(request.user, code, pk, timezone.now())
    back = _address(code, row.topic_id)
    return press(request, lambda: papers.remove_paper(paper=row, **who(request)), _("材料已撤回。"), back)


@require_http_methods(FORM)
def recuse(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Record that a member stands aside from a topic."""
    found = _page(request, code, pk)
    mine = [(seat, ballot) for seat, ballot in found.ballots if access.may_excuse(request.user, seat)]
    seats = {seat.pk: seat for seat, _ballot in mine}
    form = RecuseForm(**given(request), seats=[(key, name(seat.person)) for key, seat in seats.items()])

    def do() -> None:
        said = form.cleaned_data
        attending.recuse(
            topic=found.topic, attendance=seats[said["seat"]], reason=said["reason"], **who(request)
        )

    words = (_("登记回避"), pgettext("button", "登记回避"), _("已登记回避。"))
    return form_page(request, form, found.page, words, do, _address(code, pk), topic=found.topic)


@require_POST
def vote(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Record the votes that were cast, all together or none."""
    found = _office(request, code, pk)
    form = VotesForm(request.POST, ballots=_voters(found))

    @transaction.atomic
    def do() -> None:
        form.is_valid()
        for seat, said in form.changed():
            if said["vote"]:
                deciding.record_vote(topic=found.topic, attendance=seat, vote=said["vote"], **who(request))

    return press(request, do, _("表决已记录。"), _address(code, pk))


@require_http_methods(FORM)
def conclude(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Conclude a topic."""
    found = _office(request, code, pk)
    form = ConclusionForm(**given(request), initial={"conclusion": found.topic.conclusion})

    def do() -> None:
        conclusion = form.cleaned_data["conclusion"]
        deciding.conclude_topic(topic=found.topic, conclusion=conclusion, **who(request))

    words = (_("作出结论"), pgettext("button", "作出结论"), _("结论已记录。"))
    return form_page(request, form, found.page, words, do, _address(code, pk), topic=found.topic)
