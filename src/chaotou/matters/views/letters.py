"""Letters by e-mail: those that wait, one of them, who sent it, and setting it aside."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chaotou.matters import access
from chaotou.matters.forms.letters import SetAsideForm
from chaotou.matters.operations import letters as operations
from chaotou.matters.queries import letters as queries
from chaotou.matters.rules import rules
from chaotou.organization import queries as organization
from chaotou.organization.access import signed_in


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """The letters that wait, the oldest first."""
    context = {"letters": queries.waiting(signed_in(request)), "zone": organization.zone().zone}
    return render(request, "matters/letters.html", context)


@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """What a letter says, and what can be made of it."""
    return _page(request, pk)


@require_POST
def sender(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter with who sent it, opened on request; the opening is journaled."""
    name, address = operations.read_sender(letter=pk, actor=signed_in(request), now=timezone.now())
    return _page(request, pk, sender=address, sender_name=name)


@require_POST
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Make no matter of it, with the reason."""
    form = SetAsideForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, status=422, form=form)
    operations.set_aside(
        letter=pk, reason=form.cleaned_data["reason"], actor=signed_in(request), now=timezone.now()
    )
    messages.success(request, _("已搁置。"))
    return redirect("matters:letters")


def _page(request: HttpRequest, pk: int, status: int = 200, **more: Any) -> HttpResponse:
    person = signed_in(request)
    row = queries.letter(person, pk)
    context = {
        "letter": row,
        "files": queries.files(row),
        "kinds": [kind for kind in rules().kinds.values() if access.may_register(person, kind)],
        "form": SetAsideForm(),
        "zone": organization.zone().zone,
        **more,
    }
    return render(request, "matters/letter.html", context, status=status)
