"""Talks, disputes about who was first, and passing a project on."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chaotou.core.issues import Message, Missing, Refusal
from chaotou.core.projects.ownership import Share, in_percent
from chaotou.core.zone.lead_specs import SplitSpec, in_force
from chaotou.organization import queries as organization
from chaotou.organization.access import require, signed_in
from chaotou.organization.days import working_day
from chaotou.projects import access
from chaotou.projects.forms.ownership import (
    AnswerForm,
    DisputeForm,
    RulingForm,
    TalkForm,
    TransferForm,
)
from chaotou.projects.operations import disputes as dispute_operations
from chaotou.projects.operations.talks import record_talk
from chaotou.projects.operations.transfers import transfer_project
from chaotou.projects.queries import disputes as queries
from chaotou.projects.queries import registering
from chaotou.projects.queries.leads import lead
from chaotou.projects.queries.talks import project_with_terms, talks_of
from chaotou.projects.queries.transfers import KINDS, giving, rivals, transfers_of
from chaotou.projects.views.acting import FORM
from chaotou.projects.views.leads import DISPUTED


@require_http_methods(FORM)
def talks(request: HttpRequest, code: str) -> HttpResponse:
    """What was said, the limits that run, and adding what was said today."""
    project = project_with_terms(request.user, code)
    held, today = organization.zone(), working_day(timezone.now())
    given = request.POST if request.method == "POST" else None
    form = TalkForm(given, ways=held.ways, initial={"on": working_day(timezone.now())})
    refusal = None
    if form.is_valid():
        try:
            return _talked(request, project, form.cleaned_data)
        except Refusal as found:
            refusal = found
    context = {
        "project": project,
        "lead": lead(project, today),
        "talks": talks_of(request.user, project),
        "ways": {way.code: way for way in held.ways},
        "form": form,
        "refusal": refusal,
        "may_add": access.may_change(request.user, project),
        "zone": held.zone,
    }
    return render(request, "projects/talks.html", context, status=422 if form.is_bound else 200)


def _talked(request: HttpRequest, project: Any, said: dict[str, Any]) -> HttpResponse:
    record_talk(project=project, actor=signed_in(request), now=timezone.now(), **said)
    messages.success(request, _("已记下。"))
    return redirect("projects:talks", project.code)


@require_safe
def disputes(request: HttpRequest) -> HttpResponse:
    """Disputes that are the reader's business."""
    context = {
        "disputes": queries.disputes(request.user),
        "sees_all": access.sight(request.user).sees_all,
        "zone": organization.zone().zone,
        "here": "disputes",
    }
    return render(request, "projects/disputes.html", context)


@require_POST
def raise_dispute(request: HttpRequest) -> HttpResponse:
    """Claim what the server said is another's: first the form, then the claim."""
    require(access.may_register(request.user))
    project = _disputed(request.POST.get("token", ""))
    is_claim, units = "statement" in request.POST, registering.units(request.user)
    form = DisputeForm(
        *((request.POST, request.FILES) if is_claim else ()),
        organizations=registering.offered(units),
        initial={"token": request.POST.get("token", "")},
    )
    refusal = None
    if is_claim and form.is_valid():
        try:
            return _raised(request, project, units[form.cleaned_data["organization"]], form.cleaned_data)
        except Refusal as found:
            refusal = found
    context = {"form": form, "refusal": refusal, "zone": organization.zone().zone}
    return render(request, "projects/dispute_raise.html", context, status=422 if is_claim else 200)


def _disputed(token: str) -> Any:
    """The project a token stands for. `Missing` for one this server did not give, or a day ago."""
    try:
        return queries.disputed(signing.loads(token, salt=DISPUTED, max_age=86400))
    except signing.BadSignature as error:
        raise Missing(Message("请从登记线索的页面提出争议。")) from error


def _raised(request: HttpRequest, project: Any, unit: Any, said: dict[str, Any]) -> HttpResponse:
    dispute_operations.raise_dispute(
        project=project,
        organization=unit,
        statement=said["statement"],
        evidence=said["evidence"],
        actor=signed_in(request),
        now=timezone.now(),
    )
    messages.success(request, _("争议已提出，由不属于双方的审核人员裁定。"))
    return redirect("projects:disputes")


