"""Behind a door: an applicant brings a matter, follows it and does what its flow lets them; no account."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.core.zone.matter_flow_specs import Act
from chaotou.matters import access
from chaotou.matters.as_data import kind_as_data, tracking_as_data
from chaotou.matters.forms.acts import form_class
from chaotou.matters.forms.applying import ApplyForm
from chaotou.matters.operations.acts import take_act
from chaotou.matters.operations.applying import apply_through
from chaotou.matters.operations.attaching import Upload
from chaotou.matters.queries.links import Crowded, Door, require_room
from chaotou.matters.queries.offering import offered
from chaotou.matters.queries.tracking import told_file, tracked
from chaotou.matters.rules import rules
from chaotou.matters.views.answering import answer, errors, filled_in, speaks_json, wants_json
from chaotou.matters.views.outside import behind_secret, note_turn, opened, outside, require_turn
from chaotou.organization.days import working_moment
from chaotou.ui.templatetags.show import name, said

NEW = "new"
"""What the address says where a matter was just brought."""


@behind_secret
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The door itself: the form of a kind, or the way of one matter."""
    found = opened(request, secret)
    if found.link.matter is None:
        return _brought(request, found) if request.method == "POST" else _asked(request, found)
    if request.method == "POST":
        raise Refusal(Message("这个链接用来查询；要办的步骤各有地址。"))
    return _followed(request, secret, found)


# Bringing a matter


def _asked(request: HttpRequest, found: Door) -> HttpResponse:
    """What the kind asks for."""
    kind = rules().kind(found.link.kind)
    return answer(kind_as_data(kind)) if wants_json(request) else _form_page(request, found, _form(found))


def _form(found: Door, **given: Any) -> ApplyForm:
    kind = rules().kind(found.link.kind)
    return ApplyForm(**given, kind=kind, knows_enterprise=found.link.enterprise is not None)


def _form_page(request: HttpRequest, found: Door, form: ApplyForm, **more: Any) -> HttpResponse:
    context = {"form": form, "kind": form.kind, "link": found.link, **more}
    return outside(request, "matters/apply.html", context, status=422 if form.is_bound else 200)


def _brought(request: HttpRequest, found: Door) -> HttpResponse:
    """The matter registered, and on to the door that follows it; everything wrong is said at once."""
    _require_light(request)
    form, wrong = filled_in(request, partial(_form, found))
    if wrong:
        return errors(wrong) if wants_json(request) else _form_page(request, found, form)
    try:
        code, secret = _registered(request, found, form)
    except Refusal as refusal:
        if wants_json(request) or isinstance(refusal, Crowded):
            raise
        return _form_page(request, found, form, refusal=refusal)
    here = reverse("matters:door", args=[secret])
    if wants_json(request):
        return answer({"code": code, "follow": request.build_absolute_uri(here)}, status=201)
    return redirect(f"{here}?{NEW}=1")


def _registered(request: HttpRequest, found: Door, form: ApplyForm) -> tuple[str, str]:
    require_turn(request, found)
    said = form.cleaned_data
    matter, secret = apply_through(
        link=found.link,
        title=said["title"],
        now=timezone.now(),
        channel="api" if speaks_json(request) else "link",
        files=[Upload(file) for file in said["papers"]],
        **form.details(),
    )
    note_turn(request, found)
    return matter.code, secret


def _require_light(request: HttpRequest) -> None:
    """What is sent at once is no larger than one file may be, and is not read where it is."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.UPLOAD_LIMIT_MB * 1024 * 1024:
        said = {"limit": settings.UPLOAD_LIMIT_MB}
        raise Refusal(
            Message("一次提交的附件合计不能超过 {limit} MB。", said), Message("请压缩或分几次提交。")
        )


# Following one


def _followed(request: HttpRequest, secret: str, found: Door) -> HttpResponse:
    tracking = tracked(found.applicant, _matter(found), at=working_moment(timezone.now()))
    if wants_json(request):
        return answer(tracking_as_data(tracking))
    address = request.build_absolute_uri(request.path) if NEW in request.GET else ""
    context = {"found": tracking, "matter": tracking.matter, "secret": secret, "address": address}
    return outside(request, "matters/follow.html", {**context, "link": found.link})


@behind_secret
@require_safe
def attachment(request: HttpRequest, secret: str, pk: int) -> FileResponse:
    """A file the applicant brought or was answered with."""
    found = opened(request, secret)
    file = told_file(found.applicant, _matter(found), pk, at=working_moment(timezone.now()))
    response = FileResponse(file.file.open("rb"), as_attachment=not file.is_photo, filename=file.name)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _matter(found: Door) -> Any:
    """The one matter behind the door; `Missing` behind that of a kind."""
    if found.link.matter is None:
        raise Missing(Message("这个链接只用来提交。"))
    return found.link.matter


@behind_secret
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, secret: str, what: str) -> HttpResponse:
    """A step that the flow leaves to the applicant: corrected, supplied, withdrawn, rated."""
    found = opened(request, secret)
    matter = _matter(found)
    if what not in list(Act):
        raise Missing(Message("没有“{act}”这种办理。", {"act": what}))
    gone = access.went_on(found.applicant, matter, Act(what))
    if gone and not wants_json(request):
        messages.error(request, said(gone))
        return redirect("matters:door", secret)
    access.require(access.may_take(found.applicant, matter, Act(what)))
    step = access.step_now(matter, Act(what))
    build = partial(form_class(step.act), offered=offered(matter, step), initial={"version": matter.version})
    context = {"matter": matter, "step": step, "secret": secret}
    if request.method != "POST":
        return outside(request, "matters/applicant_act.html", {**context, "form": build()})
    return _taken(request, found, context, build)


def _taken(request: HttpRequest, found: Door, context: dict[str, Any], build: Any) -> HttpResponse:
    _require_light(request)
    form, wrong = filled_in(request, build, version=context["matter"].version)
    page = partial(outside, request, "matters/applicant_act.html", status=422)
    if wrong:
        return errors(wrong) if wants_json(request) else page({**context, "form": form})
    now, matter = timezone.now(), context["matter"]
    try:
        require_room(found.link, working_moment(now))
        take_act(
            act=context["step"].act.value,
            matter=matter,
            actor=found.applicant,
            now=now,
            version=form.cleaned_data["version"],
            **form.given(),
        )
    except Refusal as refusal:
        if wants_json(request) or isinstance(refusal, Crowded):
            raise
        return page({**context, "form": form, "refusal": refusal})
    if wants_json(request):
        return answer(tracking_as_data(tracked(found.applicant, matter, at=working_moment(now))))
    messages.success(request, _("已办理：{step}。").format(step=name(context["step"])))
    return redirect("matters:door", context["secret"])
