"""Pages of documents: the list with its upload, the review with its claims, and the acts on them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from chaotou.core.issues import Message, Refusal
from chaotou.intake import access, operations, queries
from chaotou.intake.forms import CorrectForm, ReceiveForm, RejectForm, RereadForm
from chaotou.intake.reviewing import ClaimView
from chaotou.organization.access import signed_in
from chaotou.organization.queries import zone
from chaotou.ui.pages import render_page

_AT = re.compile(r"(\d{1,9})-(\d{1,9})")


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """For the home page: the documents with claims the reader may decide on; none for who lists none."""
    person = signed_in(request)
    found = queries.documents_waiting(person) if access.may_list(person) else []
    return render(request, "intake/_waiting.html", {"documents": found})


@require_http_methods(["GET", "POST"])
def documents(request: HttpRequest) -> HttpResponse:
    """The documents the person may read, and the form that brings another in."""
    person = signed_in(request)
    bodies = list(queries.choices().bodies.values())
    start = {"year": zone().zone.year, "body": zone().zone.body}
    form = ReceiveForm(request.POST or None, request.FILES or None, bodies=bodies, initial=start)
    refusal = None
    if form.is_valid():
        try:
            return _received(request, form)
        except Refusal as found:
            refusal = found
    page = Paginator(queries.documents(person), 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "waiting": set(queries.documents_waiting(person).values_list("pk", flat=True)),
        "form": form,
        "refusal": refusal,
        "may_receive": access.may_receive(person),
        "limit": settings.UPLOAD_LIMIT_MB,
    }
    return render(request, "intake/documents.html", context, status=422 if form.is_bound else 200)


def _received(request: HttpRequest, form: ReceiveForm) -> HttpResponse:
    now, fields = timezone.now(), form.cleaned_data
    said = {name: fields[name] for name in ("title", "year", "body", "is_public")}
    file = fields["file"]
    if file:
        document = operations.receive_document(
            person=signed_in(request), data=_read(file), filename=file.name, now=now, **said
        )
    else:
        document = operations.receive_text(person=signed_in(request), text=fields["text"], now=now, **said)
    if document.received_at == now:
        messages.success(request, _("文件已读，请逐条核对。"))
    else:
        messages.info(request, _("这份文件以前收过，没有重复存；已处理的各条都还在。"))
    address = reverse("intake:document", args=[document.code])
    return HttpResponseClientRedirect(address) if _is_htmx(request) else redirect(address)


def _is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _read(file: Any) -> bytes:
    """The bytes, unless there are too many to be worth reading."""
    if file.size > settings.UPLOAD_LIMIT_MB * 1024 * 1024:
        values = {"file": file.name, "limit": settings.UPLOAD_LIMIT_MB}
        raise Refusal(
            Message("“{file}”超过 {limit} MB 的上限。", values), Message("请去掉图片或拆成几个文件后再上传。")
        )
    return bytes(file.read())


@require_GET
def document(request: HttpRequest, code: str) -> HttpResponse:
    """The review: the document with its claims marked, and beside it the claims in reading order."""
    review = queries.review(request.user, code, _cited(request), _page(request))
    context = {
        "review": review,
        "document": review.document,
        "reread": RereadForm(initial={"year": review.document.year}),
    }
    return render(request, "intake/document.html", context)


def _page(request: HttpRequest) -> int | None:
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else None


def _cited(request: HttpRequest) -> tuple[int, int] | None:
    found = _AT.fullmatch(request.GET.get("at", ""))
    return (int(found[1]), int(found[2])) if found else None


@require_GET
def original(request: HttpRequest, code: str) -> FileResponse:
    """The file as it came, to be saved, never shown by the browser."""
    found = queries.document(request.user, code)
    if not found.file:
        raise Refusal(Message("这份文件没有留存原件。"))
    response = FileResponse(found.file.open("rb"), as_attachment=True, filename=found.filename)
    response["Content-Type"] = "application/octet-stream"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def reread(request: HttpRequest, code: str) -> HttpResponse:
    """Read the document again with today's reader and words."""
    form = RereadForm(request.POST)
    year = form.cleaned_data["year"] if form.is_valid() else None
    found = queries.document(request.user, code)
    operations.reread_document(person=signed_in(request), document=found, year=year, now=timezone.now())
    messages.success(request, _("已重读；处理过的各条没有改动。"))
    return redirect("intake:document", code)


