"""Meetings and reviews as pages: batches, one review, its pack, its papers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from chaotou.core.issues import Message, Obstacles, Refusal
from chaotou.core.projects.review import Promise
from chaotou.organization import queries as organization
from chaotou.organization.access import require, signed_in
from chaotou.organization.days import working_day
from chaotou.projects.forms.review import PROMISES, MembersForm, PutForwardForm
from chaotou.projects.operations.putting_forward import put_forward
from chaotou.projects.operations.review import name_members
from chaotou.projects.queries import review as queries
from chaotou.ui.templatetags.show import name


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The meetings the reader sees, and the conditions still open."""
    context = {
        "batches": queries.batches(request.user),
        "conditions": queries.conditions(request.user, open_only=True),
        "today": working_day(timezone.now()),
        "zone": organization.zone().zone,
    }
    return render(request, "projects/reviews.html", context)


@require_safe
def batch(request: HttpRequest, batch: str) -> HttpResponse:
    context = {"batch": queries.batch(request.user, batch), "zone": organization.zone().zone}
    return render(request, "projects/review_batch.html", context)


@require_safe
def pack(request: HttpRequest, batch: str) -> HttpResponse:
    """Every project of a meeting on a page of its own, to be printed."""
    pages = queries.pack(request.user, batch)
    context = {
        "batch": batch,
        "pages": pages,
        "meets_on": pages[0].row.meets_on,
        "zone": organization.zone().zone,
    }
    return render(request, "projects/review_pack.html", context)


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    page = queries.review(request.user, pk)
    context = {
        "page": page,
        "today": working_day(timezone.now()),
        "zone": organization.zone().zone,
    }
    return render(request, "projects/review.html", context)


@require_safe
def paper(request: HttpRequest, pk: int, evidence: int) -> FileResponse:
    return _served(queries.paper(request.user, pk, evidence))


@require_safe
def proof(request: HttpRequest, pk: int) -> FileResponse:
    return _served(queries.proof(request.user, pk))


def _served(found: Any) -> FileResponse:
    """A photo as a picture, a paper to be saved and never opened in the page."""
    response = FileResponse(found.file, as_attachment=not found.is_photo, filename=found.name)
    response["Cache-Control"] = "private, max-age=3600"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def forward(request: HttpRequest, code: str) -> HttpResponse:
    """Put a project forward; whatever the dossier lacks is listed, and the page leads to where it belongs."""
    found = queries.candidate(request.user, code, timezone.now())
    require(found.may_put_forward)
    kinds = organization.zone().promises
    form = PutForwardForm(request.POST or None, figures=found.figures)
    promises = PROMISES(request.POST or None, prefix="promise", form_kwargs={"kinds": kinds})
    context = {"found": found, "form": form, "promises": promises, "zone": organization.zone().zone}
    if request.method != "POST":
        return render(request, "projects/review_put_forward.html", context)
    if not (form.is_valid() and promises.is_valid()):
        return render(request, "projects/review_put_forward.html", context, status=422)
    try:
        row = put_forward(
            project=found.project,
            batch=form.cleaned_data["batch"],
            meets_on=form.cleaned_data["meets_on"],
            promises=_promises(promises),
            figures=form.figures(),
            actor=signed_in(request),
            now=timezone.now(),
        )
    except Refusal as refusal:
        context |= refused(refusal)
        return render(request, "projects/review_put_forward.html", context, status=422)
    messages.success(request, _("已送审。"))
    return redirect("projects:review", row.pk)


def _promises(lines: Any) -> list[Promise]:
    return [promise for line in lines if (promise := line.promise()) is not None]


def refused(refusal: Refusal) -> dict[str, Any]:
    """A refusal for the top of a form: all its sentences where it has several."""
    several = refusal.messages if isinstance(refusal, Obstacles) else ()
    return {"refusal": refusal, "obstacles": several}


@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, batch: str) -> HttpResponse:
    """Name who sits on all open reviews of a meeting."""
    pages = [one for one in queries.pack(request.user, batch) if not one.row.outcome]
    if not pages:
        raise Refusal(Message("这一批次的项目都已有结论。"))
    require(pages[0].may_name)
    seats = queries.seats(request.user, pages[0].case)
    named = dict.fromkeys(line.member.get_username() for page in pages for line in page.members)
    form = MembersForm(request.POST or None, people=_people(seats, pages), initial={"members": list(named)})
    context = {"batch": batch, "seats": seats, "form": form, "zone": organization.zone().zone}
    if request.method != "POST":
        return render(request, "projects/review_members.html", context)
    if not form.is_valid():
        return render(request, "projects/review_members.html", context, status=422)
    try:
        _name(request, [page.row.pk for page in pages], form.cleaned_data["members"])
    except Refusal as refusal:
        return render(request, "projects/review_members.html", {**context, **refused(refusal)}, status=422)
    count = len(form.cleaned_data["members"])
    done = ngettext("已确定 {count} 名成员。", "已确定 {count} 名成员。", count)
    messages.success(request, done.format(count=count))
    return redirect("projects:review_batch", batch)


@transaction.atomic
def _name(request: HttpRequest, reviews: list[int], chosen: list[str]) -> None:
    for pk in reviews:
        name_members(review=pk, members=chosen, actor=signed_in(request), now=timezone.now())


def _people(seats: list[queries.Seat], pages: list[queries.ReviewPage]) -> list[tuple[str, str]]:
    """Everybody who fits a seat, and who is named already."""
    found: dict[str, str] = {}
    for seat in seats:
        for one in seat.people:
            words = {"person": name(one), "seat": name(seat.name)}
            said = _("{person}（{seat}，主持）") if seat.chair else _("{person}（{seat}）")
            found.setdefault(one.get_username(), said.format(**words))
    for page in pages:
        for line in page.members:
            found.setdefault(line.member.get_username(), name(line.member))
    return list(found.items())
