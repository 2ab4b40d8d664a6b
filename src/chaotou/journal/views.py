"""The journal as pages: what was done, by whom, when, before and after."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chaotou.journal import access, queries
from chaotou.journal.forms import WantedForm
from chaotou.journal.words import act_words, thing_words
from chaotou.organization.access import require
from chaotou.ui.pages import render_page

LIMIT = 50
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
PAGE, FRAGMENT = "journal/entries.html", "journal/_entries.html"


@require_GET
def entries(request: HttpRequest) -> HttpResponse:
    """The latest entries the person may see, found by person, act, target and date."""
    return _page(request, access.sight(request.user))


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Walk the whole chain now and say whether it holds. By POST, because it takes a while."""
    sight = access.sight(request.user)
    require(access.may_verify(sight))
    found = queries.verify()
    messages.add_message(request, messages.SUCCESS if found.ok else messages.ERROR, _outcome(found))
    return redirect("journal:entries")


def _outcome(found: queries.Verification) -> str:
    said = found.reason.say(_)
    if not found.ok:
        more = _("前 {count} 条连续完好，自第 {number} 条起不可信。请保留现场并报告审计。")
        return f"{said} {more.format(count=found.count, number=found.first_broken)}"
    if not found.count:
        return said
    more = _("第 {number} 条的封印是 {seal}，另处抄存即可防止整链被重写。")
    return f"{said} {more.format(number=found.count, seal=found.seal)}"


@require_GET
def entry(request: HttpRequest, number: int) -> HttpResponse:
    found = queries.entry(access.sight(request.user), number)
    if found is None:
        raise Http404(_("没有这条记录，或您不能查看它。"))
    context = {"row": _row(found), "entry": found}
    return render_page(request, "journal/entry.html", "journal/_changes.html", context)


def _page(request: HttpRequest, sight: access.Sight) -> HttpResponse:
    people, acts = queries.offered(sight)
    form = WantedForm(request.GET, people=people, acts=acts)
    found = queries.entries(sight, form.wanted(), LIMIT + 1) if form.is_valid() else []
    context = {
        "form": form,
        "rows": [_row(item) for item in found[:LIMIT]],
        "older": found[LIMIT - 1].number if len(found) > LIMIT else None,
        "sight": sight,
        "may_verify": access.may_verify(sight),
    }
    return render_page(request, PAGE, FRAGMENT, context, status=200 if form.is_valid() else 422)


def _row(item: Any) -> dict[str, object]:
    thing, verb = act_words(item.act)
    model, _colon, key = item.target.partition(":")
    changes = queries.changes(item)
    return {
        "entry": item,
        "thing": thing,
        "verb": verb,
        "target": thing_words(model),
        "key": _DIGEST.sub(lambda found: found[0][:12], key),
        "whole_key": key,
        "changes": changes,
    }
