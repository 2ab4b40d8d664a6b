"""Registering a matter: which kind, then its form."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chaotou.core.issues import Refusal
from chaotou.core.zone.matter_specs import KindSpec
from chaotou.matters import access, words
from chaotou.matters.access_outside import may_read_letters
from chaotou.matters.forms.letters import LetterForm, known
from chaotou.matters.forms.registering import RegisterForm
from chaotou.matters.operations.attaching import Upload
from chaotou.matters.operations.letters import register_letter
from chaotou.matters.operations.registering import register_matter
from chaotou.matters.queries import letters
from chaotou.matters.queries.choosing import enterprise_named, organizations_named
from chaotou.matters.rules import rules
from chaotou.organization import queries as organization
from chaotou.organization.access import require, signed_in


@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """The kinds the reader may register, by family."""
    person = signed_in(request)
    mine = [kind for kind in rules().kinds.values() if access.may_register(person, kind)]
    families = {kind.family: words.FAMILIES[kind.family] for kind in mine}
    groups = [(word, [kind for kind in mine if kind.family is family]) for family, word in families.items()]
    context = {
        "groups": groups,
        "has_doors": any(kind.by_link for kind in mine),
        "reads_letters": may_read_letters(person),
        "waiting": letters.count_waiting(person),
        "zone": organization.zone().zone,
    }
    return render(request, "matters/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, kind: str) -> HttpResponse:
    """The form of a kind; all that is wrong is said at once, and nothing typed is lost."""
    person, spec = signed_in(request), rules().kinds.get(kind)
    if spec is None:
        raise Http404
    require(access.may_register(person, spec))
    choices = organizations_named(access.registers_for(person, spec))
    given = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    letter = _letter(request)
    build: Any = partial(LetterForm, parts=letters.files(letter)) if letter else RegisterForm
    initial = known(letter) if letter else _known(request)
    form = build(**given, kind=spec, organizations=choices, initial=initial)
    context: dict[str, Any] = {
        "form": form,
        "kind": spec,
        "letter": letter,
        "zone": organization.zone().zone,
    }
    if request.method != "POST":
        return render(request, "matters/register.html", context)
    if not form.is_valid():
        return render(request, "matters/register.html", context, status=422)
    try:
        matter = _registered(request, form, spec, letter)
    except Refusal as refusal:
        return render(request, "matters/register.html", {**context, "refusal": refusal}, status=422)
    messages.success(request, _("已登记：{code}。").format(code=matter.code))
    return redirect("matters:matter", matter.code)


def _known(request: HttpRequest) -> dict[str, str]:
    """What the address already says: a page of an enterprise, a project or a matter leads here with it."""
    keys = ("enterprise", "project", "title")
    return {key: str(request.GET.get(key, ""))[:200] for key in keys}


def _letter(request: HttpRequest) -> Any:
    """The letter of which a matter is to be made, where the address names one."""
    typed = request.GET.get("mail", "")
    return letters.letter(signed_in(request), int(typed)) if typed.isdecimal() and len(typed) < 10 else None


def _registered(request: HttpRequest, form: RegisterForm, kind: KindSpec, letter: Any) -> Any:
    said, details = form.cleaned_data, form.details()
    register = partial(register_letter, letter=letter.pk) if letter else register_matter
    return register(
        kind=kind.code,
        title=said["title"],
        actor=signed_in(request),
        now=timezone.now(),
        enterprise=enterprise_named(said.get("enterprise", "")),
        files=[Upload(file) for file in said["papers"]],
        **details,
    )