@require_http_methods(["GET", "POST"])
def accept_all(request: HttpRequest, code: str) -> HttpResponse:
    """What accepting a kind would do, and doing it."""
    person, found = signed_in(request), queries.document(request.user, code)
    kind = request.POST.get("kind") or request.GET.get("kind", "")
    if request.method == "POST":
        together = operations.accept_all(person=person, document=found, kind=kind, now=timezone.now())
        _tell(request, len(together.accepted), len(together.left))
        return redirect("intake:document", code)
    ahead = queries.preview(person, code, kind)
    context = {"document": found, "kind": kind, "prospects": ahead, "going": sum(p.goes for p in ahead)}
    return render(request, "intake/accept_all.html", context)


def _tell(request: HttpRequest, accepted: int, left: int) -> None:
    done = ngettext("采纳了 {count} 条。", "采纳了 {count} 条。", accepted).format(count=accepted)
    rest = ngettext("还有 {count} 条须逐条处理。", "还有 {count} 条须逐条处理。", left).format(count=left)
    messages.add_message(
        request, messages.SUCCESS if accepted else messages.WARNING, f"{done} {rest}" if left else done
    )


@require_GET
def claim(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """One claim alone, as it is now."""
    view = queries.claim_view(request.user, queries.claim(request.user, code, position))
    return _claim_page(request, view, None, None, 200)


@require_POST
def accept(request: HttpRequest, code: str, position: int) -> HttpResponse:
    return _decide(request, code, position, operations.accept_claim)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """The form that corrects a claim, and accepting it as corrected."""
    row = queries.claim(request.user, code, position)
    view = queries.claim_view(request.user, row)
    form = _correct_form(request, view)
    if request.method == "GET":
        return _claim_page(request, view, form, None, 200)
    if not form.is_valid():
        return _claim_page(request, view, form, None, 422)
    try:
        operations.correct_claim(
            person=signed_in(request), claim=row, correction=form.correction(), now=timezone.now()
        )
    except Refusal as refusal:
        return _claim_page(request, view, form, refusal, 422)
    return _answer(request, code, row)


def _correct_form(request: HttpRequest, view: ClaimView) -> CorrectForm:
    """Filled with what was read; a suggestion pressed gives the indicator alone and keeps the rest."""
    names = ("kind", "period", "value", "unit", "growth_pct", "rank", "bound", "comparison")
    start = {name: view.facts.get(name) for name in names}
    main = [entry.code for entry in view.main]
    start |= {"code": view.facts.get("code") or (main[0] if main else ""), "more": main[1:]}
    start["body"] = view.body.code if view.body else ""
    data: QueryDict | None = request.POST if request.method == "POST" else None
    if data is not None and data.get("suggested"):
        data = _pressed(start, str(data["suggested"]).split(","))
    return CorrectForm(data, initial=start, catalogue=queries.choices(), suggested=view.suggestions)


def _pressed(start: dict[str, Any], codes: list[str]) -> QueryDict:
    """What was read, as a form would send it, with the indicators of the button that was pressed."""
    data = QueryDict(mutable=True)
    data.update({name: str(value) for name, value in start.items() if value is not None and name != "more"})
    data["code"] = codes[0]
    data.setlist("more", codes[1:])
    return data


@require_POST
def reject(request: HttpRequest, code: str, position: int) -> HttpResponse:
    form = RejectForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return _decide(request, code, position, operations.reject_claim, reason=reason)


@require_POST
def reopen(request: HttpRequest, code: str, position: int) -> HttpResponse:
    return _decide(request, code, position, operations.reopen_claim)


def _decide(
    request: HttpRequest, code: str, position: int, act: Callable[..., Any], **fields: Any
) -> HttpResponse:
    row = queries.claim(request.user, code, position)
    try:
        act(person=signed_in(request), claim=row, now=timezone.now(), **fields)
    except Refusal as refusal:
        return _claim_page(request, queries.claim_view(request.user, row), None, refusal, 422)
    return _answer(request, code, row)


def _answer(request: HttpRequest, code: str, row: Any) -> HttpResponse:
    """The claim as it is now and the counts for htmx; else back to the claim on its page."""
    if not _is_htmx(request):
        address = reverse("intake:document", args=[code])
        return redirect(f"{address}?page={queries.page_of(row)}#claim-{row.position}")
    return _claim_page(request, queries.claim_view(request.user, row), None, None, 200)


def _claim_page(
    request: HttpRequest,
    view: ClaimView,
    form: CorrectForm | None,
    refusal: Refusal | None,
    status: int,
) -> HttpResponse:
    document = view.row.document
    context = {
        "view": view,
        "document": document,
        "form": form,
        "refused": refusal,
        "progress": queries.progress(document),
    }
    return render_page(request, "intake/claim.html", "intake/_claim_answer.html", context, status=status)