@require_http_methods(FORM)
def dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """A dispute as its reader may know it, and ruling it."""
    case = queries.case(request.user, pk, working_day(timezone.now()))
    row = case.dispute
    form = RulingForm(
        request.POST if request.method == "POST" else None,
        rulings=queries.RULINGS,
        parties=rivals(row.project, row.organization),
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            return _ruled(request, case, form)
        except Refusal as found:
            refusal = found
    return _case(request, case, form=form, refusal=refusal)


@require_POST
def answer_dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """What the unit that holds the project says of the claim."""
    case = queries.case(request.user, pk, working_day(timezone.now()))
    form = AnswerForm(request.POST)
    refusal = None
    if form.is_valid():
        try:
            return _answered(request, case, form.cleaned_data["answer"])
        except Refusal as found:
            refusal = found
    return _case(request, case, answer_form=form, answer_refusal=refusal)


def _answered(request: HttpRequest, case: queries.Case, answer: str) -> HttpResponse:
    dispute_operations.answer_dispute(
        dispute=case.dispute, answer=answer, actor=signed_in(request), now=timezone.now()
    )
    messages.success(request, _("已陈述。"))
    return redirect("projects:dispute", case.dispute.pk)


def _case(request: HttpRequest, case: queries.Case, **said: Any) -> HttpResponse:
    row, held = case.dispute, organization.zone()
    is_open = not (row.ruling or row.answer)
    context = {
        "case": case,
        "answer_form": AnswerForm(),
        "may_rule": access.may_rule(request.user, row),
        "may_answer": is_open and access.may_answer(request.user, row),
        "ways": {way.code: way for way in held.ways},
        "zone": held.zone,
        **said,
    }
    return render(request, "projects/dispute.html", context, status=422 if request.method == "POST" else 200)


def _ruled(request: HttpRequest, case: queries.Case, form: RulingForm) -> HttpResponse:
    ruling, row = form.cleaned_data["ruling"], case.dispute
    dispute_operations.rule_dispute(
        dispute=row,
        ruling=ruling,
        reason=form.cleaned_data["reason"],
        shares=form.shares() if ruling == "shared" else (),
        actor=signed_in(request),
        now=timezone.now(),
    )
    messages.success(request, _("已裁定。"))
    return redirect("projects:dispute", row.pk)


@require_safe
def dispute_evidence(request: HttpRequest, pk: int) -> FileResponse:
    """What a claim rests on, for both sides and whoever decides; saved, never opened in the page."""
    row = queries.case(request.user, pk, working_day(timezone.now())).dispute
    if not row.evidence:
        raise Missing(Message("这项争议没有附佐证材料。"))
    return FileResponse(row.evidence.open(), as_attachment=True, filename=Path(str(row.evidence.name)).name)


@require_http_methods(FORM)
def transfer(request: HttpRequest, code: str) -> HttpResponse:
    """Pass a project on, with the shares of both sides."""
    project = project_with_terms(request.user, code)
    require(access.may_transfer(request.user, project))
    splits = _splits()
    form = _transfer_form(request, project, splits)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            return _passed_on(request, project, form)
        except Refusal as found:
            refusal = found
    context = {
        "project": project,
        "form": form,
        "refusal": refusal,
        "splits": splits,
        "transfers": transfers_of(request.user, project),
        "zone": organization.zone().zone,
    }
    return render(request, "projects/transfer.html", context, status=422 if form.is_bound else 200)


def _transfer_form(request: HttpRequest, project: Any, splits: list[SplitSpec]) -> TransferForm:
    kind = request.GET.get("kind", "area")
    usual = _usual(splits, kind)
    return TransferForm(
        request.POST if request.method == "POST" else None,
        kinds=KINDS,
        organizations=organization.organization_choices(request.user),
        parties=giving(project, usual.get("first_talker")),
        initial={
            "version": project.version,
            "kind": kind,
            "landing_share": in_percent(usual["landing"]) if "landing" in usual else None,
        },
    )


def _splits() -> list[SplitSpec]:
    """The default split of each kind that holds today."""
    splits, today = organization.zone().splits, working_day(timezone.now())
    found = (in_force([one for one in splits if one.kind == kind], today) for kind, _word in KINDS)
    return [split for split in found if split]


def _usual(splits: list[SplitSpec], kind: str) -> dict[str, Decimal]:
    """The usual share of each role."""
    usual = next((split for split in splits if split.kind == kind), None)
    return {share.role: share.share for share in usual.shares} if usual else {}


def _passed_on(request: HttpRequest, project: Any, form: TransferForm) -> HttpResponse:
    said = form.cleaned_data
    to = registering.unit(said["to"])
    landed = Share(to.pk, said["landing_share"] / 100, "landing")
    transfer_project(
        project=project,
        kind=said["kind"],
        to=to,
        shares=[*form.shares(), *([landed] if landed.share else [])],
        leaving=said["leaving"],
        reason=said["reason"],
        version=said["version"],
        actor=signed_in(request),
        now=timezone.now(),
    )
    messages.success(request, _("已流转。"))
    return redirect("projects:project", project.code)
